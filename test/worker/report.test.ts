/** Reporting a petition: what is accepted goes to the operator by email, sealed until it is sent; what is not is shown again. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { REPORT_GROUNDS } from '../../schema/report.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import type { Email } from '../../src/email/sender.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { RENDERED_MIN_AGE_MS, REPORT_DETAILS_MAX_CHARS, REPORTS_PER_DAY } from '../../src/limits.ts'
import { renderTimeKeys, signRenderTime } from '../../src/intake/signals/render-time.ts'
import {
  batchQueue,
  consume,
  dbWithPrepare,
  fetchEdge,
  ORIGIN,
  postAsCampaign,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

let networks = 0
const network = (): string => `2001:db8:9:${(++networks).toString(16)}::1`

const renderedAt = async (slug: string, ms = Date.now() - RENDERED_MIN_AGE_MS - 1) =>
  signRenderTime(slug, ms, await renderTimeKeys(env.TOKEN_KEYS.split(',')))

interface Sending {
  fields?: Record<string, string>
  headers?: Record<string, string>
  overrides?: Partial<EdgeEnv>
  lang?: string
}

const DETAILS = 'The third sentence names a child.'

async function report(
  { slug }: TestPetition,
  { fields = {}, headers = {}, overrides = {}, lang = 'en' }: Sending = {},
) {
  const form = { ground: 'personal-data', details: DETAILS, email: '', website: '', rendered: await renderedAt(slug) }
  return fetchEdge(
    `/${lang}/p/${slug}/report`,
    {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...form, ...fields }),
      headers: { accept: 'text/html', 'cf-connecting-ip': network(), ...headers },
    },
    overrides,
  )
}

/** Sends a report, and the email that it causes. */
async function emailOf(petition: TestPetition, fields: Record<string, string> = {}): Promise<Email | undefined> {
  const messages: EmailMessage[] = []
  await report(petition, { fields, overrides: { EMAILS: batchQueue(messages) } })
  await consume('undersigned-emails', messages)
  const response = await fetchEdge('/dev/inbox', { headers: { accept: 'application/json' } })
  const { emails } = await response.json<{ emails: Email[] }>()
  return emails.find(({ text }) => text.includes(petition.slug))
}

const rowsOf = async ({ id }: TestPetition) =>
  (
    await env.DB.prepare('SELECT kind, state, sealed IS NULL AS deleted FROM emails WHERE petition_id = ?')
      .bind(id)
      .all()
  ).results

afterEach(() => vi.restoreAllMocks())

describe('the form', () => {
  test.for(LOCALES)('in %s says who gets the report, and offers every ground', async (lang) => {
    const { slug } = await startPetition()
    const response = await fetchEdge(`/${lang}/p/${slug}/report`)
    const html = await response.text()
    const { report } = catalogue(lang).trust
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    expect(html).toContain(report.text)
    for (const ground of REPORT_GROUNDS) expect(html).toContain(`value="${ground}"`)
    expect(html).not.toContain('<script')
  })

  test('is there for a closed petition too, and not for a draft', async () => {
    const closed = await startPetition()
    const draft = await startPetition({ state: 'draft', publicKeys: [] })
    await postAsCampaign(closed, 'close')
    expect((await fetchEdge(`/en/p/${closed.slug}/report`)).status).toBe(200)
    expect((await report(closed)).status).toBe(303)
    expect((await fetchEdge(`/en/p/${draft.slug}/report`)).status).toBe(404)
    expect((await report(draft)).status).toBe(404)
  })

  test('gives way to the URL of an operator who takes reports elsewhere', async () => {
    const petition = await startPetition()
    const url = 'https://operator.example.org/report'
    const overrides = { OPERATOR_CONTACT: url }
    const html = await (await fetchEdge(`/en/p/${petition.slug}/report`, {}, overrides)).text()
    expect(html).toContain(`href="${url}"`)
    expect(html).not.toContain('<form')
    expect((await report(petition, { overrides })).status).toBe(200)
    expect(await rowsOf(petition)).toEqual([])
  })
})

