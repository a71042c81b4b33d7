/** Figures in the pages for operators that the code decides: they change together. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'
import { experimental_readRawConfig } from 'wrangler'

import {
  CONFIRM_TOKEN_TTL_SECONDS,
  COUNT_COLO_FRESH_MS,
  COUNT_FRESH_MS,
  D1_STATEMENTS_MAX_FREE,
  DEAD_LETTERS_RETENTION_DAYS,
  EMAIL_RETRY_DELAYS_SECONDS,
  EMAILS_AT_ONCE,
  EMAILS_RETENTION_DAYS,
  HEALTH_CRON_MAX_MS,
  HEALTH_OVERDUE_MAX_MS,
  HEALTH_QUEUE_AGE_MAX_MS,
  HEALTH_UNTRIED_MAX_MS,
  RECOUNT_CHUNK_MAX_ROWS,
  RECOUNT_PETITION_MAX_ROWS,
  REPORTS_PER_DAY,
  UNAVAILABLE_RETRY_AFTER_SECONDS,
} from '../../src/limits.ts'
import type { Storage } from '../bench/storage.ts'

const ROOT = join(import.meta.dirname, '../..')
const file = (name: string): string => readFileSync(join(ROOT, name), 'utf8')
/** Without the ends of its lines, which fall anywhere. */
const proseOf = (name: string): string => file(name).replaceAll(/\s+/g, ' ')

interface Consumer {
  queue: string
  max_batch_size: number
  max_concurrency: number
}
const { rawConfig } = experimental_readRawConfig({ config: join(ROOT, 'workers/consumer/wrangler.toml') })
const { queues }: { queues: { consumers: Consumer[] } } = JSON.parse(JSON.stringify(rawConfig))
const consumerOf = (name: string): Consumer | undefined => queues.consumers.find(({ queue }) => queue === name)

const en = (n: number): string => n.toLocaleString('en')
const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)

describe('docs/scale.md', () => {
  const page = proseOf('docs/scale.md')
  const storage: Storage = JSON.parse(file('test/bench/storage.json'))

  test('has the bytes and times that were measured last', () => {
    const { stored, withoutContact } = storage.bytes
    for (const bytes of [stored, withoutContact]) expect(page).toContain(` | ${en(bytes)} | `)
    for (const { rows, bytes, batchMs } of storage.sizes)
      expect(page).toContain(`| ${en(rows)} | ${en(bytes)} | ${batchMs} ms |`)
    const { withoutEmail, withEmail } = storage.message
    expect(page).toContain(`one message of ${en(withoutEmail)} bytes (${en(withEmail)} with email)`)
  })

  test('says how much of the database, the queue and the recount that is', () => {
    const million = (n: number): string => `${Math.round(n / 1e6)} million`
    const largest = storage.sizes.at(-1)?.bytes ?? 0
    expect(page).toContain(`| ${million(1e10 / largest)} in a site |`)
    expect(page).toContain(`so ${million(25e9 / storage.message.withoutEmail)} wait`)
    expect(page).toContain(`| ${RECOUNT_PETITION_MAX_ROWS / 1e6} million in one petition |`)
  })

  test('has the batches and invocations of the consumer', () => {
    const signatures = consumerOf('undersigned-signatures')
    expect(page).toContain(
      `takes ${signatures?.max_batch_size} messages at a time, in at most ${signatures?.max_concurrency} invocations`,
    )
    const invocations = consumerOf('undersigned-emails')?.max_concurrency ?? 0
    expect(page).toContain(
      `sends ${EMAILS_AT_ONCE} emails at once, in at most ${invocations} invocations: ${EMAILS_AT_ONCE * invocations}.`,
    )
  })

  test('has the times of the code', () => {
    expect(page).toContain(`tried for ${Math.round(sum(EMAIL_RETRY_DELAYS_SECONDS) / 3600)} hours`)
    expect(CONFIRM_TOKEN_TTL_SECONDS).toBe(7 * 86_400)
    expect(page).toContain('its link is valid for a week')
    expect(page).toContain(`for ${EMAILS_RETENTION_DAYS} days after the email was sent`)
    expect(COUNT_FRESH_MS).toBe(1_000)
    expect(page).toContain('asks the cache of its location once a second')
    expect(page).toContain(`asks the database once in ${COUNT_COLO_FRESH_MS / 1000} seconds`)
    expect(page).toContain(`the form tries again after ${UNAVAILABLE_RETRY_AFTER_SECONDS} seconds`)
    expect(page).toContain(`a signature has waited for ${HEALTH_QUEUE_AGE_MAX_MS / 60_000} minutes`)
  })
})

test('docs/operate.md has the limits of the code', () => {
  const page = proseOf('docs/operate.md')
  const minutes = (ms: number): string => `${ms / 60_000} minutes`
  expect(page).toContain(`| ${D1_STATEMENTS_MAX_FREE} statements of D1 in an invocation |`)
  expect(page).toContain(`the cron has not run for ${minutes(HEALTH_CRON_MAX_MS)}`)
  expect(page).toContain(`a signature has been waiting for more than ${minutes(HEALTH_QUEUE_AGE_MAX_MS)}`)
  expect(page).toContain(
    `due for more than ${minutes(HEALTH_OVERDUE_MAX_MS)}, or untried for more than ${HEALTH_UNTRIED_MAX_MS / 60_000}`,
  )
  expect(page).toContain(`unchanged, for ${DEAD_LETTERS_RETENTION_DAYS} days`)
  expect(page).toContain(`takes ${REPORTS_PER_DAY} reports a day`)
  expect(page).toContain(`up to ${en(RECOUNT_CHUNK_MAX_ROWS)} signatures together`)
  expect(page).toContain(`more than ${en(RECOUNT_PETITION_MAX_ROWS)} signatures is not compared`)
})
