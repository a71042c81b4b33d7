/** A worker thread: opens the batches that it receives and sends the results in the same order. */
import { parentPort, workerData } from 'node:worker_threads'

import type { ContactRow } from '../../../schema/contact.ts'
import { openRows, type Opening } from './open.ts'

if (parentPort === null) throw new Error('open-thread.ts must be run by open-pool.ts')
const port = parentPort
const opening: Opening = workerData

let last = Promise.resolve()
port.on('message', (rows: ContactRow[]) => {
  last = last.then(async () => port.postMessage(await openRows(rows, opening)))
})
