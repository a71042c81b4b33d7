/**
 * What a public route is about: the language and the petition of its path. The middleware sets them, or refuses; the
 * functions are for routes whose path has the slug in a file's name.
 */
import { createMiddleware } from 'hono/factory'

import { isLocale, type Locale } from '../../schema/locales.ts'
import type { CountResponse, PetitionState } from '../../schema/petition.ts'
import { isOffline, stateAt } from '../../schema/petition-state.ts'
import { addressOf } from '../../src/address.ts'
import type { Petition } from '../../src/petitions/petitions.ts'
import { ok, refuse, type Result } from '../../src/refusal.ts'
import { published, visible } from './access.ts'
import { waitUntil } from './background.ts'
import { type EdgeVariables, PUBLIC_READ, refusal, type RouteContext } from './respond.tsx'
import { servicesOf } from './services.ts'

export interface CountedPetition {
  petition: Petition
  count: CountResponse
}

export async function findCounted(c: RouteContext, slug: string): Promise<Result<CountedPetition>> {
  const { petitions, counts } = servicesOf(c.env).caches
  const askBoth = (notBefore: number) =>
    Promise.all([petitions.ask(slug, waitUntil(c), notBefore), counts.ask(slug, waitUntil(c), notBefore)])
  let [found, counted] = await askBoth(0)
  // They are not from the same moment. If the state was changed in between, the older is from before the change.
  if (stateOf(found.value) !== (counted.value?.state ?? 'draft')) {
    ;[found, counted] = await askBoth(Math.max(found.askedAt, counted.askedAt))
  }
  const petition = visible(found.value)
  if (!petition.ok) return petition
  const count = counted.value
  return count === null ? refuse({ code: 'petition-not-found' }) : ok({ petition: petition.value, count })
}

/** As the public sees it: a petition that does not exist, or that was taken down or deleted, has no count either, as a draft. */
const stateOf = (petition: Petition | null): PetitionState =>
  petition === null || isOffline(petition) ? 'draft' : stateAt(petition, Date.now())

/** Sets `locale`, the `:lang` of the path, if it is a language of ours. */
export const pathLocale = createMiddleware<EdgeVariables<{ locale: Locale }>>(async function pathLocale(c, next) {
  const locale = c.req.param('lang') ?? ''
  if (!isLocale(locale)) return refusal(c, { code: 'not-found' })
  c.set('locale', locale)
  return next()
})

/** Sets `petition`, from this isolate's cache. */
export const publishedPetition = createMiddleware<EdgeVariables<{ petition: Petition }>>(
  async function publishedPetition(c, next) {
    const found = await published(c)
    if (!found.ok) return refusal(c, found.refusal)
    const moved = await movedTo(c, found.value)
    if (moved !== null) return moved
    c.set('petition', found.value)
    return next()
  },
)

/** Sets `petition` and `count`, from this isolate's caches. */
export const countedPetition = createMiddleware<EdgeVariables<CountedPetition>>(
  async function countedPetition(c, next) {
    const found = await findCounted(c, c.req.param('slug') ?? '')
    if (!found.ok) return refusal(c, found.refusal)
    const moved = await movedTo(c, found.value.petition)
    if (moved !== null) return moved
    c.set('petition', found.value.petition)
    c.set('count', found.value.count)
    return next()
  },
)

/**
 * The beginning of the paths that people look at and search engines list. Everything else is read by programs, and by pages of other
 * sites, under any slug.
 */
const PAGES = /^\/(?:(?!(?:p|images|og)\/)[a-z]+\/)?(?:p|images|og\/[a-z]+)\//

/**
 * A redirect to the same page under the petition's present address, if this one is of before; null otherwise. An owner may change it back
 * at any time, so that nobody stores the redirect.
 */
export async function movedTo(
  c: RouteContext,
  petition: Petition,
  asked = c.req.param('slug') ?? '',
): Promise<Response | null> {
  if ((c.req.method !== 'GET' && c.req.method !== 'HEAD') || !PAGES.test(c.req.path)) return null
  if (asked === addressOf(petition)) return null
  // The petition may be some seconds old: its address could lead back to this one. While the database does not respond, it is all
  // there is; the cache has logged why.
  const address = await servicesOf(c.env)
    .caches.addresses.get(String(petition.id), waitUntil(c))
    .catch(() => addressOf(petition))
  if (address === null || address === asked) return null
  const { pathname, search } = new URL(c.req.url)
  const [before = ''] = PAGES.exec(pathname) ?? []
  const rest = pathname.slice(before.length).replace(/^[^/.]+/, '')
  return c.body(null, 301, {
    ...PUBLIC_READ,
    location: before + address + rest + search,
    'cache-control': 'public, max-age=0, must-revalidate',
  })
}
