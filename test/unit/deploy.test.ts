/** A deployment before it reaches Cloudflare: what it asks, what it keeps, and what it would do. The rest: npm run test:deploy. */
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { publicKeyOf } from '../../src/crypto/key-pairs.ts'
import { writeConfig } from '../../src/cli/deploy/config.ts'
import { missingKeys, withKeys } from '../../src/cli/deploy/keys.ts'
import { copyMigrations, planMigrations } from '../../src/cli/deploy/migrations.ts'
import {
  openQuestions,
  originProblem,
  QUESTIONS,
  withAnswer,
  withDomainOf,
  withSetting,
} from '../../src/cli/deploy/settings.ts'
import { isReadableByOthers, readSite, type Site, writeSite } from '../../src/cli/deploy/site-file.ts'
import { trialSite, withoutTrial } from '../../src/cli/deploy/trial.ts'
import { WORKERS } from '../../src/cli/deploy/workers.ts'
import { checkCounts, checkNode, checkTrial } from '../../src/cli/doctor/checks.ts'
import { servePublicBucket } from '../../src/local/public-bucket.ts'
import { portOf } from '../support/ports.ts'
import { run } from '../support/run.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const ROOT = join(import.meta.dirname, '../..')
const directory = temporaryDirectory()
afterAll(() => directory.remove())

/** Nothing listens there. */
const NOWHERE = { CLOUDFLARE_API_BASE_URL: 'http://127.0.0.1:9' }

const never = (): never => {
  throw new Error('not there')
}

const EMPTY: Site = { settings: {}, secrets: {}, cloudflare: {}, releases: [] }

describe('the public URL', () => {
  test.each([
    'https://petitions.example.org',
    'https://example.com',
    'https://petitions.example.co.uk',
    'https://PETITIONS.EXAMPLE.NET',
    'https://www.example',
    'https://petitions.test',
    'https://petitions.invalid',
    'https://localhost',
    'https://petitions.localhost',
    'http://harbour.internal',
    'https://harbour.internal:8443',
    'https://harbour.internal/path',
    'https://192.0.2.1',
    'https://[2001:db8::1]',
    'harbour.internal',
    '',
  ])('%j is refused', (origin) => {
    expect(originProblem(origin)).not.toBeNull()
  })

  test.each([
    'https://harbour.internal',
    'https://harbour.internal/',
    'https://counterexample.internal',
    'https://example-town.internal',
    'https://test.harbour.internal',
  ])('%j is taken', (origin) => {
    expect(originProblem(origin)).toBeNull()
  })
})