describe('a report', () => {
  test('leads to the thanks, and its email says what is wrong, where, and how to reply', async () => {
    const petition = await startPetition({ title: 'Keep <b>the</b> ferry' })
    const response = await report(petition)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/en/p/${petition.slug}/report/sent#content`)
    const sent = await fetchEdge(`/en/p/${petition.slug}/report/sent`)
    expect(await sent.text()).toContain(catalogue('en').trust.report.done)

    const email = await emailOf(petition, { email: 'Reader@Example.org', details: 'Line <i>one</i>\nline two' })
    expect(email?.to).toBe('operator@petitions.test')
    expect(email?.subject).toBe('Report of a petition: Keep <b>the</b> ferry')
    expect(email?.text).toContain(`${ORIGIN}/p/${petition.slug}`)
    expect(email?.text).toContain('It reveals personal data')
    expect(email?.text).toContain('Reply to: Reader@example.org')
    expect(email?.text).toContain('Line <i>one</i>\nline two')
    expect(email?.html).toContain('Line &lt;i&gt;one&lt;/i&gt;')
    expect(email?.html).not.toMatch(/<[bi]>/)
    expect(JSON.stringify(email?.headers)).not.toContain('xample.org')
  })

  test('without an email address, or with a filled trap, says so', async () => {
    expect((await emailOf(await startPetition()))?.text).toContain('No email address was given')
    expect((await emailOf(await startPetition(), { website: 'x' }))?.text).toContain('a bot may have sent this')
  })

  test('is sealed until it is sent, and deleted then', async () => {
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' ')))
    }
    const petition = await startPetition()
    const messages: EmailMessage[] = []
    await report(petition, {
      fields: { email: 'reader.quill@example.org' },
      overrides: { EMAILS: batchQueue(messages) },
    })
    expect(await rowsOf(petition)).toEqual([{ kind: 'report', state: 'pending', deleted: 0 }])
    const { results } = await env.DB.prepare('SELECT *, hex(sealed) AS hex FROM emails WHERE petition_id = ?')
      .bind(petition.id)
      .all()
    const known = JSON.stringify([lines, messages, results]).toLowerCase()
    for (const secret of ['reader.quill', 'names a child']) {
      expect(known).not.toContain(secret)
      expect(known).not.toContain(toHex(new TextEncoder().encode(secret)))
    }
    const fault = { send: () => Promise.reject(new Error('no reader.quill@example.org')) }
    await consume('undersigned-emails', messages, {
      EMAIL_SENDER: 'cloudflare',
      EMAIL_FROM: 'a@example.org',
      EMAIL: fault,
    })
    expect(lines.join()).toContain('emails.tried')
    expect(lines.join()).not.toContain('reader.quill')
    await env.DB.prepare('UPDATE emails SET next_attempt_at = 0 WHERE petition_id = ?').bind(petition.id).run()
    await consume('undersigned-emails', messages)
    expect(await rowsOf(petition)).toEqual([{ kind: 'report', state: 'sent', deleted: 1 }])
  })

  test('has failed if the operator takes reports elsewhere by now', async () => {
    const petition = await startPetition()
    const messages: EmailMessage[] = []
    await report(petition, { overrides: { EMAILS: batchQueue(messages) } })
    await consume('undersigned-emails', messages, { OPERATOR_CONTACT: 'https://operator.example.org/' })
    expect(await rowsOf(petition)).toEqual([{ kind: 'report', state: 'failed', deleted: 1 }])
  })
})

