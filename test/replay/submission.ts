/** What is sent for one signature, and the response that it must get. */
import type { Signer } from './signers.ts'

export interface SigningRequest {
  /** Of the petition that is signed. */
  slug: string
  contentType: string | null
  body: Buffer
  /** Sent in chunks, without a Content-Length. */
  chunked?: boolean
}

export interface ExpectedRefusal {
  /** Status and code, as `422 invalid-signature`. */
  outcome: string
  /** The field that the refusal must name. */
  field?: string
}

/**
 * `first` must be counted, `repeat` must be accepted and not counted, `invalid` must be refused. `flood` is accepted like
 * any other, and must not count in the end.
 */
export type Submission =
  /** From this IP address, or else from one that nobody else has. */
  | { kind: 'first' | 'repeat' | 'flood'; request: SigningRequest; address?: string }
  | { kind: 'invalid'; request: SigningRequest; what: string; refusal: ExpectedRefusal }

export const asJson = (slug: string, form: object): SigningRequest => ({
  slug,
  contentType: 'application/json',
  body: Buffer.from(JSON.stringify(form)),
})

/** As the page posts it without JavaScript. */
export const asForm = (slug: string, { updates, ...fields }: Signer): SigningRequest => ({
  slug,
  contentType: 'application/x-www-form-urlencoded',
  body: Buffer.from(new URLSearchParams({ ...fields, ...(updates === true ? { updates: 'on' } : {}) }).toString()),
})
