/** The audit log: an entry for each change of what a team has, whatever is asked of any route, and none without one. */
import { env } from 'cloudflare:test'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { AUDIT_ACTS } from '../../schema/audit.ts'
import { startPetition, type TestPetition } from './fixtures.ts'
import { DISMISS, type Scene, scene, type Step, step, take } from './random-requests.ts'

/** What is no act of a team: what the ledger counts, how far retention is, when a token was used, how an endpoint responds. */
const NOT_OF_TEAM: ReadonlySet<string> = new Set([
  'unconfirmed_deleted_at',
  'contacts_deleted_at',
  'review_deleted_id',
  'reminded_id',
  'bounced_count',
  // How far the test of a list is, and how far adding it.
  'reached',
  'tested',
  'here',
  'added',
  'withdrawn',
  'used_at',
  'timed_out_at',
  'timed_out_delivery',
  'failing_since',
  'disabled_at',
])

/** Every row of a petition that its team writes. */
async function ofTeam({ id }: TestPetition): Promise<string> {
  const results = await env.DB.batch<Record<string, unknown>>(
    [
      'SELECT * FROM petitions WHERE id = ?1',
      'SELECT * FROM images WHERE petition_id = ?1',
      'SELECT * FROM updates WHERE petition_id = ?1 ORDER BY id',
      'SELECT * FROM update_versions WHERE petition_id = ?1 ORDER BY update_id, number',
      'SELECT * FROM versions WHERE petition_id = ?1 ORDER BY number',
      'SELECT * FROM claims WHERE petition_id = ?1 ORDER BY id',
      'SELECT * FROM members WHERE petition_id = ?1 ORDER BY account_id',
      'SELECT * FROM tokens WHERE petition_id = ?1 ORDER BY token_hash',
      'SELECT * FROM webhooks WHERE petition_id = ?1 ORDER BY id',
      'SELECT * FROM partners WHERE petition_id = ?1 ORDER BY code',
      // What moderators decide: readers and the operator have the others.
      `SELECT id, decision FROM reports WHERE petition_id = ?1 AND about = 'signature' ORDER BY id`,
      `SELECT token_hash, expires_at FROM sign_in_links WHERE petition_id = ?1 ORDER BY token_hash`,
    ].map((sql) => env.DB.prepare(sql).bind(id)),
  )
  const facts = results.map(({ results: rows }) =>
    rows.map((row) => Object.entries(row).filter(([name]) => !NOT_OF_TEAM.has(name))),
  )
  return JSON.stringify(facts)
}

const entriesOf = async ({ id }: TestPetition): Promise<{ act: string; byKind: string; facts: string }[]> => {
  const { results } = await env.DB.prepare(
    'SELECT act, by_kind AS byKind, facts FROM audit_log WHERE petition_id = ?1 ORDER BY id',
  )
    .bind(id)
    .all<{ act: string; byKind: string; facts: string }>()
  return results
}

/** Changes nothing, and is an act all the same: what is not in the log is not given out. */
const isReading = (taken: Step): boolean => 'route' in taken && taken.route.endsWith('/contacts/rows')

test('every change of what a team has leaves one entry, and nothing else does', { timeout: 600_000 }, async () => {
  const acts = new Set<string>()
  const check = async (here: Scene, taken: Step): Promise<void> => {
    const [before, entriesBefore] = [await ofTeam(here.petition), await entriesOf(here.petition)]
    const status = await take(here, taken)
    const entries = (await entriesOf(here.petition)).slice(entriesBefore.length)
    const isChanged = (await ofTeam(here.petition)) !== before
    const wrote = entries.map(({ act }) => act)
    expect({ taken, status, isChanged, wrote, n: wrote.length }).toEqual({
      taken,
      status,
      isChanged,
      wrote,
      n: isChanged || (isReading(taken) && status === 200) ? 1 : 0,
    })
    for (const act of wrote) acts.add(act)
  }
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 5, maxLength: 25 }), async (isDraft, steps) => {
      const here = await scene(isDraft)
      for (const taken of steps) await check(here, taken)
    }),
    // A report is dismissed once.
    { numRuns: 40, examples: [[false, [0, 1].map((variant) => ({ route: DISMISS, variant }))]] },
  )
  // It did what it is about.
  expect(acts).toContain('report-dismissed')
  expect(acts.size).toBeGreaterThan(15)
  const known = new Set<string>(Object.values(AUDIT_ACTS).flat())
  expect([...acts].filter((act) => !known.has(act))).toEqual([])
})

test('no entry is changed', async () => {
  const petition = await startPetition()
  expect((await entriesOf(petition)).map(({ act }) => act)).toEqual(['started'])
  await expect(
    env.DB.prepare(`UPDATE audit_log SET act = 'closed' WHERE petition_id = ?1`).bind(petition.id).run(),
  ).rejects.toThrow('an entry of the audit log is never changed')
})
