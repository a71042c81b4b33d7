/** Who runs this site. */
import { Hono } from 'hono'

import { listOperators, type OperatorAccount, removeOperator } from '../../../src/accounts/operators.ts'
import { OperatorsPage, RemoveOperatorPage } from '../../../src/console/site/operators.tsx'
import { log } from '../../../src/platform/log.ts'
import { requireOperator } from '../access.ts'
import type { ConsoleContext } from '../context.ts'
import { aroundOf, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import { whenOf } from '../when.ts'
import { SITE, type SiteContext } from './site-shared.ts'

/** Under `/site/operators`. */
export const operatorRoutes = new Hono<ConsoleContext>()

operatorRoutes.get('/', requireOperator, async (c) => {
  const operators = await listOperators(c.env.DB)
  const addresses = await c.env.ADDRESSES.ofAccounts(operators.map(({ accountId }) => accountId))
  const view = (
    <OperatorsPage
      around={await aroundOf(c)}
      operators={operators.map((operator) => ({
        id: operator.accountId,
        name: nameOf(c, operator),
        email: addresses[operator.accountId] ?? null,
        seen: operator.seenAt === null ? null : whenOf(c, operator.seenAt),
        isReader: operator.accountId === c.var.session.account.id,
      }))}
    />
  )
  return page(c, view)
})

operatorRoutes.get('/:id', requireOperator, (c) => removePage(c, c.req.param('id') ?? ''))

operatorRoutes.post('/:id/remove', requireOperator, async (c) => {
  const accountId = c.req.param('id')
  const by = c.var.session.account.id
  const removed = await removeOperator(c.env.DB, { accountId, by })
  if (!removed.ok) {
    // A second click finds none: the list says how it is.
    return removed.why === 'last' ? removePage(c, accountId, 409) : seeOther(c, `${SITE}/operators`)
  }
  log.warn('operators.removed', { account: accountId, by })
  // These pages are no longer the reader's own.
  return seeOther(c, accountId === by ? '/console' : `${SITE}/operators`, 'operator-removed')
})

async function removePage(c: SiteContext, accountId: string, status: 200 | 409 = 200): Promise<Response> {
  const operators = await listOperators(c.env.DB)
  const operator = operators.find((one) => one.accountId === accountId)
  if (operator === undefined) return notFound(c)
  const view = (
    <RemoveOperatorPage
      around={await aroundOf(c)}
      operator={{ id: accountId, name: nameOf(c, operator) }}
      left={operators.length - 1}
    />
  )
  return page(c, view, status)
}

const nameOf = (c: SiteContext, { name }: OperatorAccount): string => (name === '' ? wordsOf(c).operator.unnamed : name)
