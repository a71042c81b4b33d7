/**
 * Every script of package.json runs in a fresh checkout, where nothing has been built. Each has a line in the table below,
 * with a short form of it. `npm run test:scripts` runs them; what takes minutes runs with EVERY_SCRIPT=1.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { copyCheckout } from '../support/checkout.ts'
import { start } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { run } from '../support/run.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const ROOT = join(import.meta.dirname, '../..')
const { scripts }: { scripts: Record<string, string> } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'))

interface Short {
  /** What follows `npm run <script> --`. */
  args?: string[]
  /** What it prints, or leaves behind. */
  prints?: string
  leaves?: string
  /** Takes a minute and more: runs with EVERY_SCRIPT=1. */
  slow?: boolean
}

/** `start` has no end of its own, and a test to itself. */
const SHORT: Record<string, Short> = {
  build: { leaves: 'dist/counter-release.json' },
  release: { prints: 'Released: src/browser/counter/released/' },
  keygen: { args: ['--out', 'key.json', '--no-passphrase'], leaves: 'key.json' },
  deploy: {
    args: [
      '--dry-run',
      '--origin',
      'https://harbour.internal',
      '--operator-name',
      'A',
      '--operator-contact',
      'a@b.test',
    ],
    prints: 'Nothing was done',
  },
  doctor: { args: ['--help'], prints: '--dkim-selector' },
  export: { args: ['--help'], prints: '--petition' },
  backup: { args: ['--help'], prints: '--remote' },
  restore: { args: ['--help'], prints: '--from' },
  'dead-letters': { args: ['--help'], prints: 'replay --all' },
  recount: { args: ['--help'], prints: '--fix' },
  'operator-link': { args: ['--help'], prints: '--origin' },
  replay: { args: ['--signers', '200'], prints: '200' },
  nemesis: { args: ['--help'], prints: '--broken' },
  model: { args: ['--stories', '60', '--seed', '1'], prints: ' passed, 0 failed' },
  bench: { args: ['--rounds', '1', '--reads', '20', '--signatures', '10'], prints: 'a bare Worker' },
  cost: { prints: 'a signature, in full batches' },
  spike: { args: ['--seconds', '10', '--rate', '60', '--transaction', '1100'], prints: 'Every check passed.' },
  'bench:import': { args: ['--rows', '50'], prints: 'Added: 50 rows' },
  'bench:contacts': { args: ['--rows', '50'], prints: 'Browser: 50 rows' },
  test: { args: ['test/unit/mime.test.ts'], prints: ' passed, 0 failed' },
  'test:scripts': { slow: true, prints: ' passed, 0 failed' },
  'test:heavy': { slow: true, prints: ' passed, 0 failed' },
  'test:hosts': { slow: true, prints: ' passed, 0 failed' },
  'test:pages': { slow: true, prints: ' passed, 0 failed' },
  'test:deploy': { slow: true, prints: ' passed, 0 failed' },
  'test:killed': { slow: true, prints: ' passed, 0 failed' },
  'test:clients': { slow: true, prints: 'Both clients compile' },
  check: { slow: true },
  'check:types': { slow: true },
  'check:lint': { args: ['test/support/closing-count.ts'], prints: '0 errors' },
  'check:format': { args: ['package.json'] },
  'check:unused': { slow: true },
  'check:sizes': { slow: true },
  bundle: { slow: true, leaves: 'dist/edge/edge.js' },
  types: { slow: true, leaves: 'workers/edge/env.d.ts' },
  migration: { prints: 'No schema changes' },
  format: { args: ['package.json'] },
}
const every = process.env['EVERY_SCRIPT'] === '1'
const most = every || process.env['SCRIPTS'] === 'all'
const isChosen = ([, { slow = false }]: [string, Short]): boolean => (slow ? every : most)

const fresh = temporaryDirectory()
const checkout = join(fresh.path, 'checkout')
afterAll(() => fresh.remove())

/** Nothing is built in it, or nothing but the fonts, which every build would make in the same way for seconds. */
function freshCheckout({ withFonts }: { withFonts: boolean }): void {
  rmSync(checkout, { recursive: true, force: true })
  copyCheckout(checkout, { withFonts })
}

test('every script of package.json is in the table', () => {
  expect(Object.keys(scripts).toSorted()).toEqual(['start', ...Object.keys(SHORT)].toSorted())
})

test.for(Object.entries(SHORT).filter(isChosen))(
  'npm run %s runs in a fresh checkout',
  async ([script, { args = [], prints = '', leaves = '' }]) => {
    freshCheckout({ withFonts: script !== 'build' })
    // As in a shell, where vitest has set nothing.
    const env = { NODE_ENV: undefined, VITEST: undefined }
    const { code, stdout, stderr } = await run('npm', ['run', script, '--', ...args], { cwd: checkout, env })
    expect({ code, output: stdout + stderr }).toEqual({ code: 0, output: expect.stringContaining(prints) })
    expect(existsSync(join(checkout, leaves))).toBe(true)
  },
)

test.runIf(most)('npm start runs in a fresh checkout', async () => {
  freshCheckout({ withFonts: false })
  const started = await start({ port: await freePortPair(), stateDir: join(fresh.path, 'state'), root: checkout })
  try {
    expect((await fetch(`${started.origin}/en/p/demo`)).status).toBe(200)
    expect((await fetch(`${started.origin}/widget.js`)).status).toBe(200)
  } finally {
    await started.stop()
  }
})
