/** The last line of a run, whatever went wrong in it. */
import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { expect, onTestFinished, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const CONFIG = `import { ClosingCount } from ${JSON.stringify(join(ROOT, 'test/support/closing-count.ts'))}
export default { test: { globals: true, include: ['*.test.js'], reporters: ['default', new ClosingCount()] } }`

test.for([
  ['all tests pass', `test('a', () => {})`, 0, '1 passed, 0 failed'],
  ['a test fails', `test('a', () => {}); test('b', () => { throw new Error('b') })`, 1, '1 passed, 1 failed'],
  ['one is skipped', `test('a', () => {}); test.skip('b', () => {})`, 0, '1 passed, 0 failed, 1 skipped'],
  ['a file cannot be loaded', `throw new Error('no file')`, 1, '0 passed, 1 failed'],
  [
    'a promise is rejected without a handler',
    `test('a', () => { Promise.reject(new Error('lost')) })`,
    1,
    '1 passed, 1 failed',
  ],
] as const)('the last line counts the tests when %s', async ([, file, code, line]) => {
  expect(await run(file)).toEqual({ code, last: line })
})

test('the last line counts a failure when a worker is killed', async () => {
  const killed = `test('a', () => {}); test('b', async () => { process.kill(process.pid, 'SIGKILL'); await new Promise(() => {}) })`
  expect(await run(killed)).toEqual({ code: 1, last: expect.stringMatching(/^\d passed, [1-9] failed/) })
})

/** The exit code of a run of one file, and its last line on either stream. */
async function run(file: string): Promise<{ code: number | null; last: string | undefined }> {
  const folder = mkdtempSync(join(tmpdir(), 'undersigned-count-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  writeFileSync(join(folder, 'a.test.js'), file)
  writeFileSync(join(folder, 'vitest.config.mjs'), CONFIG)
  // One file for both streams, as a terminal is: of two pipes the order is not defined.
  const log = join(folder, 'output')
  const output = openSync(log, 'a')
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run', '--root', folder], {
    stdio: ['ignore', output, output],
    env: { ...process.env, VITEST: undefined, NODE_ENV: undefined },
  })
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  closeSync(output)
  return { code, last: readFileSync(log, 'utf8').trimEnd().split('\n').at(-1) }
}
