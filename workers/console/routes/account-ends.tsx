/** Of the reader’s own account, what ends: each has a page that says what happens, and a POST. */
import { Hono } from 'hono'

import { countOwn, deleteAccount, listOnlyOwned } from '../../../src/accounts/delete-account.ts'
import { countMade } from '../../../src/accounts/made.ts'
import { isLastOperator } from '../../../src/accounts/operators.ts'
import { listPasskeys, removePasskey } from '../../../src/accounts/passkey-list.ts'
import { endAllSessions, endOtherSession, listSessions } from '../../../src/accounts/sessions.ts'
import { DeleteAccountPage, EndAllPage, EndPasskeyPage, EndSessionPage } from '../../../src/console/account-ends.tsx'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { requireAccount, type Signed } from '../access.ts'
import { unconfirmed } from '../confirm.ts'
import type { ConsoleContext, RouteContext } from '../context.ts'
import { form } from '../form.ts'
import { aroundOf, page, seeOther } from '../respond.tsx'
import { dropCookie } from '../session.ts'
import { whenOf } from '../when.ts'

/** Under `/account`. */
export const accountEndRoutes = new Hono<ConsoleContext>()

type AccountContext = RouteContext & { var: Signed }

const HERE = '/console/account'

accountEndRoutes.get('/passkeys/:id/remove', requireAccount, async (c) => {
  const passkeys = await listPasskeys(c.env.DB, c.var.session.account.id)
  const passkey = passkeys.find(({ id }) => id === c.req.param('id'))
  // Removed already: the account says which there are.
  if (passkey === undefined) return seeOther(c, HERE)
  const { id, name } = passkey
  return page(c, <EndPasskeyPage around={await aroundOf(c)} {...{ id, name }} others={passkeys.length - 1} />)
})

accountEndRoutes.post('/passkeys/:id/remove', requireAccount, async (c) => {
  await removePasskey(c.env.DB, c.var.session.account.id, c.req.param('id'))
  return seeOther(c, HERE, 'passkey-removed')
})

accountEndRoutes.get('/sessions/end', requireAccount, async (c) => {
  const sessions = await listSessions(c.env.DB, c.var.session.account.id, Date.now())
  return page(c, <EndAllPage around={await aroundOf(c)} sessions={sessions.length} />)
})

accountEndRoutes.post('/sessions/end', requireAccount, async (c) => {
  const { account } = c.var.session
  await endAllSessions(c.env.DB, account.id, Date.now())
  dropCookie(c)
  return seeOther(c, `/console/sign-in?lang=${account.locale}`, 'signed-out')
})

accountEndRoutes.get('/sessions/:id/end', requireAccount, async (c) => {
  const sessions = await listSessions(c.env.DB, c.var.session.account.id, Date.now())
  const session = sessions.find(({ id }) => id === c.req.param('id'))
  if (session === undefined) return seeOther(c, HERE)
  const { id, label, seenAt } = session
  return page(c, <EndSessionPage around={await aroundOf(c)} {...{ id, label }} used={whenOf(c, seenAt)} />)
})

accountEndRoutes.post('/sessions/:id/end', requireAccount, async (c) => {
  await endOtherSession(c.env.DB, c.var.session.account.id, c.req.param('id'), Date.now())
  return seeOther(c, HERE, 'session-ended')
})

accountEndRoutes.get('/delete', requireAccount, (c) => deletePage(c))

accountEndRoutes.post('/delete', requireAccount, form(), async (c) => {
  const { account } = c.var.session
  const problem = unconfirmed(c, c.var.values, 0)
  if (problem !== null) return deletePage(c, problem)
  const deleted = await deleteAccount(c.env.DB, account.id, Date.now())
  if (!deleted.ok && deleted.why !== 'not-found') return deletePage(c)
  dropCookie(c)
  return seeOther(c, `/console/sign-in?lang=${account.locale}`, 'account-deleted')
})

async function deletePage(c: AccountContext, state: FormState = EMPTY_FORM): Promise<Response> {
  const { DB } = c.env
  const { id } = c.var.session.account
  const now = Date.now()
  const [owned, isLast, sessions, own, made] = await Promise.all([
    listOnlyOwned(DB, id),
    isLastOperator(DB, id),
    listSessions(DB, id, now),
    countOwn(DB, id),
    countMade(DB, { accountId: id, petitionId: null, now }),
  ])
  const view = (
    <DeleteAccountPage
      around={await aroundOf(c)}
      onlyOwnerOf={owned.map(({ title }) => title)}
      isLastOperator={isLast}
      ending={{ ...own, ...made, sessions: sessions.length }}
      form={state}
    />
  )
  return page(c, view, state === EMPTY_FORM ? 200 : 422)
}
