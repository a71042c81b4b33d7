/** The words of the counter. They are sent as JSON, so they are templates instead of functions. */
import type { PluralForms } from './format.ts'

export interface CounterWords {
  /** The noun after the number. */
  signed: PluralForms
  /** Shown instead of the number and the noun while there is no signature. */
  first: string
  /** `{n}` is the next goal. */
  goal: string
  /** `{n}` is the number of signatures in the last 24 hours. */
  lately: string
  sign: string
  closed: string
  victory: string
}
