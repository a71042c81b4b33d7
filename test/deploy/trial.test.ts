/** A trial: without an account, into a temporary one, and only for those who accept Cloudflare's terms. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { temporaryDirectory } from '../support/temporary-directory.ts'
import { copyBeside, deploy, outcomeOf, siteFile } from './command.ts'
import { ACCOUNT, type FakeCloudflare, startFakeCloudflare, TEMPORARY_TOKEN } from './fake-cloudflare.ts'

const ORIGIN = 'https://undersigned.bold-harbour.workers.dev'
const TRIAL = ['--trial', '--accept-cloudflare-terms']

const directory = temporaryDirectory()
const site = join(directory.path, 'trial.site.json')
let fake: FakeCloudflare
/** Not logged in. */
let nobody: Record<string, string | undefined>

const accountsMade = (): number =>
  fake.changes.filter(({ method, path }) => method === 'POST' && path === 'provisioning/previews').length

beforeAll(async () => {
  copyBeside(site)
  fake = await startFakeCloudflare(join(directory.path, 'world'))
  nobody = { CLOUDFLARE_API_TOKEN: undefined, HOME: directory.path, USERPROFILE: directory.path }
})
afterAll(async () => {
  await fake.stop()
  directory.remove()
})

test('where nobody can be asked, no terms are accepted', async () => {
  const ran = await deploy(fake, site, ['--trial'], { env: nobody })
  expect(ran.stdout).toContain('email: nothing is sent')
  expect(ran.stderr).toContain('https://www.cloudflare.com/terms/')
  expect({ code: ran.code, changes: fake.changes }).toEqual({ code: 2, changes: [] })
})

test('who is logged in needs no trial', async () => {
  const ran = await deploy(fake, site, TRIAL, { env: { HOME: directory.path } })
  expect(ran.stderr).toContain('You are logged in')
  expect({ code: ran.code, changes: fake.changes }).toEqual({ code: 1, changes: [] })
})

test('the site is deployed below workers.dev, and whose account it is can be claimed', async () => {
  const ran = await deploy(fake, site, TRIAL, { env: nobody })
  expect(outcomeOf(ran)).toEqual({ code: 0, output: expect.stringContaining(`${ORIGIN} is deployed.`) })
  expect(ran.stdout).toContain('a signature was counted, and withdrawn')
  expect(ran.stdout).toContain('https://dash.cloudflare.com/claim-preview?claimToken=claim')
  expect(ran.stdout + ran.stderr).not.toContain(TEMPORARY_TOKEN)
  expect(ran.stdout + ran.stderr).not.toContain('LEFT THIS MACHINE')
  expect(accountsMade()).toBe(1)
  expect(fake.domains.size).toBe(0)
  expect([...fake.scripts].filter(([, { isPublic }]) => isPublic).map(([name]) => name)).toEqual(['undersigned'])
  expect(fake.databases.size).toBe(1)
  expect(statSync(site).mode & 0o777).toBe(0o600)
})

test('no Worker is bound to an email service', () => {
  const types = [...fake.scripts.values()].flatMap(({ versions }) => versions[0]?.bindings.map(({ type }) => type))
  expect(types).toContain('d1')
  expect(types).not.toContain('send_email')
})

test('while it lasts, the same account is used again', async () => {
  const { secrets } = siteFile(site)
  const ran = await deploy(fake, site, ['--trial'], { env: nobody })
  expect(outcomeOf(ran)).toEqual({ code: 0, output: expect.stringContaining(`${ORIGIN} is deployed.`) })
  expect(accountsMade()).toBe(1)
  expect(siteFile(site).secrets).toEqual(secrets)
})

test('while it lasts, the doctor looks into its account without a login', async () => {
  const file = join(directory.path, 'lasting.site.json')
  const expiresAt = new Date(Date.now() + 60_000).toISOString()
  writeFileSync(
    file,
    JSON.stringify({
      settings: { PUBLIC_ORIGIN: 'https://undersigned.internal' },
      secrets: {},
      cloudflare: { accountId: ACCOUNT, domain: 'workers.dev' },
      releases: [],
      trial: { apiToken: TEMPORARY_TOKEN, expiresAt, claimUrl: 'https://claim.internal' },
    }),
  )
  const { output } = outcomeOf(await deploy(fake, file, [], { command: 'doctor', env: nobody }))
  expect(output).toContain('ok    Logged in, to the account')
  expect(output).not.toContain('You are not logged in')
  expect(output).not.toContain(TEMPORARY_TOKEN)
})

test('once it was claimed, it asks what was decided for the trial, and the trial is kept until that is known', async () => {
  const before = readFileSync(site, 'utf8')
  const ran = outcomeOf(await deploy(fake, site, [], { env: { HOME: directory.path } }))
  expect(ran).toEqual({
    code: 2,
    output: expect.stringMatching(/--operator-name[^]*--operator-contact[^]*--email-from/),
  })
  const unclaimed = outcomeOf(await deploy(fake, site, [], { env: nobody }))
  expect(unclaimed).toEqual({ code: 1, output: expect.stringContaining('You are not logged in') })
  expect(readFileSync(site, 'utf8')).toBe(before)
})

test('once it has expired, another one needs the terms again', async () => {
  const text = readFileSync(site, 'utf8')
  writeFileSync(site, text.replace(/"expiresAt": "[^"]+"/, '"expiresAt": "2026-11-01T00:00:00.000Z"'))
  const ran = await deploy(fake, site, ['--trial'], { env: nobody })
  expect(ran.stdout).toContain('has expired')
  expect({ code: ran.code, made: accountsMade() }).toEqual({ code: 2, made: 1 })
  writeFileSync(site, text)
})
