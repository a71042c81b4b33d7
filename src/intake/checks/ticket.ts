/**
 * A form in an iframe whose sandbox gives it an opaque origin cannot be distinguished from a form of another site by what its browser
 * says: both are of the origin `null`. So the page has a ticket, which no other site can read: a time, signed for the petition and
 * for the network of its reader, as Cloudflare names it. A ticket that an attacker got for himself is of no use in the browsers of
 * his visitors.
 *
 * Weakness: anybody in the same network can get one, and readers whose network changes while they fill in the form have to reload it.
 */
import { signRenderTime, renderTimeSignal } from '../signals/render-time.ts'
import { clientPrefix } from './client-prefix.ts'

export interface TicketSubject {
  /** The slug. */
  petition: string
  headers: Headers
  /** The number of the network (ASN) that Cloudflare gives; without it, the IP address decides. */
  asn: unknown
}

/** No slug has a line break: it is no text that a render time is signed for. */
const textOf = ({ petition, headers, asn }: TicketSubject): string =>
  `ticket\n${petition}\n${typeof asn === 'number' ? asn : clientPrefix(headers)}`

/** For a hidden field. The first of `keys` signs; `now` in milliseconds. */
export const makeTicket = (subject: TicketSubject, now: number, keys: readonly CryptoKey[]): Promise<string> =>
  signRenderTime(textOf(subject), now, keys)

/** Whether `given` was made for this subject, as long ago as a form may be open. */
export async function isTicket(
  given: unknown,
  subject: TicketSubject,
  { now, keys }: { now: number; keys: readonly CryptoKey[] },
): Promise<boolean> {
  const text = typeof given === 'string' ? given : undefined
  return (await renderTimeSignal(text, textOf(subject), now, keys)) !== 'no-render-time'
}
