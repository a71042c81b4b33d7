/** The words of the counter element, as they travel: JSON, so templates instead of functions. */
import type { PluralForms } from './format.ts'

export interface CounterWords {
  /** The noun after the number. */
  signed: PluralForms
  /** `{n}` is the next goal. */
  goal: string
  /** `{n}` is how many signed in the last 24 hours. */
  lately: string
  sign: string
  closed: string
  victory: string
}
