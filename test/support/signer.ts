/** What a signer does with a running instance, by the documented API: read the count, sign, confirm by email. */
import type { Challenge } from 'altcha-lib/types'

import type { CountResponse } from '../../schema/petition.ts'
import { proofOf } from './proof.ts'
import { jsonPost } from './requests.ts'
import { until } from './until.ts'

const EMAIL_TIMEOUT_MS = 120_000

export async function readCount(origin: string, slug: string): Promise<CountResponse> {
  const response = await fetch(`${origin}/api/petitions/${slug}/count`)
  if (!response.ok) throw new Error(`the response to the count of ${slug} was ${response.status}`)
  const count: CountResponse = await response.json()
  return count
}

export interface Person {
  name: string
  email: string
  comment?: string
  showName?: 'full' | 'initials' | 'anonymous'
  locale?: string
  partner?: string
  updates?: boolean
}

interface Received {
  id: string
  subject: string
  text: string
}

/** The newest email to `email` in the development inbox, if there is one. */
export async function newestTo(origin: string, email: string): Promise<Received | undefined> {
  const url = `${origin}/dev/inbox?to=${encodeURIComponent(email)}`
  const response = await fetch(url, { headers: { accept: 'application/json' } })
  const { emails }: { emails: Received[] } = await response.json()
  return emails[0]
}

/** The newest one, as soon as there is one newer than `before`. Throws when none arrives. */
export async function emailTo(origin: string, email: string, before?: Received): Promise<Received> {
  const isNew = (received?: Received): boolean => received !== undefined && received.id !== before?.id
  const newest = await until(() => newestTo(origin, email), isNew, EMAIL_TIMEOUT_MS)
  if (newest === undefined || !isNew(newest)) {
    throw new Error(`no email to ${email} within ${EMAIL_TIMEOUT_MS / 1000} s`)
  }
  return newest
}

/** The link to confirm, to withdraw or to sign in, in the text of an email. */
export function linkIn(text: string, purpose: 'confirm' | 'withdraw' | 'sign-in'): string {
  const link = new RegExp(`https?://\\S+/${purpose}/\\S+`).exec(text)?.[0]
  if (link === undefined) throw new Error(`no link to ${purpose} in: ${text}`)
  return link
}

/** Confirms the signature of `email` by the link in its newest email. */
export async function confirmByEmail(origin: string, email: string): Promise<void> {
  const link = linkIn((await emailTo(origin, email)).text, 'confirm')
  const response = await fetch(link, { method: 'POST' })
  if (response.status !== 202) throw new Error(`the response to the confirmation was ${response.status}`)
}

/** Signs by the API. `ip` is one of its own (RFC 5737), so that no limit is shared. */
export async function sign(origin: string, slug: string, person: Person, ip: string): Promise<Response> {
  const petition = `${origin}/api/petitions/${slug}`
  const challenge: Challenge = await (await fetch(`${petition}/challenge`)).json()
  const form = { ...person, proof: await proofOf(challenge) }
  return fetch(`${petition}/signatures`, jsonPost(form, { 'cf-connecting-ip': ip }))
}
