/** Signatures from paper and earlier lists. */
import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'

import { claimForm, correctionForm } from '../../../schema/claim.ts'
import { addressOf } from '../../../src/address.ts'
import { may } from '../../../src/accounts/roles.ts'
import type { FormState } from '../../../src/console/parts/form.tsx'
import { CorrectPage, PaperPage, type ShownClaim } from '../../../src/console/paper/paper.tsx'
import { dayIn } from '../../../src/i18n/time.ts'
import { addClaim, type Claim, correctClaim, listClaims, netClaims } from '../../../src/ledger/claims.ts'
import { readPublicCount } from '../../../src/ledger/counter.ts'
import { type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import { sendDeliveries } from '../outbox.ts'
import { memberNames } from '../names.ts'
import { aroundOf, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import { todayOf } from '../when.ts'
import type { Values } from '../values.ts'

/** Under `/p/:slug/paper`. */
export const paperRoutes = new Hono<ConsoleContext>()

type PaperContext = RouteContext & { var: InPetition }

paperRoutes.get('/', requireRole('paper'), (c) => paperPage(c, newForm(c)))

paperRoutes.post('/', requireRole('claim'), form(), async (c) => {
  const { petition, values } = c.var
  const { paper } = wordsOf(c)
  const read = check(c, claimForm, values)
  const errors: Record<string, string> = read.ok ? {} : paperErrors(c, read.form.errors, paper.wrongNumber)
  if ((values['collectedOn'] ?? '') > todayOf(c.var.petition.timeZone)) errors['collectedOn'] = paper.wrongDay
  if (values['counted'] !== 'yes') errors['counted'] = paper.countedNeeded
  if (!read.ok || Object.keys(errors).length > 0) return paperPage(c, { values: withId(values), errors })
  const added = await addClaim(c.env.DB, petition.id, read.value, await byOf(c))
  if (added.result === 'added') sendDeliveries(c, added.deliveryIds)
  else if (added.result !== 'already') return paperPage(c, wrong(values, 'n', paper.tooMany))
  return changed(c.var.petition, seeOther(c, pathOf(c), 'claim-added', read.value.n))
})

paperRoutes.get('/:id', requireRole('claim'), async (c) => {
  const claim = await correctable(c)
  return claim === null ? notFound(c) : correctPage(c, claim, { values: { id: uuidv7() }, errors: {} })
})

paperRoutes.post('/:id', requireRole('claim'), form(), async (c) => {
  const { petition, values } = c.var
  const { paper } = wordsOf(c)
  const claim = await correctable(c)
  if (claim === null) return notFound(c)
  const read = check(c, correctionForm, values)
  if (!read.ok) {
    const errors = paperErrors(c, read.form.errors, paper.wrongRight)
    return correctPage(c, claim, { values: withId(values), errors }, 422)
  }
  const { n, was } = read.value
  const corrected = await correctClaim(c.env.DB, petition.id, { corrects: claim.id, form: read.value }, await byOf(c))
  switch (corrected.result) {
    case 'added':
      sendDeliveries(c, corrected.deliveryIds)
      return changed(c.var.petition, seeOther(c, pathOf(c), 'claim-corrected'))
    case 'already':
      return seeOther(c, pathOf(c), 'claim-corrected')
    case 'not-found':
      return notFound(c)
    case 'too-many':
      return correctPage(c, claim, wrong(values, 'n', paper.tooMany), 422)
    case 'changed':
      // The number is read again: the entry may have been corrected since the page was asked for.
      return n === was ? correctPage(c, claim, wrong(values, 'n', paper.same), 422) : meanwhilePage(c, values)
  }
})

/** Somebody else was faster: what the entry says now, with what was typed. */
async function meanwhilePage(c: PaperContext, values: Values): Promise<Response> {
  const claim = await correctable(c)
  if (claim === null) return notFound(c)
  return correctPage(c, claim, wrong(values, 'n', wordsOf(c).paper.meanwhile(claim.total)), 412)
}

const pathOf = (c: PaperContext): string => `/console/p/${addressOf(c.var.petition)}/paper`

const newForm = (c: PaperContext): FormState => ({
  values: { id: uuidv7(), kind: 'paper', collectedOn: todayOf(c.var.petition.timeZone) },
  errors: {},
})

/** A form without an id, or with one that is none, gets another. */
const withId = (values: Values): Values => ({
  ...values,
  id: /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(values['id'] ?? '')
    ? (values['id'] ?? '')
    : uuidv7(),
})

/** The sentences of the API are for numbers and times as programs write them. */
function paperErrors(c: PaperContext, errors: FormState['errors'], wrongNumber: string): Record<string, string> {
  const { paper } = wordsOf(c)
  const { id: _id, was: _was, ...own } = errors
  return {
    ...own,
    ...('n' in own ? { n: wrongNumber } : {}),
    ...('collectedOn' in own ? { collectedOn: paper.wrongDay } : {}),
  }
}

async function byOf(c: PaperContext) {
  const { settings } = await servicesOf(c.env)
  return {
    by: { kind: 'account', id: c.var.session.account.id } as const,
    origin: settings.publicOrigin,
    now: Date.now(),
  }
}

/** The entry in the path with what it comes to; null if there is none that can be corrected. */
async function correctable(c: PaperContext): Promise<ShownClaim | null> {
  const id = c.req.param('id')
  const claims = await shownClaims(c)
  return claims.find((claim) => claim.id === id && claim.corrects === null && claim.kind !== 'import') ?? null
}

async function shownClaims(c: PaperContext): Promise<ShownClaim[]> {
  const { petition } = c.var
  const { locale } = c.var
  const [claims, names] = await Promise.all([listClaims(c.env.DB, petition.id), memberNames(c)])
  const totals = new Map(netClaims(claims).map(({ id, total }) => [id, total]))
  return claims.filter(isShown).map((claim) =>
    Object.assign({}, claim, {
      total: totals.get(claim.id) ?? 0,
      signedHere: claim.kind === 'import' && claim.undoneAt === null ? claim.added - claim.withdrawn - claim.n : 0,
      collected: claim.collectedOn === null ? null : dayIn(Date.parse(claim.collectedOn), 'UTC', locale),
      undone: claim.undoneAt === null ? null : dayIn(claim.undoneAt, petition.timeZone, locale),
      by: names.get(claim.addedBy ?? '') ?? '',
    }),
  )
}

/** Not an import that was only tested. */
const isShown = ({ kind, begunAt }: Claim): boolean => kind !== 'import' || begunAt !== null

async function paperPage(c: PaperContext, state: FormState): Promise<Response> {
  const { petition, role } = c.var
  const [claims, parts] = await Promise.all([shownClaims(c), readPublicCount(c.env.DB, petition.id)])
  const view = (
    <PaperPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      claims={claims}
      count={parts?.count ?? 0}
      claimed={parts?.claimed ?? 0}
      form={may(role, 'claim') ? state : null}
      isDraft={petition.state === 'draft'}
    />
  )
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}

async function correctPage(c: PaperContext, claim: ShownClaim, state: FormState, status: 200 | 412 | 422 = 200) {
  const petition = aroundPetitionOf(c.var.petition, Date.now())
  return page(c, <CorrectPage around={await aroundOf(c)} {...{ petition, claim }} form={state} />, status)
}
