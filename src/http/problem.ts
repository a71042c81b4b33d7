/** A refusal on the wire: RFC 9457 problem details, in the reader's language. The only place that knows the wording. */
import type { Locale } from '../../schema/locales.ts'
import { catalogue } from '../i18n/catalogue.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { type CurrentText, type FieldProblem, type Refusal, REFUSAL_STATUS } from '../refusal.ts'

export interface Problem {
  /** A page that explains it; ends in the stable code. */
  type: string
  title: string
  status: (typeof REFUSAL_STATUS)[Refusal['code']]
  /** What to do now. */
  detail: string
  errors?: { path: string; message: string }[]
  /** Of `changed-meanwhile`: what it is now. */
  current?: CurrentText
}

export function problemOf(refusal: Refusal, locale: Locale, origin: string): Problem {
  const words = catalogue(locale)
  const problem: Problem = {
    type: `${origin}/problems/${refusal.code}`,
    title: words.problem.title[refusal.code],
    status: REFUSAL_STATUS[refusal.code],
    detail: detailOf(refusal, locale),
  }
  if (refusal.code === 'changed-meanwhile') return { ...problem, current: refusal.current }
  return 'errors' in refusal ? { ...problem, errors: refusal.errors.map((error) => inWords(error, words)) } : problem
}

/** The headers of a problem response. */
export function problemHeaders(refusal: Refusal): Record<string, string> {
  switch (refusal.code) {
    case 'too-many-requests':
    case 'unavailable':
      return { 'retry-after': String(refusal.retryAfterSeconds) }
    case 'method-not-allowed':
      return { allow: refusal.allow }
    case 'unauthorized':
      return { 'www-authenticate': 'Bearer' }
    default:
      return {}
  }
}

function detailOf(refusal: Refusal, locale: Locale): string {
  const { problem: words, date } = catalogue(locale)
  switch (refusal.code) {
    case 'malformed':
      return words.malformed[refusal.why]
    case 'unauthorized':
      return words.unauthorized
    case 'scope-missing':
      return words.scopeMissing(refusal.scope)
    case 'bot-check-failed':
      return words.botCheck[refusal.why]
    case 'petition-not-found':
      return words.petitionNotFound
    case 'taken-down':
      return words.takenDown(words.takenDownGround[refusal.ground], refusal.reason)
    case 'deleted':
      return words.deleted(date(refusal.at), refusal.count)
    case 'not-found':
      return words.notFound
    case 'link-broken':
      return words.linkBroken
    case 'link-expired':
      return words.linkExpired
    case 'signature-gone':
      return words.signatureGone
    case 'method-not-allowed':
      return words.methodNotAllowed(refusal.allow)
    case 'petition-closed':
      return words.petitionClosed
    case 'conflict':
      return words.conflict[refusal.why]
    case 'changed-meanwhile':
      return words.changedMeanwhile
    case 'too-large':
      return words.tooLarge(refusal.maxBytes)
    case 'unsupported-type':
      return words.unsupportedType
    case 'invalid-signature':
    case 'invalid-petition':
    case 'invalid-webhook':
    case 'invalid-query':
    case 'invalid-condition':
    case 'invalid-update':
      return words.invalid
    case 'invalid-image':
      return words.image[refusal.why]
    case 'unsupported-format':
      return words.unsupportedFormat
    case 'too-many-requests':
      return words.tooManyRequests(refusal.retryAfterSeconds)
    case 'unavailable':
      return words.unavailable(refusal.retryAfterSeconds)
  }
}

const inWords = ({ path, code }: FieldProblem, words: Catalogue): { path: string; message: string } => ({
  path,
  message: words.fieldErrorsByPath[`${path}/${code}`] ?? words.fieldErrors[code],
})

/** What is wrong with a field, for a form that is not refused as a whole. */
export const fieldMessage = (problem: FieldProblem, locale: Locale): string =>
  inWords(problem, catalogue(locale)).message
