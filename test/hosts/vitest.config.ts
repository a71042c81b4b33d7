/** Our embeds and pages where they are used: in WordPress, Chromium, Firefox and WebKit. Not part of `npm test`. */
import { defineConfig } from 'vitest/config'

import { ClosingCount } from '../support/closing-count.ts'
import { CHROMIUM } from './needs.ts'

export default defineConfig({
  test: {
    name: 'hosts',
    include: ['test/hosts/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['test/hosts/setup.ts'],
    // The whole browser, which people have.
    env: { CHROMIUM },
    // As in test/vitest.config.ts: only to end what hangs, however busy the machine is.
    testTimeout: 600_000,
    hookTimeout: 600_000,
    teardownTimeout: 120_000,
    expect: { poll: { timeout: 120_000, interval: 50 } },
    maxWorkers: 2,
    reporters: ['default', new ClosingCount()],
  },
})
