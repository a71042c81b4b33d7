/** Whether the reader has confirmed what ends or deletes something: see src/console/parts/confirm.tsx. */
import { CONFIRM, isConfirmed } from '../../src/console/parts/confirm.tsx'
import type { FormState } from '../../src/console/parts/form.tsx'
import { CONFIRM_TICK_MAX_PEOPLE } from '../../src/limits.ts'
import type { RouteContext } from './context.ts'
import { wrong } from './form.ts'
import { wordsOf } from './respond.tsx'
import type { Values } from './values.ts'

/** The form with what is missing, for the same page again with status 422; null when it was confirmed. `people`: now. */
export function unconfirmed(c: RouteContext, values: Values, people: number): FormState | null {
  if (isConfirmed(values, people)) return null
  const { confirm } = wordsOf(c).frame
  if (people <= CONFIRM_TICK_MAX_PEOPLE) return wrong(values, CONFIRM, confirm.tickNeeded)
  // A tick, from when there were fewer people, is no number that somebody typed.
  const typed = values[CONFIRM] === 'yes' ? '' : (values[CONFIRM] ?? '')
  return wrong({ ...values, [CONFIRM]: typed }, CONFIRM, confirm.typeWrong(people))
}
