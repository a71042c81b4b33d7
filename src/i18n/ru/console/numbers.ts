/** Numbers, and the nouns after them. */
import { formatter, type PluralForms } from '../../format.ts'

export const { number, counted } = formatter('ru')

export const PEOPLE: PluralForms = {
  one: '{n} человек',
  few: '{n} человека',
  many: '{n} человек',
  other: '{n} человека',
}
export const SIGNATURES: PluralForms = {
  one: '{n} подпись',
  few: '{n} подписи',
  many: '{n} подписей',
  other: '{n} подписи',
}

/** After «из»: genitive. */
export const OF_SIGNATURES: PluralForms = {
  one: '{n} подписи',
  few: '{n} подписей',
  many: '{n} подписей',
  other: '{n} подписи',
}

/** After «не меньше»: genitive. */
export const OF_CHARACTERS: PluralForms = {
  one: '{n} символа',
  few: '{n} символов',
  many: '{n} символов',
  other: '{n} символа',
}

/** After «коснётся»: genitive. */
export const OF_PEOPLE: PluralForms = {
  one: '{n} человека',
  few: '{n} человек',
  many: '{n} человек',
  other: '{n} человека',
}