describe('the site file', () => {
  const file = join(directory.path, 'a.site.json')

  test('is there again as it was written, for its owner alone', async () => {
    const site = await withKeys({ ...EMPTY, settings: { PUBLIC_ORIGIN: 'https://harbour.internal' } })
    writeSite(file, site)
    expect(readSite(file)).toEqual(site)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(directory.path).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  test('that others could read is written for its owner alone', () => {
    chmodSync(file, 0o644)
    expect(isReadableByOthers(file)).toBe(true)
    writeSite(file, readSite(file))
    expect(isReadableByOthers(file)).toBe(false)
  })

  test.each(['{', '{}', '{"settings":{},"secrets":{"A":1},"cloudflare":{},"releases":[]}'])(
    'that is broken is never taken for a new one: %s',
    (text) => {
      const broken = join(directory.path, 'broken.site.json')
      writeFileSync(broken, text)
      expect(() => readSite(broken)).toThrow(/estore your copy/)
    },
  )

  test('keeps the keys that it has', async () => {
    const [site] = [await withKeys({ ...EMPTY, secrets: { SIGNER_PEPPER: 'kept' } })]
    expect(site.secrets['SIGNER_PEPPER']).toBe('kept')
    expect(missingKeys(site)).toEqual([])
    expect(await withKeys(site)).toEqual(site)
    expect(await publicKeyOf(site.secrets['SEAL_KEYS'] ?? '')).toMatch(/^[\w-]{43}$/)
  })
})

describe('settings', () => {
  test('are asked until there are all, and again when one brings another', () => {
    const names = (site: Site) => openQuestions(site).map(({ name }) => name)
    expect(names(EMPTY)).toEqual([
      'PUBLIC_ORIGIN',
      'OPERATOR_NAME',
      'OPERATOR_CONTACT',
      'plan',
      'jurisdiction',
      'EMAIL_SENDER',
      'EMAIL_FROM',
      'PETITIONS',
    ])
    expect(names({ ...EMPTY, settings: { EMAIL_SENDER: 'smtp' } })).toContain('SMTP_URL')
  })

  test('that do not exist, and secrets, are not set on the command line', () => {
    expect(withSetting(EMPTY, 'RETENTION_CONTACTS_MONTHS=3').settings).toEqual({ RETENTION_CONTACTS_MONTHS: '3' })
    expect(() => withSetting(EMPTY, 'RETENTION=3')).toThrow(/no setting RETENTION/)
    expect(() => withSetting(EMPTY, 'ENVIRONMENT=development')).toThrow(/no setting ENVIRONMENT/)
    expect(() => withSetting(EMPTY, 'SIGNER_PEPPER=x')).toThrow(/is a secret/)
    expect(() => withSetting(EMPTY, 'COUNTS_ORIGIN=https://counts.example.org')).toThrow(/is an example/)
    expect(withSetting(EMPTY, 'COUNTS_ORIGIN=').settings).toEqual({ COUNTS_ORIGIN: '' })
  })
})

describe('a trial', () => {
  const trial = { apiToken: 'token', expiresAt: '2026-11-28T02:00:00.000Z', claimUrl: 'https://claim.internal' }
  const before = Date.parse(trial.expiresAt) - 1
  const fresh: Site = { ...EMPTY, cloudflare: { accountId: 'account', databaseId: 'database' }, trial }
  const tried = (site: Site): Promise<Site> =>
    trialSite(site, { inAccount: () => ({ subdomain: async () => 'harbour' }) })
  const from = (text: string) => withAnswer(EMPTY, QUESTIONS.find(({ name }) => name === 'EMAIL_FROM') ?? never(), text)

  test('is asked, once it is a site, what was decided for it', async () => {
    const site = withoutTrial(await tried(fresh))
    expect(openQuestions(site).map(({ name }) => name)).toEqual([
      'OPERATOR_NAME',
      'OPERATOR_CONTACT',
      'plan',
      'EMAIL_SENDER',
      'EMAIL_FROM',
    ])
    expect(site).toMatchObject({ settings: { PUBLIC_ORIGIN: 'https://undersigned.harbour.workers.dev' } })
    expect(site.trial).toBeUndefined()
  })

  test('keeps what its operator has said', async () => {
    const own = { settings: { OPERATOR_NAME: 'Harbour' }, secrets: { SMTP_URL: 'smtps://email.harbour.internal' } }
    const site = withoutTrial(await tried({ ...fresh, ...own }))
    expect(openQuestions(site).map(({ name }) => name)).toEqual(['OPERATOR_CONTACT', 'plan', 'EMAIL_FROM'])
  })

  test('sends nothing from workers.dev, also once it is a site', () => {
    expect(() => from('petitions@undersigned.harbour.workers.dev')).toThrow(/Nothing can be sent from workers\.dev/)
    expect(from('petitions@harbour.internal').settings).toEqual({ EMAIL_FROM: 'petitions@harbour.internal' })
  })

  test('with another origin gets its host attached', () => {
    const at = (origin: string): Site =>
      withDomainOf({ ...EMPTY, settings: { PUBLIC_ORIGIN: origin }, cloudflare: { domain: 'workers.dev' } })
    expect(at('https://undersigned.harbour.workers.dev').cloudflare.domain).toBe('workers.dev')
    expect(at('https://harbour.internal').cloudflare.domain).toBeUndefined()
  })

  test('is known to the doctor, with its end and without emails', async () => {
    const site = await tried(fresh)
    expect(checkTrial('a.site.json', site, before)).toMatchObject([
      { level: 'hint', text: expect.stringContaining(trial.expiresAt), cure: expect.stringContaining('a.site.json') },
      { level: 'hint', text: expect.stringContaining('sends no emails'), cure: expect.stringContaining('SMTP_URL') },
    ])
    expect(checkTrial('a.site.json', site, before + 1)).toMatchObject([{ level: 'wrong' }])
    expect(checkTrial('a.site.json', withoutTrial(site), before)).toEqual([])
  })
})

describe('a configuration for wrangler', () => {
  const written = async (worker: (typeof WORKERS)[number], settings: Record<string, string> = {}) => {
    const from = { PUBLIC_ORIGIN: 'https://harbour.internal', OPERATOR_NAME: 'Harbour', EMAIL_FROM: 'a@petitions.test' }
    const site = await withKeys({
      ...EMPTY,
      settings: { ...from, ...settings },
      cloudflare: { plan: 'free', databaseId: '11111111-1111-4111-8111-111111111111' },
    })
    const files = await writeConfig(worker, site, { directory: join(directory.path, 'configs'), migrations: '/some' })
    const text = readFileSync(files.config, 'utf8')
    return { site, text, config: JSON.parse(text), secrets: files.secrets }
  }

  test.each(WORKERS)('of $name has no placeholder, and no secret', async (worker) => {
    const { site, text, config } = await written(worker)
    expect(config.name).toBe(worker.name)
    expect(existsSync(config.main)).toBe(true)
    expect(text).not.toMatch(/example\.|0{8}-0{4}/)
    for (const value of Object.values(site.secrets)) expect(text).not.toContain(value)
  })

  test.each(WORKERS)(
    'of $name has a bucket only where it writes static counts, and the site has a domain for them',
    async (worker) => {
      const counts = { COUNTS_ORIGIN: 'https://counts.petitions.test' }
      const bound = [{ binding: 'COUNTS', bucket_name: 'undersigned-counts' }]
      expect((await written(worker)).config.r2_buckets).toBeUndefined()
      expect((await written(worker, counts)).config.r2_buckets).toEqual(
        worker.name === 'undersigned-consumer' ? bound : undefined,
      )
    },
  )

  test.each(WORKERS.filter(({ secrets }) => secrets.length > 0))('of $name has what the site adds', async (worker) => {
    const { site, config, secrets } = await written(worker)
    expect(config.vars).toMatchObject({ ENVIRONMENT: 'production', D1_STATEMENTS_MAX: '50', OPERATOR_NAME: 'Harbour' })
    expect(config.d1_databases).toMatchObject([{ binding: 'DB', database_id: site.cloudflare.databaseId }])
    expect(Object.keys(JSON.parse(readFileSync(secrets ?? '', 'utf8')))).toEqual(worker.secrets)
    expect(statSync(secrets ?? '').mode & 0o777).toBe(0o600)
  })
})

describe('migrations', () => {
  const folder = join(directory.path, 'migrations')
  mkdirSync(folder)
  writeFileSync(join(folder, '0000_first.sql'), 'CREATE TABLE a (b, c);')
  writeFileSync(join(folder, '0001_drop.sql'), '-- contract\nALTER TABLE a DROP COLUMN c;')
  writeFileSync(join(folder, '0002_add.sql'), 'ALTER TABLE a ADD COLUMN d;')

  test('that remove run after the new Workers, on a database that serves', () => {
    expect(planMigrations(['0000_first.sql'], folder)).toEqual({
      expand: ['0002_add.sql'],
      contract: ['0001_drop.sql'],
    })
    expect(planMigrations(['0000_first.sql', '0002_add.sql'], folder)).toEqual({
      expand: [],
      contract: ['0001_drop.sql'],
    })
    expect(planMigrations([], folder).expand).toHaveLength(3)
  })

  test('that this checkout does not have stop it', () => {
    expect(() => planMigrations(['0000_first.sql', '0003_new.sql'], folder)).toThrow(
      /0003_new\.sql.*git pull.*--rollback/,
    )
  })

  test('are given to wrangler without the others', () => {
    const to = join(directory.path, 'chosen')
    copyMigrations(['0000_first.sql', '0002_add.sql'], to, folder)
    copyMigrations(['0002_add.sql'], to, folder)
    expect(readdirSync(to)).toEqual(['0002_add.sql'])
  })
})

test('npm run deploy without a terminal names what is missing, with the option that gives it, and writes nothing', async () => {
  const file = join(directory.path, 'unattended.site.json')
  const options = ['src/cli/deploy.ts', '--site', file, '--operator-name', 'Harbour']
  const { code, stderr } = await run(process.execPath, options, { cwd: ROOT, env: NOWHERE })
  expect(code).toBe(2)
  expect(stderr).toContain('--origin …')
  expect(stderr).not.toContain('--operator-name …')
  expect(existsSync(file)).toBe(false)
})

describe('npm run deploy -- --dry-run', () => {
  const dryRun = (...args: string[]) => {
    const options = ['src/cli/deploy.ts', '--dry-run', '--site', join(directory.path, 'none.site.json'), ...args]
    return run(process.execPath, options, { cwd: ROOT, env: NOWHERE })
  }

  test('prints every step, and asks and writes nothing', async () => {
    const contact = ['--operator-contact', 'operator@petitions.test']
    const { code, stdout, stderr } = await dryRun(
      '--origin',
      'https://harbour.internal',
      '--operator-name',
      'Harbour',
      ...contact,
    )
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    for (const { title } of WORKERS) expect(stdout).toContain(title)
    expect(stdout).toContain('PUBLIC_ORIGIN = https://harbour.internal')
    expect(stdout).toContain('Nothing was done')
    expect(existsSync(join(directory.path, 'none.site.json'))).toBe(false)
  })

  test('says what would be asked', async () => {
    const { code, stdout } = await dryRun('--operator-name', 'Harbour')
    expect(code).toBe(0)
    expect(stdout).toContain('Would be asked, unless it is given:\n  --origin …')
    expect(stdout).not.toContain('--operator-name …')
    expect(stdout).toContain('Nothing was done')
  })

  test('says what no Worker would take', async () => {
    const { code, stderr } = await dryRun(
      '--origin',
      'https://harbour.internal',
      '--operator-name',
      'H',
      '--operator-contact',
      'no one',
    )
    expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('OPERATOR_CONTACT must be') })
  })
})

