/** Reads a list, checks its rows and encrypts contacts, beside the page: that takes seconds. It makes no request. */
import type { FromWorker, ToWorker } from './import/messages.ts'
import { Work } from './import/work.ts'

const work = new Work()

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void answer(data))

async function answer({ id, task }: ToWorker): Promise<void> {
  const message: FromWorker = {
    id,
    answer: await work.do(task).catch(() => ({ kind: 'trouble', why: 'fault' }) as const),
  }
  // The rule is for windows: what runs in a worker talks to its page alone.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  postMessage(message)
}
