/** The test projects: functions in Node, Workers in workerd, both Workers in the harness, and `npm start` with browsers. */
import { cloudflareTest, readD1Migrations } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

import { writeDisposableTable } from '../src/build/disposable-table.ts'
import { consoleFacts, consumerFacts } from '../src/health/facts.ts'
import { BROWSER_TESTS } from './browser/dose.ts'
import { filesIn, isHeavy, isInThisRun } from './heavy.ts'
import { APP_RULES, bundledApp } from './support/bundled-app.ts'
import { ClosingCount } from './support/closing-count.ts'

/** Long enough for settings.ts, and known: nothing in a test is secret. */
const TEST_SECRETS = {
  ADMIN_TOKEN: 'test-admin-token-0123456789-abcdefghijkl',
  SIGNER_PEPPER: 'test-signer-pepper-0123456789-abcdefghij',
  TOKEN_KEYS: 'test-token-key-0123456789-abcdefghijklmn',
  SEAL_PUBLIC_KEY: 'xsLu_rsrLo9qR9X76R7DOtwEcg8LoYiOjl_F0ZOkTzk',
  // The consumer's. Both Workers share one environment in these tests.
  SEAL_KEYS: 'oP1RpLFaBCs8HJqyRO0W4R3T1j6BDnDpmCihlcvEBl8',
  EMAIL_SENDER: 'inbox',
  OPERATOR_NAME: 'Harbour Commons',
  OPERATOR_CONTACT: 'operator@petitions.test',
}

/**
 * How long a test, and what it waits for, may take: only to end what hangs, however busy the machine is. A test
 * waits for a condition, never for a time.
 */
const PATIENT = {
  testTimeout: 600_000,
  hookTimeout: 600_000,
  expect: { poll: { timeout: 120_000, interval: 50 } },
}

/** They load every core for as long as they run: beside others, all of them take several times as long. */
const ALONE = ['test/pipeline/nemesis.test.ts', 'test/pipeline/broken.test.ts', 'test/started/kill.test.ts']

/** Instead of the Workers that the edge is bound to: those are tested by themselves, and under test/started. */
const elsewhere = (facts: unknown): string => `
  import { WorkerEntrypoint } from 'cloudflare:workers'
  export class Installation extends WorkerEntrypoint { facts() { return ${JSON.stringify(facts)} } }
  export class Counts extends WorkerEntrypoint { changed() {} renew() { return 0 } }
  export default { fetch: () => new Response('not here', { status: 501 }) }`

const TEST_ORIGIN = 'http://petitions.test'
const TEST_ENV = { ...TEST_SECRETS, ENVIRONMENT: 'development', PUBLIC_ORIGIN: TEST_ORIGIN }
/** They are configured as the edge is. */
const ELSEWHERE = {
  'undersigned-og-image': elsewhere(null),
  'undersigned-console': elsewhere(await consoleFacts(TEST_ENV)),
  'undersigned-consumer': elsewhere(await consumerFacts(TEST_ENV)),
}

// The edge Worker imports it.
await writeDisposableTable()

export default defineConfig({
  test: {
    // A process takes time to end on a busy machine.
    teardownTimeout: 120_000,
    // Browser and pipeline tests mostly wait.
    maxWorkers: 3,
    reporters: ['default', new ClosingCount()],
    // The Workers' own log is one JSON object a line; tests that care for it listen to it themselves.
    onConsoleLog: (line) => !line.startsWith('{"level":'),
    projects: [
      {
        test: { ...PATIENT, name: 'unit', ...filesIn('unit'), environment: 'node', isolate: false },
      },
      {
        plugins: [
          await bundledApp(),
          cloudflareTest(async () => ({
            main: './test/worker/main.ts',
            wrangler: { configPath: './wrangler.toml' },
            miniflare: {
              modulesRules: APP_RULES,
              bindings: {
                ...TEST_ENV,
                BOT_CHECK: 'altcha',
                PETITIONS: 'open',
                MIGRATIONS: await readD1Migrations('schema/migrations'),
                // Of the ledger's model; `npm run model` sets both.
                MODEL_STORIES: process.env['MODEL_STORIES'] ?? (isHeavy ? '2000' : '500'),
                MODEL_SEED: process.env['MODEL_SEED'] ?? '',
                HEAVY: isHeavy ? 'all' : '',
                // `all`: every hostile value to every form of the console.
                HOSTILE: process.env['HOSTILE'] ?? '',
                // In each table that test/worker/rows fills.
                CROWD_ROWS: process.env['CROWD_ROWS'] ?? '100000',
              },
              // Of static counts: tests that are about them give it to the consumer.
              r2Buckets: ['COUNTS_BUCKET'],
              workers: Object.entries(ELSEWHERE).map(([name, script]) => ({ name, modules: true, script })),
            },
          })),
        ],
        test: {
          ...PATIENT,
          name: 'worker',
          ...filesIn('worker'),
          setupFiles: ['test/worker/setup.ts'],
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'pipeline',
          ...filesIn('pipeline', ALONE),
          environment: 'node',
        },
      },
      {
        test: {
          ...PATIENT,
          name: 'started',
          ...filesIn('started', ALONE),
          environment: 'node',
        },
      },
      { test: { ...PATIENT, name: 'browser', include: isHeavy ? [] : BROWSER_TESTS, environment: 'node' } },
      {
        test: {
          ...PATIENT,
          name: 'alone',
          include: ALONE.filter(isInThisRun),
          environment: 'node',
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
