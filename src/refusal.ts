/**
 * Everything that can be refused, as values. A refusal is expected and has an answer on the wire; a fault is thrown
 * and is answered with `unavailable` by the Worker's error handler, or with a retry by the consumer.
 */
import type { FieldError } from '../schema/text.ts'

export interface FieldProblem {
  /** Where in the body, members joined by dots. */
  path: string
  code: FieldError
}

/** Why a proof was not taken: each has its own sentence, since each asks something else of the signer. */
export type BotCheckFailure = 'missing' | 'wrong' | 'expired' | 'used'

export type Refusal =
  | { code: 'malformed'; why: 'not-utf-8' | 'not-json' | 'not-an-object' | 'too-deep' | 'too-slow' | 'cut-off' }
  | { code: 'unauthorized' }
  | { code: 'bot-check-failed'; why: BotCheckFailure }
  | { code: 'petition-not-found' }
  | { code: 'not-found' }
  /** A link of an email that is not ours, or not whole. */
  | { code: 'link-broken' }
  | { code: 'link-expired' }
  | { code: 'method-not-allowed'; allow: string }
  | { code: 'petition-closed' }
  | {
      code: 'conflict'
      why:
        | 'slug-taken'
        | 'not-open'
        | 'not-closed'
        | 'no-key'
        | 'too-many-webhooks'
        | 'too-many-updates'
        | 'delivery-pending'
        | 'group-changed'
    }
  | { code: 'too-large'; maxBytes: number }
  | { code: 'unsupported-type' }
  | { code: 'invalid-signature'; errors: FieldProblem[] }
  | { code: 'invalid-petition'; errors: FieldProblem[] }
  | { code: 'invalid-webhook'; errors: FieldProblem[] }
  | { code: 'invalid-query'; errors: FieldProblem[] }
  | { code: 'invalid-condition'; errors: FieldProblem[] }
  | { code: 'invalid-update'; errors: FieldProblem[] }
  | { code: 'invalid-image'; why: 'not-an-image' | 'too-many-pixels' }
  /** Of an oEmbed answer. */
  | { code: 'unsupported-format' }
  | { code: 'too-many-requests'; retryAfterSeconds: number }
  | { code: 'unavailable'; retryAfterSeconds: number }

export type RefusalCode = Refusal['code']

export const REFUSAL_STATUS = {
  malformed: 400,
  unauthorized: 401,
  'bot-check-failed': 403,
  'petition-not-found': 404,
  'not-found': 404,
  'link-broken': 404,
  'link-expired': 410,
  'method-not-allowed': 405,
  'petition-closed': 409,
  conflict: 409,
  'too-large': 413,
  'unsupported-type': 415,
  'invalid-signature': 422,
  'invalid-petition': 422,
  'invalid-webhook': 422,
  'invalid-query': 422,
  'invalid-condition': 422,
  'invalid-update': 422,
  'invalid-image': 422,
  'unsupported-format': 501,
  'too-many-requests': 429,
  unavailable: 503,
} as const satisfies Record<RefusalCode, number>

export type Result<T> = { ok: true; value: T } | { ok: false; refusal: Refusal }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })
export const refuse = (refusal: Refusal): { ok: false; refusal: Refusal } => ({ ok: false, refusal })
