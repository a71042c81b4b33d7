/** How somebody confirms what ends or deletes something: by a tick, or, for many people, by typing how many. */
import type { ConsoleWords } from '../../i18n/console-catalogue.ts'
import { CONFIRM_DRIFT_MAX_SHARE, CONFIRM_TICK_MAX_PEOPLE } from '../../limits.ts'
import { type FormState, HiddenFields, TextField, Tick } from './form.tsx'
import { numberIn } from '../../../schema/typed-number.ts'

/** The name of its field, where an error is shown. */
export const CONFIRM = 'confirm'
/** How many people the page said that it affects. */
const SHOWN = 'confirm-shown'

/** Between what happens and the button. `people`: how many it affects, the reader not counted. */
export function Confirm({ words, form, people }: { words: ConsoleWords; form: FormState; people: number }) {
  const { confirm, people: counted } = words.frame
  return (
    <>
      <HiddenFields values={{ [SHOWN]: String(people) }} />
      {people > CONFIRM_TICK_MAX_PEOPLE ? (
        <TextField
          {...{ form }}
          name={CONFIRM}
          label={confirm.type}
          hint={counted(people)}
          with={{ inputmode: 'numeric', autocomplete: 'off', class: 'short' }}
        />
      ) : (
        <Tick {...{ form }} name={CONFIRM} label={people === 0 ? confirm.understood : confirm.tick(people)} />
      )}
    </>
  )
}

/** `people`: how many it affects now. */
export function isConfirmed(values: FormState['values'], people: number): boolean {
  const typed = values[CONFIRM] ?? ''
  if (people <= CONFIRM_TICK_MAX_PEOPLE) return typed === 'yes' || numberIn(typed) === people
  const n = numberIn(typed)
  if (n === null) return false
  const isAsShown = n === numberIn(values[SHOWN] ?? '')
  return n === people || (isAsShown && Math.abs(people - n) <= people * CONFIRM_DRIFT_MAX_SHARE)
}
