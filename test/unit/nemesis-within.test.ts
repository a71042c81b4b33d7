/** Each wait of a nemesis run has an end, and its error says where the run was. */
import { expect, test } from 'vitest'

import { within } from '../nemesis/within.ts'

test('a wait that does not end rejects, with what was seen last', async () => {
  let seen = 'nothing'
  const waiting = within(20, () => `no-sweep, last seen ${seen}`, new Promise(() => undefined))
  seen = '12 accepted'
  await expect(waiting).rejects.toThrow('no-sweep, last seen 12 accepted: took longer than 20 ms')
})

test('a failure says where the run was', async () => {
  const failing = within(1_000, () => 'no-sweep', Promise.reject(new Error('fetch failed')))
  await expect(failing).rejects.toThrow('no-sweep: fetch failed')
})

test('what ends in time is passed on', async () => {
  expect(await within(1_000, () => '', Promise.resolve(7))).toBe(7)
})
