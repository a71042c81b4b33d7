/** The way into the console for a person who has the operator's token: a link that makes its reader an operator. */
import { Hono } from 'hono'

import type { OperatorLinkCreated } from '../../../schema/account.ts'
import { addOperatorLink } from '../../../src/accounts/operators.ts'
import { newSecret } from '../../../src/crypto/secret.ts'
import { iso } from '../../../src/iso-time.ts'
import { log } from '../../../src/platform/log.ts'
import { requireOperator } from '../access.ts'
import { type EdgeContext, PRIVATE } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/api/operator-links`. */
export const operatorLinkRoutes = new Hono<EdgeContext>()

operatorLinkRoutes.post('/', requireOperator, async (c) => {
  const { publicOrigin: origin } = servicesOf(c.env).settings
  const { url, expiresAt } = await addOperatorLink(c.env.DB, { origin, token: newSecret(), now: Date.now() })
  log.warn('operators.link-made', {})
  const body: OperatorLinkCreated = { url, expiresAt: iso(expiresAt) }
  return c.json(body, 201, PRIVATE)
})
