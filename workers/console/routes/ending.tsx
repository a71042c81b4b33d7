/** How owners close a petition, declare its victory and reopen it: pages that say what happens, in numbers. */
import { Hono } from 'hono'

import { endingForm, type PetitionState } from '../../../schema/petition.ts'
import { stateAt } from '../../../schema/petition-state.ts'
import { addressOf } from '../../../src/address.ts'
import { EndedMeanwhilePage, EndPage, type How } from '../../../src/console/ending/end.tsx'
import { ReopenPage } from '../../../src/console/ending/reopen.tsx'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { settingsPath } from '../../../src/console/settings/settings.tsx'
import { endOfDay, lastDayOf } from '../../../src/console/start/last-day.ts'
import { validate } from '../../../src/http/validate.ts'
import { dayIn } from '../../../src/i18n/time.ts'
import { readBeforeEnd } from '../../../src/ledger/before-end.ts'
import { contactsEndAt } from '../../../src/ledger/retention/retention.ts'
import { CAMPAIGN_BODY_MAX_BYTES, CONFIRM_TOKEN_TTL_SECONDS, DAY_MS, REOPEN_MAX_DAYS } from '../../../src/limits.ts'
import { endedAt, endPetition, openPetition, reopenableUntil } from '../../../src/petitions/end.ts'
import { isPast } from '../../../src/petitions/opening.ts'
import { patchPetition } from '../../../src/petitions/patch.ts'
import { findPetitionById, type Petition } from '../../../src/petitions/petitions.ts'
import { firstIdAt } from '../../../src/uuid-time.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { errorsOf, form } from '../form.ts'
import { sendDeliveries } from '../outbox.ts'
import { aroundOf, notFound, page, seeOther } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import type { Values } from '../values.ts'

/** Under `/p/:slug/settings`. */
export const endingRoutes = new Hono<ConsoleContext>()

type EndingContext = RouteContext & { var: InPetition }

const STATES = { close: 'closed', victory: 'victory' } as const satisfies Record<How, PetitionState>
/** What each can follow: as endPetition has it. */
const FOLLOWS: Record<How, ReadonlySet<PetitionState>> = {
  close: new Set(['open']),
  victory: new Set(['open', 'closed']),
}
const BODY = form(CAMPAIGN_BODY_MAX_BYTES)

endingRoutes.get('/close', requireRole('settings'), (c) => endPage(c, 'close'))
endingRoutes.get('/victory', requireRole('settings'), (c) => endPage(c, 'victory'))
endingRoutes.post('/close', requireRole('settings'), BODY, (c) => end(c, 'close'))
endingRoutes.post('/victory', requireRole('settings'), BODY, (c) => end(c, 'victory'))

endingRoutes.get('/reopen', requireRole('settings'), (c) => reopenPage(c))

endingRoutes.post('/reopen', requireRole('settings'), form(), async (c) => {
  const { petition, values } = c.var
  const now = Date.now()
  if (endedAt(petition, now) === null)
    return seeOther(c, overviewOf(petition), isOpen(petition, now) ? 'reopened' : undefined)
  const typed = values['closesOn'] ?? ''
  const closesAt = typed === '' ? null : endOfDay(typed, petition.timeZone)
  const why = typed !== '' && closesAt === null ? 'not-a-time' : isPast(closesAt, now) ? 'in-the-past' : null
  if (why !== null) return reopenPage(c, { values, errors: errorsOf(c, [{ path: 'closesOn', code: why }]) })
  // Nobody could read what is signed.
  if (petition.publicKeys.length === 0) {
    return reopenPage(c, { values, errors: errorsOf(c, [{ path: 'closesOn', code: 'no-key' }]) })
  }
  if (await openPetition(c.env.DB, petition, { by: byAccount(c.var), closesAt, now })) {
    return changed(petition, seeOther(c, overviewOf(petition), 'reopened'))
  }
  // By a first press or somebody else of the team, or it is too late: the page says which.
  const current = (await findPetitionById(c.env.DB, petition.id)) ?? petition
  return isOpen(current, now)
    ? seeOther(c, overviewOf(petition), 'reopened')
    : seeOther(c, `${settingsPath(addressOf(petition))}/reopen`)
})

const overviewOf = (petition: Petition): string => `/console/p/${addressOf(petition)}`
const isOpen = (petition: Petition, now: number): boolean => stateAt(petition, now) === 'open'

