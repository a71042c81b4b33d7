/** Numbers, and the nouns after them. */
import { formatter, type PluralForms } from '../../format.ts'

export const { number, plural, counted } = formatter('de')

export const PEOPLE: PluralForms = { one: '{n} Person', other: '{n} Menschen' }
export const SIGNATURES: PluralForms = { one: '{n} Unterschrift', other: '{n} Unterschriften' }
