/** What a browser sends of a passkey (WebAuthn Level 3, §5.1): the members that are read, within bounds. */
import * as z from 'zod/mini'

import { PASSKEY_RESPONSE_MAX_CHARS } from '../src/limits.ts'

const TRANSPORT_MAX_CHARS = 20
const TRANSPORTS_MAX_ITEMS = 10

const base64url = z.string().check(z.maxLength(PASSKEY_RESPONSE_MAX_CHARS, { abort: true }), z.regex(/^[\w-]+$/))
const credential = { id: base64url, rawId: base64url, type: z.literal('public-key') }

/** When a passkey is added. */
export const passkeyAdded = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.optional(
      z.array(z.string().check(z.maxLength(TRANSPORT_MAX_CHARS))).check(z.maxLength(TRANSPORTS_MAX_ITEMS)),
    ),
  }),
})
export type PasskeyAdded = z.output<typeof passkeyAdded>

/** When somebody signs in with one. */
export const passkeyUsed = z.object({
  ...credential,
  response: z.object({
    clientDataJSON: base64url,
    authenticatorData: base64url,
    signature: base64url,
    userHandle: z.optional(base64url),
  }),
})
export type PasskeyUsed = z.output<typeof passkeyUsed>
