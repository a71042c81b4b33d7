/** What was deployed may answer and not fit together. A monitor that only looks at the status learns of it, too. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { healthResponse, type HealthResponse, type InstallationFacts } from '../../schema/health.ts'
import { LATEST_MIGRATION } from '../../schema/latest-migration.ts'
import { generateKeyPair } from '../../src/crypto/key-pairs.ts'
import { consoleFacts, consumerFacts, type Installation } from '../../src/health/facts.ts'
import { CRON_NOTED_EVERY_MS, HEALTH_CRON_MAX_MS } from '../../src/limits.ts'
import edge from '../../workers/edge/index.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import { asOperator } from './fixtures.ts'

// Nothing hangs here: no deadline ends on a busy machine.
beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }))
afterEach(() => void vi.useRealTimers())

const ORIGIN = 'https://harbour.internal'
const PRODUCTION = { ...env, ENVIRONMENT: 'production', PUBLIC_ORIGIN: ORIGIN, EMAIL_SENDER: 'smtp' }
const SMTP = { EMAIL_FROM: 'petitions@petitions.test', SMTP_URL: 'smtps://user:password@mail.petitions.test:465' }
const answering = (facts: () => Promise<InstallationFacts>) => ({ facts }) as Installation & Service

/** As all three are deployed, with what differs in one. */
interface Deployed {
  edge?: Record<string, unknown>
  consumer?: Record<string, unknown>
  console?: Record<string, unknown>
  url?: string
}

async function asked({ edge: own = {}, consumer = {}, console = {}, url = ORIGIN }: Deployed = {}) {
  const deployed = {
    ...PRODUCTION,
    CONSUMER_INSTALLATION: answering(() => consumerFacts({ ...PRODUCTION, ...SMTP, ...consumer })),
    CONSOLE_INSTALLATION: answering(() => consoleFacts({ ...PRODUCTION, ...console })),
    ...own,
  }
  const get = async (headers: Record<string, string>): Promise<HealthResponse & { http: number }> => {
    const ctx = createExecutionContext()
    const response = await edge.fetch(new Request(`${url}/healthz`, { headers }), { ...deployed }, ctx)
    await waitOnExecutionContext(ctx)
    return { http: response.status, ...healthResponse.parse(await response.json()) }
  }
  const [everyone, operator] = [await get({}), await get(asOperator)]
  return { everyone, operator: { http: operator.http, status: operator.status, reasons: operator.reasons } }
}

const WELL = { http: 200, status: 'up' }
const wrong = (...reasons: RegExp[]) => ({
  everyone: { http: 503, status: 'misconfigured' },
  operator: { http: 503, status: 'misconfigured', reasons: reasons.map((reason) => expect.stringMatching(reason)) },
})

const ranAt = (at: number) => env.DB.prepare('UPDATE cron_runs SET ran_at = ?1').bind(at).run()

test('what fits together is up', async () => {
  expect(await asked()).toEqual({ everyone: WELL, operator: { ...WELL, reasons: [] } })
})

test('a database that is not migrated', async () => {
  await env.DB.prepare('UPDATE d1_migrations SET name = ?2 WHERE name = ?1').bind(LATEST_MIGRATION, 'x').run()
  const late = await asked()
  await env.DB.prepare('UPDATE d1_migrations SET name = ?1 WHERE name = ?2').bind(LATEST_MIGRATION, 'x').run()
  expect(late).toEqual(wrong(/migration of the database is not applied: run npm run deploy/))
})

test('a database without any table answers, and is not migrated', async () => {
  await env.DB.prepare('ALTER TABLE d1_migrations RENAME TO away').run()
  const empty = await asked()
  await env.DB.prepare('ALTER TABLE away RENAME TO d1_migrations').run()
  expect(empty.everyone).toEqual({ http: 503, status: 'misconfigured' })
})

