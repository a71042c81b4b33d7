/** Bundles the Workers as a deployment would, without deploying, so that their sizes can be measured. */
import { join } from 'node:path'

import { runWrangler } from './wrangler.ts'

const WORKERS = [
  { config: 'wrangler.toml', outdir: 'dist/edge' },
  { config: 'workers/consumer/wrangler.toml', outdir: 'dist/consumer' },
  { config: 'workers/console/wrangler.toml', outdir: 'dist/console' },
  { config: 'workers/og-image/wrangler.toml', outdir: 'dist/og-image' },
]

for (const { config, outdir } of WORKERS) {
  // Wrangler resolves a relative folder against that of the toml.
  const options = ['--config', config, '--outdir', join(process.cwd(), outdir), '--minify']
  runWrangler(['deploy', '--dry-run', ...options])
}
