/** How a route of the API is described, beside the route itself. */
import type { RefusalCode } from '../../refusal.ts'
import type { SCHEMAS } from './schemas.ts'

/** By path, as OpenAPI writes it, and by method in lower case. */
export type Operations = Record<string, Record<string, Operation>>

export interface Operation {
  summary: string
  /** Shown under the summary. */
  description?: string
  /**
   * Whose token it takes: the campaign's (or the operator's, which opens every route), the operator's alone, or the operator's for a
   * longer response. None: anyone's.
   */
  caller?: 'campaign' | 'operator' | 'operator or anyone'
  body?: keyof typeof SCHEMAS
  /** A request without a body is accepted as well. */
  bodyOptional?: true
  /** The body may be a form post as well. */
  formPost?: true
  /** Takes bytes of one of these types instead. */
  upload?: readonly string[]
  query?: Record<string, QueryParameter>
  response: {
    status: number
    /** The same with another status. */
    orStatus?: number
    schema?: keyof typeof SCHEMAS
    type?: string
    /** The media type of the same in another form, for anyone who asks for it. */
    otherType?: string
    description: string
  }
  /** The response has an ETag, and is 304 without a body for anyone who sends it back. */
  etag?: true
  /** Takes the ETag that the sender has seen. */
  ifMatch?: true
  /** 302: where, in words. */
  redirect?: string
  refusals: readonly RefusalCode[]
}

/** What it is, if it is a text that may be left out; or that and what is different. */
export type QueryParameter =
  | string
  | { description: string; type?: 'integer'; values?: readonly string[]; required?: true }

/** The rows of one page of a list. */
export const PAGE_QUERY: Record<string, QueryParameter> = {
  limit: { description: 'Rows a page, 1 to 100', type: 'integer' },
  cursor: 'From the page before, as it is: made-up cursors are refused',
}

/** The description of a parameter. */
export const describe = (parameter: QueryParameter): string =>
  typeof parameter === 'string' ? parameter : parameter.description

/** What every route that reads a form may refuse. */
export const READING = ['malformed', 'too-large', 'unsupported-type'] as const
/** What every route of a campaign may refuse. */
export const CAMPAIGN = ['unauthorized', 'scope-missing', 'petition-not-found', 'deleted'] as const
