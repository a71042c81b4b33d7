/** Opens rows, and makes files of opened ones, beside the page: what it has can take seconds. It makes no request. */
import type { FromWorker, ToWorker } from './contacts/messages.ts'
import { work } from './contacts/work.ts'
import type { Keys } from '../../contacts/open.ts'

let keys: Keys = { petition: '', privateKeys: [] }

addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('keys' in data) keys = data.keys
  else void answer(data)
})

async function answer({ id, task }: Exclude<ToWorker, { keys: Keys }>): Promise<void> {
  const message: FromWorker = { id, result: await work(task, keys) }
  // The rule is for windows: what runs in a worker talks to its page alone.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  postMessage(message)
}
