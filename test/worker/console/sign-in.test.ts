/** Signing in to the console by HTTP: the link, the session, and what others learn. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { addOperatorLink } from '../../../src/accounts/operators.ts'
import { newSecret, secretHash } from '../../../src/crypto/secret.ts'
import {
  DAY_MS,
  LINKS_PER_ADDRESS_PER_DAY,
  NEXT_PATH_MAX_CHARS,
  SESSION_GRACE_MS,
  SESSION_ROTATE_MS,
} from '../../../src/limits.ts'
import { linkTokenIn, sentEmail } from '../accounts.ts'
import { ORIGIN, unique } from '../fixtures.ts'
import { fetchConsole, linkFor, type Person, signedIn } from './console.ts'

const newAddress = (): string => `${unique('new')}@example.org`
const cookieOf = (response: Response): string | null =>
  /__Host-session=([^;]*)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? null

describe('the page to sign in', () => {
  test('is the same for every email address, with the same rows written', async () => {
    const known = await signedIn()
    const written = async () =>
      (await env.DB.prepare(
        'SELECT (SELECT count(*) FROM sign_in_links) + (SELECT count(*) FROM account_emails) AS n',
      ).first<number>('n')) ?? 0
    const ask = async (email: string) => {
      const before = await written()
      const response = await fetchConsole('/console/sign-in', { form: { email } })
      const text = (await response.text()).replaceAll(email, 'ADDRESS')
      return { status: response.status, text, rows: (await written()) - before }
    }
    expect(await ask(known.email)).toEqual(await ask(newAddress()))
  })

  test('refuses what is no email address, and keeps what was typed', async () => {
    const response = await fetchConsole('/console/sign-in', { form: { email: 'marit at example' } })
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).toContain('value="marit at example"')
    expect(text).toContain('role="alert"')
  })

  test('takes what is no text for nothing', async () => {
    const response = await fetchConsole('/console/sign-in', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: { toString: 1, valueOf: 1 }, next: [1] }),
    })
    expect(response.status).toBe(422)
  })

  test('sends one email address a limited number of links a day, and does not tell when it was reached', async () => {
    const [used, unused] = [newAddress(), newAddress()]
    for (let n = 0; n < 2; n++) await linkFor(used)
    const emails = async () =>
      (await env.DB.prepare('SELECT count(*) AS n FROM account_emails').first<number>('n')) ?? 0
    const answers = async (email: string) => {
      const seen = new Set<string>()
      for (let n = 0; n < LINKS_PER_ADDRESS_PER_DAY + 3; n++) {
        const response = await fetchConsole('/console/sign-in', { form: { email } })
        const text = (await response.text()).replaceAll(email, 'ADDRESS')
        seen.add(`${response.status} ${JSON.stringify([...response.headers])} ${text}`)
      }
      return [...seen]
    }
    const before = await emails()
    const told = [await answers(used), await answers(unused)]
    expect(told[0]).toHaveLength(1)
    expect(told[0]).toEqual(told[1])
    expect((await emails()) - before).toBe(2 * LINKS_PER_ADDRESS_PER_DAY - 2)
  })

  test('is limited by IP address', async () => {
    const SIGN_IN_LIMIT = { limit: () => Promise.resolve({ success: false }) }
    const response = await fetchConsole('/console/sign-in', { form: { email: newAddress() } }, { SIGN_IN_LIMIT })
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  })

  test('leads back to a path of the console, and nowhere else', async () => {
    const as = await signedIn()
    const next = async (path: string) =>
      (await fetchConsole(`/console/sign-in?next=${encodeURIComponent(path)}`, { as })).headers.get('location')
    expect(await next('/console/p/ferry?by=hour')).toBe('/console/p/ferry?by=hour')
    for (const path of [
      'https://elsewhere.test/',
      '//elsewhere.test',
      '/console@elsewhere.test',
      '/consoles',
      '/en/p/demo',
      '/console/\\elsewhere',
      '/console/..//elsewhere.test',
      '/console/%2e%2e//elsewhere.test/console',
      '/console/x/../..//elsewhere.test',
      '/console/../en/p/demo',
      'javascript:alert(1)',
      `/console/${'p'.repeat(NEXT_PATH_MAX_CHARS)}`,
    ]) {
      expect(await next(path)).toBe('/console')
    }
  })
})

const sessionOn = (html: string): string => /name="session" value="([^"]+)"/.exec(html)?.[1] ?? ''

describe('a link', () => {
  const pressed = async (token: string, session: string) =>
    fetchConsole(`/console/sign-in/${token}`, { form: { session } })

  test('signs in a person who presses twice, once: both responses have the same session', async () => {
    const token = await linkFor(newAddress())
    const session = sessionOn(await (await fetchConsole(`/console/sign-in/${token}`)).text())
    const both = await Promise.all([pressed(token, session), pressed(token, session)])
    expect(both.map(({ status }) => status)).toEqual([303, 303])
    const cookies = both.map((response) => cookieOf(response) ?? '')
    expect(cookies.map((cookie) => cookie.split('.')[0])).toEqual([session, session])
    // Whichever of them the browser has.
    for (const cookie of cookies) {
      const response = await fetchConsole('/console', { headers: { cookie: `__Host-session=${cookie}` } })
      expect(response.status).toBe(200)
    }
    const { results } = await env.DB.prepare(
      'SELECT id FROM sessions WHERE account_id = (SELECT account_id FROM sessions WHERE id = ?)',
    )
      .bind(session)
      .all()
    expect(results).toEqual([{ id: session }])
  })

  test('is gone for any other page, and for the same one a minute later', async () => {
    const token = await linkFor(newAddress())
    const session = sessionOn(await (await fetchConsole(`/console/sign-in/${token}`)).text())
    expect((await pressed(token, session)).status).toBe(303)
    expect((await pressed(token, crypto.randomUUID())).status).toBe(410)
    await env.DB.prepare('UPDATE sign_in_links SET used_at = used_at - ? WHERE used_by = ?')
      .bind(SESSION_GRACE_MS, session)
      .run()
    expect((await pressed(token, session)).status).toBe(410)
    await env.DB.prepare('DELETE FROM sessions WHERE id = ?').bind(session).run()
    expect((await pressed(token, session)).status).toBe(410)
  })

  test('takes no session of another account', async () => {
    const other = await signedIn()
    const [id = ''] = other.cookie.split('.')
    const token = await linkFor(newAddress())
    const response = await pressed(token, id)
    expect([response.status, cookieOf(response)]).toEqual([410, null])
    expect((await fetchConsole('/console', { as: other })).status).toBe(200)
  })

  test('leads to the page for which it was asked, and nowhere else', async () => {
    const email = newAddress()
    const next = '/console/p/ferry?by=hour'
    await fetchConsole('/console/sign-in', { form: { email, next } })
    const row = env.DB.prepare('SELECT id FROM account_emails ORDER BY rowid DESC LIMIT 1')
    const { text } = await sentEmail((await row.first<string>('id')) ?? '')
    const path = /\/console\/sign-in\/\S+/.exec(text)?.[0] ?? ''
    expect(path).toContain('?next=')
    expect((await fetchConsole(path)).status).toBe(200)
    const used = await fetchConsole(path, { method: 'POST' })
    expect(used.headers.get('location')).toBe(next)
    // A second click leads there, too.
    const as = { accountId: '', email, cookie: cookieOf(used) ?? '' }
    expect((await fetchConsole(path, { as, method: 'POST' })).headers.get('location')).toBe(next)
    const token = await linkFor(newAddress())
    const elsewhere = `/console/sign-in/${token}?next=${encodeURIComponent('/console/..//elsewhere.test')}`
    expect((await fetchConsole(elsewhere, { method: 'POST' })).headers.get('location')).toBe('/console')
  })

  test('is not used by looking at it, and works once', async () => {
    const token = await linkFor(newAddress())
    for (let n = 0; n < 3; n++) {
      const looked = await fetchConsole(`/console/sign-in/${token}`)
      expect(looked.status).toBe(200)
      expect(cookieOf(looked)).toBeNull()
    }
    const used = await fetchConsole(`/console/sign-in/${token}`, { method: 'POST' })
    expect([used.status, used.headers.get('location')]).toEqual([303, '/console'])
    expect(used.headers.get('set-cookie')).toMatch(
      /^__Host-session=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
    )
    expect((await fetchConsole(`/console/sign-in/${token}`, { method: 'POST' })).status).toBe(410)
    expect((await fetchConsole(`/console/sign-in/${token}`)).status).toBe(410)
  })

  test('sets a cookie that WebKit takes on a developer’s computer, and there alone', async () => {
    const origin = 'http://localhost:8787'
    const token = await linkFor(newAddress())
    const use = (ENVIRONMENT: string) =>
      fetchConsole(
        `/console/sign-in/${token}`,
        { method: 'POST', headers: { origin } },
        { PUBLIC_ORIGIN: origin, ENVIRONMENT },
      )
    const refused = await use('production')
    expect([refused.status, await refused.text()]).toEqual([503, expect.stringContaining('must be https')])
    expect((await use('development')).headers.get('set-cookie')).toMatch(
      /^session=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  test('opens one session when it is used twice at once', async () => {
    const token = await linkFor(newAddress())
    const used = await Promise.all([1, 2, 3].map(() => fetchConsole(`/console/sign-in/${token}`, { method: 'POST' })))
    expect(used.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 410, 410])
  })

  test('that is late, or was never there, says how to get another', async () => {
    const token = await linkFor(newAddress())
    await env.DB.prepare('UPDATE sign_in_links SET expires_at = ?2 WHERE token_hash = ?1')
      .bind(await secretHash(token), Date.now() - 1)
      .run()
    for (const one of [token, newSecret(), 'x', '%00']) {
      const response = await fetchConsole(`/console/sign-in/${one}`)
      expect(response.status).toBe(410)
      expect(await response.text()).toContain('href="/console/sign-in')
    }
  })
})

describe('the link of an operator', () => {
  async function operatorLink(): Promise<string> {
    const token = newSecret()
    await addOperatorLink(env.DB, { origin: ORIGIN, token, now: Date.now() })
    return `/console/sign-in/${token}`
  }
  const shown = async (link: string) => sessionOn(await (await fetchConsole(link)).text())
  const openedSite = async (cookie: string | null) =>
    (await fetchConsole('/console/site', { headers: { cookie: `__Host-session=${cookie ?? ''}` } })).status

  test('opens one session for a person who presses twice', async () => {
    const link = await operatorLink()
    const form = { email: newAddress(), session: await shown(link) }
    const both = await Promise.all([fetchConsole(link, { form }), fetchConsole(link, { form })])
    expect(both.map(({ status, headers }) => [status, headers.get('location')])).toEqual([
      [303, '/console/site'],
      [303, '/console/site'],
    ])
    const cookies = both.map(cookieOf)
    expect(cookies.map((cookie) => cookie?.split('.')[0])).toEqual([form.session, form.session])
    expect(await Promise.all(cookies.map(openedSite))).toEqual([200, 200])
  })

  test('leaves the session alone that the first press has opened', async () => {
    const link = await operatorLink()
    const form = { email: newAddress(), session: await shown(link) }
    const cookie = cookieOf(await fetchConsole(link, { form })) ?? ''
    const again = await fetchConsole(link, { form, as: { accountId: '', email: '', cookie } })
    expect([again.status, again.headers.get('location'), cookieOf(again)]).toEqual([303, '/console/site', null])
    expect(await openedSite(cookie)).toBe(200)
  })

  test('is gone for another page or address, and once its session has ended', async () => {
    const link = await operatorLink()
    const [other, form] = [await signedIn({ isOperator: true }), { email: newAddress(), session: await shown(link) }]
    expect((await fetchConsole(link, { form })).status).toBe(303)
    const operators = async () =>
      env.DB.prepare('SELECT count(*) AS n FROM accounts WHERE is_operator = 1').first<number>('n')
    const before = await operators()
    const gone = async (sent: Record<string, string>) => {
      const response = await fetchConsole(link, { form: sent })
      expect([response.status, cookieOf(response)]).toEqual([410, null])
    }
    await gone({ ...form, session: crypto.randomUUID() })
    await gone({ ...form, email: newAddress() })
    await gone({ ...form, email: other.email })
    const ended = await env.DB.prepare('DELETE FROM sessions WHERE id = ?').bind(form.session).run()
    expect(ended.meta.changes).toBe(1)
    for (const email of [form.email, other.email, newAddress()]) await gone({ ...form, email })
    expect(await operators()).toBe(before)
  })

  test('is gone a minute later', async () => {
    const link = await operatorLink()
    const form = { email: newAddress(), session: await shown(link) }
    expect((await fetchConsole(link, { form })).status).toBe(303)
    await env.DB.prepare('UPDATE sign_in_links SET used_at = used_at - ? WHERE used_by = ?')
      .bind(SESSION_GRACE_MS, form.session)
      .run()
    expect((await fetchConsole(link, { form })).status).toBe(410)
  })

  test('takes no session of somebody else, however new', async () => {
    const other = await signedIn({ isOperator: true })
    const [session = ''] = other.cookie.split('.')
    const link = await operatorLink()
    for (const email of [newAddress(), other.email]) {
      for (let n = 0; n < 2; n++) {
        const response = await fetchConsole(link, { form: { email, session } })
        expect([response.status >= 400, cookieOf(response)]).toEqual([true, null])
      }
    }
    expect(await openedSite(other.cookie)).toBe(200)
  })

  test('keeps its session on the page that says what was wrong, and says what to do', async () => {
    const other = await signedIn({ isOperator: true })
    const link = await operatorLink()
    const session = await shown(link)
    for (const email of ['nobody', other.email]) {
      const refused = await fetchConsole(link, { form: { email, session } })
      expect(refused.status).toBe(422)
      const html = await refused.text()
      expect(sessionOn(html)).toBe(session)
      expect(html.includes('or use another email address')).toBe(email === other.email)
    }
    const form = { email: newAddress(), session }
    expect((await fetchConsole(link, { form })).status).toBe(303)
  })
})

describe('a link that changed an email address', () => {
  const lastEmail = async (kind: string) => {
    const row = env.DB.prepare('SELECT id FROM account_emails WHERE kind = ? ORDER BY rowid DESC LIMIT 1').bind(kind)
    return sentEmail((await row.first<string>('id')) ?? '')
  }
  const pathIn = (email: Awaited<ReturnType<typeof lastEmail>>) => `/console/sign-in/${linkTokenIn(email)}`
  const press = async (link: string, as: Person | null = null) => {
    const response = await fetchConsole(link, { as, method: 'POST' })
    return [response.status, response.headers.get('location')]
  }
  /** The link to the new address, pressed once, and that to the old one. */
  async function changed(as: Person) {
    await fetchConsole('/console/account/email', { as, form: { email: newAddress() } })
    const change = pathIn(await lastEmail('email-change'))
    expect(await press(change, as)).toEqual(CHANGED)
    return { change, undo: pathIn(await lastEmail('email-changed')) }
  }
  const CHANGED = [303, '/console/account?done=email-changed']
  const UNDONE = [303, '/console/sign-in?lang=en&done=email-undone']
  const GONE = [410, null]

  test('says so when it is pressed again, to the account that changed it alone', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const { change, undo } = await changed(as)
    expect(await press(change, as)).toEqual(CHANGED)
    for (const one of [other, null]) expect(await press(change, one)).toEqual(GONE)
    // And not when that is true no more.
    await press(undo)
    const email = await fetchConsole(`/console/sign-in/${await linkFor(as.email)}`, { method: 'POST' })
    expect(await press(change, { ...as, cookie: cookieOf(email) ?? '' })).toEqual(GONE)
  })

  test('or undid that says so when it is pressed again, no matter who is signed in', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const { undo } = await changed(as)
    const first = await Promise.all([press(undo), press(undo)])
    expect(first).toEqual([UNDONE, UNDONE])
    expect([await press(undo, as), await press(undo, other)]).toEqual([UNDONE, UNDONE])
    // A session of another account is redirected; the page that follows says it.
    const next = (await fetchConsole(String(UNDONE[1]), { as: other })).headers.get('location') ?? ''
    expect(await (await fetchConsole(next, { as: other })).text()).toContain('The change was undone.')
    // And not when that is true no more.
    const email = await fetchConsole(`/console/sign-in/${await linkFor(as.email)}`, { method: 'POST' })
    await changed({ ...as, cookie: cookieOf(email) ?? '' })
    expect(await press(undo)).toEqual(GONE)
  })

  test('is gone once it is late, no matter who is signed in', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const { undo } = await changed(as)
    await env.DB.prepare('UPDATE sign_in_links SET expires_at = 1 WHERE account_id = ?').bind(as.accountId).run()
    for (const one of [as, other, null]) expect(await press(undo, one)).toEqual(GONE)
  })
})

