/** Sessions: found by their cookie, replaced while they are used, listed, ended; and ended for a token that comes back. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { accountRetention } from '../../src/accounts/retention.ts'
import { sessionLabel } from '../../src/accounts/session-label.ts'
import {
  endAllSessions,
  endOtherSession,
  endSession,
  findSession,
  listSessions,
  openSession,
  sessionToken,
} from '../../src/accounts/sessions.ts'
import { newSecret } from '../../src/crypto/secret.ts'
import {
  SESSION_GRACE_MS,
  SESSION_IDLE_MS,
  SESSION_MAX_MS,
  SESSION_ROTATE_MS,
  SESSIONS_MAX_PER_ACCOUNT,
} from '../../src/limits.ts'
import { newSession, signedIn } from './accounts.ts'
import { meteredDb } from './fixtures.ts'

const find = (token: string, now: number) => findSession(env.DB, { token, newSecret: newSecret(), now })

/** The token after a request at `now` that is due a new one. */
async function rotated(token: string, now: number): Promise<string> {
  const found = await find(token, now)
  if (!found.ok || found.value.newToken === null) throw new Error('not rotated')
  return found.value.newToken
}

describe('a session', () => {
  test('is found by its token, and by nothing like it', async () => {
    const { accountId, session } = await signedIn()
    const token = sessionToken(session)
    expect(await find(token, Date.now())).toMatchObject({
      ok: true,
      value: { id: session.id, account: { id: accountId }, newToken: null },
    })
    const other = await signedIn()
    for (const wrong of [
      '',
      session.id,
      session.secret,
      `${session.id}.`,
      `.${session.secret}`,
      `${token}.x`,
      `${crypto.randomUUID()}.${session.secret}`,
      `${session.id}' OR '1'='1.${session.secret}`,
    ]) {
      expect(await find(wrong, Date.now())).toEqual({ ok: false, why: 'none' })
    }
    expect((await find(token, Date.now())).ok).toBe(true)
    // The secret of another session is one that this session never had.
    expect(await find(`${session.id}.${other.session.secret}`, Date.now())).toEqual({ ok: false, why: 'stolen' })
    expect((await find(sessionToken(other.session), Date.now())).ok).toBe(true)
  })

  test('writes nothing when it is used again within minutes', async () => {
    const { session } = await signedIn()
    const { DB, meter } = meteredDb()
    for (let n = 0; n < 3; n++) {
      await findSession(DB, { token: sessionToken(session), newSecret: newSecret(), now: Date.now() + n * 1000 })
    }
    expect(meter.rowsWritten).toBe(0)
  })

  test('gets a new token after an hour of use; requests under way may still have the old one', async () => {
    const now = Date.now()
    const { session } = await signedIn(undefined, now)
    const first = sessionToken(session)
    const later = now + SESSION_ROTATE_MS
    const second = await rotated(first, later)
    expect(second).not.toBe(first)
    expect(await find(first, later + SESSION_GRACE_MS)).toMatchObject({ ok: true, value: { newToken: null } })
    expect(await find(second, later + SESSION_GRACE_MS)).toMatchObject({ ok: true, value: { newToken: null } })
  })

  test('is replaced once by two requests at once, and neither is signed out', async () => {
    const now = Date.now()
    const { session } = await signedIn(undefined, now)
    const found = await Promise.all([1, 2, 3].map(() => find(sessionToken(session), now + SESSION_ROTATE_MS)))
    expect(found.every(({ ok }) => ok)).toBe(true)
    expect(found.filter((one) => one.ok && one.value.newToken !== null).length).toBe(1)
  })

  test('ends for the thief and for its owner when a former token comes back, however old', async () => {
    const now = Date.now()
    for (const rotations of [1, 2, 3]) {
      const { session } = await signedIn(undefined, now)
      const stolen = sessionToken(session)
      let current = stolen
      let at = now
      for (let n = 0; n < rotations; n++) current = await rotated(current, (at += SESSION_ROTATE_MS))
      expect(await find(stolen, at + SESSION_GRACE_MS + 1)).toEqual({ ok: false, why: 'stolen' })
      expect(await find(current, at + SESSION_GRACE_MS + 2)).toEqual({ ok: false, why: 'none' })
    }
  })

  test('ends when nobody uses it for a month, and after three months in any case', async () => {
    const now = Date.now()
    const { session } = await signedIn(undefined, now)
    expect(await find(sessionToken(session), now + SESSION_IDLE_MS)).toEqual({ ok: false, why: 'expired' })
    let token = sessionToken(session)
    for (let at = now; at < now + SESSION_MAX_MS - SESSION_ROTATE_MS; at += SESSION_IDLE_MS / 2) {
      if (at > now) token = await rotated(token, at)
    }
    expect(await find(token, now + SESSION_MAX_MS)).toEqual({ ok: false, why: 'expired' })
    await accountRetention(now + SESSION_MAX_MS + 1)['sessions']?.(env.DB)
    expect(await find(token, now)).toEqual({ ok: false, why: 'none' })
  })

  test('is opened for an account that exists, and the oldest end above their number', async () => {
    expect(await openSession(env.DB, { accountId: crypto.randomUUID(), session: newSession(), now: Date.now() })).toBe(
      false,
    )
    const now = Date.now()
    const { accountId, session } = await signedIn(undefined, now)
    for (let n = 1; n <= SESSIONS_MAX_PER_ACCOUNT; n++) {
      expect(await openSession(env.DB, { accountId, session: newSession(), now: now + n })).toBe(true)
    }
    const listed = await listSessions(env.DB, accountId, now + 100)
    expect(listed.length).toBe(SESSIONS_MAX_PER_ACCOUNT)
    expect(listed.some(({ id }) => id === session.id)).toBe(false)
  })
})

test('sessions are listed and ended by their own account alone', async () => {
  const now = Date.now()
  const [one, other] = [await signedIn(), await signedIn()]
  const second = newSession()
  await openSession(env.DB, {
    accountId: one.accountId,
    session: { ...second, label: 'Safari, iPhone' },
    now: now + 1_000,
  })
  const listed = await listSessions(env.DB, one.accountId, now)
  expect(listed.map(({ label }) => label)).toEqual(['Safari, iPhone', 'Firefox, Linux'])
  expect(await endSession(env.DB, other.accountId, second.id)).toBe(false)
  expect(await endSession(env.DB, one.accountId, second.id)).toBe(true)
  expect(await find(sessionToken(second), now)).toEqual({ ok: false, why: 'none' })
  const third = newSession()
  await openSession(env.DB, { accountId: one.accountId, session: third, now })
  expect(await endOtherSession(env.DB, other.accountId, third.id, now)).toBe(false)
  expect(await endOtherSession(env.DB, one.accountId, third.id, now)).toBe(true)
  expect((await find(sessionToken(one.session), now)).ok).toBe(true)
  await openSession(env.DB, { accountId: one.accountId, session: newSession(), now })
  expect(await endAllSessions(env.DB, one.accountId, now)).toBe(2)
  expect((await find(sessionToken(other.session), now)).ok).toBe(true)
})

test.each([
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
    'Chrome, Windows',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0',
    'Edge, Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
    'Safari, iPhone',
  ],
  [
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
    'Chrome, Android',
  ],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15',
    'Safari, macOS',
  ],
  ['curl/8.5.0', ''],
  [null, ''],
])('%s is labelled %s', (userAgent, label) => {
  expect(sessionLabel(userAgent)).toBe(label)
})
