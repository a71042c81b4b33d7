/** Public names and reasons: who is shown, what is hidden, and when names appear. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { HIDING_GROUNDS, HIDINGS, moderationOf, MODERATIONS } from '../../../schema/signature.ts'
import { addressOf } from '../../../src/address.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import {
  HidePage,
  ModerationPage,
  SHOWN,
  type ShownName,
  signersPath,
  SignersPage,
} from '../../../src/console/people/signers.tsx'
import type { Decision } from '../../../src/accounts/decision.ts'
import { dismissReports, hideReported } from '../../../src/accounts/reports.ts'
import { may } from '../../../src/accounts/roles.ts'
import { searchWords } from '../../../src/folded-text.ts'
import { listAudit } from '../../../src/audit.ts'
import { showSigner, showWaiting } from '../../../src/ledger/hide.ts'
import { listReportedNames } from '../../../src/ledger/reports.ts'
import { findName, listNames, NAME_LISTS, type NamedSigner } from '../../../src/ledger/signers.ts'
import { readWaits } from '../../../src/ledger/waits.ts'
import { NAMES_PAGE_ROWS, SEARCH_MAX_UNITS } from '../../../src/limits.ts'
import { setModeration } from '../../../src/petitions/names-moderation.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { check, form } from '../form.ts'
import type { Done } from '../notices.ts'
import { shownEntries, teamOf } from '../log-entries.ts'
import { sendEmails } from '../outbox.ts'
import { pathTo } from '../path-to.ts'
import { aroundOf, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import { whenOf } from '../when.ts'

/** Under `/p/:slug/signers`. */
export const signerRoutes = new Hono<ConsoleContext>()

type SignersContext = RouteContext & { var: InPetition }

const NOT_A_CHOICE = { error: 'not-a-choice' } as const
const hideForm = z.object({
  hide: z.enum(['reason', 'both'], NOT_A_CHOICE),
  why: z.enum(HIDING_GROUNDS, NOT_A_CHOICE),
})
const moderationForm = z.object({ moderation: z.enum(MODERATIONS, NOT_A_CHOICE) })

signerRoutes.get('/', requireRole('review'), async (c) => {
  const { petition, role } = c.var
  const { show = '', before = '' } = c.req.query()
  const q = (c.req.query('q') ?? '').slice(0, SEARCH_MAX_UNITS)
  const list = NAME_LISTS.find((one) => one === show) ?? 'all'
  const cursor = isId(before) ? before : null
  const [found, reported] = await Promise.all([
    listNames(c.env.DB, { petitionId: petition.id, list, words: searchWords(q), cursor }),
    listReportedNames(c.env.DB, petition.id),
  ])
  const path = signersPath(addressOf(petition))
  const chosen = { q, show: list === 'all' ? '' : list }
  const around = await aroundOf(c)
  const hidings = await hidingsOf(c, found.names)
  const view = (
    <SignersPage
      around={{ ...around, undo: undoOf(c) }}
      petition={aroundPetitionOf(petition, Date.now())}
      {...{ list, q, reported }}
      lists={NAME_LISTS}
      names={found.names.map((name) => shownName(c, name, hidings.get(name.id)))}
      isPartial={found.isPartial}
      older={found.cursor === null ? null : pathTo(path, { ...chosen, before: found.cursor })}
      newest={cursor === null ? null : pathTo(path, chosen)}
      mayChangeModeration={may(role, 'settings')}
    />
  )
  return page(c, view)
})

signerRoutes.get('/moderation', requireRole('settings'), (c) =>
  moderationPage(c, { values: { moderation: moderationOf(c.var.petition) }, errors: {} }),
)

signerRoutes.post('/moderation', requireRole('settings'), form(), async (c) => {
  const { petition, values } = c.var
  const read = check(c, moderationForm, values)
  if (!read.ok) return moderationPage(c, read.form)
  await setModeration(c.env.DB, petition.id, read.value.moderation, { by: byAccount(c.var), now: Date.now() })
  return changed(c.var.petition, seeOther(c, `${signersPath(addressOf(petition))}/moderation`, 'moderation-changed'))
})

// All that waits on the page from which it is sent.
signerRoutes.post('/show', requireRole('review'), form(), async (c) => {
  const { petition, values } = c.var
  const ids = (values['ids'] ?? '').split(' ').filter(isId).slice(0, NAMES_PAGE_ROWS)
  const n = ids.length === 0 ? 0 : await showWaiting(c.env.DB, { petitionId: petition.id, ids, ...nowBy(c) })
  return changed(
    c.var.petition,
    seeOther(
      c,
      `${signersPath(addressOf(petition))}?show=waiting`,
      n > 0 ? 'signers-shown' : undefined,
      n > 0 ? n : undefined,
    ),
  )
})

signerRoutes.get('/:id', requireRole('review'), (c) => hidePage(c, EMPTY_FORM))

