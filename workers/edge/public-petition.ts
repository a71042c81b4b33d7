/**
 * What a public route is about: the language and the petition of its path. The middleware sets them, or refuses; the
 * functions are for routes whose path has the slug in a file's name.
 */
import { createMiddleware } from 'hono/factory'

import { isLocale, type Locale } from '../../schema/locales.ts'
import type { CountResponse, PetitionState } from '../../schema/petition.ts'
import { isOffline, stateAt } from '../../schema/petition-state.ts'
import type { Petition } from '../../src/petitions/petitions.ts'
import { ok, refuse, type Result } from '../../src/refusal.ts'
import { published, visible } from './access.ts'
import { waitUntil } from './background.ts'
import { type EdgeVariables, refusal, type RouteContext } from './respond.tsx'
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
    c.set('petition', found.value)
    return next()
  },
)

/** Sets `petition` and `count`, from this isolate's caches. */
export const countedPetition = createMiddleware<EdgeVariables<CountedPetition>>(
  async function countedPetition(c, next) {
    const found = await findCounted(c, c.req.param('slug') ?? '')
    if (!found.ok) return refusal(c, found.refusal)
    c.set('petition', found.value.petition)
    c.set('count', found.value.count)
    return next()
  },
)
