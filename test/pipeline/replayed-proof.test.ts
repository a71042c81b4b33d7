/** One solved challenge, sent a hundred times at once with a hundred email addresses, to the Workers as they are deployed. */
import { randomBytes } from 'node:crypto'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { type Instance, startInstance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const REPLAYS = 100

const state = temporaryDirectory()
let instance: Instance
beforeAll(async () => {
  instance = await startInstance({ vars: { BOT_CHECK: 'altcha' }, stateDirectory: state.path })
})
afterAll(async () => {
  await instance?.dispose()
  state.remove()
})

const sign = (slug: string, proof: string, n: number): Promise<Response> =>
  instance.sign(
    slug,
    { name: `Signer ${n}`, email: `${randomBytes(6).toString('hex')}@example.org`, proof },
    `203.0.113.${n}`,
  )

test(`exactly one of ${REPLAYS} parallel replays with as many email addresses is stored`, async () => {
  for (const slug of ['replayed', 'afterwards']) await instance.startPetition({ slug, confirmation: 'none' })

  const proof = await instance.solve('replayed')
  const responses = await Promise.all(Array.from({ length: REPLAYS }, (_, n) => sign('replayed', proof, n)))
  const statuses = responses.map(({ status }) => status)
  expect(statuses).toContain(202)
  expect(statuses.every((status) => status === 202 || status === 403)).toBe(true)

  // Behind all of them in the queue: when this one is counted, what the replays left is decided.
  expect((await sign('afterwards', await instance.solve('afterwards'), REPLAYS)).status).toBe(202)
  await expect.poll(() => instance.ledgerOf('afterwards')).toEqual({ counter: 1, rows: 1 })
  expect(await instance.ledgerOf('replayed')).toEqual({ counter: 1, rows: 1 })
})
