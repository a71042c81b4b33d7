/** Where `npm start` has its data, and where other commands find it. */
import { join } from 'node:path'

export const stateDirectory = (): string => process.env['STATE_DIR'] ?? '.wrangler/state'

/** The directory of the database and the queues in it: where wrangler has its state, so that data of earlier versions is found. */
export const dataDirectory = (stateDirectory: string): string => join(stateDirectory, 'v3')