test.each([
  ['20.19.0', 'wrong'],
  ['22.12.0', 'well'],
  ['24.0.0', 'well'],
])('the doctor says of Node %s: %s', (version, level) => {
  expect(checkNode(version).level).toBe(level)
})

describe('the doctor looks at the bucket of static counts', () => {
  const checked = (origin: string, isThere = true) =>
    checkCounts({ hasBucket: async () => isThere }, { ...EMPTY, settings: { COUNTS_ORIGIN: origin } })

  test('where the site has one', async () => {
    const bucket = await servePublicBucket(async () => ({ get: async () => null }))
    expect(await checked('')).toEqual([])
    expect(await checked(bucket.origin)).toMatchObject([{ level: 'well' }])
    expect(await checked(bucket.origin, false)).toMatchObject([{ level: 'wrong', cure: 'npm run deploy' }])
    bucket.close()
    expect(await checked(bucket.origin)).toMatchObject([
      { level: 'wrong', text: expect.stringContaining('not answer') },
    ])
  })

  test('which other sites must be able to read', async () => {
    const server = createServer((_, response) => response.end()).listen(0, 'localhost')
    await once(server, 'listening')
    expect(await checked(`http://localhost:${portOf(server)}`)).toMatchObject([
      { level: 'wrong', text: expect.stringContaining('CORS') },
    ])
    server.close()
  })
})
