/** Bundles the Workers as a deployment would, without deploying, so that their sizes can be looked at. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const WORKERS = [
  { config: 'wrangler.toml', outdir: 'dist/edge' },
  { config: 'workers/consumer/wrangler.toml', outdir: 'dist/consumer' },
  { config: 'workers/og-image/wrangler.toml', outdir: 'dist/og-image' },
]

for (const { config, outdir } of WORKERS) {
  // Wrangler takes a relative folder from where the toml is.
  const options = ['--config', config, '--outdir', join(process.cwd(), outdir), '--minify']
  const { status } = spawnSync('wrangler', ['deploy', '--dry-run', ...options], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (status !== 0) process.exit(status ?? 1)
}
