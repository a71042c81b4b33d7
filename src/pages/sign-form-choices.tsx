/**
 * The country and how the name is shown: most people leave both as they are, so they are behind a summary, which says what is
 * chosen. `src/browser/sign-form/choices.ts` keeps it true; without a script, the style sheet hides what it says as soon as
 * something else is chosen.
 */
import { COUNTRY_CODES } from '../../schema/countries.ts'
import type { Locale } from '../../schema/locales.ts'
import type { Moderation } from '../../schema/signature.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { countryNames, countryOrder } from '../i18n/names.ts'
import { described, Field } from './field.tsx'

interface ChoicesProps {
  words: Catalogue
  locale: Locale
  /** By the name of the field. */
  values: Readonly<Record<string, string>>
  errorOf: (path: string) => string | undefined
  moderation: Moderation
}

/** Before the link that opens them. */
const SEPARATOR = ' · '

export function Choices({ words, locale, values, errorOf, moderation }: ChoicesProps) {
  const { form, choices } = words
  const { country = '', showName = '' } = values
  const countries = countryOptions(locale)
  const isChecked = moderation === 'before'
  const ofCountry = (value: string): string => words.labelled(form.country, value)
  const names = [
    { value: 'anonymous', label: form.showAnonymous, said: choices.anonymous },
    { value: 'initials', label: form.showInitials, said: choices.initials },
    { value: 'full', label: form.showFull, said: choices.full },
  ] as const
  const [first] = names
  const chosen = names.find(({ value }) => value === showName) ?? first
  const chosenCountry = countries.find(([code]) => code === country)?.[1]
  return (
    <details class="field choices" open={errorOf('country') !== undefined || errorOf('showName') !== undefined}>
      <summary>
        {/* In a line of its own, which is cut off: a longer name of a country moves nothing below it. */}
        <span class="said" data-text={ofCountry('{text}')}>
          {ofCountry(chosenCountry ?? choices.detected)}
        </span>
        <br />
        <span class="said">{chosen.said + SEPARATOR}</span>
        <span class="to-change">{choices.change}</span>
      </summary>
      <Field id="country" label={form.country} hint={form.countryHint} error={errorOf('country')}>
        <select {...described('country', errorOf('country'), true)} autocomplete="country">
          <option value="" selected={chosenCountry === undefined} data-said={ofCountry(choices.detected)}>
            {form.countryAuto}
          </option>
          {countries.map(([code, name]) => (
            <option value={code} selected={country === code}>
              {name}
            </option>
          ))}
        </select>
      </Field>
      <Field
        id="showName"
        label={form.showName}
        {...(isChecked ? { hint: form.showNameChecked } : {})}
        error={errorOf('showName')}
      >
        <select {...described('showName', errorOf('showName'), isChecked)}>
          {names.map(({ value, label, said }) => (
            <option value={value} selected={value === chosen.value} data-said={said + SEPARATOR}>
              {label}
            </option>
          ))}
        </select>
      </Field>
    </details>
  )
}

const optionsOf = new Map<Locale, [code: string, name: string][]>()

/** Sorted by the language's collation. Once per isolate: names and collation are slow. */
function countryOptions(locale: Locale): [code: string, name: string][] {
  const known = optionsOf.get(locale)
  if (known !== undefined) return known
  const nameOf = countryNames(locale)
  const compare = countryOrder(locale)
  const options = [...COUNTRY_CODES]
    .map((code): [string, string] => [code, nameOf(code)])
    .toSorted(([, a], [, b]) => compare(a, b))
  optionsOf.set(locale, options)
  return options
}