async function end(c: EndingContext & { var: { values: Values } }, how: How): Promise<Response> {
  const { petition, values } = c.var
  const state = STATES[how]
  const typed = values['outcome']?.trim() ?? ''
  const checked = validate(endingForm, typed === '' ? {} : { outcome: typed })
  if (!checked.ok) return endPage(c, how, { values, errors: errorsOf(c, checked.errors) })
  const outcome = checked.value.outcome ?? null
  if (values['go'] === 'preview') return endPage(c, how, { values, errors: {} })
  if (values['over'] !== undefined && outcome !== null) return saveOver(c, how, { outcome, over: values['over'] })

  const now = Date.now()
  const { settings } = await servicesOf(c.env)
  const ending = { state, outcome, by: byAccount(c.var), origin: settings.publicOrigin, now }
  const ended = await endPetition(c.env.DB, petition.id, ending)
  if (ended.changed) {
    sendDeliveries(c, ended.deliveryIds)
    return changed(petition, seeOther(c, overviewOf(petition), state))
  }
  const current = (await findPetitionById(c.env.DB, petition.id)) ?? petition
  // A second press, or somebody else with the same words.
  const isSame = outcome === null || outcome === current.outcome
  if (isSame) return seeOther(c, overviewOf(petition), current.state === state ? state : undefined)
  return meanwhile(c, how, current, outcome)
}

/** Puts an outcome in the place of the one that somebody else has written. */
async function saveOver(
  c: EndingContext,
  how: How,
  { outcome, over }: { outcome: string; over: string },
): Promise<Response> {
  const { petition } = c.var
  const { settings } = await servicesOf(c.env)
  const saved = await patchPetition(
    c.env.DB,
    petition,
    { outcome },
    {
      revisions: [Number(over)],
      by: byAccount(c.var),
      needsApproval: false,
      origin: settings.publicOrigin,
      now: Date.now(),
    },
  )
  if (saved.ok) return changed(petition, seeOther(c, overviewOf(petition), 'outcome-saved'))
  const current = (await findPetitionById(c.env.DB, petition.id)) ?? petition
  if (current.outcome === outcome) return seeOther(c, overviewOf(petition), 'outcome-saved')
  return meanwhile(c, how, current, outcome)
}

async function meanwhile(c: EndingContext, how: How, current: Petition, yours: string): Promise<Response> {
  const view = (
    <EndedMeanwhilePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(current, Date.now())}
      theirs={current.outcome}
      revision={current.revision}
      {...{ how, yours }}
    />
  )
  return page(c, view, 412)
}

async function endPage(c: EndingContext, how: How, state?: FormState): Promise<Response> {
  const { petition } = c.var
  const now = Date.now()
  if (state === undefined && !FOLLOWS[how].has(stateAt(petition, now))) return seeOther(c, overviewOf(petition))
  const [{ settings }, facts] = await Promise.all([
    servicesOf(c.env),
    readBeforeEnd(c.env.DB, petition.id, firstIdAt(now - CONFIRM_TOKEN_TTL_SECONDS * 1000)),
  ])
  if (facts === null) return notFound(c)
  const day = (ms: number): string => dayIn(ms, petition.timeZone, c.var.locale)
  const ended = endedAt(petition, now) ?? now
  const view = (
    <EndPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      how={how}
      revision={petition.revision}
      form={state ?? { values: { outcome: petition.outcome ?? petition.outcomeDraft ?? '' }, errors: {} }}
      facts={facts}
      closesOn={petition.closesAt === null || !isOpen(petition, now) ? null : day(petition.closesAt - 1)}
      contactsUntil={day(contactsEndAt(ended, settings.retention))}
      reopenableUntil={day(ended + REOPEN_MAX_DAYS * DAY_MS)}
      isPreview={state !== undefined}
    />
  )
  return page(c, view, state === undefined || Object.keys(state.errors).length === 0 ? 200 : 422)
}

async function reopenPage(c: EndingContext, state?: FormState): Promise<Response> {
  const { petition } = c.var
  const now = Date.now()
  const ended = endedAt(petition, now)
  const until = reopenableUntil(petition, now)
  if (ended === null || until === null) return seeOther(c, overviewOf(petition))
  const facts = await readBeforeEnd(c.env.DB, petition.id, firstIdAt(now))
  if (facts === null) return notFound(c)
  const { closesAt, timeZone, outcome } = petition
  const day = (ms: number): string => dayIn(ms, timeZone, c.var.locale)
  const isInTime = closesAt !== null && closesAt > now
  const view = (
    <ReopenPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      form={state ?? { ...EMPTY_FORM, values: { closesOn: isInTime ? lastDayOf(closesAt, timeZone) : '' } }}
      count={facts.count}
      hasOutcome={outcome !== null}
      timeZone={timeZone}
      endedOn={day(ended)}
      until={until > now ? day(until) : null}
    />
  )
  return page(c, view, state === undefined ? 200 : 422)
}
