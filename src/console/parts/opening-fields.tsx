/** The day and the time at which a draft opens by itself. */
import type { ConsoleWords } from '../../i18n/console-catalogue.ts'
import { type FormState, TextField } from './form.tsx'

/** `opens`: the moment that is set, in words; null if none is. */
export function OpeningFields({ words, form, opens }: { words: ConsoleWords; form: FormState; opens: string | null }) {
  const { settings } = words
  return (
    <>
      <TextField
        {...{ form }}
        name="opensOn"
        label={settings.opensOn}
        hint={opens === null ? settings.opensOnHint : `${settings.opensOnHint} ${settings.setTo(opens)}`}
        with={{ type: 'date', class: 'short' }}
      />
      <TextField
        {...{ form }}
        name="opensTime"
        label={settings.opensTime}
        hint={settings.opensTimeHint}
        with={{ type: 'time', class: 'short' }}
      />
    </>
  )
}
