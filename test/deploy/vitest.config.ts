/** Deployments with the real wrangler to a stand-in of Cloudflare, each of which takes half a minute. Not part of `npm test`. */
import { defineConfig } from 'vitest/config'

import { ClosingCount } from '../support/closing-count.ts'

export default defineConfig({
  test: {
    name: 'deploy',
    include: ['test/deploy/**/*.test.ts'],
    environment: 'node',
    // As in test/vitest.config.ts: only to end what hangs, however busy the machine is. Dozens of deployments are in one test.
    testTimeout: 3_600_000,
    hookTimeout: 600_000,
    teardownTimeout: 120_000,
    expect: { poll: { timeout: 120_000, interval: 50 } },
    // Each file has a checkout of its own, but for one: a deployment builds, and generates configurations in there.
    maxWorkers: 2,
    reporters: ['default', new ClosingCount()],
  },
})
