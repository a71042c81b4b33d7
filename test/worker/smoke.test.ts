import { exports } from 'cloudflare:workers'
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'

test('smoke', async () => {
  const r = await exports.default.fetch('http://petitions.test/healthz')
  expect(r.status).toBe(200)
  expect(env.BOT_CHECK).toBe('altcha')
})
