/**
 * How a report of a petition, or of what is shown on its page, is accepted at the edge. It is sealed to the consumer's key at once:
 * neither what it says nor the email address of its sender is stored or queued in plain text.
 *
 * Weakness: there is no proof of work, since a report may be of what is dangerous to leave online, and its form runs no
 * script. The limits, and a number of reports a day, bound what a flood of them costs.
 */
import { v7 as uuidv7 } from 'uuid'

import type { EmailAddress } from '../../schema/email-address.ts'
import { reportForm, type ReportGround, type SealedReport } from '../../schema/report.ts'
import { toHex } from '../crypto/bytes.ts'
import { seal } from '../crypto/hpke.ts'
import type { Body } from '../http/body.ts'
import { validate } from '../http/validate.ts'
import type { FieldProblem, Refusal, Result } from '../refusal.ts'
import { limitKeyOf } from './checks/limit-key.ts'
import { admit, type FormGuards, type Guards } from './guard.ts'
import { renderTimeSignal } from './signals/render-time.ts'
import type { SigningKeys } from './sign.ts'

export interface Reporting {
  keys: Pick<SigningKeys, 'review' | 'render' | 'emailPublicKey'>
  guards: Pick<Guards, 'requestLimiter'> & Pick<FormGuards, 'formLimiter' | 'worldwideLimiter'>
  request: {
    headers: Headers
    /** Reads and parses the body; called once the sender is within the limit. */
    read: () => Promise<Result<Body>>
    /** In milliseconds. */
    now: number
  }
  /** The slug of the petition. */
  petition: string
}

export interface AcceptedReport {
  /** UUIDv7. */
  id: string
  about: 'petition' | 'signature' | 'update'
  aboutId: string | null
  ground: ReportGround
  /** Hex. */
  sealed: string
  /** Of the person who wants an email with the decision. */
  email: EmailAddress | null
}

export type ReportOutcome =
  | { done: true }
  | { done: false; why: 'invalid'; errors: FieldProblem[] }
  /** Sent faster than anybody writes, or from a page that is not ours: to be sent once more. */
  | { done: false; why: 'too-fast' | 'no-render-time' }
  | { done: false; why: 'refused'; refusal: Refusal }

/** `send` makes the report durable, or says why it is not. */
export async function acceptReport(
  { keys, guards, request, petition }: Reporting,
  send: (report: AcceptedReport) => Promise<Result<null>>,
): Promise<ReportOutcome> {
  // A report does not use up the requests with which its sender may sign.
  const limitKey = `report/${await limitKeyOf(keys.review, request.headers)}`
  const admitted = await admit(guards.requestLimiter, limitKey)
  if (!admitted.ok) return { done: false, why: 'refused', refusal: admitted.refusal }

  const body = await request.read()
  if (!body.ok) return { done: false, why: 'refused', refusal: body.refusal }
  const form = validate(reportForm, body.value)
  if (!form.ok) return { done: false, why: 'invalid', errors: form.errors }
  const { about, aboutId, ground, details, email, rendered, website } = form.value
  // What it is about is shown above the form: one without it was not sent by the page.
  if (about !== 'petition' && aboutId === undefined) {
    return { done: false, why: 'invalid', errors: [{ path: 'ground', code: 'not-a-choice' }] }
  }

  const signal = await renderTimeSignal(rendered, petition, request.now, keys.render)
  if (signal !== null) return { done: false, why: signal === 'too-fast' ? 'too-fast' : 'no-render-time' }

  const [here, worldwide] = await Promise.all([
    admit(guards.formLimiter, limitKey),
    admit(guards.worldwideLimiter, limitKey),
  ])
  for (const within of [here, worldwide]) {
    if (!within.ok) return { done: false, why: 'refused', refusal: within.refusal }
  }

  const report: SealedReport = {
    details,
    // Autofill may fill it in, so it is said to the operator and refuses nothing.
    trapped: website !== undefined && website !== '',
  }
  const id = uuidv7({ msecs: request.now })
  const sealed = await seal(JSON.stringify(report), [keys.emailPublicKey], { purpose: 'report', petition, id })
  const sent = await send({
    id,
    about,
    aboutId: about === 'petition' ? null : (aboutId ?? null),
    ground,
    sealed: toHex(sealed),
    email: email ?? null,
  })
  return sent.ok ? { done: true } : { done: false, why: 'refused', refusal: sent.refusal }
}
