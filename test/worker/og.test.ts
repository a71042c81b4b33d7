/** The Open Graph image at the edge: which petitions have one, how rarely it is drawn, and its fallback. */
import { createExecutionContext, env, waitOnExecutionContext } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { estimateBytes } from '../../src/platform/cache/bounded.ts'
import { asking } from '../../src/platform/cache/asked.ts'
import { createSwr } from '../../src/platform/cache/swr.ts'
import { drawnBy, type OgRequest, readRequest } from '../../src/og-image/drawn-by.ts'
import type { OgFacts } from '../../src/og-image/facts.ts'
import { OG_SOURCE_MAX_PIXELS } from '../../src/limits.ts'
import edge from '../../workers/edge/index.ts'
import { PLAIN } from '../support/images.ts'
import {
  bearer,
  consumeSignatures,
  fetchEdge,
  jsonPost,
  message,
  ORIGIN,
  startPetition,
  stopClock,
  unique,
} from './fixtures.ts'

/** Longer than what one call of String.fromCharCode takes. */
const PNG = Uint8Array.from({ length: 200_000 }, (_, index) => index % 251)

/** A stand-in for the Worker that draws: records what it is asked to draw. */
function images(respond: (image: OgRequest['image']) => Promise<Response> | Response = () => new Response(PNG)) {
  const drawn: OgFacts[] = []
  const own: OgRequest['image'][] = []
  const OG_IMAGE = {
    async fetch(url: string, init: RequestInit) {
      const { facts, image } = await readRequest(await new Request(url, init).formData())
      drawn.push(facts)
      own.push(image)
      return respond(image)
    },
  } as unknown as Fetcher
  return { OG_IMAGE, drawn, own }
}

