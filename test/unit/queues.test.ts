/** Numbers of the queues' configuration that belong to numbers of src/limits.ts. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { EMAIL_LEASE_SECONDS, EMAIL_TIMEOUT_MS, WEBHOOK_LEASE_SECONDS, WEBHOOK_TIMEOUT_MS } from '../../src/limits.ts'
import { EMAILS_AT_ONCE, SMTP_CLOSE_TIMEOUT_MS, WEBHOOKS_AT_ONCE } from '../../src/limits.ts'

const TOML = readFileSync(join(import.meta.dirname, '../../workers/consumer/wrangler.toml'), 'utf8')

const consumerOf = (queue: string): string =>
  TOML.split('[[queues.consumers]]').find((text) => text.includes(`queue = "${queue}"\nmax_batch`)) ?? ''

test('promise 3: a batch of deliveries is no larger than what is delivered at once', () => {
  expect(consumerOf('undersigned-deliveries')).toContain(`max_batch_size = ${WEBHOOKS_AT_ONCE}\n`)
})

test('promise 3: no consumer opens more than six connections, and no lease ends before its attempt', () => {
  expect(Math.max(WEBHOOKS_AT_ONCE, EMAILS_AT_ONCE)).toBeLessThanOrEqual(6)
  expect(WEBHOOK_LEASE_SECONDS * 1000).toBeGreaterThan(WEBHOOK_TIMEOUT_MS)
  const [, batch = ''] = /max_batch_size = (\d+)/.exec(consumerOf('undersigned-emails')) ?? []
  const rounds = Math.ceil(Number(batch) / EMAILS_AT_ONCE)
  expect(EMAIL_LEASE_SECONDS * 1000).toBeGreaterThan(rounds * (EMAIL_TIMEOUT_MS + SMTP_CLOSE_TIMEOUT_MS))
})
