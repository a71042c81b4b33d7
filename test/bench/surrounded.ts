/** Puts workers/around.ts around the modules of a Worker's bundle. */
import { join } from 'node:path'

import { bundle, type Module } from '../../src/local/bundle.ts'

const ENTRY = `import { around } from './around.js'
import worker from './index.js'
export * from './index.js'
export default around(worker)
`

/** The first module is the entry. */
export function surrounded([worker, ...others]: readonly Module[]): Module[] {
  const [surroundings] = bundle(join(import.meta.dirname, 'workers/around.ts'))
  if (worker === undefined || surroundings === undefined) throw new Error('a Worker without a module')
  return [
    { type: 'ESModule', path: 'bench.js', contents: ENTRY },
    { ...surroundings, path: 'around.js' },
    { ...worker, path: 'index.js' },
    ...others,
  ]
}
