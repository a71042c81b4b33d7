/** The whole platform with one command: from nothing, again, and back. */
import { spawnSync } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { Ran } from '../support/run.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { ANSWERS, deploy, DEPLOYED, ORIGIN, outcomeOf, siteFile } from './command.ts'
import { type FakeCloudflare, startFakeCloudflare } from './fake-cloudflare.ts'

const ROOT = join(import.meta.dirname, '../..')
const MIGRATIONS = readdirSync(join(ROOT, 'schema/migrations')).filter((name) => name.endsWith('.sql'))

const directory = temporaryDirectory()
const site = join(directory.path, 'harbour.site.json')
let fake: FakeCloudflare
let first: Ran
let gitBefore: string

const gitStatus = (): string => spawnSync('git', ['status', '--short'], { cwd: ROOT, encoding: 'utf8' }).stdout
const all = async (sql: string): Promise<Record<string, unknown>[]> =>
  (await fake.world.query([...fake.databases.keys()][0] ?? '', sql))[0] ?? []

beforeAll(async () => {
  fake = await startFakeCloudflare(join(directory.path, 'world'))
  gitBefore = gitStatus()
  first = await deploy(fake, site, ANSWERS)
})
afterAll(async () => {
  await fake.stop()
  directory.remove()
})

test('from nothing, the site is deployed', () => {
  expect(outcomeOf(first)).toEqual(DEPLOYED)
  expect(first.stdout).toContain('a signature was counted, and withdrawn')
  expect([...fake.databases.values()]).toEqual([{ name: 'undersigned', jurisdiction: 'eu' }])
  expect(
    [...fake.queues.values()].map(({ queue_name, jurisdiction, retention }) => [queue_name, jurisdiction, retention]),
  ).toEqual(
    ['signatures', 'deliveries', 'emails', 'dead-letters'].map((name) => [`undersigned-${name}`, 'eu', 14 * 86_400]),
  )
  for (const { consumers } of fake.queues.values())
    expect(consumers.map(({ script }) => script)).toEqual(['undersigned-consumer'])
  expect([...fake.scripts.keys()]).toEqual([
    'undersigned-og-image',
    'undersigned-consumer',
    'undersigned-console',
    'undersigned',
  ])
  expect(fake.scripts.get('undersigned')?.crons).toEqual(['* * * * *', '17 * * * *', '* 3 * * *'])
  expect([...fake.domains]).toEqual([['petitions.test', 'undersigned']])
})

test('each Worker has the secrets that it needs, as the site file has them, and no other', () => {
  const { secrets } = siteFile(site)
  const named = (...names: string[]) => Object.fromEntries(names.map((name) => [name, secrets[name]]))
  expect(fake.secretsOf('undersigned')).toEqual(named('ADMIN_TOKEN', 'SIGNER_PEPPER', 'TOKEN_KEYS'))
  expect(fake.secretsOf('undersigned-consumer')).toEqual(named('TOKEN_KEYS', 'SEAL_KEYS'))
  expect(fake.secretsOf('undersigned-console')).toEqual(named('SIGNER_PEPPER'))
  expect(fake.secretsOf('undersigned-og-image')).toEqual({})
  for (const value of Object.values(secrets)) {
    expect(value.length).toBeGreaterThan(40)
    expect(first.stdout + first.stderr).not.toContain(value)
  }
})

test('each Worker has the settings of the site', () => {
  for (const name of ['undersigned', 'undersigned-consumer', 'undersigned-console'])
    expect(fake.varsOf(name)).toMatchObject({
      ENVIRONMENT: 'production',
      PUBLIC_ORIGIN: ORIGIN,
      OPERATOR_NAME: 'Harbour',
      D1_STATEMENTS_MAX: '1000',
    })
  expect(fake.varsOf('undersigned')['SEAL_PUBLIC_KEY']).toMatch(/^[\w-]{43}$/)
  expect(fake.varsOf('undersigned-console')['SEAL_PUBLIC_KEY']).toBe(fake.varsOf('undersigned')['SEAL_PUBLIC_KEY'])
  expect(fake.varsOf('undersigned-consumer')['EMAIL_FROM']).toBe('petitions@petitions.test')
})

test('the database is migrated, and nothing is left of the self-test', async () => {
  expect((await all('SELECT name FROM d1_migrations ORDER BY id')).map(({ name }) => name)).toEqual(MIGRATIONS)
  expect(await all('SELECT count(*) AS n FROM petitions WHERE deleted_at IS NULL')).toEqual([{ n: 0 }])
  expect(await all(`SELECT count(*) AS n FROM signatures WHERE status <> 'withdrawn'`)).toEqual([{ n: 0 }])
})

test('the link that was printed leads to the page on which one becomes an operator', async () => {
  const [link = ''] = /https:\/\/petitions\.test\/console\S+/.exec(first.stdout) ?? []
  const response = await fake.world.fetch('undersigned', link, { redirect: 'manual' })
  expect({ status: response.status, page: await response.text() }).toEqual({
    status: 200,
    page: expect.stringContaining('name="email"'),
  })
})

test('the checkout is as it was, only its owner can read the site file, and nothing else left this machine', () => {
  expect(gitStatus()).toBe(gitBefore)
  expect(statSync(site).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(ROOT, '.wrangler'))).not.toContain('deployment')
  expect(first.stdout + first.stderr).not.toContain('LEFT THIS MACHINE')
})

test('again: nothing is made twice, the keys stay, and it goes back to the versions before', async () => {
  const before = siteFile(site)
  const versions = Object.fromEntries([...fake.scripts].map(([name, { deployments }]) => [name, deployments[0]]))
  const changes = fake.changes.length
  const again = await deploy(fake, site)
  expect(outcomeOf(again)).toEqual(DEPLOYED)
  expect(siteFile(site).secrets).toEqual(before.secrets)
  const made = fake.changes.slice(changes).map(({ method, path }) => `${method} ${path}`)
  expect(made.filter((call) => /^POST (?:d1|queues$)|^PUT workers\/domains/.test(call))).toEqual([])
  expect(fake.secretsOf('undersigned')).toEqual({
    ADMIN_TOKEN: before.secrets['ADMIN_TOKEN'],
    SIGNER_PEPPER: before.secrets['SIGNER_PEPPER'],
    TOKEN_KEYS: before.secrets['TOKEN_KEYS'],
  })
  expect(siteFile(site).releases.at(-1)).toMatchObject({ state: 'done', before: versions })

  const start = fake.changes.length
  const back = await deploy(fake, site, ['--rollback'])
  expect(outcomeOf(back)).toEqual({ code: 0, output: expect.stringContaining('Edge Worker: back to') })
  expect(Object.fromEntries([...fake.scripts].map(([name, { deployments }]) => [name, deployments[0]]))).toEqual(
    versions,
  )
  expect(fake.changes.slice(start).map(({ path }) => path)).toEqual(
    ['undersigned', 'undersigned-console', 'undersigned-consumer', 'undersigned-og-image'].map(
      (name) => `workers/scripts/${name}/deployments`,
    ),
  )
  const twice = await deploy(fake, site, ['--rollback'])
  expect({ code: twice.code, output: twice.stderr }).toEqual({
    code: 1,
    output: expect.stringContaining('was rolled back already'),
  })
})
