/**
 * Our own bot check: an ALTCHA v2 proof of work (https://altcha.org/docs/v2/). A challenge carries the id that the
 * signature will have and the petition that it is for, both under the challenge's own HMAC: so a solution is good for one
 * signature on one petition, and the ledger's unique id makes it single-use everywhere.
 *
 * The form's script needs no challenge: the signed time of its page takes that place, and the id is made from that time and from a random
 * number of the browser's, which is a part of what is solved. See docs/decisions/057.
 *
 * Weakness: each isolate remembers only the solutions that were spent there. A solution replayed through another isolate
 * gets a 202, and the ledger drops it. Accepted, because a query of D1 at the edge would be one for each signature.
 */
import { createChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge, ChallengeParameters } from 'altcha-lib/types'
import { v7 as uuidv7 } from 'uuid'
import * as z from 'zod/mini'

import { concat, fromHex, toHex } from '../../crypto/bytes.ts'
import {
  PROOF_COST_ITERATIONS,
  PROOF_KEY_PREFIX,
  PROOF_TTL_SECONDS,
  RENDERED_MAX_CHARS,
  SPENT_PROOFS_MAX_ENTRIES,
} from '../../limits.ts'
import { remembered } from '../../platform/cache/remembered.ts'
import type { BotCheckFailure } from '../../refusal.ts'
import { renderedAt } from '../signals/render-time.ts'

export type ProofVerdict = { ok: true; id: string } | { ok: false; why: BotCheckFailure }

export interface ProofKeys {
  /** HMAC secrets of challenges, base64. */
  challenge: readonly string[]
  /** HMAC keys of the time in a form. */
  render: readonly CryptoKey[]
}

/** The signer that used each solution, by the id in it; the same signer may send it again, as a retry does. */
export type SpentProofs = Map<string, string>

const hex = (bytes: number) => z.string().check(z.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)))
const ALGORITHM = 'PBKDF2/SHA-256'
const KEY_BYTES = 32

const solution = z.looseObject({ counter: z.uint32(), derivedKey: hex(KEY_BYTES) })
const proofPayload = z.union([
  z.object({
    challenge: z.object({
      parameters: z.looseObject({
        algorithm: z.literal(ALGORITHM),
        nonce: hex(16),
        salt: hex(16),
        cost: z.number(),
        keyLength: z.literal(KEY_BYTES),
        keyPrefix: z.string(),
        expiresAt: z.number(),
        data: z.catchall(
          z.object({ id: z.uuid(), petition: z.string() }),
          z.union([z.string(), z.number(), z.boolean(), z.null()]),
        ),
      }),
      signature: hex(32),
    }),
    solution,
  }),
  z.object({
    page: z.object({ rendered: z.string().check(z.maxLength(RENDERED_MAX_CHARS)), nonce: hex(16) }),
    solution,
  }),
])
type Payload = z.output<typeof proofPayload>
type OfChallenge = Extract<Payload, { challenge: unknown }>
type OfPage = Extract<Payload, { page: unknown }>

/** What there was to solve. Its petition and its keys were the right ones. */
interface Task {
  id: string
  /** In milliseconds. */
  expiresAt: number
  parameters: ChallengeParameters
}

/** A new challenge for the petition with this slug. The first of `keys` signs. `now` in milliseconds. */
export async function makeChallenge(petition: string, keys: readonly string[], now: number): Promise<Challenge> {
  return createChallenge({
    algorithm: ALGORITHM,
    cost: PROOF_COST_ITERATIONS,
    keyPrefix: PROOF_KEY_PREFIX,
    deriveKey,
    data: { id: uuidv7({ msecs: now }), petition },
    expiresAt: Math.floor(now / 1000) + PROOF_TTL_SECONDS,
    hmacSignatureSecret: signingKey(keys),
  })
}

/**
 * Whether `proof` (base64 of `{challenge, solution}`, or of `{page: {rendered, nonce}, solution}`) is a solution for `petition`, a slug.
 */
