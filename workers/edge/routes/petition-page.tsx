/** The petition's page, and the thanks after signing where no script runs. */
import { Hono } from 'hono'

import type { Locale } from '../../../schema/locales.ts'
import { partnerCode } from '../../../schema/signature.ts'
import { addressOf, atAddress } from '../../../src/address.ts'
import { openedAt, type Petition } from '../../../src/petitions/petitions.ts'
import type { Version } from '../../../src/petitions/versions.ts'
import { signRenderTime } from '../../../src/intake/signals/render-time.ts'
import { BROUGHT_HERE_ENDED_MS, PAGE_SIGNERS_ROWS, PAGE_UPDATES_ROWS } from '../../../src/limits.ts'
import { PetitionPage } from '../../../src/pages/petition.tsx'
import type { Draft } from '../../../src/pages/sign-form.tsx'
import type { ShownChange } from '../../../src/pages/text-notes.tsx'
import type { Settings } from '../../../src/settings.ts'
import { ThanksPage } from '../../../src/pages/thanks.tsx'
import { waitUntil } from '../background.ts'
import { signersKey, updatesKey } from '../cache-keys.ts'
import { type CountedPetition, countedPetition, pathLocale, publishedPetition } from '../public-petition.ts'
import { isMadeOf } from '../ready.ts'
import { COUNTRY_HEADER, countryHeader } from '../request-country.ts'
import {
  type EdgeContext,
  localeOf,
  NO_REFERRER,
  PAGE_CACHE_CONTROL,
  pageHeaders,
  PRIVATE,
  type RouteContext,
} from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { originalOf, shownText, versionOf } from '../text.ts'
import { isWithdrawToken, withdrawUrl } from '../withdraw-link.ts'

export const petitionPageRoutes = new Hono<EdgeContext>()

/**
 * Redirects to the best language, and passes on the query, which may credit a partner. The names are a group, since hono anchors
 * the first and the last of them otherwise, and `/p/demo/counter` would be a redirect to the count.
 */
petitionPageRoutes.get(
  '/p/:slug/:rest{(?:embed|links|links-sent|print|poster|thanks|updates|changes|count|report|feed\\.atom)}?',
  publishedPetition,
  (c) => {
    const { slug, rest } = c.req.param()
    return toBestLanguage(c, `/p/${slug}${rest === undefined ? '' : `/${rest}`}`)
  },
)

petitionPageRoutes.get('/p/:slug/changes/:number{[0-9]+}', publishedPetition, (c) => {
  const { slug, number } = c.req.param()
  return toBestLanguage(c, `/p/${slug}/changes/${number}`)
})

const toBestLanguage = (c: RouteContext, path: string): Response =>
  c.body(null, 302, {
    location: `/${localeOf(c)}${path}${new URL(c.req.url).search}`,
    'cache-control': PAGE_CACHE_CONTROL,
    vary: 'Accept-Language',
  })

petitionPageRoutes.get('/:lang/p/:slug', pathLocale, countedPetition, (c) => petitionPage(c, c.var))

petitionPageRoutes.get('/:lang/p/:slug/thanks', pathLocale, countedPetition, async (c) => {
  const { locale, petition } = c.var
  const { title, language } = petition
  const slug = addressOf(petition)
  const origin = servicesOf(c.env).settings.publicOrigin
  const token = c.req.query('withdraw') ?? ''
  const isOurs = token !== '' && (await isWithdrawToken(c, petition, token))
  const withdraw = isOurs ? { token, url: withdrawUrl(c, token, locale) } : null
  const partner = partnerCode.safeParse(c.req.query('source')).data ?? null
  return c.html(<ThanksPage {...{ locale, slug, title, language, origin, partner, withdraw }} />, 200, {
    ...(await pageHeaders(locale)),
    ...(token === '' ? {} : { ...PRIVATE, ...NO_REFERRER }),
    'x-robots-tag': 'noindex',
  })
})

/** What the petition's page is made of. */
export interface Shown extends CountedPetition {
  locale: Locale
}

