/** The petition's pages, and its form where no script runs: the responses to that are pages, too. */
import { Hono } from 'hono'

import { isLocale, type Locale } from '../../../schema/locales.ts'
import { partnerCode } from '../../../schema/signature.ts'
import { pageOfSigners } from '../../../src/ledger/signers.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { type Body, readBody } from '../../../src/http/body.ts'
import { signRenderTime } from '../../../src/intake/signals/render-time.ts'
import {
  BROUGHT_HERE_ENDED_MS,
  PAGE_SIGNERS_ROWS,
  PAGE_UPDATES_ROWS,
  UPDATES_PAGE_DEFAULT_ROWS,
} from '../../../src/limits.ts'
import { PetitionPage } from '../../../src/pages/petition.tsx'
import type { Draft } from '../../../src/pages/sign-form.tsx'
import { ThanksPage } from '../../../src/pages/thanks.tsx'
import { UpdatesPage } from '../../../src/pages/updates.tsx'
import { problemHeaders, problemOf } from '../../../src/http/problem.ts'
import type { Refusal } from '../../../src/refusal.ts'
import { anyone } from '../access.ts'
import { waitUntil } from '../background.ts'
import { signersKey } from '../cache-keys.ts'
import { uuidOf } from '../page-query.ts'
import {
  type CountedPetition,
  countedPetition,
  findCounted,
  pathLocale,
  publishedPetition,
} from '../public-petition.ts'
import {
  type EdgeContext,
  localeOf,
  PAGE_CACHE_CONTROL,
  pageHeaders,
  PRIVATE,
  refusal,
  type RouteContext,
} from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { signable, signAs } from '../signing.ts'

export const petitionPageRoutes = new Hono<EdgeContext>()

/** Redirects to the best language, and passes on the query, which may credit a partner. */
petitionPageRoutes.get('/p/:slug/:rest{embed|thanks|updates|feed\\.atom}?', publishedPetition, (c) => {
  const { slug, rest } = c.req.param()
  return c.body(null, 302, {
    location: `/${localeOf(c)}/p/${slug}${rest === undefined ? '' : `/${rest}`}${new URL(c.req.url).search}`,
    'cache-control': PAGE_CACHE_CONTROL,
    vary: 'Accept-Language',
  })
})

petitionPageRoutes.get('/:lang/p/:slug', pathLocale, countedPetition, (c) => page(c, c.var))

// `form` does not stand in this line: what was sent is shown again beside its errors.
petitionPageRoutes.post('/:lang/p/:slug', anyone('limiters, the sender, and an email to confirm'), async (c) => {
  const locale = c.req.param('lang')
  if (!isLocale(locale)) return refusal(c, { code: 'not-found' })
  const counted = await findCounted(c, c.req.param('slug'))
  if (!counted.ok) return refusal(c, counted.refusal)
  const petition = await signable(c)
  if (!petition.ok) return refusal(c, petition.refusal)
  const body = await readBody(c.req.raw)
  if (!body.ok) return refusal(c, body.refusal)
  const shown = { locale, ...counted.value }
  const sender = senderOf(c)
  if (sender !== 'our form') {
    // The words of another site are not shown in our form, where the reader would take them for their own.
    return again(c, shown, sender === 'unknown' ? body.value : {}, { code: 'bot-check-failed', why: 'wrong' })
  }
  // Read before the limiter is asked: whoever is over the limit gets the form back as it was filled in.
  const id = await signAs(c, petition.value, () => Promise.resolve(body), 'unproven')
  if (!id.ok) {
    return id.refusal.code === 'petition-closed' ? refusal(c, id.refusal) : again(c, shown, body.value, id.refusal)
  }
  // A redirect, so that a reload does not sign again.
  return c.body(null, 303, {
    location: `/${locale}/p/${petition.value.slug}/thanks#content`,
    ...PRIVATE,
  })
})

petitionPageRoutes.get('/:lang/p/:slug/thanks', pathLocale, countedPetition, async (c) => {
  const { locale, petition } = c.var
  const { slug, title, language } = petition
  const origin = servicesOf(c.env).settings.publicOrigin
  return c.html(<ThanksPage {...{ locale, slug, title, language, origin }} />, 200, {
    ...(await pageHeaders(locale)),
    'x-robots-tag': 'noindex',
  })
})