signerRoutes.post('/:id/hide', requireRole('review'), form(), async (c) => {
  const { values } = c.var
  const id = c.req.param('id') ?? ''
  const read = check(c, hideForm, values)
  if (!read.ok) return hidePage(c, read.form)
  const before = await nameOf(c)
  if (before === null) return notFound(c)
  const { hide, why } = read.value
  const { keys } = await servicesOf(c.env)
  // Of a name that stays, only what its reader knows is decided: another report may be of the name.
  const { upTo: known = NO_REPORT } = values
  const upTo = hide === 'both' ? null : isId(known) ? known : NO_REPORT
  sendEmails(c, await hideReported(c.env.DB, keys, { ...(await decisionOf(c)), id, hide, why, upTo }))
  // After a second press it is hidden so already: then it was as the form says.
  const was = before.hidden === hide ? (hidingIn(values['was']) ?? SHOWN) : (before.hidden ?? SHOWN)
  return changed(c.var.petition, back(c, hide === 'reason' ? 'reason-hidden' : 'signer-hidden', { id, was }))
})

signerRoutes.post('/:id/show', requireRole('review'), form(), async (c) => {
  const id = c.req.param('id') ?? ''
  const to = hidingIn(c.var.values['to'])
  if ((await nameOf(c)) === null) return notFound(c)
  await showSigner(c.env.DB, { petitionId: c.var.petition.id, id, to, ...nowBy(c) })
  return changed(c.var.petition, back(c, to === null ? 'signer-shown' : 'hiding-undone', {}))
})

// Reports of the name, which stays as it is.
signerRoutes.post('/:id/dismiss', requireRole('review'), form(), async (c) => {
  const { petition, values } = c.var
  const id = c.req.param('id') ?? ''
  const upTo = values['upTo'] ?? ''
  const path = signersPath(addressOf(petition))
  if (!isId(id) || !isId(upTo)) return seeOther(c, path)
  const { keys } = await servicesOf(c.env)
  const dismissed = await dismissReports(c.env.DB, keys, { ...(await decisionOf(c)), id, upTo })
  if (!dismissed.ok) return seeOther(c, path)
  sendEmails(c, dismissed.value)
  return seeOther(c, path, 'report-decided')
})

/** Instead of the last report that is decided. */
const NO_REPORT = ''

/** Null if nothing is hidden, and for a value that is none of these. */
const hidingIn = (value: string | undefined) => HIDINGS.find((one) => one === value) ?? null

const isId = (text: string): boolean => /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(text)

const nowBy = (c: SignersContext) => ({ by: byAccount(c.var), now: Date.now() })

const decisionOf = async (c: SignersContext): Promise<Decision> => ({
  petition: c.var.petition,
  origin: (await servicesOf(c.env)).settings.publicOrigin,
  newId: () => crypto.randomUUID(),
  ...nowBy(c),
})

/** To the list, with what undoes it. */
const back = (c: SignersContext, done: Done, query: Record<string, string>): Response =>
  seeOther(c, pathTo(signersPath(addressOf(c.var.petition)), query), done)

function undoOf(c: SignersContext) {
  const { done, id = '', was = '' } = c.req.query()
  if ((done !== 'reason-hidden' && done !== 'signer-hidden') || !isId(id)) return undefined
  return {
    action: `${signersPath(addressOf(c.var.petition))}/${id}/show`,
    label: wordsOf(c).signers.undo,
    hidden: { to: was },
  }
}

const nameOf = async (c: SignersContext): Promise<NamedSigner | null> => {
  const id = c.req.param('id') ?? ''
  return isId(id) ? findName(c.env.DB, c.var.petition.id, id) : null
}

const shownName = (c: SignersContext, name: NamedSigner, hiding: string | null = null): ShownName => ({
  ...name,
  hiding,
  signed: whenOf(c, name.signedAt, c.var.petition.timeZone),
})

/** Of those that are hidden, who did it, why and when: by the newest entries of the log, which names no signer. */
async function hidingsOf(c: SignersContext, names: readonly NamedSigner[]): Promise<ReadonlyMap<string, string>> {
  const hidden = new Set(names.filter(({ hidden: of }) => of === 'reason' || of === 'both').map(({ id }) => id))
  if (hidden.size === 0) return new Map()
  const { entries } = await listAudit(c.env.DB, c.var.petition.id, { acts: ['signer-hidden'], by: null }, null)
  const of = entries.filter(({ facts: { signature } }) => typeof signature === 'string' && hidden.has(signature))
  const shown = await shownEntries(c, of, await teamOf(c))
  const { whys } = wordsOf(c).signers
  // The newest is first, and stays.
  return new Map(
    shown.toReversed().map(({ entry: { facts }, who, when }) => {
      const why = HIDING_GROUNDS.find((one) => one === facts.why)
      return [String(facts.signature), [who, ...(why === undefined ? [] : [whys[why]]), when].join(' · ')]
    }),
  )
}

async function hidePage(c: SignersContext, state: FormState): Promise<Response> {
  const [name, reported] = await Promise.all([nameOf(c), listReportedNames(c.env.DB, c.var.petition.id)])
  if (name === null) return notFound(c)
  const upTo = state.values['upTo'] ?? reported.find(({ id }) => id === name.id)?.upTo ?? NO_REPORT
  const values = { hide: name.comment === null || name.hidden === 'reason' ? 'both' : 'reason', ...state.values }
  const view = (
    <HidePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(c.var.petition, Date.now())}
      name={shownName(c, name)}
      upTo={upTo}
      form={{ ...state, values }}
    />
  )
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}

async function moderationPage(c: SignersContext, state: FormState): Promise<Response> {
  const { petition } = c.var
  const { signers: waiting } = await readWaits(c.env.DB, petition.id)
  const view = (
    <ModerationPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      moderation={moderationOf(petition)}
      waiting={waiting}
      form={state}
    />
  )
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}
