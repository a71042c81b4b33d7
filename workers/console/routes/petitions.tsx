/** The petitions of an account, and adding one by its token. */
import { Hono } from 'hono'

import { addressOf } from '../../../src/address.ts'
import { claimPetition } from '../../../src/accounts/claim.ts'
import { listDrafts } from '../../../src/accounts/drafts.ts'
import { listPetitionsOf, type OwnPetition } from '../../../src/accounts/members.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { type Listed, PetitionsPage } from '../../../src/console/petitions.tsx'
import { draftValues, stepOf } from '../../../src/console/start/draft.ts'
import { nextGoal } from '../../../src/ledger/milestones.ts'
import { dayIn } from '../../../src/i18n/time.ts'
import { findPetitionById } from '../../../src/petitions/petitions.ts'
import { requireAccount, type Signed } from '../access.ts'
import { type ConsoleContext, type RouteContext } from '../context.ts'
import { form, wrong } from '../form.ts'
import { aroundOf, page, seeOther, wordsOf } from '../respond.tsx'
import { shownStateOf } from '../shown.ts'
import { whenOf } from '../when.ts'

export const petitionsRoutes = new Hono<ConsoleContext>()

petitionsRoutes.get('/', requireAccount, (c) => petitionsPage(c, c.var.session, EMPTY_FORM))

petitionsRoutes.post('/claim', requireAccount, form(), async (c) => {
  const { values, session } = c.var
  const token = (values['token'] ?? '').trim()
  const claimed = await claimPetition(c.env.DB, { accountId: session.account.id, token, now: Date.now() })
  if (!claimed.ok) {
    const { petitions } = wordsOf(c)
    const text = claimed.why === 'has-owner' ? petitions.claimOwned : petitions.claimWrong
    // The token is a secret: it is not written into the page again.
    return petitionsPage(c, session, wrong({}, 'token', text), 422)
  }
  const petition = await findPetitionById(c.env.DB, claimed.value.petitionId)
  return seeOther(c, petition === null ? '/console' : `/console/p/${addressOf(petition)}`, 'claimed')
})

async function petitionsPage(
  c: RouteContext,
  { account }: Signed['session'],
  claim: FormState,
  status: 200 | 422 = 200,
) {
  const now = Date.now()
  const [drafts, petitions] = await Promise.all([
    listDrafts(c.env.DB, account.id),
    listPetitionsOf(c.env.DB, account.id),
  ])
  const listed: Listed[] = [
    ...drafts.map(({ id, data, updatedAt }): Listed => {
      const values = draftValues(data)
      const { title = '', language = account.locale } = values
      return { kind: 'draft', id, title, language, step: stepOf(values, now), changed: whenOf(c, updatedAt) }
    }),
    ...petitions.map((petition) => listedOf(c, petition)),
  ]
  return page(c, <PetitionsPage around={await aroundOf(c)} {...{ listed, claim }} />, status)
}

function listedOf(c: RouteContext, petition: OwnPetition): Listed {
  const words = wordsOf(c)
  const { slug, title, language, role, count, goal, milestones, closesAt, timeZone, isHeld } = petition
  const state = shownStateOf(petition, Date.now())
  return {
    kind: 'petition',
    slug,
    title,
    language,
    state,
    role,
    count,
    goal: state === 'open' ? nextGoal(count, goal, milestones) : null,
    todo: isHeld ? 1 : 0,
    day:
      state === 'open' && closesAt !== null
        ? words.petitions.closes(dayIn(closesAt - 1, timeZone, c.var.locale))
        : null,
  }
}
