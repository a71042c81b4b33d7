/**
 * `npm run test:pages`: the browser tests of which `npm test` has a part (dose.ts), with every page in every language and font.
 * Arguments name single files.
 */
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'

const named = process.argv.slice(2)
const inPart = globSync('test/browser/*.test.ts').filter((file) => readFileSync(file, 'utf8').includes(`'./dose.ts'`))
const files = named.length > 0 ? named : inPart
spawn('vitest', ['run', '--config', 'test/vitest.config.ts', ...files], {
  stdio: 'inherit',
  env: { ...process.env, PAGES: 'all' },
}).on('exit', (code) => process.exit(code ?? 1))
