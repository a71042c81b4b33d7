/** What a deployment finds already: half of a site, the release before, or what belongs to somebody else. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterEach, beforeEach, expect, test } from 'vitest'

import { temporaryDirectory } from '../support/temporary-directory.ts'
import { ANSWERS, deploy, DEPLOYED, outcomeOf, siteFile } from './command.ts'
import { type FakeCloudflare, startFakeCloudflare } from './fake-cloudflare.ts'

const FOLDER = join(import.meta.dirname, '../../schema/migrations')
const MIGRATIONS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .toSorted()

let directory: ReturnType<typeof temporaryDirectory>
let site: string
let fake: FakeCloudflare

beforeEach(async () => {
  directory = temporaryDirectory()
  site = join(directory.path, 'harbour.site.json')
  fake = await startFakeCloudflare(join(directory.path, 'world'))
})
afterEach(async () => {
  await fake.stop()
  directory.remove()
})

interface Answer {
  success: boolean
  errors: unknown[]
  result: { uuid: string }
}

async function api(method: string, path: string, body?: unknown): Promise<Answer> {
  const response = await fetch(`${fake.env['CLOUDFLARE_API_BASE_URL']}/accounts/${'a'.repeat(32)}${path}`, {
    method,
    headers: { authorization: `Bearer ${fake.env['CLOUDFLARE_API_TOKEN']}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  return response.json()
}

const FERRY = `
  INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at)
  VALUES ('ferry', 'Keep the ferry', 'The council', 'Noor', 'Text', 'en', '[]', 'closed', 'none', 1)`

async function databaseWith(migrations: readonly string[]): Promise<string> {
  const { result } = await api('POST', '/d1/database', { name: 'undersigned' })
  await api('POST', `/d1/database/${result.uuid}/query`, {
    sql: 'CREATE TABLE d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  })
  for (const name of migrations) {
    const sql = `${readFileSync(join(FOLDER, name), 'utf8')}\nINSERT INTO d1_migrations (name) VALUES ('${name}');`
    const { success, errors } = await api('POST', `/d1/database/${result.uuid}/query`, { sql })
    if (!success) throw new Error(JSON.stringify(errors))
  }
  return result.uuid
}

test('the database of the release before gets what is new alone, before any Worker, and keeps its rows', async () => {
  const id = await databaseWith(MIGRATIONS.slice(0, -1))
  await fake.world.query(id, FERRY)
  writeFileSync(
    site,
    JSON.stringify({
      settings: {},
      secrets: { SIGNER_PEPPER: 'p'.repeat(10) + 'abcdefghijklmnopqrstuvwxyz0123456789' },
      cloudflare: { databaseId: id },
      releases: [],
    }),
  )
  const start = fake.changes.length
  expect(outcomeOf(await deploy(fake, site, ANSWERS))).toEqual(DEPLOYED)
  const made = fake.changes.slice(start).map(({ method, path }) => `${method} ${path.replace(id, '*')}`)
  const migration = made.indexOf('POST d1/database/*/query')
  expect(migration).toBeGreaterThan(-1)
  expect(migration).toBeLessThan(made.findIndex((call) => call.startsWith('PUT workers/scripts')))
  const [names = []] = await fake.world.query(id, 'SELECT name FROM d1_migrations ORDER BY id')
  expect(names.map(({ name }) => name)).toEqual(MIGRATIONS)
  expect(await fake.world.query(id, `SELECT slug FROM petitions WHERE slug = 'ferry'`)).toEqual([[{ slug: 'ferry' }]])
  // The pepper that was there is the one that is uploaded.
  expect(fake.secretsOf('undersigned')['SIGNER_PEPPER']).toBe(siteFile(site).secrets['SIGNER_PEPPER'])
  expect(fake.secretsOf('undersigned')['SIGNER_PEPPER']).toContain('pppppppppp')
})

test('half of a site is completed: an empty database, two queues, and a domain of its own', async () => {
  const id = await databaseWith([])
  await api('POST', '/queues', { queue_name: 'undersigned-signatures' })
  await api('POST', '/queues', { queue_name: 'undersigned-dead-letters' })
  const done = outcomeOf(await deploy(fake, site, ANSWERS))
  expect(done).toEqual(DEPLOYED)
  expect(done.output).toContain('found, empty')
  expect(siteFile(site).cloudflare['databaseId']).toBe(id)
  expect(fake.databases.size).toBe(1)
  expect(fake.queues.size).toBe(4)
})

test('a database with petitions that the site file does not know is not touched', async () => {
  const id = await databaseWith(MIGRATIONS)
  await fake.world.query(id, FERRY)
  const start = fake.changes.length
  const ran = outcomeOf(await deploy(fake, site, ANSWERS))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('Restore the site file') })
  expect(fake.changes.slice(start)).toEqual([])
})

test('a database of a newer release is not touched', async () => {
  const id = await databaseWith(MIGRATIONS)
  await fake.world.query(id, `INSERT INTO d1_migrations (name) VALUES ('9999_from_the_future.sql')`)
  const start = fake.changes.length
  const ran = outcomeOf(await deploy(fake, site, ANSWERS))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('9999_from_the_future.sql') })
  expect(fake.changes.slice(start).filter(({ path }) => path.startsWith('workers'))).toEqual([])
})

test('DNS records are not replaced unless that is asked for', async () => {
  fake.dns.add('petitions.test')
  const ran = outcomeOf(await deploy(fake, site, ANSWERS))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('--take-domain') })
  expect([...fake.dns]).toEqual(['petitions.test'])
  expect(fake.domains.size).toBe(0)
  expect(outcomeOf(await deploy(fake, site, ['--take-domain']))).toEqual(DEPLOYED)
  expect([...fake.domains.keys()]).toEqual(['petitions.test'])
})

test('a domain of another Worker is not taken', async () => {
  fake.scripts.set('shop', { versions: [], deployments: [], crons: [] })
  fake.domains.set('petitions.test', 'shop')
  const ran = outcomeOf(await deploy(fake, site, ANSWERS))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('leads to another Worker, shop') })
  expect(fake.domains.get('petitions.test')).toBe('shop')
})

test('without a login it says how to log in, makes no key, and asks nothing again', async () => {
  const env = { CLOUDFLARE_API_TOKEN: undefined, HOME: directory.path, XDG_CONFIG_HOME: directory.path }
  const ran = outcomeOf(await deploy(fake, site, ANSWERS, env))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('npx wrangler login') })
  expect(siteFile(site)).toMatchObject({ settings: { OPERATOR_NAME: 'Harbour' }, secrets: {} })
})
