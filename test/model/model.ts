/**
 * `npm run model -- --stories 100000 --seed 7`: plays many more stories against the ledger than `npm test` does. A story that
 * ends otherwise than the model is printed, shortened, with its seed.
 */
import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: { stories: { type: 'string', default: '100000' }, seed: { type: 'string', default: '' } },
})
for (const [name, value] of Object.entries(values)) {
  if (!/^\d{0,9}$/.test(value)) {
    console.error(`--${name} must be a whole number.`)
    process.exit(1)
  }
}
const args = ['run', '--config', 'test/vitest.config.ts', 'test/worker/order/order.test.ts']
spawn('vitest', args, {
  stdio: 'inherit',
  env: { ...process.env, MODEL_STORIES: values.stories, MODEL_SEED: values.seed },
}).on('exit', (code) => process.exit(code ?? 1))
