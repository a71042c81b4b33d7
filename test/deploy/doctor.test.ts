/** What the doctor finds: each thing that may be wrong, with its cure; and nothing where nothing is. */
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'

import { generateKeyPair } from '../../src/crypto/key-pairs.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { ANSWERS, begin, copyBeside, deploy, DEPLOYED, outcomeOf, siteFile } from './command.ts'
import { type FakeCloudflare, startFakeCloudflare } from './fake-cloudflare.ts'

const directory = temporaryDirectory()
const site = join(directory.path, 'harbour.site.json')
const TXT = {
  'harbour.internal': ['v=spf1 include:mail.test -all'],
  '_dmarc.harbour.internal': ['v=DMARC1; p=none'],
  'mail._domainkey.harbour.internal': ['v=DKIM1; k=rsa; p=MIG'],
}
let fake: FakeCloudflare
let kept: string
let deployed: ReturnType<typeof outcomeOf>

beforeAll(async () => {
  copyBeside(site)
  fake = await startFakeCloudflare(join(directory.path, 'world'))
  deployed = outcomeOf(await deploy(fake, site, ANSWERS))
})
afterAll(async () => {
  await fake.stop()
  directory.remove()
})
beforeEach(() => {
  kept = readFileSync(site, 'utf8')
})
afterEach(() => {
  writeFileSync(site, kept)
  chmodSync(site, 0o600)
})

async function examined(txt: Record<string, string[]> = TXT, env: Record<string, string | undefined> = {}) {
  const ran = await begin(fake, site, ['--dkim-selector', 'mail'], {
    command: 'doctor',
    env: { FAKE_TXT: JSON.stringify(txt), ...env },
  }).ended
  return outcomeOf(ran)
}

const found = (text: string, cure: string) => ({
  code: 1,
  output: expect.stringMatching(new RegExp(`WRONG .*${text}[^]*?\\n {6}→ .*${cure}`)),
})

function change(edit: (value: ReturnType<typeof siteFile>) => void): void {
  const value = siteFile(site)
  edit(value)
  writeFileSync(site, JSON.stringify(value))
}

test('nothing, of a site that is well', async () => {
  expect(deployed).toEqual(DEPLOYED)
  const { code, output } = await examined()
  expect({ code, wrong: /WRONG.*/.exec(output), notes: /note .*/.exec(output) }).toEqual({
    code: 0,
    wrong: null,
    notes: null,
  })
  expect(output).toContain('Health: every part answers.')
  expect(output).toContain('harbour.internal has SPF, DKIM and DMARC.')
})

test('a site file that others can read, or that lacks a key', async () => {
  chmodSync(site, 0o644)
  expect(await examined()).toEqual(found('Others can read', 'chmod 600'))
  change(({ secrets }) => delete secrets['SIGNER_PEPPER'])
  expect(await examined()).toEqual(found('Keys are missing: SIGNER_PEPPER', 'Restore your copy'))
})

test('an example as the origin, and a setting that no Worker takes', async () => {
  change(({ settings }) => (settings['PUBLIC_ORIGIN'] = 'https://petitions.example.org'))
  expect(await examined()).toEqual(found('petitions.example.org is an example', '--origin'))
})

test('the free plan with the email service of the paid one', async () => {
  change(({ cloudflare }) => (cloudflare['plan'] = 'free'))
  expect(await examined()).toEqual(found('free plan of Cloudflare sends no emails', 'smtp'))
})

test('no login', async () => {
  const env = { CLOUDFLARE_API_TOKEN: undefined, HOME: directory.path, XDG_CONFIG_HOME: directory.path }
  expect(await examined(TXT, env)).toEqual(found('could not be looked at', 'npx wrangler login'))
})

test('a queue that is missing, one that nobody reads, and one that forgets too early', async () => {
  const [signatures, deliveries, emails] = ['signatures', 'deliveries', 'emails'].map((name) =>
    fake.queues.get(`undersigned-${name}`),
  )
  if (signatures === undefined || deliveries === undefined || emails === undefined) throw new Error('no queues')
  const { consumers } = deliveries
  fake.queues.delete('undersigned-signatures')
  deliveries.consumers = []
  emails.retention = 4 * 86_400
  const { output } = await examined()
  fake.queues.set('undersigned-signatures', signatures)
  deliveries.consumers = consumers
  emails.retention = 14 * 86_400
  expect(output).toMatch(/WRONG The queue undersigned-signatures is missing/)
  expect(output).toMatch(/WRONG Nothing reads the queue undersigned-deliveries/)
  expect(output).toMatch(/note  The queue undersigned-emails keeps messages for 4 days/)
})

