/** The reader’s own account. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { accountName } from '../../../schema/account-form.ts'
import { emailAddress } from '../../../schema/email-address.ts'
import { isLocale, LOCALES } from '../../../schema/locales.ts'
import { renameAccount, setAccountLocale } from '../../../src/accounts/account.ts'
import { askForEmailChange } from '../../../src/accounts/ask.ts'
import { listPasskeys } from '../../../src/accounts/passkey-list.ts'
import { listSessions } from '../../../src/accounts/sessions.ts'
import { AccountPage } from '../../../src/console/account.tsx'
import type { FormState } from '../../../src/console/parts/form.tsx'
import { newSecret } from '../../../src/crypto/secret.ts'
import { LINKS_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import { requireAccount, type Signed } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { sendEmails } from '../outbox.ts'
import { check, form, wrong } from '../form.ts'
import { aroundOf, page, seeOther, wordsOf } from '../respond.tsx'
import { withinSignInLimit } from '../sign-in-limit.ts'
import { whenOf } from '../when.ts'

/** Under `/account`. */
export const accountRoutes = new Hono<ConsoleContext>()

type AccountContext = RouteContext & { var: Signed }

const HERE = '/console/account'
const accountForm = z.object({ name: accountName, locale: z.enum(LOCALES, { error: 'not-a-choice' }) })
const emailForm = z.object({ email: emailAddress })

accountRoutes.get('/', requireAccount, (c) => accountPage(c))

accountRoutes.post('/', requireAccount, form(), async (c) => {
  const read = check(c, accountForm, c.var.values)
  if (!read.ok) return accountPage(c, read.form)
  const { id } = c.var.session.account
  await Promise.all([
    renameAccount(c.env.DB, id, read.value.name),
    setAccountLocale(c.env.DB, id, isLocale(read.value.locale) ? read.value.locale : c.var.locale),
  ])
  return seeOther(c, HERE, 'account-saved')
})

accountRoutes.post('/email', requireAccount, form(), async (c) => {
  const { values, session } = c.var
  const read = check(c, emailForm, values)
  if (!read.ok) return accountPage(c, read.form)
  const tooMany = (seconds: number): Promise<Response> =>
    accountPage(c, wrong(values, 'email', wordsOf(c).signIn.tooMany(Math.ceil(seconds / 60))))
  const waitSeconds = await withinSignInLimit(c)
  if (waitSeconds !== null) return tooMany(waitSeconds)
  const { settings, keys } = await servicesOf(c.env)
  const asked = await askForEmailChange(c.env.DB, keys, {
    accountId: session.account.id,
    email: read.value.email,
    locale: c.var.locale,
    origin: settings.publicOrigin,
    token: newSecret(),
    emailId: crypto.randomUUID(),
    now: Date.now(),
  })
  if (!asked.ok) return tooMany(LINKS_RETRY_AFTER_SECONDS)
  if (asked.value !== null) sendEmails(c, [asked.value])
  return seeOther(c, HERE, 'email-sent')
})

async function accountPage(c: AccountContext, state?: FormState): Promise<Response> {
  const { id: sessionId, account } = c.var.session
  const now = Date.now()
  const [addresses, passkeys, sessions] = await Promise.all([
    c.env.ADDRESSES.ofAccounts([account.id]),
    listPasskeys(c.env.DB, account.id),
    listSessions(c.env.DB, account.id, now),
  ])
  const view = (
    <AccountPage
      around={await aroundOf(c)}
      email={addresses[account.id] ?? ''}
      passkeys={passkeys.map(({ id, name, usedAt, createdAt }) => ({ id, name, used: whenOf(c, usedAt ?? createdAt) }))}
      sessions={sessions.map(({ id, label, seenAt }) => ({
        id,
        label,
        used: whenOf(c, seenAt),
        isThis: id === sessionId,
      }))}
      form={{
        values: { name: account.name, locale: account.locale, ...state?.values },
        errors: state?.errors ?? {},
      }}
    />
  )
  return page(c, view, state === undefined ? 200 : 422)
}
