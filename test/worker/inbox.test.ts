/** `/dev/inbox`: what would have been emailed, in development alone. */
import { env } from 'cloudflare:test'
import { beforeEach, describe, expect, test } from 'vitest'

import { INBOX_MAX_ROWS } from '../../src/limits.ts'
import { inboxSender, listInbox } from '../../src/email/inbox.ts'
import { fetchEdge } from './fixtures.ts'

const KEYS = env.TOKEN_KEYS.split(',')
const JSON_PLEASE = { headers: { accept: 'application/json' } }
const PAGE_PLEASE = { headers: { accept: 'text/html,*/*' } }

const mailTo = (to: string) => ({
  to,
  subject: 'Confirm: <b>Free</b> them',
  text: 'Go to\nhttp://petitions.test/confirm/abc?lang=en\nnow',
  html: '<html><head></head><body><p style="color:red">“Go”</p><script>alert(1)</script></body></html>',
  headers: { 'Auto-Submitted': 'auto-generated' },
})

const receive = (to: string, at = Date.now()) => inboxSender(env.DB, KEYS, () => at).send(mailTo(to))
const list = async (query = ''): Promise<{ id: string; to: string }[]> =>
  (await (await fetchEdge(`/dev/inbox${query}`, JSON_PLEASE)).json<{ emails: { id: string; to: string }[] }>()).emails

beforeEach(async () => void (await env.DB.prepare('DELETE FROM inbox').run()))

describe('the development inbox', () => {
  test('lists emails as JSON, newest first, or those of one email address', async () => {
    const at = Date.now()
    await receive('ann@example.org', at - 2000)
    await receive('bob@example.org', at - 1000)
    await receive('Ann@example.org', at)
    expect((await list()).map(({ to }) => to)).toEqual(['Ann@example.org', 'bob@example.org', 'ann@example.org'])
    expect((await list('?to=ann@example.org')).map(({ to }) => to)).toEqual(['Ann@example.org', 'ann@example.org'])
    const [newest] = await list()
    expect(newest).toEqual({ ...mailTo('Ann@example.org'), id: newest?.id, receivedAt: at })
  })

  test('shows them on pages, with their links and without running their content', async () => {
    await receive('ann@example.org')
    const [email] = await list()
    const index = await (await fetchEdge('/dev/inbox', PAGE_PLEASE)).text()
    expect(index).toContain(`href="/dev/inbox/${email?.id}"`)
    expect(index).toContain('Confirm: &lt;b&gt;Free&lt;/b&gt; them')

    const response = await fetchEdge(`/dev/inbox/${email?.id}`, PAGE_PLEASE)
    const page = await response.text()
    expect(page).toContain('<a href="http://petitions.test/confirm/abc?lang=en">')
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"')
    expect(page).not.toContain('<script>alert')
    expect(page).toContain('&lt;script&gt;alert')
    expect(response.headers.get('content-security-policy')).toContain(`script-src 'self'`)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  test('stores no email address in plain text, and each email opens only in its own row', async () => {
    await receive('ann@example.org')
    await receive('bob@example.org')
    const { results } = await env.DB.prepare('SELECT id, hex(sealed) AS hex FROM inbox').all<{
      id: string
      hex: string
    }>()
    for (const { hex } of results) {
      const text = String.fromCharCode(...(hex.match(/../g) ?? []).map((byte) => parseInt(byte, 16)))
      expect(text).not.toContain('example.org')
    }
    expect(await listInbox(env.DB, ['another-token-key-0123456789-abcdefghi'])).toEqual([])
    expect(await listInbox(env.DB, ['another-token-key-0123456789-abcdefghi', ...KEYS])).toHaveLength(2)
    await env.DB.prepare('UPDATE inbox SET sealed = (SELECT sealed FROM inbox LIMIT 1)').run()
    expect(await listInbox(env.DB, KEYS)).toHaveLength(1)
  })

  test('holds a limited number of emails', async () => {
    const at = Date.now()
    for (let n = 0; n <= INBOX_MAX_ROWS; n++) await receive(`signer${n}@example.org`, at + n)
    const emails = await list()
    expect(emails).toHaveLength(INBOX_MAX_ROWS)
    expect(emails.at(-1)?.to).toBe('signer1@example.org')
  })

  test('does not exist in production', async () => {
    await receive('ann@example.org')
    const [email] = await list()
    const production = { ENVIRONMENT: 'production', PUBLIC_ORIGIN: 'https://petitions.example.org' }
    for (const path of ['/dev/inbox', `/dev/inbox/${email?.id}`]) {
      for (const asked of [JSON_PLEASE, PAGE_PLEASE]) {
        const response = await fetchEdge(path, asked, production)
        expect(response.status).toBe(404)
        expect(await response.text()).not.toContain('ann@example.org')
      }
    }
    expect((await fetchEdge('/dev/inbox/none', PAGE_PLEASE)).status).toBe(404)
  })
})
