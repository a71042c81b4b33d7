/** Writes that go together. */
import { expect, test } from 'vitest'

import { grouped } from '../../src/platform/grouped.ts'

/** A write that ends when the test says so. */
function slowly() {
  const written: number[][] = []
  const ends: { resolve: () => void; reject: (error: Error) => void }[] = []
  const write = (items: readonly number[]): Promise<void> => {
    written.push([...items])
    return new Promise((resolve, reject) => ends.push({ resolve, reject }))
  }
  return { written, ends, add: grouped(write) }
}
const tasksDone = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

test('what comes at the same time is one write, and what comes while it runs the next', async () => {
  const { written, ends, add } = slowly()
  const first = [add(1), add(2)]
  await tasksDone()
  expect(written).toEqual([[1, 2]])
  const second = [add(3), add(4)]
  await tasksDone()
  expect(written).toHaveLength(1)
  ends[0]?.resolve()
  await Promise.all(first)
  await tasksDone()
  expect(written).toEqual([
    [1, 2],
    [3, 4],
  ])
  ends[1]?.resolve()
  await Promise.all(second)
})

test('a write that fails is heard of by those it was for, and no others', async () => {
  const { written, ends, add } = slowly()
  const failing = add(1)
  await tasksDone()
  const next = add(2)
  ends[0]?.reject(new Error('down'))
  await expect(failing).rejects.toThrow('down')
  await tasksDone()
  expect(written).toEqual([[1], [2]])
  ends[1]?.resolve()
  await next
})
