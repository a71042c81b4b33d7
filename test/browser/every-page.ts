/** `npm run test:pages`: the browser tests with every page in every language and font (dose.ts). Arguments name single files. */
import { spawn } from 'node:child_process'

const named = process.argv.slice(2)
spawn('vitest', ['run', '--config', 'test/vitest.config.ts', ...(named.length > 0 ? named : ['test/browser'])], {
  stdio: 'inherit',
  env: { ...process.env, PAGES: 'all' },
}).on('exit', (code) => process.exit(code ?? 1))
