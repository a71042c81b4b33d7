/** A safeguard that a nemesis run takes out stands in the bundles: a change of the code is followed before the run. */
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { bundle } from '../../src/local/bundle.ts'
import { BREAKS } from '../nemesis/breaks.ts'

const codeOf = (worker: string) =>
  String(bundle(join(import.meta.dirname, '../../workers', worker, 'index.ts'))[0]?.contents)

const CODE = [
  ['undersigned', codeOf('edge')],
  ['undersigned-consumer', codeOf('consumer')],
] as const

test.each(BREAKS)('$name changes what the Workers do', ({ change, forgetsQueues = false }) => {
  const changed = CODE.filter(([worker, code]) => change(worker, code) !== code)
  expect(changed.length > 0).toBe(!forgetsQueues)
})
