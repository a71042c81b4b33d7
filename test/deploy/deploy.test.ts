/** The whole platform with one command: from nothing, again, with another setting, and back. */
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

const ALL = ['undersigned-og-image', 'undersigned-consumer', 'undersigned-console', 'undersigned']

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
  expect([...fake.scripts.keys()]).toEqual(ALL)
  expect(fake.scripts.get('undersigned')?.crons).toEqual(['* * * * *', '17 * * * *', '* 3 * * *'])
  expect([...fake.domains]).toEqual([['harbour.internal', 'undersigned']])
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
  expect(fake.varsOf('undersigned-consumer')['EMAIL_FROM']).toBe('petitions@harbour.internal')
})

test('the database is migrated, and nothing is left of the self-test', async () => {
  expect((await all('SELECT name FROM d1_migrations ORDER BY id')).map(({ name }) => name)).toEqual(MIGRATIONS)
  expect(await all('SELECT count(*) AS n FROM petitions WHERE deleted_at IS NULL')).toEqual([{ n: 0 }])
  expect(await all(`SELECT count(*) AS n FROM signatures WHERE status <> 'withdrawn'`)).toEqual([{ n: 0 }])
})

test('the link that was printed leads to the page on which one becomes an operator', async () => {
  const [link = ''] = /https:\/\/harbour\.internal\/console\S+/.exec(first.stdout) ?? []
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

const serving = () => Object.fromEntries([...fake.scripts].map(([name, { deployments }]) => [name, deployments[0]]))
/** A Worker that is there gets a version, and a deployment of it. */
const uploads = (from: number): string[] =>
  fake.changes.slice(from).flatMap(({ path }) => /^workers\/scripts\/([\w-]+)\/versions$/.exec(path)?.[1] ?? [])

test('again: nothing is made or uploaded twice, what was removed by hand is set again, and it is no release', async () => {
  const before = siteFile(site)
  const versions = serving()
  const start = fake.changes.length
  for (const queue of fake.queues.values()) queue.consumers = []
  const again = await deploy(fake, site)
  expect(outcomeOf(again)).toEqual({ code: 0, output: expect.stringContaining('Nothing has changed') })
  expect(siteFile(site)).toEqual(before)
  expect(serving()).toEqual(versions)
  expect(uploads(start)).toEqual([])
  const made = fake.changes.slice(start).map(({ method, path }) => `${method} ${path}`)
  expect(made.filter((call) => /^POST (?:d1|queues$)|^PUT workers\/domains/.test(call))).toEqual([])
  for (const { consumers } of fake.queues.values()) expect(consumers).toHaveLength(1)

  const back = await deploy(fake, site, ['--rollback'])
  expect({ code: back.code, output: back.stderr }).toEqual({
    code: 1,
    output: expect.stringContaining('The last deployment was the first one'),
  })
})

test.for([['--dry-run'], ['--set', 'SIGNING_LIMIT=100'], ['--domain', 'leave']])(
  '--rollback is refused beside %s, and nothing is written',
  async (more) => {
    const before = siteFile(site)
    const start = fake.changes.length
    const ran = await deploy(fake, site, ['--rollback', ...more])
    expect({ code: ran.code, changes: fake.changes.slice(start), file: siteFile(site) }).toEqual({
      code: 2,
      changes: [],
      file: before,
    })
    expect(ran.stderr).toContain('--rollback goes with --site alone')
  },
)

test('with another setting, the Workers that have it are uploaded, with the keys as they were, and it goes back', async () => {
  const before = siteFile(site)
  const versions = serving()
  const start = fake.changes.length
  expect(outcomeOf(await deploy(fake, site, ['--set', 'RETENTION_CONTACTS_MONTHS=3']))).toEqual(DEPLOYED)
  expect(uploads(start)).toEqual(['undersigned-console', 'undersigned'])
  expect(siteFile(site).secrets).toEqual(before.secrets)
  expect(fake.varsOf('undersigned')['RETENTION_CONTACTS_MONTHS']).toBe('3')
  expect(fake.secretsOf('undersigned')).toEqual({
    ADMIN_TOKEN: before.secrets['ADMIN_TOKEN'],
    SIGNER_PEPPER: before.secrets['SIGNER_PEPPER'],
    TOKEN_KEYS: before.secrets['TOKEN_KEYS'],
  })
  expect(siteFile(site).releases).toMatchObject([{ state: 'done' }, { state: 'done', before: versions }])

  const back = fake.changes.length
  const rolledBack = outcomeOf(await deploy(fake, site, ['--rollback']))
  expect(rolledBack).toEqual({ code: 0, output: expect.stringContaining('Edge Worker: back to') })
  expect(rolledBack.output).toContain('Health: every part answers')
  expect(serving()).toEqual(versions)
  expect(fake.varsOf('undersigned')['RETENTION_CONTACTS_MONTHS']).not.toBe('3')
  expect(fake.changes.slice(back).map(({ path }) => path)).toEqual(
    ['undersigned', 'undersigned-console'].map((name) => `workers/scripts/${name}/deployments`),
  )
  const twice = await deploy(fake, site, ['--rollback'])
  expect({ code: twice.code, output: twice.stderr }).toEqual({
    code: 1,
    output: expect.stringContaining('was rolled back already'),
  })
})

test('a version that something else made is replaced', async () => {
  const consumer = fake.scripts.get('undersigned-consumer')
  const [version] = consumer?.versions ?? []
  if (consumer === undefined || version === undefined) throw new Error('no consumer')
  // As the dashboard does it when a secret is changed there.
  const bindings = version.bindings.map((it) => (it.name === 'SEAL_KEYS' ? { ...it, text: 'another' } : it))
  consumer.versions.unshift({ ...version, id: 'by-hand', bindings })
  consumer.deployments.unshift('by-hand')
  fake.refresh()
  const start = fake.changes.length
  expect(outcomeOf(await deploy(fake, site))).toEqual(DEPLOYED)
  // The other two were rolled back.
  expect(uploads(start)).toEqual(['undersigned-consumer', 'undersigned-console', 'undersigned'])
  expect(fake.secretsOf('undersigned-consumer')['SEAL_KEYS']).toBe(siteFile(site).secrets['SEAL_KEYS'])
})

test('with a domain for static counts, there is a bucket that any site may read, and the consumer writes to it', async () => {
  expect([...fake.buckets]).toEqual([])
  const counts = 'https://counts.harbour.internal'
  expect(outcomeOf(await deploy(fake, site, ['--set', `COUNTS_ORIGIN=${counts}`]))).toEqual(DEPLOYED)
  expect([...fake.buckets]).toEqual([['undersigned-counts', ['*']]])
  expect(fake.varsOf('undersigned')['COUNTS_ORIGIN']).toBe(counts)
  expect(fake.scripts.get('undersigned-consumer')?.versions[0]?.bindings).toContainEqual(
    expect.objectContaining({ type: 'r2_bucket', name: 'COUNTS', bucket_name: 'undersigned-counts' }),
  )
})
