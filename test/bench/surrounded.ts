/** Puts a module that exports `around` around those of a Worker's bundle: by default workers/around.ts. */
import { join } from 'node:path'

import { bundle, type Module } from '../../src/local/bundle.ts'

const ENTRY = `import { around } from './around.js'
import worker from './index.js'
export * from './index.js'
export default around(worker)
`

const OF_THE_BENCH = join(import.meta.dirname, 'workers/around.ts')

/** The first module is the entry. */
export function surrounded([worker, ...others]: readonly Module[], file = OF_THE_BENCH): Module[] {
  const [surroundings] = bundle(file)
  if (worker === undefined || surroundings === undefined) throw new Error('a Worker without a module')
  return [
    { type: 'ESModule', path: 'bench.js', contents: ENTRY },
    { ...surroundings, path: 'around.js' },
    { ...worker, path: 'index.js' },
    ...others,
  ]
}
