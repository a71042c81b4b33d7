/** A site of the release before, which its own `npm run deploy` has made and in which people have signed: upgraded, and back. */
import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { CAMPAIGN_KEYS } from '../support/petition-form.ts'
import { proofOf } from '../support/proof.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { ANSWERS, copyBeside, deploy, DEPLOYED, ORIGIN, outcomeOf, siteFile } from './command.ts'
import { type FakeCloudflare, startFakeCloudflare } from './fake-cloudflare.ts'
import { checkOut, commitBefore } from './release-before.ts'

const MIGRATIONS = readdirSync(join(import.meta.dirname, '../../schema/migrations')).filter((name) =>
  name.endsWith('.sql'),
)

const REMOVING = '9999_removes.sql'

const before = commitBefore()
const directory = temporaryDirectory()
const site = join(directory.path, 'harbour.site.json')
let fake: FakeCloudflare

beforeAll(async () => {
  copyBeside(site)
  fake = await startFakeCloudflare(join(directory.path, 'world'))
})
afterAll(async () => {
  await fake.stop()
  directory.remove()
})

const serving = () => Object.fromEntries([...fake.scripts].map(([name, { deployments }]) => [name, deployments[0]]))
const rows = async (sql: string) => (await fake.world.query([...fake.databases.keys()][0] ?? '', sql))[0]
const counted = () => rows(`SELECT n FROM counters JOIN petitions AS p ON p.id = petition_id WHERE slug = 'ferry'`)

async function ask<T>(path: string, body?: unknown, token?: string): Promise<T> {
  const response = await fake.world.fetch('undersigned', `${ORIGIN}${path}`, {
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'cf-connecting-ip': '192.0.2.7',
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
    },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  })
  const text = await response.text()
  expect({ status: response.status, text }).toEqual({ status: expect.toBeOneOf([200, 201, 202]), text })
  return JSON.parse(text)
}

/** The link with which the signer withdraws. */
async function sign(email: string): Promise<string> {
  const challenge = await ask<Parameters<typeof proofOf>[0]>('/api/petitions/ferry/challenge')
  const signature = { name: 'Noor Halloran', email, showName: 'full', proof: await proofOf(challenge) }
  const { withdrawUrl } = await ask<{ withdrawUrl: string }>('/api/petitions/ferry/signatures', signature)
  return new URL(withdrawUrl).pathname
}

test.skipIf('why' in before)(
  'from the release before: only what is new is done, what people have signed stays, and it goes back while it can',
  async () => {
    if ('why' in before) return
    const root = checkOut(before.commit, join(directory.path, 'before'))
    expect(outcomeOf(await deploy(fake, site, ANSWERS, { root }))).toEqual(DEPLOYED)
    const { secrets } = siteFile(site)
    const versions = serving()
    await ask(
      '/api/petitions',
      {
        slug: 'ferry',
        title: 'Keep the night ferry',
        addressee: 'The council',
        starter: 'Noor Halloran',
        body: 'Text',
        confirmation: 'none',
        publicKeys: [CAMPAIGN_KEYS.publicKey],
      },
      secrets['ADMIN_TOKEN'],
    )
    const links = [await sign('noor@example.org'), await sign('emre@example.org')]
    await expect.poll(counted).toEqual([{ n: 2 }])

    const start = fake.changes.length
    const upgraded = outcomeOf(await deploy(fake, site))
    expect(upgraded).toEqual(DEPLOYED)
    expect(upgraded.output).toContain('a signature was counted, and withdrawn')
    const made = fake.changes.slice(start).map(({ method, path }) => `${method} ${path}`)
    expect(made.filter((call) => /^POST (?:d1\/database|queues)$|^PUT workers\/domains/.test(call))).toEqual([])
    const migrated = made.findLastIndex((call) => /^POST d1\/database\/.*\/query$/.test(call))
    const uploaded = made.flatMap((call) => /^POST workers\/scripts\/([\w-]+)\/versions$/.exec(call)?.[1] ?? [])
    expect(migrated).toBeGreaterThan(-1)
    expect(migrated).toBeLessThan(made.findIndex((call) => call.endsWith('/versions')))
    expect(uploaded).toEqual([...fake.scripts.keys()].filter((name) => uploaded.includes(name)))
    expect(uploaded).toContain('undersigned')
    expect((await rows('SELECT name FROM d1_migrations ORDER BY id'))?.map(({ name }) => name)).toEqual(MIGRATIONS)
    expect(siteFile(site).secrets).toEqual(secrets)
    expect(fake.secretsOf('undersigned')['SIGNER_PEPPER']).toBe(secrets['SIGNER_PEPPER'])
    expect(siteFile(site).releases.at(-1)).toMatchObject({ state: 'done', before: versions })
    // The one who signed before withdraws with the link of then, and signing again counts once.
    await ask(links[0] ?? '', {})
    await expect.poll(counted).toEqual([{ n: 1 }])
    await sign('emre@example.org')
    await sign('lina@example.org')
    await expect.poll(counted).toEqual([{ n: 2 }])

    const back = outcomeOf(await deploy(fake, site, ['--rollback']))
    expect(back).toEqual({ code: 0, output: expect.stringContaining('Edge Worker: back to') })
    expect(back.output).toContain('Health: every part answers')
    expect(serving()).toEqual(versions)
    await sign('omar@example.org')
    await expect.poll(counted).toEqual([{ n: 3 }])

    // A release that also removes something: only once its Workers serve, and then there is no way back.
    const removing = join(directory.path, 'checkout/schema/migrations', REMOVING)
    writeFileSync(removing, '-- contract\nDROP INDEX petitions_listed;\n')
    const begun = fake.changes.length
    expect(outcomeOf(await deploy(fake, site))).toEqual(DEPLOYED)
    const removed = fake.changes.slice(begun).map(({ path }) => path)
    expect(removed.findLastIndex((path) => /^d1\/database\/.*\/query$/.test(path))).toBeGreaterThan(
      removed.indexOf('workers/scripts/undersigned/versions'),
    )
    expect((await rows('SELECT name FROM d1_migrations ORDER BY id'))?.at(-1)).toEqual({ name: REMOVING })
    const stuck = outcomeOf(await deploy(fake, site, ['--rollback']))
    expect(stuck).toEqual({ code: 1, output: expect.stringContaining('has removed something from the database') })
    rmSync(removing)
    expect(outcomeOf(await deploy(fake, site))).toEqual({ code: 1, output: expect.stringContaining(REMOVING) })
  },
)
