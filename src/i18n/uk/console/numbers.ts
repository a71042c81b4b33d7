/** Numbers, and the nouns after them. */
import { formatter, type PluralForms } from '../../format.ts'

export const { number, counted } = formatter('uk')

export const PEOPLE: PluralForms = { one: '{n} людина', few: '{n} людини', many: '{n} людей', other: '{n} людини' }
export const SIGNATURES: PluralForms = {
  one: '{n} підпис',
  few: '{n} підписи',
  many: '{n} підписів',
  other: '{n} підпису',
}

/** After «з»: genitive. */
export const OF_SIGNATURES: PluralForms = {
  one: '{n} підпису',
  few: '{n} підписів',
  many: '{n} підписів',
  other: '{n} підпису',
}

/** After «не менше»: genitive. */
export const OF_CHARACTERS: PluralForms = {
  one: '{n} символу',
  few: '{n} символів',
  many: '{n} символів',
  other: '{n} символу',
}

/** After «стосується»: genitive. */
export const OF_PEOPLE: PluralForms = { one: '{n} людини', few: '{n} людей', many: '{n} людей', other: '{n} людини' }
