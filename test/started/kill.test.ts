/** Promise 5: what `npm start` has answered with 202 is stored, whichever of its processes is killed, and however often. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

import { afterAll, expect, test } from 'vitest'

import { REVIEW_RULE_MAX } from '../../src/limits.ts'
import { startPetition } from '../support/campaign.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { sign } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const state = temporaryDirectory()
let started: Started | undefined
afterAll(async () => {
  await started?.stop()
  state.remove()
})

const KILLS = 6
const SIGNERS = 6
const SLUG = 'killed'
/** Of each kill: whatever is accepted between two of them is in the queue, in a batch, or stored when the next one comes. */
const LOAD_MS = 700

/** The parent of a process, from its line in /proc (proc_pid_stat(5)). */
const parentOf = (pid: number): number => Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(' ')[3])

test('202s and rows are the same after six kills of workerd, of node and of the whole group', async () => {
  const at = { port: await freePortPair(), stateDir: state.path }
  let running = (started = await start(at))
  const { origin } = running
  // So many from one domain would be held for review.
  await startPetition(origin, SLUG, { reviewRules: { emailDomainPerHour: REVIEW_RULE_MAX } })

  const accepted: string[] = []
  const load = { isOn: true }
  const signUntilTheEnd = async (signer: number): Promise<void> => {
    for (let n = 0; load.isOn; n++) {
      const person = { name: 'Signer', email: `s${signer}-${n}@example.org` }
      try {
        const response = await sign(origin, SLUG, person, `10.${signer}.${n >> 8}.${n & 255}`)
        if (response.status !== 202) continue
        const { id }: { id: string } = await response.json()
        accepted.push(id)
      } catch {
        // The server is gone. Nobody was told that this signature was accepted.
        await sleep(50)
      }
    }
  }
  const signers = Array.from({ length: SIGNERS }, (_, signer) => signUntilTheEnd(signer))
  const acceptedWith: number[] = []
  let runtime = 0
  for (let n = 0; n < KILLS; n++) {
    await expect.poll(() => running.runtimePid()).not.toBe(runtime)
    const before = accepted.length
    await expect.poll(() => accepted.length).toBeGreaterThan(before)
    await sleep(LOAD_MS)
    acceptedWith.push(accepted.length - before)
    runtime = running.runtimePid()
    if (n % 3 === 0) {
      // Node starts another one.
      process.kill(runtime, 'SIGKILL')
      continue
    }
    if (n % 3 === 1) process.kill(parentOf(runtime), 'SIGKILL')
    await running.kill()
    running = started = await start(at)
  }
  load.isOn = false
  await Promise.all(signers)
  expect(Math.min(...acceptedWith)).toBeGreaterThan(0)

  // Without another signature: the queue delivers what was accepted.
  await expect.poll(() => accepted.filter((id) => !stored().ids.has(id))).toEqual([])
  expect(new Set(accepted).size).toBe(accepted.length)
  await running.stop()
  const { ids, counter } = stored()
  expect(accepted.filter((id) => !ids.has(id))).toEqual([])
  expect(counter).toBe(ids.size)
})

/** Rows and counter, read from the file of the database. */
function stored(): { ids: Set<string>; counter: number } {
  const folder = join(state.path, 'v3/d1/miniflare-D1DatabaseObject')
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite') ?? ''
  const db = new DatabaseSync(join(folder, file), { readOnly: true })
  try {
    const of = (select: string) =>
      db.prepare(`SELECT ${select} WHERE petition_id = (SELECT id FROM petitions WHERE slug = ?)`).all(SLUG)
    const [counter] = of('n FROM counters')
    return { ids: new Set(of('id FROM signatures').map(({ id }) => String(id))), counter: Number(counter?.['n']) }
  } finally {
    db.close()
  }
}
