/** The words of the list that is handed over: in the petition's language, or, where the interface has none of it, in the reader's. */
import type { Printed } from '../../contacts/setup.ts'
import { COUNTRY_CODES } from '../../../schema/countries.ts'
import { isLocale, type Locale } from '../../../schema/locales.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { numbersLike } from '../../i18n/format.ts'
import { countryNames } from '../../i18n/names.ts'
import { dayIn } from '../../i18n/time.ts'

/** Of the petition. */
export interface HandedOver {
  title: string
  /** BCP 47. */
  language: string
  addressee: string
  starter: string
  confirmation: 'email' | 'none'
  timeZone: string
}

/** A day whose parts no other part of a date looks like. */
const DAY = 22
const YEAR = 2001

/** `now` in milliseconds. */
export function printedOf(petition: HandedOver, reader: Locale, now: number): Printed {
  const { title, language, addressee, starter, confirmation, timeZone } = petition
  const [base = ''] = language.split('-')
  const locale = isLocale(base) ? base : reader
  const { direction, date } = catalogue(locale)
  const { printed } = consoleWords(locale).contacts
  const nameOf = countryNames(locale)
  return {
    language: locale,
    direction,
    title,
    titleLanguage: language,
    above: printed.to(addressee),
    below: [
      printed.startedBy(starter),
      confirmation === 'email' ? printed.confirmed : printed.unconfirmed,
      printed.asOf(dayIn(now, timeZone, locale)),
    ],
    signatures: printed.signatures,
    number: printed.number,
    name: printed.name,
    country: printed.country,
    signed: printed.signed,
    version: printed.version,
    page: printed.page,
    months: Array.from({ length: 12 }, (_, month) =>
      date(Date.UTC(YEAR, month, DAY))
        .replace(String(DAY), '{d}')
        .replace(String(YEAR), '{y}'),
    ),
    countries: Object.fromEntries([...COUNTRY_CODES].map((code) => [code, nameOf(code)])),
    numbers: numbersLike(locale),
    timeZone,
  }
}
