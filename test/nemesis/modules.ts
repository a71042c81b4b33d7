/** Puts `around.ts` around the modules of a Worker's bundle, and changes its code where a run is to break something. */
import { join } from 'node:path'

import { bundle, type Module } from '../../src/local/bundle.ts'
import type { Break } from './breaks.ts'

const ENTRY = `import { around } from './around.js'
import worker from './index.js'
export * from './index.js'
export default around(worker)
`

/** The first module is the entry. `release`: another number makes another bundle. */
export function surrounded(
  name: string,
  [worker, ...others]: readonly Module[],
  { broken, release }: { broken: Break | null; release: number },
): Module[] {
  const [surroundings] = bundle(join(import.meta.dirname, 'around.ts'))
  if (worker === undefined || surroundings === undefined) throw new Error('a Worker without a module')
  const code = String(worker.contents)
  const contents = `${broken === null ? code : broken.change(name, code)}\n// Release ${release}.\n`
  return [
    { type: 'ESModule', path: 'nemesis.js', contents: ENTRY },
    { ...surroundings, path: 'around.js' },
    { ...worker, path: 'index.js', contents },
    ...others,
  ]
}
