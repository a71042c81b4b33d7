/**
 * One form of every kind that must be refused, each otherwise a valid form of a person who has not signed: if one
 * were accepted, the count would be too high.
 */
import {
  BODY_MAX_BYTES,
  BODY_MAX_DEPTH,
  COMMENT_MAX_CHARS,
  EMAIL_LOCAL_MAX_BYTES,
  NAME_MAX_CHARS,
  PROOF_MAX_CHARS,
  PARTNER_CODE_MAX_CHARS,
} from '../../src/limits.ts'
import { type RefusalCode, REFUSAL_STATUS } from '../../src/refusal.ts'
import type { Signer } from './signers.ts'
import { asJson, type SigningRequest, type Submission } from './submission.ts'

type Invalid = Submission & { kind: 'invalid' }
type Spoil = (slug: string, signer: Signer) => Invalid

/** A field with an invalid value. */
const badField =
  (what: string, field: string, value: unknown): Spoil =>
  (slug, signer) =>
    invalid(what, asJson(slug, { ...signer, [field]: value }), 'invalid-signature', field)

/** A body that is not a form. */
const badBody =
  (what: string, code: RefusalCode, spoil: (good: SigningRequest) => Partial<SigningRequest>): Spoil =>
  (slug, signer) => {
    const good = asJson(slug, signer)
    return invalid(what, { ...good, ...spoil(good) }, code)
  }

const text = (content: string): { body: Buffer } => ({ body: Buffer.from(content) })

export const INVALID_KINDS: readonly [Spoil, ...Spoil[]] = [
  badField('no name', 'name', undefined),
  badField('an empty name', 'name', '   '),
  badField('a name without letters', 'name', '—!'),
  badField('a name that is too long', 'name', 'ж'.repeat(NAME_MAX_CHARS + 1)),
  badField('a name with a link', 'name', 'Cheap seats www.example.com'),
  badField('a name that turns the text around', 'name', 'Ada \u202Eecalevol'),
  badField('a name with a control character', 'name', 'Ada\u0000Lovelace'),
  badField('a name with half a character', 'name', 'Ada \uD83C'),
  badField('a name that is a number', 'name', 42),
  badField('no email address', 'email', undefined),
  badField('an email address without @', 'email', 'ada.example.org'),
  badField('an email address without a domain', 'email', 'ada@'),
  badField('an email address on a bare host', 'email', 'ada@localhost'),
  badField('an email address on a number', 'email', 'ada@[127.0.0.1]'),
  badField('an email address with two dots', 'email', 'ada..lovelace@example.org'),
  badField('an email address in a list', 'email', ['ada@example.org']),
  badField('an email address that is too long', 'email', `${'a'.repeat(EMAIL_LOCAL_MAX_BYTES + 1)}@example.org`),
  badField('a country that does not exist', 'country', 'XX'),
  badField('a comment that is too long', 'comment', '字'.repeat(COMMENT_MAX_CHARS + 1)),
  badField('a comment that turns the text around', 'comment', 'now \u202Ehidden'),
  badField('an unknown way to show the name', 'showName', 'backwards'),
  badField('a consent that is a word', 'updates', 'perhaps'),
  badField('a partner with spaces', 'partner', 'from a friend'),
  badField('a partner that is too long', 'partner', 's'.repeat(PARTNER_CODE_MAX_CHARS + 1)),
  badField('a language that is not spoken', 'locale', 'tlh'),
  badField('a proof that is too long', 'proof', 'A'.repeat(PROOF_MAX_CHARS + 1)),
  badBody('half a JSON text', 'malformed', ({ body }) => ({ body: body.subarray(0, body.byteLength - 1) })),
  badBody('nothing', 'malformed', () => text('')),
  badBody('a list', 'malformed', ({ body }) => text(`[${body.toString()}]`)),
  badBody('bytes that are not UTF-8', 'malformed', () => ({ body: Buffer.from('{"name":"Ren\u00E9"}', 'latin1') })),
  badBody('too many brackets', 'malformed', () =>
    text(`{"name":${'['.repeat(BODY_MAX_DEPTH)}${']'.repeat(BODY_MAX_DEPTH)}}`),
  ),
  badBody('plain text', 'unsupported-type', () => ({ contentType: 'text/plain' })),
  badBody('no type at all', 'unsupported-type', () => ({ contentType: null })),
  badBody('a multipart form', 'unsupported-type', () => ({ contentType: 'multipart/form-data; boundary=x' })),
  badBody('a body that is too large', 'too-large', ({ body }) => ({ body: padded(body) })),
  badBody('a large body of unknown length', 'too-large', ({ body }) => ({ body: padded(body), chunked: true })),
  badBody('another petition', 'petition-not-found', ({ slug }) => ({ slug: `${slug}-of-nobody` })),
]

/** JSON allows any space after the text, so its size is the only thing wrong with it. */
const padded = (body: Buffer): Buffer => Buffer.concat([body, Buffer.alloc(BODY_MAX_BYTES + 1 - body.byteLength, ' ')])

const invalid = (what: string, request: SigningRequest, code: RefusalCode, field?: string): Invalid => ({
  kind: 'invalid',
  what,
  request,
  refusal: { outcome: `${REFUSAL_STATUS[code]} ${code}`, ...(field === undefined ? {} : { field }) },
})
