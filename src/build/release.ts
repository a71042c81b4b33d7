/** `npm run release`: keeps the counter as it is built now, so that who pins it is served it for good. Commit what it writes. */
import { cp, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { pinnedName, RELEASED } from './pinned.ts'

const built = join(import.meta.dirname, '../../dist/assets/widget.js')
const name = pinnedName(await readFile(built))
await cp(built, join(RELEASED, name))
console.log(`Released: src/browser/counter/released/${name}`)
