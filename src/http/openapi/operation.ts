/** How a route of the API is described, beside the route itself. */
import type { RefusalCode } from '../../refusal.ts'
import type { SCHEMAS } from './schemas.ts'

/** By path, as OpenAPI writes it, and by method in lower case. */
export type Operations = Record<string, Record<string, Operation>>

export interface Operation {
  summary: string
  /** Shown under the summary. */
  description?: string
  /** Whose token it takes: the campaign's (or the operator's, which opens every route), or the operator's alone. None: anyone's. */
  caller?: 'campaign' | 'operator'
  body?: keyof typeof SCHEMAS
  /** A request without a body is accepted as well. */
  bodyOptional?: true
  /** Takes bytes of one of these types instead. */
  upload?: readonly string[]
  query?: Record<string, string>
  response: { status: number; schema?: keyof typeof SCHEMAS; type?: string; description: string }
  refusals: readonly RefusalCode[]
}

/** What every route that reads a form may refuse. */
export const READING = ['malformed', 'too-large', 'unsupported-type'] as const
/** What every route of a campaign may refuse. */
export const CAMPAIGN = ['unauthorized', 'petition-not-found'] as const
