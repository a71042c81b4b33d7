/** Addresses of petitions as they arrive after a chat, an email program or a social network has changed them. */
import { describe, expect, test } from 'vitest'

import { fetchEdge, startPetition, unique } from './fixtures.ts'

const follow = (path: string, init: RequestInit = {}): Promise<Response> =>
  fetchEdge(path, { redirect: 'manual', headers: { accept: 'text/html' }, ...init })

describe('a changed address of a petition leads to it', () => {
  test.each([
    ['/p/SLUG.', '/p/SLUG'],
    ['/en/p/SLUG,', '/en/p/SLUG'],
    ['/en/p/SLUG)', '/en/p/SLUG'],
    ['/en/p/SLUG%3E', '/en/p/SLUG'],
    ['/en/p/SLUG%20', '/en/p/SLUG'],
    ['/en/p/SLUG%E2%80%8B', '/en/p/SLUG'],
    ['/en/p/SLUG...', '/en/p/SLUG'],
    ['/EN/p/SLUG', '/en/p/SLUG'],
    ['/En/P/SLUG', '/en/p/SLUG'],
    ['/EN', '/en'],
    ['//en//p/SLUG', '/en/p/SLUG'],
    ['/p/SLUG&fbclid=1', '/p/SLUG?fbclid=1'],
    ['/p/SLUG%3Fsource=gazette', '/p/SLUG?source=gazette'],
    ['/de/p/SLUG.?source=gazette', '/de/p/SLUG?source=gazette'],
    ['/p/SLUG&amp;source=gazette', '/p/SLUG?source=gazette'],
    ['/p/SLUG&gt;', '/p/SLUG'],
    ['/p/SLUG%23form', '/p/SLUG'],
    ['/p/SLUG%3Fsource=gazette%23form', '/p/SLUG?source=gazette'],
    ['/en/p/SLUG%0D%0A', '/en/p/SLUG'],
    ['/en/p/SLUG%F0%9F%91%8D%EF%B8%8F', '/en/p/SLUG'],
    ['/en/p/SLUG-', '/en/p/SLUG'],
    ['/en/p/SLUG/updates.', '/en/p/SLUG/updates'],
    ['/en/p/SLUG/feed.atom,', '/en/p/SLUG/feed.atom'],
  ])('%s → %s', async (changed, right) => {
    const { slug } = await startPetition()
    const response = await follow(changed.replace('SLUG', slug))
    expect(response.status).toBe(302)
    expect(response.headers.get('location')).toBe(right.replace('SLUG', slug))
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(await response.text()).toBe('')
    expect((await follow(right.replace('SLUG', slug))).status).toBeLessThan(400)
  })

  test('with dashes for hyphens', async () => {
    const { slug } = await startPetition({ slug: unique('night-ferry') })
    for (const dash of ['%E2%80%93', '%E2%80%91']) {
      expect((await follow(`/p/${slug.replaceAll('-', dash)}`)).headers.get('location')).toBe(`/p/${slug}`)
    }
  })

  test('in capitals', async () => {
    const { slug } = await startPetition()
    expect((await follow(`/p/${slug.toUpperCase()}`)).headers.get('location')).toBe(`/p/${slug}`)
    expect((await follow(`/p/${slug.toUpperCase()}`, { method: 'HEAD' })).status).toBe(302)
  })
})

test.each([
  '/p/there-is-none',
  '/nothing/here.',
  '/%5C%5Cexample.org/p/x',
  '/api/petitions/THERE-IS-NONE/count',
  '/confirm/x.',
  '/en/p/%ff',
])('%s stays not found', async (path) => {
  const response = await follow(path)
  expect(response.status).toBe(404)
  expect(response.headers.get('location')).toBeNull()
})

test('a redirect never leads to another site', async () => {
  for (const path of ['//EXAMPLE.org/p/x.', '/%2F%2Fexample.org/p/X.', '/\\example.org/en/p/X.']) {
    expect((await follow(path)).headers.get('location') ?? '/en').toMatch(/^\/[a-z]/)
  }
})

test('only reading is redirected', async () => {
  const { slug } = await startPetition()
  expect((await follow(`/en/p/${slug}.`, { method: 'POST' })).status).toBe(404)
})