test.each([
  [
    'without any key',
    { consumer: { TOKEN_KEYS: undefined, SEAL_KEYS: undefined } },
    [/consumer Worker: .*TOKEN_KEYS/, /SEAL_KEYS/, /./],
  ],
  [
    'with other TOKEN_KEYS',
    { consumer: { TOKEN_KEYS: 'another-token-key-0123456789-abcdefghijkl' } },
    [/TOKEN_KEYS of the consumer/],
  ],
  ['without a sender of emails', { consumer: { EMAIL_SENDER: 'inbox' } }, [/EMAIL_SENDER may be inbox only/]],
  [
    'of another site',
    { consumer: { PUBLIC_ORIGIN: 'https://other.test' } },
    [/PUBLIC_ORIGIN of the consumer Worker is https:\/\/other/],
  ],
])('a consumer %s', async (_, deployed, reasons) => {
  expect(await asked(deployed)).toEqual(wrong(...reasons))
})

test('a consumer with another SEAL_KEYS, and one that has the old key after a new one', async () => {
  const { privateKey, publicKey } = await generateKeyPair()
  expect(await asked({ consumer: { SEAL_KEYS: privateKey } })).toEqual(wrong(/SEAL_PUBLIC_KEY of the edge Worker/))
  const rotated = { SEAL_PUBLIC_KEY: publicKey }
  expect(
    await asked({ edge: rotated, console: rotated, consumer: { SEAL_KEYS: `${privateKey},${env.SEAL_KEYS}` } }),
  ).toMatchObject({ everyone: WELL })
})

test('keys that are being rotated: the consumer has the new one already', async () => {
  const both = `new-token-key-0123456789-abcdefghijklmnopq,${env.TOKEN_KEYS}`
  expect(await asked({ consumer: { TOKEN_KEYS: both } })).toEqual(wrong(/TOKEN_KEYS/))
  expect(await asked({ edge: { TOKEN_KEYS: both }, consumer: { TOKEN_KEYS: both } })).toMatchObject({ everyone: WELL })
})

test.each([
  [
    'with another pepper',
    { console: { SIGNER_PEPPER: 'another-signer-pepper-0123456789-abcdefgh' } },
    [/SIGNER_PEPPER of the console/],
  ],
  ['without settings', { console: { OPERATOR_NAME: '' } }, [/console Worker: .*OPERATOR_NAME/]],
])('a console %s', async (_, deployed, reasons) => {
  expect(await asked(deployed)).toEqual(wrong(...reasons))
})

test('Workers that do not answer', async () => {
  const silent = answering(() => Promise.reject(new Error('gone')))
  expect(await asked({ edge: { CONSUMER_INSTALLATION: silent, CONSOLE_INSTALLATION: silent } })).toEqual(
    wrong(/consumer Worker does not answer/, /console Worker does not answer/),
  )
})

test('an origin that is not the one of the request', async () => {
  expect(await asked({ url: 'https://undersigned.workers.test' })).toEqual(
    wrong(/This is https:\/\/undersigned\.workers\.test, and PUBLIC_ORIGIN is https:\/\/harbour\.internal/),
  )
})

test('an example as the origin, also where the request has it', async () => {
  for (const origin of ['https://petitions.example.org', 'https://petitions.test'])
    expect(
      await asked({
        edge: { PUBLIC_ORIGIN: origin },
        consumer: { PUBLIC_ORIGIN: origin },
        console: { PUBLIC_ORIGIN: origin },
        url: origin,
      }),
    ).toEqual(wrong(/^PUBLIC_ORIGIN is .*, an example/))
})

test('a cron that has stopped, and one that runs again', async () => {
  const now = Date.now()
  await ranAt(now - HEALTH_CRON_MAX_MS - 60_000)
  expect(await asked()).toEqual(wrong(/The cron has not run since/))
  await runScheduled('* * * * *', env, now)
  expect((await asked()).everyone).toEqual(WELL)
})

test('a run of the cron is noted once in a while', async () => {
  const read = () => env.DB.prepare('SELECT cron, ran_at AS at FROM cron_runs').first()
  const now = Date.now()
  await ranAt(now)
  await runScheduled('* * * * *', env, now + CRON_NOTED_EVERY_MS - 1)
  expect(await read()).toEqual({ cron: 'minutely', at: now })
  await runScheduled('* * * * *', env, now + CRON_NOTED_EVERY_MS)
  expect(await read()).toEqual({ cron: 'minutely', at: now + CRON_NOTED_EVERY_MS })
  await ranAt(now)
})
