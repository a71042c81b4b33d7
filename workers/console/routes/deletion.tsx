/** How an owner deletes a petition that was open, and undoes it. */
import { Hono } from 'hono'

import { addressOf } from '../../../src/address.ts'
import { deleteOpened } from '../../../src/accounts/erase-petitions.ts'
import { may } from '../../../src/accounts/roles.ts'
import { DeletedPage, DeleteOpenedPage } from '../../../src/console/ending/delete.tsx'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { dayIn } from '../../../src/i18n/time.ts'
import { readBeforeEnd } from '../../../src/ledger/before-end.ts'
import { DAY_MS, DELETION_GRACE_DAYS } from '../../../src/limits.ts'
import { undoableUntil, undoDeletion } from '../../../src/petitions/deletion.ts'
import { firstIdAt } from '../../../src/uuid-time.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { unconfirmed } from '../confirm.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { sendDeliveries } from '../outbox.ts'
import { aroundOf, notFound, page, seeOther } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import type { Values } from '../values.ts'

/** Under `/p/:slug`. */
export const deletionRoutes = new Hono<ConsoleContext>()

type DeletionContext = RouteContext & { var: InPetition }

deletionRoutes.get('/deleted', requireRole('see', 'also deleted'), async (c) => {
  const { petition, role } = c.var
  const { deletedAt, finalCount, timeZone, erasingAt } = petition
  const until = undoableUntil(petition)
  if (deletedAt === null || until === null) return seeOther(c, `/console/p/${addressOf(petition)}`)
  const now = Date.now()
  const day = (ms: number): string => dayIn(ms, timeZone, c.var.locale)
  const view = (
    <DeletedPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      count={finalCount ?? 0}
      deletedOn={day(deletedAt)}
      until={erasingAt !== null || until <= now ? null : day(until)}
      isOwner={may(role, 'settings')}
    />
  )
  return page(c, view)
})

deletionRoutes.post('/deleted/undo', requireRole('settings', 'also deleted'), async (c) => {
  const { petition } = c.var
  const isUndone = await undoDeletion(c.env.DB, petition.id, { by: byAccount(c.var), now: Date.now() })
  // Pressed twice, it is back already; or it is too late, and the page says so.
  return changed(petition, seeOther(c, `/console/p/${addressOf(petition)}`, isUndone ? 'deletion-undone' : undefined))
})

export async function deleteOpenedPage(c: DeletionContext, state: FormState = EMPTY_FORM): Promise<Response> {
  const { petition } = c.var
  const now = Date.now()
  const facts = await readBeforeEnd(c.env.DB, petition.id, firstIdAt(now))
  if (facts === null) return notFound(c)
  const view = (
    <DeleteOpenedPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      form={state}
      people={facts.people}
      until={dayIn(now + DELETION_GRACE_DAYS * DAY_MS, petition.timeZone, c.var.locale)}
    />
  )
  return page(c, view, state === EMPTY_FORM ? 200 : 422)
}

export async function deleteOpenedPetition(c: DeletionContext & { var: { values: Values } }): Promise<Response> {
  const { petition, session, values } = c.var
  const now = Date.now()
  const facts = await readBeforeEnd(c.env.DB, petition.id, firstIdAt(now))
  if (facts === null) return notFound(c)
  const problem = unconfirmed(c, values, facts.people)
  if (problem !== null) return deleteOpenedPage(c, problem)
  const { settings } = await servicesOf(c.env)
  const deletion = { petitionId: petition.id, accountId: session.account.id, origin: settings.publicOrigin, now }
  const deliveryIds = await deleteOpened(c.env.DB, deletion)
  if (deliveryIds !== null) sendDeliveries(c, deliveryIds)
  return changed(petition, seeOther(c, `/console/p/${addressOf(petition)}/deleted`, 'petition-deleted'))
}