export async function checkProof(
  proof: string | undefined,
  petition: string,
  keys: ProofKeys,
  now: number,
): Promise<ProofVerdict> {
  if (proof === undefined || proof === '') return { ok: false, why: 'missing' }
  const payload = parseProof(proof)
  if (payload === null) return { ok: false, why: 'wrong' }
  const task = await ('page' in payload
    ? taskOfPage(payload, petition, keys.render)
    : taskOfChallenge(payload, petition, keys.challenge))
  if (task === null) return { ok: false, why: 'wrong' }
  if (task.expiresAt < now) return { ok: false, why: 'expired' }
  return (await isSolved(task, payload)) ? { ok: true, id: task.id } : { ok: false, why: 'wrong' }
}

async function taskOfChallenge(payload: OfChallenge, petition: string, keys: readonly string[]): Promise<Task | null> {
  const { parameters } = payload.challenge
  const { data, expiresAt } = parameters
  if (data.petition !== petition || !(await isSigned(payload, keys))) return null
  return { id: data.id, expiresAt: expiresAt * 1000, parameters }
}

/** Its work is today's, whatever it was when the page was made: if it has risen since, the form gets a challenge. */
async function taskOfPage({ page }: OfPage, petition: string, keys: readonly CryptoKey[]): Promise<Task | null> {
  const at = await renderedAt(page.rendered, petition, keys)
  if (at === null) return null
  const salt = encoder.encode(page.rendered)
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', concat([salt, fromHex(page.nonce)])))
  return {
    id: uuidv7({ msecs: at, random: hash.subarray(0, 16) }),
    expiresAt: at + PROOF_TTL_SECONDS * 1000,
    parameters: {
      algorithm: ALGORITHM,
      nonce: page.nonce,
      salt: toHex(salt),
      cost: PROOF_COST_ITERATIONS,
      keyLength: KEY_BYTES,
      keyPrefix: PROOF_KEY_PREFIX,
    },
  }
}

/** Under one of our keys. altcha-lib does the same, and takes as long for it as for the work: it imports the key each time. */
async function isSigned(
  { challenge: { parameters, signature } }: OfChallenge,
  secrets: readonly string[],
): Promise<boolean> {
  const text = encoder.encode(canonicalJson(parameters))
  const claimed = fromHex(signature)
  for (const secret of secrets) {
    const key = await remembered(imported, secret, () => importSecret(secret))
    if (await crypto.subtle.verify('HMAC', key, claimed, text)) return true
  }
  return false
}

/** One try of the work, as its solver did it: the counter is part of the password. */
async function isSolved({ parameters }: Task, { solution }: Payload): Promise<boolean> {
  const counter = new DataView(new ArrayBuffer(4))
  counter.setUint32(0, solution.counter)
  const password = concat([fromHex(parameters.nonce), new Uint8Array(counter.buffer)])
  const { derivedKey } = await deriveKey(parameters, fromHex(parameters.salt), password)
  const found = toHex(derivedKey)
  return found === solution.derivedKey && found.startsWith(parameters.keyPrefix)
}

/** Members in the order of their names, at each level, as ALTCHA signs them. */
const canonicalJson = (parameters: OfChallenge['challenge']['parameters']): string => JSON.stringify(sorted(parameters))

const sorted = (value: unknown): unknown =>
  typeof value !== 'object' || value === null || Array.isArray(value)
    ? value
    : Object.fromEntries(
        Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, member]) => [name, sorted(member)]),
      )

/** Once in each isolate. */
const imported = new Map<string, Promise<CryptoKey>>()
const encoder = new TextEncoder()

const importSecret = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['verify'])

/** Remembers that `signer` used the solution with this id; false when another signer already has. */
export function spend(spent: SpentProofs, id: string, signer: string): boolean {
  const earlier = spent.get(id)
  if (earlier !== undefined) return earlier === signer
  if (spent.size >= SPENT_PROOFS_MAX_ENTRIES) {
    const oldest = spent.keys().next()
    if (!oldest.done) spent.delete(oldest.value)
  }
  spent.set(id, signer)
  return true
}

function parseProof(proof: string): Payload | null {
  try {
    const parsed = proofPayload.safeParse(JSON.parse(atob(proof)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function signingKey(keys: readonly string[]): string {
  const [first] = keys
  if (first === undefined) throw new Error('TOKEN_KEYS is empty: no key can sign challenges')
  return first
}