petitionPageRoutes.get('/:lang/p/:slug/updates', pathLocale, countedPetition, async (c) => {
  const { locale, petition } = c.var
  const { slug, title, language } = petition
  const {
    settings,
    caches: { updates },
  } = servicesOf(c.env)
  const all = await updates.get(String(petition.id), waitUntil(c))
  // A link to an update that lasts. Unlike a cursor it is not signed: it selects from the list that is in memory anyway.
  const from = uuidOf(c.req.query('from'))
  // If that update was removed, the list begins with the next older one.
  const left = from === null ? all : all.filter(({ id }) => id <= from)
  const [first] = left
  if (first === undefined) return c.redirect(`/${locale}/p/${slug}${all.length > 0 ? '/updates' : ''}`)
  return c.html(
    <UpdatesPage
      {...{ locale, slug, title, language }}
      origin={settings.publicOrigin}
      updates={left.slice(0, UPDATES_PAGE_DEFAULT_ROWS)}
      from={first === all[0] ? null : first.id}
      older={left[UPDATES_PAGE_DEFAULT_ROWS]?.id ?? null}
    />,
    200,
    await pageHeaders(locale),
  )
})

/**
 * Whose form was sent, as far as the browser says. Another site could make its visitors send our form, each from an IP
 * address with a limit of its own.
 */
function senderOf(c: RouteContext): 'our form' | 'another site' | 'unknown' {
  const origin = c.req.header('origin')
  if (origin === 'null') {
    // Browsers that send no referrer send this for every site; newer ones also say which it is (Fetch Metadata §2.3).
    const site = c.req.header('sec-fetch-site')
    if (site === undefined) return 'unknown'
    return site === 'same-origin' ? 'our form' : 'another site'
  }
  const ours = [undefined, new URL(c.req.url).origin, servicesOf(c.env).settings.publicOrigin]
  return ours.includes(origin) ? 'our form' : 'another site'
}

/** What the petition's page is made of. */
interface Shown extends CountedPetition {
  locale: Locale
}

/** The form as it was sent, with what is wrong beside it. */
async function again(c: RouteContext, shown: Shown, body: Body, refused: Refusal): Promise<Response> {
  const problem = problemOf(refused, shown.locale, servicesOf(c.env).settings.publicOrigin)
  const { errors = [], title, detail } = problem
  const values = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' || value === true ? [[name, String(value)]] : [],
    ),
  )
  const notice = errors.length > 0 ? catalogue(shown.locale).form.fix : `${title}\n${detail}`
  const response = await page(c, shown, { values, errors, notice })
  return new Response(response.body, {
    status: problem.status,
    headers: { ...Object.fromEntries(response.headers), ...problemHeaders(refused), ...PRIVATE },
  })
}

async function page(
  c: RouteContext,
  { locale, petition, count }: Shown,
  draft: Draft | null = null,
): Promise<Response> {
  const services = servicesOf(c.env)
  const { settings } = services
  const [recent, news] = await Promise.allSettled([
    services.caches.signers.get(
      signersKey({ petitionId: petition.id, limit: PAGE_SIGNERS_ROWS, cursor: null }),
      waitUntil(c),
    ),
    services.caches.updates.get(String(petition.id), waitUntil(c)),
  ])
  // The page can be signed without these; the caches have logged why they are missing.
  const signers = recent.status === 'fulfilled' ? pageOfSigners(recent.value, PAGE_SIGNERS_ROWS).signers : []
  const updates = news.status === 'fulfilled' ? news.value : []
  const isWhole = recent.status === 'fulfilled' && news.status === 'fulfilled'
  const partner = draft?.values['partner'] ?? c.req.query('source')
  return c.html(
    <PetitionPage
      {...{ locale, petition, count, signers, draft }}
      origin={settings.publicOrigin}
      endedAt={endOf(petition)}
      updates={updates.slice(0, PAGE_UPDATES_ROWS)}
      hasMoreUpdates={updates.length > PAGE_UPDATES_ROWS}
      partner={partnerCode.safeParse(partner).data ?? null}
      rendered={await signRenderTime(petition.slug, Date.now(), await services.keys.renderKeys())}
      turnstileSiteKey={settings.turnstile?.siteKey ?? null}
    />,
    200,
    {
      ...(await pageHeaders(locale, { turnstile: count.state === 'open' && settings.turnstile !== null })),
      ...(isWhole ? {} : PRIVATE),
    },
  )
}

/** In milliseconds. Of a petition that was already closed when it was brought here from elsewhere, the end is not known. */
function endOf({ createdAt, closedAt, closesAt }: Petition): number | null {
  const endedAt = closedAt ?? closesAt
  return endedAt === null || endedAt - createdAt < BROUGHT_HERE_ENDED_MS ? null : endedAt
}
