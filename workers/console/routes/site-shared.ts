/** What the operator's routes share. */
import { type Decision } from '../../../src/accounts/decision.ts'
import { invite } from '../../../src/accounts/invitations.ts'
import type { EmailAddress } from '../../../schema/email-address.ts'
import { newSecret } from '../../../src/crypto/secret.ts'
import { LINKS_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import type { Petition } from '../../../src/petitions/petitions.ts'
import { byOperator, type Signed } from '../access.ts'
import { type RouteContext, servicesOf } from '../context.ts'
import { sendEmails } from '../outbox.ts'
import { wordsOf } from '../respond.tsx'

export type SiteContext = RouteContext & { var: Signed }

export const SITE = '/console/site'

export const decisionOf = async (c: SiteContext, petition: Petition): Promise<Decision & { petition: Petition }> => ({
  petition,
  by: byOperator(c.var),
  origin: (await servicesOf(c.env)).settings.publicOrigin,
  newId: () => crypto.randomUUID(),
  now: Date.now(),
})

/** Null when the invitation is on its way; otherwise why it is not. `petition`: null to start one. */
export async function invited(c: SiteContext, email: EmailAddress, petition: Petition | null): Promise<string | null> {
  const { settings, keys } = await servicesOf(c.env)
  const { signIn, team } = wordsOf(c)
  const sent = await invite(c.env.DB, keys, {
    to: petition === null ? null : { petition, role: 'owner' },
    email,
    by: c.var.session.account,
    as: 'operator',
    locale: c.var.locale,
    origin: settings.publicOrigin,
    token: newSecret(),
    newId: () => crypto.randomUUID(),
    now: Date.now(),
  })
  if (!sent.ok) {
    if (sent.why === 'already-member') return team.already
    return sent.why === 'too-many-members' ? team.full : signIn.tooMany(LINKS_RETRY_AFTER_SECONDS / 60)
  }
  sendEmails(c, sent.value)
  return null
}
