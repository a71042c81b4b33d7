/** Build scripts that run wrangler say why they failed. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

import { expect, test } from 'vitest'

test.each(['types', 'bundle'])('%s names wrangler if it is not on the PATH', (script) => {
  const { status, stderr } = spawnSync(process.execPath, [`src/build/${script}.ts`], {
    cwd: join(import.meta.dirname, '../..'),
    encoding: 'utf8',
    env: { ...process.env, PATH: '/nowhere' },
  })
  expect({ status, stderr }).toEqual({ status: 1, stderr: expect.stringMatching(/^wrangler .*ENOENT/m) })
})
