/** The responses, compared with the expected ones. */
import * as z from 'zod/mini'

import { acceptedResponse } from '../../schema/signature.ts'
import type { Submission } from './submission.ts'

/** A response to a signature, with its whole body. */
export interface Reply {
  status: number
  contentType: string
  retryAfterSeconds: number | null
  body: string
}

export interface Replies {
  accepted: { first: number; repeat: number; flood: number }
  /** By status and code, as `422 invalid-signature`. */
  refused: Record<string, number>
  /** Responses other than expected. */
  surprises: number
  /** The first few of them, described. */
  surprising: string[]
}

const SURPRISES_SHOWN = 10

export const noReplies = (): Replies => ({
  accepted: { first: 0, repeat: 0, flood: 0 },
  refused: {},
  surprises: 0,
  surprising: [],
})

/** Adds one response. */
export function judge(responses: Replies, submission: Submission, response: Reply): void {
  const outcome = outcomeOf(response)
  if (submission.kind !== 'invalid' && outcome === ACCEPTED) responses.accepted[submission.kind]++
  if (outcome !== ACCEPTED) responses.refused[outcome] = (responses.refused[outcome] ?? 0) + 1
  const surprise = surpriseOf(submission, response, outcome)
  if (surprise === null) return
  responses.surprises++
  if (responses.surprising.length < SURPRISES_SHOWN) responses.surprising.push(surprise)
}

const NAMED = { first: 'good', repeat: 'repeated', flood: 'flood’s' } as const

function surpriseOf(submission: Submission, response: Reply, outcome: string): string | null {
  if (submission.kind !== 'invalid') {
    if (outcome === ACCEPTED) return null
    return `a ${NAMED[submission.kind]} signature got ${outcome}: ${response.body}`
  }
  const { what, refusal } = submission
  if (outcome !== refusal.outcome) return `${what} got ${outcome} instead of ${refusal.outcome}`
  if (refusal.field === undefined || fieldsOf(response).includes(refusal.field)) return null
  return `the refusal of ${what} does not name the field ${refusal.field}`
}

export const ACCEPTED = '202 accepted'

const problem = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
})

/** `202 accepted`; `422 invalid-signature` of problem details as RFC 9457 has them; or what else it is. */
export function outcomeOf({ status, contentType, body }: Reply): string {
  if (status === 202) return acceptedResponse.safeParse(jsonOf(body)).success ? ACCEPTED : '202 without its body'
  const details = problem.safeParse(jsonOf(body))
  if (!details.success || details.data.status !== status) return `${status} without problem details`
  if (!contentType.startsWith('application/problem+json')) return `${status} as ${contentType}`
  return `${status} ${details.data.type.split('/').at(-1)}`
}

const fieldsOf = ({ body }: Reply): string[] =>
  problem.safeParse(jsonOf(body)).data?.errors?.map(({ path }) => path) ?? []

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