/** `draft`: a form that was refused, which is shown again. */
export async function petitionPage(
  c: RouteContext,
  { locale, petition, count }: Shown,
  draft: Draft | null = null,
): Promise<Response> {
  const services = servicesOf(c.env)
  const { settings, caches } = services
  const ofSigners = signersKey({ petitionId: petition.id, limit: PAGE_SIGNERS_ROWS, cursor: null })
  const ofUpdates = updatesKey({ petitionId: petition.id, locale })
  const [recent, news, change, text] = await Promise.allSettled([
    caches.signers.get(ofSigners, waitUntil(c)),
    caches.updates.get(ofUpdates, waitUntil(c)),
    petition.textChangedAt === null ? null : versionOf(c, petition, petition.version),
    shownText(c, petition, locale, c.req.query('text') === 'original'),
  ])
  // The page can be signed without these; the caches have logged why they are missing.
  const loadedSigners = recent.status === 'fulfilled' ? recent.value : []
  const signers = loadedSigners.slice(0, PAGE_SIGNERS_ROWS)
  const updates = news.status === 'fulfilled' ? news.value : []
  const isWhole = [recent, news, change, text].every(({ status }) => status === 'fulfilled')
  if (isWhole && draft === null) {
    const slug = c.req.param('slug') ?? ''
    const { closesAt } = petition
    isMadeOf(
      c,
      [
        { cache: caches.petitions, key: slug, value: petition },
        { cache: caches.counts, key: slug, value: count },
        { cache: caches.signers, key: ofSigners, value: loadedSigners },
        { cache: caches.updates, key: ofUpdates, value: updates },
        // The words of a version never change.
      ],
      // When the petition ends by itself.
      closesAt !== null && closesAt > Date.now() ? closesAt : Infinity,
    )
  }
  const partner = draft?.values['partner'] ?? c.req.query('source')
  return c.html(
    <PetitionPage
      {...{ locale, count, signers, draft }}
      petition={atAddress(petition)}
      text={text.status === 'fulfilled' ? text.value : originalOf(petition)}
      changed={change.status === 'fulfilled' ? shownChange(change.value, petition) : null}
      origin={settings.publicOrigin}
      openedAt={isBroughtHere(petition) ? null : openedAt(petition)}
      endedAt={isBroughtHere(petition) ? null : (petition.closedAt ?? petition.closesAt)}
      now={Date.now()}
      updates={updates.slice(0, PAGE_UPDATES_ROWS)}
      hasMoreUpdates={updates.length > PAGE_UPDATES_ROWS}
      partner={partnerCode.safeParse(partner).data ?? null}
      rendered={await signRenderTime(petition.slug, Date.now(), await services.keys.renderKeys())}
      turnstile={turnstileOf(settings, petition)}
    />,
    200,
    {
      ...(await pageHeaders(locale, { turnstile: count.state === 'open' && settings.turnstile !== null })),
      ...(count.state === 'open' ? { [COUNTRY_HEADER]: countryHeader(c.req.raw) } : {}),
      ...(isWhole ? {} : PRIVATE),
      ...(petition.listed ? {} : { 'x-robots-tag': 'noindex' }),
    },
  )
}

/** A token of Turnstile is for one petition, under whichever address its page was opened. */
export const turnstileOf = ({ turnstile }: Pick<Settings, 'turnstile'>, { slug }: Petition) =>
  turnstile === null ? null : { siteKey: turnstile.siteKey, petition: slug }

const shownChange = (version: Version | null, { timeZone }: Petition): ShownChange | null =>
  version === null || version.kind === 'first' || version.kind === 'translation'
    ? null
    : { kind: version.kind, why: version.why, at: version.publishedAt, timeZone }

/** It was already closed when it was brought here from elsewhere, so neither its start nor its end is known. */
function isBroughtHere({ createdAt, closedAt, closesAt }: Petition): boolean {
  const endedAt = closedAt ?? closesAt
  return endedAt !== null && endedAt - createdAt < BROUGHT_HERE_ENDED_MS
}
