/** Secrets of webhooks that are replaced several times in a day: whatever a receiver may still use signs. */
import { env } from 'cloudflare:test'
import { Webhook } from 'standardwebhooks'
import { expect, test, vi } from 'vitest'

import { WEBHOOK_EARLIER_SECRETS_MAX } from '../../src/limits.ts'
import { deliver } from '../../src/webhooks/deliver.ts'
import { bearer, fetchEdge, jsonPost, startPetition, stopClock, type TestPetition } from './fixtures.ts'

const HOUR_MS = 3_600_000

interface Holder {
  petition: TestPetition
  id: string
  /** The secrets so far, the first one first. */
  secrets: string[]
}

const post = ({ petition: { slug, token }, id }: Holder, action: string): Promise<Response> =>
  fetchEdge(`/api/petitions/${slug}/webhooks/${id}/${action}`, { method: 'POST', headers: bearer(token) })

async function register(): Promise<Holder> {
  const petition = await startPetition()
  const form = jsonPost({ url: 'https://campaign.example.org/hook' }, bearer(petition.token))
  const response = await fetchEdge(`/api/petitions/${petition.slug}/webhooks`, form)
  const { id, secret } = await response.json<{ id: string; secret: string }>()
  return { petition, id, secrets: [secret] }
}

async function rotate(holder: Holder): Promise<void> {
  const response = await post(holder, 'rotate')
  expect(response.status).toBe(200)
  holder.secrets.push((await response.json<{ secret: string }>()).secret)
}

/** For each secret, whether a receiver that has it accepts an event that is sent now. */
async function accepted(holder: Holder): Promise<boolean[]> {
  const { delivery } = await (await post(holder, 'test')).json<{ delivery: string }>()
  const requests: { headers: Record<string, string>; body: string }[] = []
  const fetch = async (_: string, init: RequestInit): Promise<Response> => {
    const headers = Object.fromEntries(new Headers(init.headers))
    requests.push({ headers, body: await new Response(init.body).text() })
    return new Response()
  }
  await deliver(delivery, { db: env.DB, fetch, tokenKeys: env.TOKEN_KEYS.split(','), now: Date.now })
  const [request] = requests
  return holder.secrets.map((secret) => {
    try {
      return new Webhook(secret).verify(request?.body ?? '', request?.headers ?? {}) !== null
    } catch {
      return false
    }
  })
}

const wait = (ms: number): unknown => vi.setSystemTime(Date.now() + ms)

test('promise 9: rotating twice keeps every secret for the 24 hours after it was replaced', async () => {
  stopClock()
  const holder = await register()
  await rotate(holder)
  wait(HOUR_MS)
  await rotate(holder)
  expect(await accepted(holder)).toEqual([true, true, true])
  wait(23 * HOUR_MS - 1)
  expect(await accepted(holder)).toEqual([true, true, true])
  wait(1)
  expect(await accepted(holder)).toEqual([false, true, true])
  wait(HOUR_MS)
  expect(await accepted(holder)).toEqual([false, false, true])
})

test('promise 9: a rotation that would make too many secrets sign is refused, until one has ended', async () => {
  stopClock()
  const holder = await register()
  for (let n = 0; n < WEBHOOK_EARLIER_SECRETS_MAX; n++) await rotate(holder)
  wait(HOUR_MS)
  const refused = await post(holder, 'rotate')
  expect(refused.status).toBe(409)
  expect(await refused.json()).toMatchObject({ detail: expect.stringContaining('24 hours') })
  expect(await accepted(holder)).toEqual(holder.secrets.map(() => true))
  wait(23 * HOUR_MS)
  await rotate(holder)
  expect(await accepted(holder)).toEqual([...Array(WEBHOOK_EARLIER_SECRETS_MAX).fill(false), true, true])
})

test('promise 9: rotations at the same time make one secret each, and all of them sign', async () => {
  stopClock()
  const holder = await register()
  await Promise.all([rotate(holder), rotate(holder), rotate(holder)])
  expect(new Set(holder.secrets).size).toBe(4)
  expect(await accepted(holder)).toEqual([true, true, true, true])
})

test('promise 9: a rotation by a Worker from before the list keeps its secret, too', async () => {
  stopClock()
  const holder = await register()
  await env.DB.prepare('UPDATE webhooks SET generation = 2, rotated_at = ?2 WHERE id = ?1')
    .bind(holder.id, Date.now())
    .run()
  await rotate(holder)
  expect(await accepted(holder)).toEqual([true, true])
})
