/** The link that is shown after signing: it withdraws this one signature, and needs no email (decision 007). */
import { makeLinkToken, readLinkToken } from '../../src/crypto/link-token.ts'
import type { Locale } from '../../schema/locales.ts'
import type { Accepted } from '../../src/intake/sign.ts'
import type { Petition } from '../../src/petitions/petitions.ts'
import type { RouteContext } from './respond.tsx'
import { servicesOf } from './services.ts'

/** Of the same length whether the signer is new or has signed before: only the ledger knows. */
export const shownWithdrawToken = (
  c: RouteContext,
  petition: Pick<Petition, 'id'>,
  { id, signer }: Accepted,
): Promise<string> =>
  makeLinkToken(
    'withdraw',
    { petitionId: petition.id, id, signer, proven: false },
    null,
    servicesOf(c.env).settings.tokenKeys,
  )

export const withdrawUrl = (c: RouteContext, token: string, locale: Locale): string =>
  `${servicesOf(c.env).settings.publicOrigin}/withdraw/${token}?lang=${locale}`

/** Whether `token` withdraws from this petition, so that its link may be shown on the petition's page. */
export async function isWithdrawToken(
  c: RouteContext,
  petition: Pick<Petition, 'id'>,
  token: string,
): Promise<boolean> {
  const verdict = await readLinkToken(token, 'withdraw', servicesOf(c.env).settings.tokenKeys, Date.now())
  return verdict.ok && verdict.target.petitionId === petition.id
}
