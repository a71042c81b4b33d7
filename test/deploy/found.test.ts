/** What a deployment finds already: half of a site, or what belongs to others. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { temporaryDirectory } from '../support/temporary-directory.ts'
import { ANSWERS, copyBeside, deploy, DEPLOYED, outcomeOf, siteFile } from './command.ts'
import { type FakeCloudflare, Refusal, startFakeCloudflare } from './fake-cloudflare.ts'

const FOLDER = join(import.meta.dirname, '../../schema/migrations')
const MIGRATIONS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.sql'))
  .toSorted()

const directory = temporaryDirectory()
let serial = 0
let site: string
let fake: FakeCloudflare

beforeAll(() => copyBeside(join(directory.path, 'any.site.json')))
beforeEach(async () => {
  site = join(directory.path, `${++serial}.site.json`)
  fake = await startFakeCloudflare(join(directory.path, `world-${serial}`))
})
afterEach(() => fake.stop())
afterAll(() => directory.remove())

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

const NO_TOKEN = { CLOUDFLARE_API_TOKEN: undefined }

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

test('from half: an empty database and two queues are completed, and DNS records replaced, as was asked', async () => {
  const id = await databaseWith([])
  await api('POST', '/queues', { queue_name: 'undersigned-signatures' })
  await api('POST', '/queues', { queue_name: 'undersigned-dead-letters' })
  fake.dns.add('harbour.internal')
  const done = outcomeOf(await deploy(fake, site, [...ANSWERS, '--take-domain']))
  expect(done).toEqual(DEPLOYED)
  expect([...fake.domains]).toEqual([['harbour.internal', 'undersigned']])
  expect(fake.dns.size).toBe(0)
  expect(done.output).toContain('found, empty')
  expect(done.output).toContain('created: 2')
  expect(done.output).toContain('a signature was counted, and withdrawn')
  expect(siteFile(site).cloudflare['databaseId']).toBe(id)
  expect(fake.databases.size).toBe(1)
  expect([...fake.queues.values()].map(({ queue_name, consumers }) => [queue_name, consumers.length])).toEqual(
    ['signatures', 'dead-letters', 'deliveries', 'emails'].map((name) => [`undersigned-${name}`, 1]),
  )
  expect(fake.scripts.size).toBe(4)
  expect(fake.scripts.get('undersigned')?.crons).toHaveLength(3)
  const [names = []] = await fake.world.query(id, 'SELECT name FROM d1_migrations ORDER BY id')
  expect(names.map(({ name }) => name)).toEqual(MIGRATIONS)
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
  fake.dns.add('harbour.internal')
  const ran = outcomeOf(await deploy(fake, site, ANSWERS))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('--take-domain') })
  expect([...fake.dns]).toEqual(['harbour.internal'])
  expect(fake.domains.size).toBe(0)
  // Cloudflare keeps some of them whatever is asked.
  fake.before = ({ path }) => {
    if (path === 'workers/domains') throw new Refusal(409, 100117, 'already has externally managed DNS records')
  }
  const taking = outcomeOf(await deploy(fake, site, ['--take-domain']))
  expect(taking).toEqual({ code: 1, output: expect.stringContaining('delete them in the dashboard') })
})

test('a domain of another Worker is not taken', async () => {
  fake.scripts.set('shop', { isPublic: false, versions: [], deployments: [], crons: [] })
  fake.domains.set('harbour.internal', 'shop')
  const ran = outcomeOf(await deploy(fake, site, ANSWERS))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('leads to another Worker, shop') })
  expect(fake.domains.get('harbour.internal')).toBe('shop')
  // It is seen before anything is made.
  expect(fake.changes).toEqual([])
})

test('of several accounts, none is chosen for the operator; the one that is named is kept', async () => {
  fake.accounts.push({ id: 'b'.repeat(32), name: 'Another account' })
  const ran = outcomeOf(await deploy(fake, site, ANSWERS))
  expect(ran).toEqual({ code: 2, output: expect.stringContaining(`CLOUDFLARE_ACCOUNT_ID=${'b'.repeat(32)}`) })
  expect(fake.changes).toEqual([])
  const env = { CLOUDFLARE_ACCOUNT_ID: 'a'.repeat(32) }
  fake.before = () => {
    throw new Error('far enough')
  }
  const named = outcomeOf(await deploy(fake, site, ANSWERS, { env }))
  expect(named).toEqual({ code: 1, output: expect.stringContaining('far enough') })
  expect(siteFile(site).cloudflare['accountId']).toBe('a'.repeat(32))
})

test('an example as the origin is refused, also in a site file that was edited', async () => {
  const asked = outcomeOf(await deploy(fake, site, ['--origin', 'https://petitions.example.org', ...ANSWERS.slice(1)]))
  expect(asked).toEqual({ code: 1, output: expect.stringContaining('petitions.example.org is an example') })
  const settings = { PUBLIC_ORIGIN: 'https://petitions.test' }
  writeFileSync(site, JSON.stringify({ settings, secrets: {}, cloudflare: {}, releases: [] }))
  const edited = outcomeOf(await deploy(fake, site, ANSWERS.slice(1)))
  expect(edited).toEqual({ code: 1, output: expect.stringContaining('petitions.test is an example') })
  expect(fake.changes).toEqual([])
})

test('the email service of the paid plan is refused on the free one', async () => {
  const ran = outcomeOf(await deploy(fake, site, [...ANSWERS, '--plan=free', '--email-sender=cloudflare']))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('free plan of Cloudflare sends no emails') })
  expect(fake.changes).toEqual([])
})

test('the login of wrangler is taken where there is no token', async () => {
  const folder = join(directory.path, '.wrangler/config')
  mkdirSync(folder, { recursive: true })
  const login = `oauth_token = "${fake.env['CLOUDFLARE_API_TOKEN']}"\nexpiration_time = "2099-01-01T00:00:00.000Z"\nscopes = []\n`
  writeFileSync(join(folder, 'default.toml'), login)
  fake.before = () => {
    throw new Error('far enough')
  }
  const env = { ...NO_TOKEN, HOME: directory.path, XDG_CONFIG_HOME: directory.path }
  const ran = outcomeOf(await deploy(fake, site, ANSWERS, { env }))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('far enough') })
})

test('without a login it says how to log in, makes no key, and asks nothing again', async () => {
  const home = join(directory.path, 'home-without-login')
  const env = { ...NO_TOKEN, HOME: home, XDG_CONFIG_HOME: home }
  const ran = outcomeOf(await deploy(fake, site, ANSWERS, { env }))
  expect(ran).toEqual({ code: 1, output: expect.stringContaining('npx wrangler login') })
  expect(siteFile(site)).toMatchObject({ settings: { OPERATOR_NAME: 'Harbour' }, secrets: {} })
})
