/** Signers of an earlier list: each counts once, as a claim until their signature counts here, whatever happens to it. */
import { env } from 'cloudflare:test'
import { beforeEach, expect, test } from 'vitest'

import { readCountParts } from '../../src/ledger/count-parts.ts'
import { confirmationsOf } from './floods.ts'
import {
  asOperator,
  consumeSignatures,
  fetchEdge,
  message,
  startPetition,
  type TestPetition,
  withdrawalOf,
} from './fixtures.ts'

const IMPORT = '01980000-0000-7000-8000-000000000001'

let petition: TestPetition
beforeEach(async () => {
  petition = await startPetition({ claimedCount: 5, milestones: [] })
})

const run = (sql: string, ...values: unknown[]) =>
  env.DB.prepare(sql)
    .bind(petition.id, ...values)
    .run()

/** Those who sign as the first `n` messages are on the list. */
async function importFirst(n: number): Promise<void> {
  await run(
    `INSERT INTO claims (petition_id, id, kind, source, n, added, added_at) VALUES (?1, ?2, 'import', 'Assembly', ?3, ?3, 1)`,
    IMPORT,
    n,
  )
  for (let index = 1; index <= n; index++) {
    const { id, signer } = message(petition, index)
    await run(
      `INSERT INTO imported (petition_id, signer, id, import_id, signed_at) VALUES (?1, unhex(?2), ?3, ?4, 1)`,
      signer,
      id,
      IMPORT,
    )
  }
}

async function parts() {
  const found = await readCountParts(env.DB, petition.id, 0)
  return { proven: found?.signed, claimed: found?.claimed, count: found?.count }
}

async function drift(fix = false): Promise<{ what: string; isFixed: boolean }[]> {
  const query = new URLSearchParams({ petition: petition.slug, ...(fix ? { fix: 'true' } : {}) })
  const response = await fetchEdge(`/api/recounts?${query.toString()}`, { method: 'POST', headers: asOperator })
  const { petitions } = await response.json<{ petitions: { differences: { what: string; isFixed: boolean }[] }[] }>()
  return (petitions[0]?.differences ?? []).map(({ what, isFixed }) => ({ what, isFixed }))
}

test('a signature that counts takes the place of the claim, and gives it back when it is held', async () => {
  await importFirst(2)
  expect(await parts()).toEqual({ proven: 0, claimed: 7, count: 7 })
  await consumeSignatures([message(petition, 1)])
  expect(await parts()).toEqual({ proven: 1, claimed: 6, count: 7 })
  await consumeSignatures([message(petition, 1)])
  expect(await parts()).toEqual({ proven: 1, claimed: 6, count: 7 })
  // No milestone is reached by somebody who was counted already.
  await run(`UPDATE petitions SET milestones = '[7, 8]' WHERE id = ?1`)
  await consumeSignatures([message(petition, 2)])
  expect(await parts()).toEqual({ proven: 2, claimed: 5, count: 7 })
  const events = await env.DB.prepare('SELECT count(*) AS n FROM outbox WHERE petition_id = ?')
    .bind(petition.id)
    .first<{ n: number }>()
  expect(events?.n).toBe(0)
  await env.DB.batch([
    env.DB.prepare('UPDATE counters SET n = n - 1 WHERE petition_id = ?').bind(petition.id),
    env.DB.prepare(`UPDATE signatures SET status = 'quarantined' WHERE petition_id = ? AND id = ?`).bind(
      petition.id,
      message(petition, 1).id,
    ),
  ])
  expect(await parts()).toEqual({ proven: 1, claimed: 6, count: 7 })
})

test('one that waits for its confirmation takes no place', async () => {
  petition = await startPetition({ claimedCount: 5, confirmation: 'email' })
  await importFirst(1)
  const signed = message(petition, 1, { sealedEmail: '00' })
  await consumeSignatures([signed])
  expect(await parts()).toEqual({ proven: 0, claimed: 6, count: 6 })
  await consumeSignatures(confirmationsOf([signed]))
  expect(await parts()).toEqual({ proven: 1, claimed: 5, count: 6 })
})

test('a withdrawal by email deletes the row of the list too; another link says nothing of it', async () => {
  await importFirst(2)
  const [first, second] = [message(petition, 1), message(petition, 2)]
  await consumeSignatures([first, second])
  await consumeSignatures([withdrawalOf(first)])
  expect(await parts()).toEqual({ proven: 1, claimed: 5, count: 6 })
  await consumeSignatures([Object.assign({}, withdrawalOf(second), { proven: false })])
  expect(await parts()).toEqual({ proven: 0, claimed: 6, count: 6 })
  const rows = await env.DB.prepare('SELECT count(*) AS n FROM imported WHERE petition_id = ?')
    .bind(petition.id)
    .first<{ n: number }>()
  expect(rows?.n).toBe(1)
})

test('a later withdrawal deletes what was imported after the first', async () => {
  const signed = message(petition, 1)
  const withdrawal = withdrawalOf(signed)
  await consumeSignatures([signed, withdrawal])
  await importFirst(1)
  await consumeSignatures([withdrawal])
  expect(await parts()).toEqual({ proven: 0, claimed: 6, count: 6 })
  await consumeSignatures([Object.assign({}, withdrawal, { at: withdrawal.at + 1 })])
  expect(await parts()).toEqual({ proven: 0, claimed: 5, count: 5 })
})

test('the recount finds nothing after all that, and fixes what was changed by hand', async () => {
  await importFirst(3)
  await consumeSignatures([message(petition, 1), message(petition, 9)])
  expect(await drift()).toEqual([])
  await run('UPDATE claims SET n = 7 WHERE petition_id = ?1 AND id = ?2', IMPORT)
  expect(await drift()).toEqual([{ what: 'claim', isFixed: false }])
  await run('UPDATE petitions SET claimed_count = 99 WHERE id = ?1')
  expect((await drift(true)).map(({ what, isFixed }) => [what, isFixed])).toContainEqual(['claimed', true])
  expect(await drift()).toEqual([])
  expect(await parts()).toEqual({ proven: 2, claimed: 7, count: 9 })
})
