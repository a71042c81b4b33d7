/**
 * A deployment that is killed right after Cloudflare has made a change and before the command learns of that, and run again each time:
 * here at one change of each kind of step, in `npm run test:killed` at every kind of change there is. What it ends with is what an undisturbed one
 * ends with.
 */
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { temporaryDirectory } from '../support/temporary-directory.ts'
import { ANSWERS, begin, copyBeside, DEPLOYED, outcomeOf, siteFile } from './command.ts'
import { type Call, type FakeCloudflare, startFakeCloudflare } from './fake-cloudflare.ts'

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

/** Without ids: every migration is of one kind. */
const kindOf = ({ method, path }: Call): string =>
  `${method} ${path.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '*').replace(/assets\/upload.*/, 'assets/upload')}`

/** One of each kind of step that changes something. */
const SOME = [
  'POST d1/database',
  'POST queues',
  'POST d1/database/*/query',
  'PUT workers/scripts/undersigned-consumer',
  'PUT workers/scripts/undersigned/schedules',
  'PUT workers/domains',
  'POST site/api/petitions/*/signatures',
]
/** Of the others, those that no release is without. */
const MORE = [
  ...['og-image', 'console'].map((name) => `PUT workers/scripts/undersigned-${name}`),
  'PUT workers/scripts/undersigned',
  'POST site/api/petitions',
  'POST site/withdraw/*',
  'DELETE site/api/petitions/*',
]
const isAll = process.env['KILLS'] === 'all'
/** At the first one, and once in the middle. */
const TWICE = new Set(['POST d1/database/*/query', 'POST queues', 'POST queues/*/consumers'])
const killsOf = (kind: string): number => (isAll ? (TWICE.has(kind) ? 2 : 1) : SOME.includes(kind) ? 1 : 0)

test('killed again and again, and run again, it ends as an undisturbed one', async () => {
  const killed = new Map<string, number>()
  const seen = new Map<string, number>()
  let kill = (): void => undefined
  fake.after = async (call) => {
    const kind = kindOf(call)
    const times = (seen.get(kind) ?? 0) + 1
    seen.set(kind, times)
    const kills = killed.get(kind) ?? 0
    // Not the first three again: the second kill of a kind is further on.
    if (kills >= killsOf(kind) || (kills > 0 && times < 4)) return
    killed.set(kind, kills + 1)
    kill()
    // It never hears of it.
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const secrets = new Set<string>()
  for (let run = 0; ; run++) {
    expect(run).toBeLessThan(60)
    const running = begin(fake, site, ANSWERS)
    kill = running.kill
    const ran = await running.ended
    secrets.add(JSON.stringify(siteFile(site).secrets))
    if (ran.code === null) continue
    expect(outcomeOf(ran)).toEqual(DEPLOYED)
    break
  }
  console.log(`killed at: ${[...killed].map(([kind, times]) => `${kind} (${times})`).join(', ')}`)
  expect([...killed.keys()]).toEqual(expect.arrayContaining(isAll ? [...SOME, ...MORE] : SOME))

  // The keys were made once, although the first runs ended before anything was uploaded.
  expect(secrets.size).toBe(1)
  expect([...fake.databases.values()]).toEqual([{ name: 'undersigned', jurisdiction: 'eu' }])
  expect([...fake.queues.values()].map(({ queue_name, consumers }) => [queue_name, consumers.length])).toEqual(
    ['signatures', 'deliveries', 'emails', 'dead-letters'].map((name) => [`undersigned-${name}`, 1]),
  )
  expect([...fake.scripts.values()].map(({ crons }) => crons.length)).toEqual([0, 0, 0, 3])
  expect([...fake.domains.values()]).toEqual(['undersigned'])
  expect(fake.secretsOf('undersigned')['SIGNER_PEPPER']).toBe(siteFile(site).secrets['SIGNER_PEPPER'])
  const [id = ''] = fake.databases.keys()
  const rows = async (sql: string) => (await fake.world.query(id, sql))[0]
  expect(await rows('SELECT count(*) = count(DISTINCT name) AS once FROM d1_migrations')).toEqual([{ once: 1 }])
  expect(await rows('SELECT slug FROM petitions WHERE deleted_at IS NULL')).toEqual([])
  // One that was killed with its self-test is erased with the petition of that.
  const left = `SELECT s.id FROM signatures AS s JOIN petitions AS p ON p.id = petition_id
    WHERE status <> 'withdrawn' AND deleted_at IS NULL`
  expect(await rows(left)).toEqual([])
  expect(siteFile(site).releases).toMatchObject([{ state: 'done', before: { undersigned: null } }])
})
