/** Run as a child process, because the fault that it looks for blocks it: a Worker logs more than a pipe holds, meanwhile its runtime is asked. */
import { setTimeout as sleep } from 'node:timers/promises'

import { readConfigs, startWorkers } from '../../src/local/workers.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

const LINES = 20_000
/** The Worker has the request by then, and has not answered. */
const BEGINS_AFTER_MS = 500
const ASKED_FOR_MS = 2_000
const WORKER = `export default {
  async fetch() {
    await scheduler.wait(${BEGINS_AFTER_MS})
    for (let line = 0; line < ${LINES}; line++) console.log(JSON.stringify({ event: 'noise', line }))
    return new Response()
  },
}`

const directory = temporaryDirectory()
const lines = new Set<unknown>()
const workers = await startWorkers({
  configs: await readConfigs(['wrangler.toml'], directory.path),
  stateDirectory: directory.path,
  vars: () => ({}),
  prepare: (_, modules) => modules.slice(0, 1).map((module) => Object.assign({}, module, { contents: WORKER })),
  onLog: ({ event, facts }) => {
    if (event === 'noise') lines.add(facts['line'])
  },
})
const db = await workers.db()
const answered = fetch(await workers.url())
await sleep(BEGINS_AFTER_MS / 2)
// Each of these blocks this process until the runtime has answered.
for (const end = performance.now() + ASKED_FOR_MS; performance.now() < end;) db.prepare('SELECT 1')
await answered
const heard = await until(
  () => Promise.resolve(lines.size),
  (n) => n === LINES,
  60_000,
)
await workers.dispose()
directory.remove()
process.send?.({ lost: LINES - heard })
