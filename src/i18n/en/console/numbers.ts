/** Numbers, and the nouns after them. */
import { formatter, type PluralForms } from '../../format.ts'

export const { number, counted } = formatter('en')

export const PEOPLE: PluralForms = { one: '{n} person', other: '{n} people' }
export const SIGNATURES: PluralForms = { one: '{n} signature', other: '{n} signatures' }
