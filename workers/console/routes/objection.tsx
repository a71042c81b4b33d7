/** Why a petition was taken down, and the objection of its owners. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { moderationWords } from '../../../schema/account-form.ts'
import { addressOf } from '../../../src/address.ts'
import { objectToTakeDown } from '../../../src/accounts/objections.ts'
import { may } from '../../../src/accounts/roles.ts'
import { ObjectionPage } from '../../../src/console/overview/objection.tsx'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { dayIn } from '../../../src/i18n/time.ts'
import { findObjection, type Objection } from '../../../src/ledger/reports.ts'
import { DAY_MS, OBJECTION_DAYS } from '../../../src/limits.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { type InPetition, requireRole } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import { sendSignerEmails } from '../outbox.ts'
import { aroundOf, page, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import { whenOf } from '../when.ts'

/** Under `/p/:slug`. */
export const objectionRoutes = new Hono<ConsoleContext>()

type ObjectionContext = RouteContext & { var: InPetition }

const objectionForm = z.object({ words: moderationWords })

objectionRoutes.get('/objection', requireRole('see'), (c) => objectionPage(c, EMPTY_FORM))

objectionRoutes.post('/objection', requireRole('settings'), form(), async (c) => {
  const { petition, session, values, locale } = c.var
  const path = `/console/p/${addressOf(petition)}/objection`
  // Put back meanwhile: the page says how it is.
  if (petition.takenDownAt === null) return seeOther(c, path)
  const read = check(c, objectionForm, values)
  if (!read.ok) return objectionPage(c, read.form)
  const { keys } = await servicesOf(c.env)
  const now = Date.now()
  const by = session.account.id
  const sent = await objectToTakeDown(c.env.DB, keys, { petition, by, words: read.value.words, locale, now })
  if (!sent.ok) {
    const objection = await findObjection(c.env.DB, petition.id, petition.takenDownAt)
    // The first press of the button has sent it.
    if (objection !== null) return seeOther(c, path)
    return objectionPage(c, wrong(values, 'words', wordsOf(c).operator.objection.notPossible))
  }
  if (sent.value !== null) sendSignerEmails(c, [sent.value])
  return seeOther(c, path, 'objection-sent')
})

async function objectionPage(c: ObjectionContext, state: FormState): Promise<Response> {
  const { petition, role, locale } = c.var
  const { takenDownAt, takenDownGround: ground, takenDownReason: reason } = petition
  if (takenDownAt === null || ground === null || reason === null)
    return seeOther(c, `/console/p/${addressOf(petition)}`)
  const { settings } = await servicesOf(c.env)
  const { contact } = settings.operator
  const objection = await findObjection(c.env.DB, petition.id, takenDownAt)
  const now = Date.now()
  const isLate = takenDownAt <= now - OBJECTION_DAYS * DAY_MS
  const mayObject = objection === null && !isLate && may(role, 'settings')
  const view = (
    <ObjectionPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      {...{ ground, reason }}
      until={mayObject ? dayIn(takenDownAt + OBJECTION_DAYS * DAY_MS - 1, petition.timeZone, locale) : null}
      why={whyNot(c, petition, objection, isLate)}
      contact={contact.kind === 'email' ? contact.address : contact.url}
      form={state}
    />
  )
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}

function whyNot(c: RouteContext, { timeZone }: Petition, objection: Objection | null, isLate: boolean): string | null {
  const words = wordsOf(c).operator.objection
  if (objection === null) return isLate ? words.late : null
  const { createdAt, decidedAt } = objection
  return decidedAt === null
    ? words.waits(whenOf(c, createdAt, timeZone))
    : words.decided(whenOf(c, decidedAt, timeZone))
}
