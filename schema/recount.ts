/** The recount: what is stored of petitions, compared with what their rows say. */
import * as z from 'zod/mini'

import { isSlug } from './petition.ts'

/** Of a milestone and its event, 1 says that there is one, or should be. */
export const DRIFTS = [
  'counter',
  'minute',
  'hour',
  'country',
  'partner',
  'version',
  'language',
  'day-partner',
  'milestone',
  'milestone-event',
  'removed',
  'removals',
  'claim',
  'claimed',
] as const

/** Parameters of the query. Without `petition`: those after the petition `after`, as many as are compared at once. */
export const recountQuery = z.object({
  petition: z.optional(z.string().check(z.refine(isSlug, { error: 'not-a-slug' }))),
  after: z._default(
    z.coerce
      .number({ error: 'not-a-number' })
      .check(z.int({ error: 'not-a-number' }), z.gte(0, { error: 'not-a-number' })),
    0,
  ),
  fix: z._default(z.enum(['true', 'false'], { error: 'not-a-choice' }), 'false'),
})

const difference = z.object({
  what: z.enum(DRIFTS),
  /** Of a tally and a milestone: which one. Empty where there is only one. */
  key: z.string(),
  /** Null: there is no row. */
  stored: z.nullable(z.int()),
  /** What the rows say; null where they do not say it. */
  counted: z.nullable(z.int()),
  isFixed: z.boolean(),
})
export type Difference = z.output<typeof difference>

export const recountResponse = z.object({
  petitions: z.array(
    z.object({
      petition: z.string(),
      /** Signatures, whatever their status. Of one that was not compared: more than could be. */
      rows: z.int(),
      /** Not, when it is too large for one statement. */
      isCompared: z.boolean(),
      /** How many differences there are; the first of them are in `differences`. */
      drift: z.int(),
      /** How many of them are not fixed. */
      unfixed: z.int(),
      differences: z.array(difference),
    }),
  ),
  /** For `after`; null when every petition has had its turn. */
  after: z.nullable(z.int()),
})
export type RecountResponse = z.output<typeof recountResponse>