describe('the social media image', () => {
  test('is a PNG that every site may show, with the petition and its count', async () => {
    const { slug } = await startPetition({ title: 'Eine Lampe', language: 'de', goal: 10, claimedCount: 7 })
    const { OG_IMAGE, drawn } = images()
    const response = await fetchEdge(`/og/ru/${slug}.png`, {}, { OG_IMAGE })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(response.headers.get('content-language')).toBe('ru')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300, stale-while-revalidate=86400')
    expect(response.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(response.headers.get('access-control-allow-origin')).toBe('*')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(PNG)
    expect(drawn).toEqual([
      {
        direction: 'ltr',
        title: 'Eine Lampe',
        titleLanguage: 'de',
        number: '7',
        noun: 'подписей',
        goal: { label: 'Следующая цель: 10', share: 0.7 },
        ending: null,
      },
    ])
  })

  test('is drawn once for many readers and isolates of the colo, although signatures arrive', async () => {
    stopClock()
    const petition = await startPetition({ claimedCount: 1 })
    const { OG_IMAGE, drawn } = images()
    const isolate = { ...env, OG_IMAGE }
    const ctx = createExecutionContext()
    const ask = async () => edge.fetch(new Request(`${ORIGIN}/og/en/${petition.slug}.png`), isolate, ctx)
    const crowd = await Promise.all(Array.from({ length: 50 }, ask))
    await waitOnExecutionContext(ctx)
    expect(crowd.map(({ status }) => status)).toEqual(crowd.map(() => 200))
    await consumeSignatures([message(petition, 1)])
    // Each call with overrides is an isolate of its own; what they share is the colo's cache.
    const another = await fetchEdge(`/og/en/${petition.slug}.png`, {}, { OG_IMAGE })
    expect(new Uint8Array(await another.arrayBuffer())).toEqual(PNG)
    expect(drawn).toHaveLength(1)
    await fetchEdge(`/og/ru/${petition.slug}.png`, {}, { OG_IMAGE })
    expect(drawn).toHaveLength(2)
  })

  test('has the title in the language of the page, where it is translated', async () => {
    const petition = await startPetition({ title: 'Keep the ferry' })
    const words = jsonPost({ title: 'Feribotu koruyun', body: 'Yedide.', of: 1 }, bearer(petition.token))
    const put = await fetchEdge(`/api/petitions/${petition.slug}/translations/tr`, { ...words, method: 'PUT' })
    expect(put.status).toBe(200)
    const { OG_IMAGE, drawn } = images()
    for (const lang of ['tr', 'en', 'de']) await fetchEdge(`/og/${lang}/${petition.slug}.png`, {}, { OG_IMAGE })
    expect(drawn.map(({ title, titleLanguage }) => [title, titleLanguage])).toEqual([
      ['Feribotu koruyun', 'tr'],
      ['Keep the ferry', 'en'],
      ['Keep the ferry', 'en'],
    ])
  })

  test('is drawn again at once when the title changes or the petition closes', async () => {
    const petition = await startPetition({ title: 'Before', claimedCount: 3 })
    const { OG_IMAGE, drawn } = images()
    const path = `/og/en/${petition.slug}.png`
    await fetchEdge(path, {}, { OG_IMAGE })
    const patch = {
      ...jsonPost({ title: 'After', change: { kind: 'correction' } }, bearer(petition.token)),
      method: 'PATCH',
    }
    expect((await fetchEdge(`/api/petitions/${petition.slug}`, patch)).status).toBe(200)
    await fetchEdge(path, {}, { OG_IMAGE })
    await env.DB.prepare("UPDATE petitions SET state = 'victory' WHERE id = ?").bind(petition.id).run()
    // The count's state may be some seconds old in this colo.
    await caches.default.delete(`http://petitions.test/.cache/counts/v2/${petition.slug}`)
    await fetchEdge(path, {}, { OG_IMAGE })
    expect(drawn.map(({ title, ending }) => [title, ending?.label ?? null])).toEqual([
      ['Before', null],
      ['After', null],
      ['After', 'Victory'],
    ])
  })
})

describe('the petition’s own image', () => {
  const withImage = async (bytes: Uint8Array = PLAIN['image/webp']) => {
    const petition = await startPetition()
    const put = { method: 'PUT', headers: { ...bearer(petition.token), 'content-type': 'image/webp' }, body: bytes }
    expect((await fetchEdge(`/api/petitions/${petition.slug}/image?alt=x`, put)).status).toBe(200)
    return { ...petition, path: `/og/en/${petition.slug}.png` }
  }

  test('is sent to the Worker that draws, whose JPEG is given on as one', async () => {
    const { path } = await withImage()
    const jpeg = Uint8Array.of(0xff, 0xd8, 0xff, 1, 2, 3)
    const { OG_IMAGE, own } = images(() => new Response(jpeg))
    const response = await fetchEdge(path, {}, { OG_IMAGE })
    expect(response.headers.get('content-type')).toBe('image/jpeg')
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(jpeg)
    expect(own).toEqual([{ type: 'image/webp', bytes: PLAIN['image/webp'] }])
  })

  test('is drawn at once when it changes or is removed', async () => {
    const { path, slug, token } = await withImage()
    const { OG_IMAGE, own } = images()
    await fetchEdge(path, {}, { OG_IMAGE })
    await fetchEdge(`/api/petitions/${slug}/image`, { method: 'DELETE', headers: bearer(token) })
    await fetchEdge(path, {}, { OG_IMAGE })
    expect(own.map((image) => image?.type)).toEqual(['image/webp', undefined])
  })

  test('is left out when the Worker cannot draw it', async () => {
    const { path } = await withImage()
    const { OG_IMAGE, own } = images((image) =>
      image === null ? new Response(PNG) : new Response('', { status: 500 }),
    )
    const response = await fetchEdge(path, {}, { OG_IMAGE })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(own.map((image) => image?.type)).toEqual(['image/webp', undefined])
  })

  test('is left out when it has too many pixels', async () => {
    const { path, id } = await withImage()
    const { OG_IMAGE, own } = images()
    const size = OG_SOURCE_MAX_PIXELS / 1_000
    await env.DB.prepare("UPDATE petitions SET image = json_set(image, '$.width', ?1, '$.height', 1001) WHERE id = ?2")
      .bind(size, id)
      .run()
    expect((await fetchEdge(path, {}, { OG_IMAGE })).status).toBe(200)
    expect(own).toEqual([null])
  })
})

describe('there is no social media image', () => {
  test.for([
    ['an unknown petition', () => '/og/en/nope.png', 'petition-not-found'],
    ['an unknown language', (slug: string) => `/og/xx/${slug}.png`, 'not-found'],
    ['another kind of image', (slug: string) => `/og/en/${slug}.gif`, 'not-found'],
  ] as const)('of %s', async ([, path, code]) => {
    const { slug } = await startPetition()
    const { OG_IMAGE, drawn } = images()
    const response = await fetchEdge(path(slug), {}, { OG_IMAGE })
    expect(response.status).toBe(404)
    expect((await response.json<{ type: string }>()).type).toMatch(new RegExp(`/${code}$`))
    expect(drawn).toEqual([])
  })

  test('of a draft', async () => {
    const { slug } = await startPetition({ state: 'draft' })
    const { OG_IMAGE, drawn } = images()
    expect((await fetchEdge(`/og/en/${slug}.png`, {}, { OG_IMAGE })).status).toBe(404)
    expect(drawn).toEqual([])
  })
})

describe('the fallback image', () => {
  test.for([
    ['throws', () => Promise.reject(new Error('down'))],
    ['responds with an error', () => new Response('no', { status: 500 })],
  ] as const)('is served for a short time when the Worker that draws %s', async ([, respond]) => {
    const { slug } = await startPetition({ slug: unique('failing') })
    const { OG_IMAGE, drawn } = images(respond)
    // The second request comes to another isolate, and causes no second attempt.
    for (let isolate = 1; isolate <= 2; isolate++) {
      const response = await fetchEdge(`/og/en/${slug}.png`, { redirect: 'manual' }, { OG_IMAGE })
      expect(response.status).toBe(302)
      expect(response.headers.get('location')).toBe('/og.png')
      expect(response.headers.get('cache-control')).toBe('public, max-age=60')
    }
    expect(drawn).toHaveLength(1)
  })

  test('is served when the Worker is not bound', async () => {
    const { slug } = await startPetition()
    const response = await fetchEdge(`/og/en/${slug}.png`, {}, { OG_IMAGE: undefined as unknown as Fetcher })
    expect(response.status).toBe(302)
  })

  test('is served when the Worker hangs', async () => {
    const { OG_IMAGE, drawn } = images(() => new Promise<never>(() => undefined))
    await expect(drawnBy(OG_IMAGE, { facts: {} as OgFacts, image: null }, 20)).rejects.toThrow('took longer than 20 ms')
    expect(drawn).toHaveLength(1)
  })
})

test('the memory holds no more values than its limit', async () => {
  const loads: string[] = []
  const swr = createSwr<string>({
    maxBytes: 2 * estimateBytes({ value: 'a', askedAt: 0, answeredAt: 0, loadedAt: 0 }) + 300,
    maxValueBytes: 100,
    load: asking(async (key) => {
      loads.push(key)
      return key
    }),
    freshMs: 60_000,
    staleMs: 60_000,
    onError: () => undefined,
  })
  for (const key of ['a', 'b', 'c', 'b', 'a']) expect(await swr.get(key, () => undefined)).toBe(key)
  expect(loads).toEqual(['a', 'b', 'c', 'a'])
})
