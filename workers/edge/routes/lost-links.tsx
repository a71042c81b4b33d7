/** For people who have lost their email: they ask for the links of their signature again. Works without a script. */
import { Hono } from 'hono'

import type { Locale } from '../../../schema/locales.ts'
import { addressOf } from '../../../src/address.ts'
import { readBody } from '../../../src/http/body.ts'
import { problemHeaders, problemOf } from '../../../src/http/problem.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { askForLinks } from '../../../src/intake/ask-links.ts'
import { signRenderTime } from '../../../src/intake/signals/render-time.ts'
import { QUEUE_SEND_TIMEOUT_MS } from '../../../src/limits.ts'
import { LinksSentPage, LOST_LINKS_PATHS, LostLinksPage } from '../../../src/pages/lost-links.tsx'
import type { Draft } from '../../../src/pages/sign-form.tsx'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { withDeadline } from '../../../src/platform/deadline.ts'
import { log } from '../../../src/platform/log.ts'
import { type Refusal, refuse } from '../../../src/refusal.ts'
import { anyone } from '../access.ts'
import { pathLocale, publishedPetition } from '../public-petition.ts'
import { type EdgeContext, pageHeaders, PRIVATE, type RouteContext } from '../respond.tsx'
import { servicesOf } from '../services.ts'
import { senderOf } from '../form-sender.ts'

export const lostLinksRoutes = new Hono<EdgeContext>()

const FORM = `/:lang/p/:slug${LOST_LINKS_PATHS.form}` as const
const SENT = `/:lang/p/:slug${LOST_LINKS_PATHS.sent}` as const

interface Shown {
  locale: Locale
  petition: Petition
}

lostLinksRoutes.get(FORM, pathLocale, publishedPetition, async (c) =>
  c.html(await formPage(c, c.var), 200, { ...(await pageHeaders(c.var.locale)), ...NOT_LISTED }),
)

lostLinksRoutes.get(SENT, pathLocale, publishedPetition, async (c) => {
  const { locale, petition } = c.var
  return c.html(<LinksSentPage {...shownOf(c, { locale, petition })} />, 200, {
    ...(await pageHeaders(locale)),
    ...NOT_LISTED,
  })
})

// `form` is not in this line: the limiter is asked before the body is read, and what was typed is shown again.
lostLinksRoutes.post(
  FORM,
  anyone('limiters, the sender, the time in the form'),
  pathLocale,
  publishedPetition,
  async (c) => {
    const { locale, petition } = c.var
    const { guards, keys } = servicesOf(c.env)
    let email = ''
    const readOurs = async () => {
      if (senderOf(c) !== 'our form') return refuse({ code: 'bot-check-failed', why: 'wrong' })
      const body = await readBody(c.req.raw)
      const typed = body.ok ? body.value['email'] : ''
      email = typeof typed === 'string' ? typed : ''
      return body
    }
    const asked = await askForLinks(
      {
        keys: await keys.signingKeys(petition.id),
        guards: guards.guardsOf('unproven', petition.signingLimit),
        headers: c.req.raw.headers,
        read: readOurs,
        petition,
        locale,
        now: Date.now(),
      },
      (message) =>
        withDeadline(c.env.SIGNATURES.send(message), QUEUE_SEND_TIMEOUT_MS).catch((error: unknown) => {
          log.warn('queue.send-failed', { petitionId: petition.id, error })
          throw error
        }),
    )
    // The same for every email address, and a redirect, so that a reload does not ask again.
    if (asked.ok)
      return c.body(null, 303, { location: `/${locale}/p/${addressOf(petition)}${LOST_LINKS_PATHS.sent}`, ...PRIVATE })
    return again(c, { locale, petition }, email, asked.refusal)
  },
)

const NOT_LISTED = { 'x-robots-tag': 'noindex' } as const

async function again(c: RouteContext, shown: Shown, email: string, refused: Refusal): Promise<Response> {
  const problem = problemOf(refused, shown.locale, servicesOf(c.env).settings.publicOrigin)
  const { lost, form } = catalogue(shown.locale)
  const { errors = [], title, detail } = problem
  const notice = refused.code === 'bot-check-failed' ? lost.check : errors.length > 0 ? form.fix : `${title}\n${detail}`
  return c.html(await formPage(c, shown, { values: { email }, errors, notice }), problem.status, {
    ...(await pageHeaders(shown.locale)),
    ...problemHeaders(refused),
    ...PRIVATE,
  })
}

async function formPage(c: RouteContext, shown: Shown, draft: Draft | null = null) {
  const rendered = await signRenderTime(shown.petition.slug, Date.now(), await servicesOf(c.env).keys.renderKeys())
  return <LostLinksPage {...shownOf(c, shown)} rendered={rendered} draft={draft} />
}

function shownOf(c: RouteContext, { locale, petition }: Shown) {
  const { title, language } = petition
  return { locale, slug: addressOf(petition), title, language, origin: servicesOf(c.env).settings.publicOrigin }
}
