/** Generates each Worker's `Env` from its toml and the example secrets; with `--check`, checks that they are up to date. */
import { runWrangler } from './wrangler.ts'

const WORKERS = [
  {
    folder: '.',
    config: 'wrangler.toml',
    secrets: '.dev.vars.example',
    name: 'EdgeEnv',
    output: 'workers/edge/env.d.ts',
  },
  {
    folder: 'workers/consumer',
    config: 'wrangler.toml',
    secrets: '.dev.vars.example',
    name: 'ConsumerEnv',
    output: 'env.d.ts',
  },
  {
    folder: 'workers/console',
    config: 'wrangler.toml',
    secrets: '.dev.vars.example',
    name: 'ConsoleEnv',
    output: 'env.d.ts',
  },
  {
    folder: 'workers/og-image',
    config: 'wrangler.toml',
    secrets: null,
    name: 'OgImageEnv',
    output: 'env.d.ts',
  },
]

for (const { folder, config, secrets, name, output } of WORKERS) {
  // Without `--env-file`, wrangler would read the secrets in .dev.vars, which are another Worker's.
  const options = ['--config', config, '--env-file', secrets ?? '/dev/null', '--env-interface', name]
  const shape = ['--include-runtime=false', '--strict-vars=false']
  runWrangler(['types', output, ...options, ...shape, ...process.argv.slice(2)], folder)
}
