/** Real Workers, a real queue, a real database on disk: what happens when something goes wrong in the middle. */
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'

import { type Instance, startInstance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const SIGNERS = 300

const state = temporaryDirectory()
afterAll(() => state.remove())

/** The same `vars` again mean the same secrets again. */
async function running(vars: Record<string, string> = {}): Promise<Instance> {
  const instance = await startInstance({ vars, stateDirectory: state.path })
  onTestFinished(() => instance.dispose())
  return instance
}

const sign = ({ sign }: Instance, slug: string, n: number): Promise<Response> =>
  sign(slug, { name: `Signer ${n}`, email: `signer@company-${n}.example.org` }, `10.0.${n >> 8}.${n & 255}`)

describe('an unreadable message', () => {
  test('goes through the queue to the dead letters, and delays no other message', async () => {
    const workers = await running()
    await workers.startPetition({ slug: 'letters', confirmation: 'none' })
    const garbage = { v: 3, kind: 'signature', from: 'a later edge' }
    await workers.send('undersigned-signatures', garbage)
    expect((await sign(workers, 'letters', 1)).status).toBe(202)

    await expect.poll(() => workers.ledgerOf('letters')).toEqual({ counter: 1, rows: 1 })
    const letters = (): Promise<unknown> => workers.db.prepare('SELECT queue, body FROM dead_letters').first()
    await expect.poll(letters).toEqual({ queue: 'undersigned-signatures', body: JSON.stringify(garbage) })
    expect(workers.logs).toContainEqual(expect.objectContaining({ level: 'error', event: 'dead-letters.stored' }))
  })
})

describe('a process that stops while it stores signatures', () => {
  test('has stored all of them after the restart, and signing again counts once', async () => {
    const first = await running()
    await first.startPetition({ slug: 'crash', confirmation: 'none' })
    const responses = await Promise.all(Array.from({ length: SIGNERS }, (_, n) => sign(first, 'crash', n)))
    expect(new Set(responses.map(({ status }) => status))).toEqual(new Set([202]))
    await first.dispose()

    const second = await running(first.vars)
    await expect.poll(() => second.ledgerOf('crash')).toEqual({ counter: SIGNERS, rows: SIGNERS })
    // The forms try again, as they do without a response.
    await Promise.all(Array.from({ length: SIGNERS }, (_, n) => sign(second, 'crash', n)))
    await expect.poll(() => second.ledgerOf('crash')).toEqual({ counter: SIGNERS, rows: SIGNERS })
  })
})
