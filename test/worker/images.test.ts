/** A petition's image: who may set it, what is stored of it, and how it is served. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { PetitionResponse } from '../../schema/petition.ts'
import { IMAGE_MAX_BYTES } from '../../src/limits.ts'
import { SCHEMAS } from '../../src/http/openapi/schemas.ts'
import type { Problem } from '../../src/http/problem.ts'
import { holds, PLAIN, SECRETS, telling } from '../support/images.ts'
import { bearer, fetchEdge, ORIGIN, postAsCampaign, startPetition, type TestPetition } from './fixtures.ts'

const put = (
  { slug, token }: TestPetition,
  bytes: Uint8Array,
  { type = 'image/jpeg', alt = 'A boat', lang = 'en' }: { type?: string; alt?: string | null; lang?: string } = {},
) =>
  fetchEdge(`/api/petitions/${slug}/image${alt === null ? '' : `?alt=${encodeURIComponent(alt)}`}`, {
    method: 'PUT',
    headers: { ...bearer(token), 'content-type': type, 'accept-language': lang },
    body: bytes,
  })

const remove = ({ slug, token }: TestPetition) =>
  fetchEdge(`/api/petitions/${slug}/image`, { method: 'DELETE', headers: bearer(token) })

const imageOf = async ({ slug }: TestPetition): Promise<PetitionResponse['image']> =>
  (await (await fetchEdge(`/api/petitions/${slug}`)).json<PetitionResponse>()).image

const path = (image: PetitionResponse['image']): string => image?.url.replace(ORIGIN, '') ?? 'no image'

describe('an image', () => {
  test.each(['image/jpeg', 'image/png', 'image/webp'] as const)('(%s) is served without its metadata', async (type) => {
    const petition = await startPetition()
    expect(await imageOf(petition)).toBeNull()
    const response = await put(petition, telling(type, 6), { type, alt: ' A boat at night ' })
    expect(response.status).toBe(200)
    const image = SCHEMAS.Image.parse(await response.json())
    // Browsers turn all but a WebP.
    const [width, height] = type === 'image/webp' ? [3, 2] : [2, 3]
    expect(image).toMatchObject({ width, height, alt: 'A boat at night' })
    expect(image.url).toMatch(new RegExp(`^${ORIGIN}/images/${petition.slug}/[0-9a-f]{32}$`))
    expect(await imageOf(petition)).toEqual(image)

    // From the database, and then from the colo's cache.
    for (const _ of ['database', 'cache']) {
      const served = await fetchEdge(path(image))
      expect(served.status).toBe(200)
      expect(Object.fromEntries(served.headers)).toMatchObject({
        'content-type': type,
        'cache-control': 'public, max-age=31536000, immutable',
        'x-content-type-options': 'nosniff',
        'content-security-policy': `default-src 'none'; sandbox`,
        'cross-origin-resource-policy': 'cross-origin',
      })
      const bytes = new Uint8Array(await served.arrayBuffer())
      expect(bytes.length).toBeGreaterThan(PLAIN[type].length)
      expect(SECRETS.filter((secret) => holds(bytes, secret))).toEqual([])
    }
    // Nor is it in what a thief of the database would have.
    const row = await env.DB.prepare('SELECT bytes FROM images WHERE petition_id = ?')
      .bind(petition.id)
      .first<{ bytes: number[] }>()
    const kept = Uint8Array.from(row?.bytes ?? [])
    expect(kept.length).toBeGreaterThan(0)
    expect(SECRETS.filter((secret) => holds(kept, secret))).toEqual([])
  })

  test('is read from the database once per colo', async () => {
    const petition = await startPetition()
    await put(petition, PLAIN['image/jpeg'])
    const imagePath = path(await imageOf(petition))
    expect((await fetchEdge(imagePath)).status).toBe(200)
    await env.DB.prepare('DELETE FROM images WHERE petition_id = ?').bind(petition.id).run()
    const served = await fetchEdge(imagePath)
    expect(new Uint8Array(await served.arrayBuffer())).toEqual(PLAIN['image/jpeg'])
  })

  test('can be replaced and removed', async () => {
    const petition = await startPetition()
    await put(petition, PLAIN['image/jpeg'])
    const first = await imageOf(petition)
    expect((await fetchEdge(path(first))).status).toBe(200)
    await put(petition, PLAIN['image/png'], { type: 'image/png' })
    const second = await imageOf(petition)
    expect(second?.url).not.toBe(first?.url)
    expect((await fetchEdge(path(first))).status).toBe(404)
    expect((await fetchEdge(path(second))).headers.get('content-type')).toBe('image/png')

    expect((await remove(petition)).status).toBe(204)
    expect(await imageOf(petition)).toBeNull()
    expect((await fetchEdge(path(second))).status).toBe(404)
    expect(
      await env.DB.prepare('SELECT count(*) AS n FROM images WHERE petition_id = ?').bind(petition.id).first(),
    ).toEqual({ n: 0 })
    expect((await remove(petition)).status).toBe(204)
  })

  test('of a draft, of an unknown petition, or under another petition’s slug is 404', async () => {
    const [draft, other] = [await startPetition({ state: 'draft' }), await startPetition()]
    const { url } = SCHEMAS.Image.parse(await (await put(draft, PLAIN['image/jpeg'])).json())
    const imagePath = url.replace(ORIGIN, '')
    expect((await fetchEdge(imagePath)).status).toBe(404)
    expect((await fetchEdge(imagePath.replace(draft.slug, other.slug))).status).toBe(404)
    expect((await fetchEdge(`/images/nope/${'0'.repeat(32)}`)).status).toBe(404)
    await postAsCampaign(draft, 'reopen')
    expect((await fetchEdge(imagePath)).status).toBe(200)
  })

  test('can be set and removed by nobody else', async () => {
    const [mine, other] = [await startPetition(), await startPetition()]
    await put(mine, PLAIN['image/jpeg'])
    for (const token of [other.token, 'wrong']) {
      expect((await put({ ...mine, token }, PLAIN['image/png'], { type: 'image/png' })).status).toBe(401)
      expect((await remove({ ...mine, token })).status).toBe(401)
    }
    expect(await imageOf(mine)).not.toBeNull()
  })
})

describe('an image that is refused in both languages and not stored', () => {
  test.each<[string, number, string, Uint8Array, { type?: string; alt?: string | null }]>([
    ['no alternative text', 422, 'invalid-petition', PLAIN['image/jpeg'], { alt: null }],
    ['empty words for it', 422, 'invalid-petition', PLAIN['image/jpeg'], { alt: ' ' }],
    ['too many words', 422, 'invalid-petition', PLAIN['image/jpeg'], { alt: 'x'.repeat(301) }],
    ['hidden characters', 422, 'invalid-petition', PLAIN['image/jpeg'], { alt: 'a \u202E boat' }],
    ['another type than it says', 422, 'invalid-image', PLAIN['image/png'], {}],
    ['an unsupported type', 422, 'invalid-image', PLAIN['image/png'], { type: 'image/svg+xml' }],
    ['nothing', 422, 'invalid-image', new Uint8Array(), {}],
    ['half of it', 422, 'invalid-image', PLAIN['image/jpeg'].subarray(0, 100), {}],
    ['too many bytes', 413, 'too-large', new Uint8Array(IMAGE_MAX_BYTES + 1), {}],
  ])('is one that is invalid: %s', async (_, status, code, bytes, options) => {
    const petition = await startPetition()
    const details = new Set<string>()
    for (const lang of ['en', 'ru']) {
      const response = await put(petition, bytes, { ...options, lang })
      expect(response.status).toBe(status)
      const problem = await response.json<Problem>()
      expect(problem.type).toBe(`${ORIGIN}/problems/${code}`)
      expect(problem.errors?.map(({ path }) => path)).toEqual(code === 'invalid-petition' ? ['alt'] : undefined)
      details.add(problem.detail)
    }
    expect(details.size).toBe(2)
    expect(await imageOf(petition)).toBeNull()
  })

  test('an image of the largest size is accepted', async () => {
    const petition = await startPetition()
    const jpeg = PLAIN['image/jpeg']
    // Coded data may be of any length; this is more than a decoder asks for.
    const large = new Uint8Array(IMAGE_MAX_BYTES).fill(0x55)
    large.set(jpeg.subarray(0, -2))
    large.set([0xff, 0xd9], large.length - 2)
    expect((await put(petition, large)).status).toBe(200)
    const served = await fetchEdge(path(await imageOf(petition)))
    expect((await served.arrayBuffer()).byteLength).toBe(IMAGE_MAX_BYTES)
  })
})
