/** What a page of another origin may ask: preflights, and redirects on the way. */
import { describe, expect, test } from 'vitest'

import { OPERATIONS } from '../../workers/edge/operations.ts'
import { fetchEdge, ORIGIN, startPetition } from './fixtures.ts'

const preflight = (path: string, method = 'GET', headers = 'if-none-match'): Promise<Response> =>
  fetchEdge(path, {
    method: 'OPTIONS',
    headers: {
      origin: 'https://news.example.org',
      'access-control-request-method': method,
      'access-control-request-headers': headers,
    },
  })

const reads = Object.entries(OPERATIONS)
  .filter(([, methods]) => methods['get'] !== undefined)
  .map(([path]) => path)

describe('a preflight', () => {
  test.each(reads)('of %s is answered', async (path) => {
    const { slug } = await startPetition()
    const response = await preflight(
      path
        .replace('{slug}', slug)
        .replace('{lang}', 'en')
        .replaceAll(/\{\w+\}/g, '01980000-0000-7000-8000-000000000001'),
    )
    expect(response.status).toBe(204)
    expect(await response.text()).toBe('')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, HEAD',
      // The wildcard does not stand for `Authorization`: no token is used from another origin.
      'access-control-allow-headers': '*',
      'access-control-max-age': '86400',
    })
    expect(response.headers.get('allow')).toContain('GET')
    expect(response.headers.get('content-type')).toBeNull()
    expect(response.headers.get('cache-control')).toBeNull()
  })

  test.each(['/console', '/console/sign-in', '/console/p/ferry/text'])('of %s is refused', async (path) => {
    const response = await preflight(path)
    expect(response.status).toBe(405)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('of what can only be sent is refused', async () => {
    const { slug } = await startPetition()
    const response = await preflight(`/api/petitions/${slug}/signatures`, 'POST', 'content-type')
    expect(response.status).toBe(405)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })

  test('of a path that is not there is 404', async () => {
    expect((await preflight('/api/nothing')).status).toBe(404)
  })
})

test.each([
  ['with a final slash', (slug: string) => `/api/petitions/${slug}/count/`, `${ORIGIN}/api/petitions/SLUG/count`],
  ['without a language', (slug: string) => `/p/${slug}/feed.atom`, '/en/p/SLUG/feed.atom'],
])('a read %s can be followed from any site', async (_, pathOf, location) => {
  const { slug } = await startPetition()
  const response = await fetchEdge(pathOf(slug), { redirect: 'manual' })
  expect(response.headers.get('location')).toBe(location.replace('SLUG', slug))
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
})
