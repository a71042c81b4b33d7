/**
 * `npm run release`: stores the current build of the counter, so that sites that pin it are served it for good. Commit the
 * file.
 */
import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { pinnedName, RELEASED } from './pinned.ts'

const built = join(import.meta.dirname, '../../dist/assets/widget.js')
const name = pinnedName(await readFile(built))
await cp(built, join(RELEASED, name))
console.log(`Released: src/browser/counter/released/${name}`)