describe('a report that is not accepted is shown again with what was typed', () => {
  const LONG = 'y'.repeat(REPORT_DETAILS_MAX_CHARS + 1)

  test.each([
    ['without a ground', { ground: '' }, catalogue('en').fieldErrors['not-a-choice']],
    ['with an invented ground', { ground: 'boring' }, catalogue('en').fieldErrors['not-a-choice']],
    ['without details', { details: ' ' }, catalogue('en').fieldErrors.required],
    ['with too long details', { details: LONG }, catalogue('en').fieldErrors['too-long']],
    ['with an invalid email address', { email: 'nobody' }, catalogue('en').fieldErrors['not-an-email']],
  ])('%s', async (_, fields, error) => {
    const petition = await startPetition()
    const response = await report(petition, { fields: { email: 'ann@example.org', ...fields } })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(html).toContain(error)
    expect(html).toContain(catalogue('en').form.fix)
    const kept = { ground: 'personal-data', details: DETAILS, email: 'ann@example.org', ...fields }
    expect(html).toContain(`value="${kept.email}"`)
    expect(html).toContain(kept.details.trim())
    expect(/value="personal-data" checked/.test(html)).toBe(kept.ground === 'personal-data')
    expect(await rowsOf(petition)).toEqual([])
  })

  test('when it comes faster than anybody writes, and is accepted later with the same time', async () => {
    const petition = await startPetition()
    const rendered = await renderedAt(petition.slug, Date.now())
    const html = await (await report(petition, { fields: { rendered } })).text()
    expect(html).toContain(catalogue('en').trust.report.again)
    expect(html).toContain(DETAILS)
    expect(html).toContain(rendered)
  })

  test.each(['', 'abc', 'mge1e5m8.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'with the render time %j, and has a genuine one then',
    async (rendered) => {
      const petition = await startPetition()
      const html = await (await report(petition, { fields: { rendered } })).text()
      expect(html).toContain(catalogue('en').trust.report.again)
      const fresh = /name="rendered" value="([^"]+)"/.exec(html)?.[1] ?? ''
      expect(fresh).not.toBe(rendered)
      vi.useFakeTimers({ now: Date.now() + RENDERED_MIN_AGE_MS + 1, toFake: ['Date'] })
      try {
        expect((await report(petition, { fields: { rendered: fresh } })).status).toBe(303)
      } finally {
        vi.useRealTimers()
      }
    },
  )

  test('beyond the limit of a network, which is not that of signing', async () => {
    const petition = await startPetition()
    const headers = { 'cf-connecting-ip': network() }
    const statuses: number[] = []
    for (let n = 0; n < 3; n++) statuses.push((await report(petition, { headers })).status)
    const refused = await report(petition, { headers })
    expect([...statuses, refused.status]).toEqual([303, 303, 429, 429])
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await refused.text()).toContain(DETAILS)
  })

  test('beyond the number of a day', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const petition = await startPetition()
    for (let n = 0; n < REPORTS_PER_DAY; n++) expect((await report(petition)).status).toBe(303)
    const refused = await report(petition)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain(DETAILS)
    expect(await rowsOf(petition)).toHaveLength(REPORTS_PER_DAY)
    await env.DB.prepare('UPDATE emails SET created_at = 1 WHERE petition_id = ?').bind(petition.id).run()
    expect((await report(petition)).status).toBe(303)
  })

  test('while the database does not respond', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const petition = await startPetition()
    await fetchEdge(`/en/p/${petition.slug}/report`)
    const DB = dbWithPrepare((sql) => {
      if (sql.includes('INSERT INTO emails')) throw new Error('D1_ERROR: Network connection lost.')
      return env.DB.prepare(sql)
    })
    const response = await report(petition, { overrides: { DB } })
    expect(response.status).toBe(503)
    expect(await response.text()).toContain(DETAILS)
  })

  test('without the words of another site', async () => {
    const petition = await startPetition()
    const response = await report(petition, { headers: { origin: 'https://elsewhere.example.org' } })
    expect(response.status).toBe(422)
    expect(await response.text()).not.toContain(DETAILS)
    expect(await rowsOf(petition)).toEqual([])
  })
})
