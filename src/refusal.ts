/**
 * All expected failures, as values. Each has an HTTP response. Faults are thrown: the edge Worker's error handler responds with
 * `unavailable`, the consumer retries.
 */
import type { Scope, TakeDownGround } from '../schema/account.ts'
import type { FieldError } from '../schema/text.ts'

export interface FieldProblem {
  /** Path in the body, members joined by dots. */
  path: string
  code: FieldError
}

/** The words of a petition, for anyone whose change was refused because others had changed them. */
export interface CurrentText {
  title: string
  addressee: string
  body: string
  revision: number
}

/** Why a proof was refused. Each has its own message, because each needs a different action from the signer. */
export type BotCheckFailure = 'missing' | 'wrong' | 'expired' | 'used'

export type Refusal =
  | { code: 'malformed'; why: 'not-utf-8' | 'not-json' | 'not-an-object' | 'too-deep' | 'too-slow' | 'cut-off' }
  | { code: 'unauthorized' }
  /** The token is one of this petition, and may not do that. */
  | { code: 'scope-missing'; scope: Scope }
  | { code: 'bot-check-failed'; why: BotCheckFailure }
  | { code: 'petition-not-found' }
  /** By the operator, whose public reason it has (RFC 7725). */
  | { code: 'taken-down'; ground: TakeDownGround; reason: string }
  /** By an owner: when, in milliseconds, and the public count then. */
  | { code: 'deleted'; at: number; count: number }
  | { code: 'not-found' }
  /** A link in an email that is invalid or incomplete. */
  | { code: 'link-broken' }
  /** `petition`: the slug, for the page where the links can be asked for again. */
  | { code: 'link-expired'; petition?: string }
  /** A link to a signature that was withdrawn or deleted. */
  | { code: 'signature-gone'; petition?: string }
  | { code: 'method-not-allowed'; allow: string }
  | { code: 'petition-closed' }
  | {
      code: 'conflict'
      why:
        | 'slug-taken'
        | 'not-open'
        | 'not-closed'
        | 'too-late'
        | 'slug-changed-often'
        | 'no-key'
        | 'needs-approval'
        | 'too-many-webhooks'
        | 'too-many-rotations'
        | 'too-many-updates'
        | 'delivery-pending'
        | 'group-changed'
        | 'decision-under-way'
        | 'not-published'
        | 'too-many-versions'
    }
  /** Somebody else changed it since it was read. `current`: what it is now. */
  | { code: 'changed-meanwhile'; current: CurrentText }
  | { code: 'too-large'; maxBytes: number }
  | { code: 'unsupported-type' }
  | { code: 'invalid-signature'; errors: FieldProblem[] }
  | { code: 'invalid-petition'; errors: FieldProblem[] }
  | { code: 'invalid-webhook'; errors: FieldProblem[] }
  | { code: 'invalid-query'; errors: FieldProblem[] }
  | { code: 'invalid-condition'; errors: FieldProblem[] }
  | { code: 'invalid-update'; errors: FieldProblem[] }
  | { code: 'invalid-image'; why: 'not-an-image' | 'too-many-pixels' }
  /** Of an oEmbed response. */
  | { code: 'unsupported-format' }
  | { code: 'too-many-requests'; retryAfterSeconds: number }
  | { code: 'unavailable'; retryAfterSeconds: number }

export type RefusalCode = Refusal['code']

export const REFUSAL_STATUS = {
  malformed: 400,
  unauthorized: 401,
  'bot-check-failed': 403,
  'scope-missing': 403,
  'petition-not-found': 404,
  'not-found': 404,
  'link-broken': 404,
  'link-expired': 410,
  'signature-gone': 410,
  deleted: 410,
  'method-not-allowed': 405,
  'petition-closed': 409,
  conflict: 409,
  'changed-meanwhile': 412,
  'too-large': 413,
  'unsupported-type': 415,
  'invalid-signature': 422,
  'invalid-petition': 422,
  'invalid-webhook': 422,
  'invalid-query': 422,
  'invalid-condition': 422,
  'invalid-update': 422,
  'invalid-image': 422,
  'taken-down': 451,
  'unsupported-format': 501,
  'too-many-requests': 429,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })
