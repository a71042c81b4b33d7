/** The petition's pages, and its form where no script runs, whose responses are pages. */
import { type Context, Hono } from 'hono'

import { isLocale, type Locale } from '../../../schema/locales.ts'
import type { CountResponse } from '../../../schema/petition.ts'
import { partnerCode } from '../../../schema/signature.ts'
import { pageOfSigners, type Petition } from '../../../src/petitions/petitions.ts'
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
import { published } from '../access.ts'
import { waitUntil } from '../background.ts'
import { signersKey } from '../cache-keys.ts'
import { uuidOf } from '../page-query.ts'
import { type EdgeContext, localeOf, PAGE_CACHE_CONTROL, pageHeaders, PRIVATE, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { signable, signAs } from '../signing.ts'

export const petitionPageRoutes = new Hono<EdgeContext>()

/** Redirects to the best language, and preserves the partner code in the query. */
petitionPageRoutes.get('/p/:slug/:rest{embed|thanks|updates|feed\\.atom}?', async (c) => {
  if ((await published(c)) === null) return refusal(c, { code: 'petition-not-found' })
  const { slug, rest } = c.req.param()
  return c.body(null, 302, {
    location: `/${localeOf(c)}/p/${slug}${rest === undefined ? '' : `/${rest}`}${new URL(c.req.url).search}`,
    'cache-control': PAGE_CACHE_CONTROL,
    vary: 'Accept-Language',
  })
})

petitionPageRoutes.get('/:lang/p/:slug', async (c) => {
  const found = await find(c)
  return 'code' in found ? refusal(c, found) : page(c, found)
})

/** A published petition, in the language of the URL. */
interface Found {
  locale: Locale
  petition: Petition
  count: CountResponse
}

petitionPageRoutes.post('/:lang/p/:slug', async (c) => {
  const found = await find(c)
  if ('code' in found) return refusal(c, found)
  const petition = await signable(c)
  if ('code' in petition) return refusal(c, petition)
  const body = await readBody(c.req.raw)
  if (!body.ok) return refusal(c, body.refusal)
  const sender = senderOf(c)
  if (sender !== 'our form') {
    // Text from another site is not shown in our form, where it would look like the reader's own.
    return again(c, found, sender === 'unknown' ? body.value : {}, { code: 'bot-check-failed', why: 'wrong' })
  }
  // The body is read before the limit is checked: whoever is over the limit gets their text back.
  const id = await signAs(c, petition, () => Promise.resolve(body), 'unproven')
  if (!id.ok)
    return id.refusal.code === 'petition-closed' ? refusal(c, id.refusal) : again(c, found, body.value, id.refusal)
  // A redirect, so that a reload does not sign again.
  return c.body(null, 303, {
    location: `/${found.locale}/p/${petition.slug}/thanks#content`,
    ...PRIVATE,
  })
})

petitionPageRoutes.get('/:lang/p/:slug/thanks', async (c) => {
  const found = await find(c)
  if ('code' in found) return refusal(c, found)
  const { locale, petition } = found
  const { slug, title, language } = petition
  const origin = servicesOf(c.env).settings.publicOrigin
  return c.html(<ThanksPage {...{ locale, slug, title, language, origin }} />, 200, {
    ...(await pageHeaders(locale)),
    'x-robots-tag': 'noindex',
  })
})

petitionPageRoutes.get('/:lang/p/:slug/updates', async (c) => {
  const found = await find(c)
  if ('code' in found) return refusal(c, found)
  const { locale, petition } = found
  const { slug, title, language } = petition
  const { settings, updates } = servicesOf(c.env)
  const all = await updates.get(String(petition.id), waitUntil(c))
  // The id in a link to an update. It needs no signature, as a cursor does: it selects from the cached list.
  const from = uuidOf(c.req.query('from'))
  // If the update was deleted, the next older one.
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
 * Which site's form was sent, according to the browser: another site could make its visitors send forms, and so avoid the
 * limit of its own network.
 */
function senderOf(c: Context<EdgeContext>): 'our form' | 'another site' | 'unknown' {
  const origin = c.req.header('origin')
  if (origin === 'null') {
    // Browsers that send no referrer do so for every site; newer ones send this header too (Fetch Metadata §2.3).
    const site = c.req.header('sec-fetch-site')
    if (site === undefined) return 'unknown'
    return site === 'same-origin' ? 'our form' : 'another site'
  }
  const ours = [undefined, new URL(c.req.url).origin, servicesOf(c.env).settings.publicOrigin]
  return ours.includes(origin) ? 'our form' : 'another site'
}

async function find(c: Context<EdgeContext>): Promise<Found | Refusal> {
  const locale = c.req.param('lang') ?? ''
  if (!isLocale(locale)) return { code: 'not-found' }
  const [petition, count] = await Promise.all([
    published(c),
    servicesOf(c.env).counts.get(c.req.param('slug') ?? '', waitUntil(c)),
  ])
  return petition === null || count === null ? { code: 'petition-not-found' } : { locale, petition, count }
}

/** The form as it was sent, with its errors. */
async function again(c: Context<EdgeContext>, found: Found, body: Body, refused: Refusal): Promise<Response> {
  const problem = problemOf(refused, found.locale, servicesOf(c.env).settings.publicOrigin)
  const { errors = [], title, detail } = problem
  const values = Object.fromEntries(
    Object.entries(body).flatMap(([name, value]) =>
      typeof value === 'string' || value === true ? [[name, String(value)]] : [],
    ),
  )
  const notice = errors.length > 0 ? catalogue(found.locale).form.fix : `${title}\n${detail}`
  const shown = await page(c, found, { values, errors, notice })
  return new Response(shown.body, {
    status: problem.status,
    headers: { ...Object.fromEntries(shown.headers), ...problemHeaders(refused), ...PRIVATE },
  })
}

async function page(
  c: Context<EdgeContext>,
  { locale, petition, count }: Found,
  draft: Draft | null = null,
): Promise<Response> {
  const services = servicesOf(c.env)
  const { settings } = services
  const [recent, news] = await Promise.allSettled([
    services.signers.get(signersKey({ petitionId: petition.id, limit: PAGE_SIGNERS_ROWS, cursor: null }), waitUntil(c)),
    services.updates.get(String(petition.id), waitUntil(c)),
  ])
  // The page can be signed without these; the caches have logged the error.
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
      rendered={await signRenderTime(petition.slug, Date.now(), await services.renderKeys())}
      turnstileSiteKey={settings.turnstile?.siteKey ?? null}
    />,
    200,
    {
      ...(await pageHeaders(locale, { turnstile: count.state === 'open' && settings.turnstile !== null })),
      ...(isWhole ? {} : PRIVATE),
    },
  )
}

/** In milliseconds. Null for a petition that was already closed when it was moved here: its end is not known. */
function endOf({ createdAt, closedAt, closesAt }: Petition): number | null {
  const endedAt = closedAt ?? closesAt
  return endedAt === null || endedAt - createdAt < BROUGHT_HERE_ENDED_MS ? null : endedAt
}
