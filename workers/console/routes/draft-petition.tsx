/** What owners do with a petition that is not open: send it for approval or open it, take it back, delete it. */
import { Hono } from 'hono'

import { addressOf } from '../../../src/address.ts'
import { deletePetition } from '../../../src/accounts/delete-petition.ts'
import { sendDraft, takeBackFromApproval } from '../../../src/accounts/moderate.ts'
import { DeletePage, SendPage, TakeBackPage } from '../../../src/console/overview/draft.tsx'
import type { FormState } from '../../../src/console/parts/form.tsx'
import { endOfDay, lastDayOf } from '../../../src/console/start/last-day.ts'
import { changedHeader } from '../../../src/http/changed-header.ts'
import { momentIn } from '../../../src/i18n/time.ts'
import { iso } from '../../../src/iso-time.ts'
import { isPast, opensLater } from '../../../src/petitions/opening.ts'
import { patchPetition } from '../../../src/petitions/patch.ts'
import { findPetition, type Petition } from '../../../src/petitions/petitions.ts'
import type { FieldProblem } from '../../../src/refusal.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { errorsOf, form, wrong } from '../form.ts'
import { aroundOf, page, seeOther } from '../respond.tsx'
import { aroundPetitionOf, needsApproval, openingText } from '../shown.ts'
import type { Values } from '../values.ts'
import { deleteOpenedPage, deleteOpenedPetition } from './deletion.tsx'

/** Under `/p/:slug`. */
export const draftPetitionRoutes = new Hono<ConsoleContext>()

type DraftContext = RouteContext & { var: InPetition }

const pathOf = (petition: Petition): string => `/console/p/${addressOf(petition)}`

/** Nothing is to be done here with what is open, or was decided meanwhile: its page says how it is. */
const isWaiting = ({ state, submittedAt, scheduledAt }: Petition): boolean =>
  state === 'draft' && (submittedAt !== null || scheduledAt !== null)
const isDraft = (petition: Petition): boolean => petition.state === 'draft' && !isWaiting(petition)

draftPetitionRoutes.get('/approval', requireRole('settings'), async (c) => {
  const { petition } = c.var
  if (isDraft(petition)) return sendPage(c, petition)
  if (!isWaiting(petition)) return seeOther(c, pathOf(petition))
  const view = <TakeBackPage around={await aroundOf(c)} petition={aroundPetitionOf(petition, Date.now())} />
  return page(c, view)
})

draftPetitionRoutes.post('/approval', requireRole('settings'), form(), async (c) => {
  const { petition, values } = c.var
  if (!isDraft(petition)) return seeOther(c, pathOf(petition))
  const now = Date.now()
  const saved = await withLastDay(c, petition, { values, now })
  if (!saved.ok) return saved.response
  const waits = await needsApproval(c)
  const sent = await sendDraft(c.env.DB, saved.petition, { waits, by: byAccount(c.var), now })
  const how = waits ? 'submitted' : opensLater(petition, now) ? 'scheduled' : 'published'
  if (sent.ok) return changed(petition, seeOther(c, pathOf(petition), how))
  if (sent.why === 'changed') {
    const current = await findPetition(c.env.DB, petition.slug)
    // Sent by a first press of the same button; or changed by somebody else of the team: the page has it as it is now.
    const isSent = current !== null && !isDraft(current)
    return seeOther(c, isSent ? pathOf(petition) : `${pathOf(petition)}/approval`, isSent ? how : undefined)
  }
  if (sent.why === 'in-the-past' || sent.why === 'before-opening')
    return sendPage(c, petition, closesOnForm(c, values, sent.why))
  return sendPage(c, petition, wrong(values, 'publicKeys', openingText(c, sent.why)))
})

draftPetitionRoutes.post('/approval/take-back', requireRole('settings'), async (c) => {
  const { petition } = c.var
  const isTaken = await takeBackFromApproval(c.env.DB, petition.id, { by: byAccount(c.var), now: Date.now() })
  return seeOther(c, pathOf(petition), isTaken ? 'taken-back' : undefined)
})

draftPetitionRoutes.get('/delete', requireRole('settings'), async (c) => {
  const { petition } = c.var
  if (petition.state !== 'draft') return deleteOpenedPage(c)
  if (!isDraft(petition)) return seeOther(c, pathOf(petition))
  return page(c, <DeletePage around={await aroundOf(c)} petition={aroundPetitionOf(petition, Date.now())} />)
})

draftPetitionRoutes.post('/delete', requireRole('settings'), form(), async (c) => {
  const { petition, session } = c.var
  if (petition.state !== 'draft') return deleteOpenedPetition(c)
  const by = session.account.id
  const isDeleted = await deletePetition(c.env.DB, { petitionId: petition.id, by, now: Date.now() })
  return isDeleted ? changed(petition, seeOther(c, '/console', 'petition-deleted')) : seeOther(c, pathOf(petition))
})

type Saved = { ok: true; petition: Petition } | { ok: false; response: Response }

const lastDayIn = ({ closesAt, timeZone }: Petition): string => (closesAt === null ? '' : lastDayOf(closesAt, timeZone))

/** The petition with the last day that was typed, if that is another one: the operator may have asked for it, or it may have passed. */
async function withLastDay(
  c: DraftContext,
  petition: Petition,
  { values, now }: { values: Values; now: number },
): Promise<Saved> {
  const typed = values['closesOn'] ?? ''
  if (typed === lastDayIn(petition)) return { ok: true, petition }
  const closesAt = typed === '' ? null : endOfDay(typed, petition.timeZone)
  const why = typed !== '' && closesAt === null ? 'not-a-time' : isPast(closesAt, now) ? 'in-the-past' : null
  if (why !== null) return { ok: false, response: await sendPage(c, petition, closesOnForm(c, values, why)) }
  const { settings } = await servicesOf(c.env)
  const patched = await patchPetition(
    c.env.DB,
    petition,
    { closesAt: closesAt === null ? null : iso(closesAt) },
    {
      revisions: [petition.revision],
      by: byAccount(c.var),
      needsApproval: await needsApproval(c),
      origin: settings.publicOrigin,
      now,
    },
  )
  const current = await findPetition(c.env.DB, petition.slug)
  // Otherwise by somebody else of the team; a first press of the same button has set the day that was typed.
  if (current === null || (!patched.ok && typed !== lastDayIn(current)))
    return { ok: false, response: seeOther(c, `${pathOf(petition)}/approval`) }
  return { ok: true, petition: current }
}

const closesOnForm = (c: RouteContext, values: Values, code: FieldProblem['code']): FormState => ({
  values,
  errors: errorsOf(c, [{ path: 'closesOn', code }]),
})

async function sendPage(c: DraftContext, petition: Petition, state?: FormState): Promise<Response> {
  const view = (
    <SendPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      form={state ?? { values: { closesOn: lastDayIn(petition) }, errors: {} }}
      waits={await needsApproval(c)}
      opens={opensLater(petition, Date.now()) ? momentIn(petition.opensAt ?? 0, petition.timeZone, c.var.locale) : null}
    />
  )
  return page(c, view, state === undefined ? 200 : 422)
}

/** The edge forgets that there was no such petition. */
function changed(petition: Petition, response: Response): Response {
  for (const [name, value] of Object.entries(changedHeader(petition))) response.headers.set(name, value)
  return response
}
