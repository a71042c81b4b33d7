/** Passkeys: what the script of the pages asks for, as JSON. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { passkeyName } from '../../../schema/account-form.ts'
import { passkeyAdded, passkeyUsed } from '../../../schema/passkey.ts'
import {
  beginAddingPasskey,
  beginSigningIn,
  finishAddingPasskey,
  finishSigningIn,
  type RelyingParty,
} from '../../../src/accounts/passkeys.ts'
import { openSession } from '../../../src/accounts/sessions.ts'
import { readBody } from '../../../src/http/body.ts'
import { validate } from '../../../src/http/validate.ts'
import { CONSOLE_BODY_MAX_BYTES, RATE_LIMIT_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import { anyone, requireAccount } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { sendEmails } from '../outbox.ts'
import { beginSession, newSession } from '../session.ts'
import { withinSignInLimit } from '../sign-in-limit.ts'

/** Under `/passkeys`. */
export const passkeyRoutes = new Hono<ConsoleContext>()

const CHALLENGE_BYTES = 32
const addedForm = z.object({ response: passkeyAdded, name: z.optional(passkeyName) })
const usedForm = z.object({ response: passkeyUsed })

passkeyRoutes.post('/sign-in/begin', anyone('limits by IP prefix'), async (c) => {
  if ((await withinSignInLimit(c)) !== null) return tooMany(c)
  return c.json(await beginSigningIn(c.env.DB, await siteOf(c), newChallenge()), 200, NO_STORE)
})

passkeyRoutes.post('/sign-in', anyone('a passkey answers a challenge that is used once'), async (c) => {
  const read = await readJson(c, usedForm)
  if (read === null) return refused(c)
  const now = Date.now()
  const used = await finishSigningIn(c.env.DB, await siteOf(c), { response: read.response, now })
  const session = newSession(c)
  if (!used.ok || !(await openSession(c.env.DB, { accountId: used.value.accountId, session, now }))) return refused(c)
  await beginSession(c, session)
  return c.json({}, 200, NO_STORE)
})

passkeyRoutes.post('/begin', requireAccount, async (c) => {
  const { account } = c.var.session
  const addresses = await c.env.ADDRESSES.ofAccounts([account.id])
  const label = addresses[account.id] ?? account.name
  const options = await beginAddingPasskey(c.env.DB, await siteOf(c), {
    accountId: account.id,
    label,
    ...newChallenge(),
  })
  return c.json(options, 200, NO_STORE)
})

passkeyRoutes.post('/', requireAccount, async (c) => {
  const read = await readJson(c, addedForm)
  if (read === null) return refused(c)
  const { id: accountId } = c.var.session.account
  // One that nobody has named is known by where it was made.
  const name = read.name ?? newSession(c).label
  const { keys } = await servicesOf(c.env)
  const added = await finishAddingPasskey(c.env.DB, keys, await siteOf(c), {
    accountId,
    name,
    response: read.response,
    emailId: crypto.randomUUID(),
    now: Date.now(),
  })
  if (!added.ok) return refused(c)
  sendEmails(c, [added.value])
  return c.json({}, 200, NO_STORE)
})

const NO_STORE = { 'cache-control': 'no-store' } as const

const newChallenge = () => ({ challenge: crypto.getRandomValues(new Uint8Array(CHALLENGE_BYTES)), now: Date.now() })

async function siteOf(c: RouteContext): Promise<RelyingParty> {
  const { settings } = await servicesOf(c.env)
  return { name: settings.operator.name, origin: settings.publicOrigin }
}

async function readJson<S extends z.ZodMiniType>(c: RouteContext, schema: S): Promise<z.output<S> | null> {
  const body = await readBody(c.req.raw, CONSOLE_BODY_MAX_BYTES)
  if (!body.ok) return null
  const checked = validate(schema, body.value)
  return checked.ok ? checked.value : null
}

/** Why is said to nobody: the page words it. */
const refused = (c: RouteContext): Response => c.json({}, 422, NO_STORE)
const tooMany = (c: RouteContext): Response =>
  c.json({}, 429, { ...NO_STORE, 'retry-after': String(RATE_LIMIT_RETRY_AFTER_SECONDS) })
