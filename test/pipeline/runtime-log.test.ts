/** The runtime's log, while the process that reads it waits for the runtime. */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { expect, test } from 'vitest'

test('a runtime that logs more than a pipe holds answers all the same, and no line is lost', async () => {
  const child = fork(join(import.meta.dirname, 'noisy-runtime.ts'), { timeout: 300_000 })
  const [end] = await Promise.race([once(child, 'message'), once(child, 'exit')])
  expect(end).toEqual({ lost: 0 })
})
