/**
 * The bot check by Cloudflare Turnstile (https://developers.cloudflare.com/turnstile/get-started/server-side-validation/),
 * for operators who prefer it to our own proof of work. A token is accepted only for our action, our host and this petition.
 * While siteverify does not respond, no form passes: the form's script tries again.
 *
 * The visitor's IP address (`remoteip`) is left out: it is optional, and with it Cloudflare would learn which
 * visitor signs which petition.
 *
 * The id of the signature is made from the token: UUIDv7 (RFC 9562 §5.7) with the time that siteverify gives and bits of the
 * token's SHA-256. The same token always makes the same id, and so the ledger's unique id makes it single-use everywhere.
 */
import { stringify as formatUuid, v7 as uuidv7 } from 'uuid'
import * as z from 'zod/mini'

import { withDeadline } from '../../platform/deadline.ts'
import { TURNSTILE_TIMEOUT_MS, TURNSTILE_TOKEN_MAX_CHARS } from '../../limits.ts'
import type { Log } from '../../platform/log.ts'
import type { BotCheck, BotVerdict } from './bot-check.ts'

const SITEVERIFY_URL = 'https://challenges.cloudflare.com/turnstile/v0/siteverify'
/** The action that the form's script sets. */
const ACTION = 'sign'

export interface TurnstileContext {
  secret: string
  /** Of the public URL: a token made on another site is refused. */
  hostname: string
  fetch: (url: string, init: RequestInit) => Promise<Response>
  log: Log
}

const outcome = z.discriminatedUnion('success', [
  z.object({
    success: z.literal(true),
    challenge_ts: z.iso.datetime({ offset: true }),
    hostname: z.string(),
    action: z.optional(z.string()),
    cdata: z.optional(z.string()),
  }),
  z.object({ success: z.literal(false), 'error-codes': z.array(z.string()) }),
])
type Outcome = z.output<typeof outcome>

export const turnstile = ({ secret, hostname, fetch, log }: TurnstileContext): BotCheck => ({
  async check(token, { petition }) {
    if (token === undefined || token === '') return { ok: false, why: 'missing' }
    if (token.length > TURNSTILE_TOKEN_MAX_CHARS) return { ok: false, why: 'wrong' }
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)))

    let verified: Outcome
    try {
      verified = await withDeadline(siteverify(fetch, { secret, token, key: uuidv8(hash) }), TURNSTILE_TIMEOUT_MS)
    } catch (error) {
      log.error('turnstile.failed', { error })
      return { ok: false, why: 'unavailable' }
    }
    if (!verified.success) return refused(verified['error-codes'], log)
    const ours = verified.action === ACTION && verified.hostname === hostname && verified.cdata === petition
    if (!ours) return { ok: false, why: 'wrong' }
    return { ok: true, id: uuidv7({ msecs: Date.parse(verified.challenge_ts), random: hash.subarray(0, 16) }) }
  },
})

async function siteverify(
  fetch: TurnstileContext['fetch'],
  { secret, token, key }: { secret: string; token: string; key: string },
): Promise<Outcome> {
  const response = await fetch(SITEVERIFY_URL, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // With this key a retry of the same signature gets the same response again, not that the token was used.
    body: JSON.stringify({ secret, response: token, idempotency_key: key }),
    signal: AbortSignal.timeout(TURNSTILE_TIMEOUT_MS),
  })
  const parsed = outcome.safeParse(await response.json().catch(() => null))
  if (!parsed.success)
    throw new Error(`siteverify responded with status ${response.status} and a body that is not valid`)
  return parsed.data
}

function refused(codes: readonly string[], log: Log): BotVerdict {
  if (codes.includes('timeout-or-duplicate')) return { ok: false, why: 'expired' }
  if (codes.includes('invalid-input-response')) return { ok: false, why: 'wrong' }
  // Our secret, our request or Cloudflare's fault, and not the signer's.
  log.error('turnstile.failed', { codes })
  return { ok: false, why: 'unavailable' }
}

/** RFC 9562 §5.8: 122 bits of our own. */
function uuidv8(hash: Uint8Array): string {
  const bytes = hash.slice(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return formatUuid(bytes)
}