describe('a session', () => {
  test('is renewed after an hour; its former token ends it', async () => {
    const as = await signedIn()
    const age = (ms: number) =>
      env.DB.prepare('UPDATE sessions SET rotated_at = rotated_at - ?2 WHERE account_id = ?1')
        .bind(as.accountId, ms)
        .run()
    expect(cookieOf(await fetchConsole('/console', { as }))).toBeNull()
    await age(SESSION_ROTATE_MS)
    const renewed = cookieOf(await fetchConsole('/console', { as }))
    expect(renewed).not.toBeNull()
    // A request that was under way.
    expect((await fetchConsole('/console', { as })).status).toBe(200)
    await age(DAY_MS)
    const stolen = await fetchConsole('/console', { as })
    expect([stolen.status, cookieOf(stolen)]).toEqual([303, ''])
    expect((await fetchConsole('/console', { as: { ...as, cookie: renewed ?? '' } })).status).toBe(303)
  })

  test('ends at once where it is ended from another', async () => {
    const as = await signedIn()
    await fetchConsole('/console/account/sessions/end', { method: 'POST', as })
    expect((await fetchConsole('/console', { as })).headers.get('location')).toMatch(/^\/console\/sign-in/)
  })

  test('is not opened by anything that only looks like a cookie of one', async () => {
    const { accountId, cookie } = await signedIn()
    for (const wrong of [
      '',
      'x',
      `${accountId}.${newSecret()}`,
      `${cookie}x`,
      cookie.replace(/.$/, (c) => (c === 'A' ? 'B' : 'A')),
    ]) {
      const response = await fetchConsole('/console', { as: { accountId, email: '', cookie: wrong } })
      expect([wrong, response.status]).toEqual([wrong, 303])
    }
  })
})