test('a secret that is missing, and a Worker', async () => {
  const consumer = fake.scripts.get('undersigned-consumer')
  const [version] = consumer?.versions ?? []
  if (consumer === undefined || version === undefined) throw new Error('no consumer')
  const { bindings } = version
  version.bindings = bindings.filter(({ name }) => name !== 'SEAL_KEYS')
  const lacking = await examined()
  version.bindings = bindings
  expect(lacking).toEqual(found('Consumer Worker has no SEAL_KEYS', 'npm run deploy'))
  fake.scripts.delete('undersigned-consumer')
  const gone = await examined()
  fake.scripts.set('undersigned-consumer', consumer)
  expect(gone).toEqual(found('Consumer Worker is not deployed', 'npm run deploy'))
})

test('a domain that leads elsewhere, and nowhere', async () => {
  fake.domains.delete('harbour.internal')
  expect(await examined()).toEqual(found('harbour.internal leads to no Worker', 'npm run deploy'))
  fake.domains.set('harbour.internal', 'undersigned-console')
  const elsewhere = await examined()
  fake.domains.set('harbour.internal', 'undersigned')
  expect(elsewhere).toEqual(found('leads to the Worker undersigned-console', '--take-domain'))
})

test('a migration that is not applied, and a database that is gone', async () => {
  const [id = ''] = fake.databases.keys()
  const [[last] = []] = await fake.world.query(id, 'SELECT name FROM d1_migrations ORDER BY id DESC LIMIT 1')
  await fake.world.query(id, `DELETE FROM d1_migrations WHERE name = '${String(last?.['name'])}'`)
  const pending = await examined()
  await fake.world.query(id, `INSERT INTO d1_migrations (name) VALUES ('${String(last?.['name'])}')`)
  expect(pending).toEqual(found('Migrations are not applied: 1', 'npm run deploy'))
  expect(pending.output).toContain('A migration of the database is not applied')
  change(({ cloudflare }) => (cloudflare['databaseId'] = '00000000-0000-4000-8000-000000000000'))
  expect(await examined()).toEqual(found('is not in this account', 'restore a backup'))
})

/** With another text in a binding of a Worker, as long as `work` takes. */
async function withBinding<T>(script: string, name: string, text: string, work: () => Promise<T>): Promise<T> {
  const [version] = fake.scripts.get(script)?.versions ?? []
  if (version === undefined) throw new Error(`no ${script}`)
  const { bindings } = version
  version.bindings = bindings.map((binding) => (binding.name === name ? { ...binding, text } : binding))
  fake.refresh()
  try {
    return await work()
  } finally {
    version.bindings = bindings
    fake.refresh()
  }
}

test.each([
  [
    'other TOKEN_KEYS',
    'undersigned-consumer',
    'TOKEN_KEYS',
    async () => 'another-token-key-0123456789-abcdefghijkl',
    'TOKEN_KEYS of the consumer Worker and of the edge Worker are not the same',
  ],
  [
    'another SEAL_KEYS',
    'undersigned-consumer',
    'SEAL_KEYS',
    async () => (await generateKeyPair()).privateKey,
    'SEAL_PUBLIC_KEY of the edge Worker belongs to none of SEAL_KEYS',
  ],
  [
    'another SIGNER_PEPPER',
    'undersigned-console',
    'SIGNER_PEPPER',
    async () => 'another-signer-pepper-0123456789-abcdefgh',
    'SIGNER_PEPPER of the console Worker is not that of the edge Worker',
  ],
  [
    'another origin',
    'undersigned',
    'PUBLIC_ORIGIN',
    async () => 'https://quay.internal',
    'This is https://harbour.internal, and PUBLIC_ORIGIN is https://quay.internal',
  ],
])('a Worker with %s', async (_, script, name, text, reason) => {
  expect(await withBinding(script, name, await text(), () => examined())).toEqual(found(reason, 'npm run deploy'))
})

test('a cron that has stopped', async () => {
  const [id = ''] = fake.databases.keys()
  await fake.world.query(id, 'UPDATE cron_runs SET ran_at = ran_at - 3600000')
  const stopped = await examined()
  await fake.world.query(id, 'UPDATE cron_runs SET ran_at = ran_at + 3600000')
  expect(stopped).toEqual(found('The cron has not run since', 'npm run deploy'))
})

test('several accounts, of which none is chosen', async () => {
  fake.accounts.push({ id: 'b'.repeat(32), name: 'Another account' })
  change(({ cloudflare }) => delete cloudflare['accountId'])
  const several = await examined()
  fake.accounts.pop()
  expect(several).toEqual(found('could not be looked at', 'several accounts[^]*CLOUDFLARE_ACCOUNT_ID='))
})

test('DNS without SPF, DMARC or DKIM', async () => {
  const { output, code } = await examined({})
  expect(code).toBe(1)
  for (const name of ['SPF record', 'DMARC record', 'DKIM key'])
    expect(output).toMatch(new RegExp(`WRONG .*no ${name}[^]*?\\n {6}→ Add`))
})
