/** Generates each Worker's `Env` from its toml and the example secrets; with `--check`, says whether they are up to date. */
import { spawnSync } from 'node:child_process'

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
    folder: 'workers/og-image',
    config: 'wrangler.toml',
    secrets: null,
    name: 'OgImageEnv',
    output: 'env.d.ts',
  },
]

for (const { folder, config, secrets, name, output } of WORKERS) {
  // A Worker without secrets is shown those of nobody else: without a file named, wrangler takes .dev.vars.
  const options = ['--config', config, '--env-file', secrets ?? '/dev/null', '--env-interface', name]
  const { status } = spawnSync(
    'wrangler',
    ['types', output, ...options, '--include-runtime=false', '--strict-vars=false', ...process.argv.slice(2)],
    { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  if (status !== 0) process.exit(status ?? 1)
}
