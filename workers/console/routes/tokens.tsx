/** Tokens for programs. */
import { Hono } from 'hono'

import type { Scope } from '../../../schema/account.ts'
import { tokenName } from '../../../schema/account-form.ts'
import { addressOf } from '../../../src/address.ts'
import type { FormState } from '../../../src/console/parts/form.tsx'
import {
  RevokePage,
  SHOWN_SCOPES,
  type ShownToken,
  TOKEN_MONTHS,
  TokensPage,
} from '../../../src/console/team/tokens.tsx'
import { DAY_MS } from '../../../src/limits.ts'
import { addToken, listTokens, revokeToken } from '../../../src/petitions/team-tokens.ts'
import { tokenOfForm } from '../../../src/petitions/tokens.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import { aroundOf, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import { whenOf } from '../when.ts'
import * as z from 'zod/mini'

/** Under `/p/:slug/team/tokens`. */
export const tokenRoutes = new Hono<ConsoleContext>()

type TokensContext = RouteContext & { var: InPetition }

/** With an id of the form, so that pressing twice makes one token. */
const newForm = (): FormState => ({ values: { id: crypto.randomUUID(), months: '6' }, errors: {} })
const MONTH_DAYS = 30
const tokenForm = z.object({
  name: tokenName,
  months: z.enum(TOKEN_MONTHS.map(String), { error: 'not-a-choice' }),
})

tokenRoutes.get('/', requireRole('team'), (c) => tokensPage(c, newForm()))

// Not by a redirect: the token is shown in this response, and stored nowhere.
tokenRoutes.post('/', requireRole('team'), form(), async (c) => {
  const { values, petition, session } = c.var
  const read = check(c, tokenForm, values)
  if (!read.ok) return tokensPage(c, read.form)
  const scopes: Scope[] = SHOWN_SCOPES.filter((scope) => values[`may-${scope}`] === 'yes')
  if (scopes.length === 0) return tokensPage(c, wrong(values, 'may-read', wordsOf(c).team.tokens.scopeNeeded))
  const now = Date.now()
  const { keys } = await servicesOf(c.env)
  const { name, months } = read.value
  const sent = [petition.id, session.account.id, values['id'] ?? crypto.randomUUID(), name, scopes.join(' '), months]
  const token = await tokenOfForm(await keys.tokens(), sent)
  const added = await addToken(c.env.DB, {
    petitionId: petition.id,
    token,
    name,
    scopes,
    expiresAt: now + Number(months) * MONTH_DAYS * DAY_MS,
    createdBy: session.account.id,
    now,
  })
  return added === 'not-added'
    ? tokensPage(c, wrong(values, 'name', wordsOf(c).team.tokens.tooMany))
    : tokensPage(c, newForm(), token)
})

tokenRoutes.get('/:id', requireRole('team'), async (c) => {
  const token = (await shownTokens(c)).find(({ id }) => id === c.req.param('id'))
  if (token === undefined) return notFound(c)
  const petition = aroundPetitionOf(c.var.petition, Date.now())
  return page(c, <RevokePage around={await aroundOf(c)} {...{ petition, token }} />)
})

tokenRoutes.post('/:id/revoke', requireRole('team'), async (c) => {
  const { petition } = c.var
  await revokeToken(c.env.DB, petition.id, c.req.param('id') ?? '', { by: byAccount(c.var), now: Date.now() })
  return seeOther(c, `/console/p/${addressOf(petition)}/team/tokens`, 'token-revoked')
})

async function tokensPage(c: TokensContext, state: FormState, made: string | null = null): Promise<Response> {
  const view = (
    <TokensPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(c.var.petition, Date.now())}
      tokens={await shownTokens(c)}
      form={state}
      made={made}
    />
  )
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}

async function shownTokens(c: TokensContext): Promise<ShownToken[]> {
  const { petition } = c.var
  const when = (ms: number): string => whenOf(c, ms, petition.timeZone)
  const tokens = await listTokens(c.env.DB, petition.id, Date.now())
  return tokens.map(({ id, name, scopes, createdAt, expiresAt, usedAt }) => ({
    id,
    name,
    scopes,
    made: when(createdAt),
    used: usedAt === null ? null : when(usedAt),
    ends: expiresAt === null ? null : when(expiresAt),
  }))
}
