/** Numbers, and the nouns after them. */
import { formatter, type PluralForms } from '../../format.ts'

export const { number, counted } = formatter('fr')

/** `many` is for whole millions, which take “de”: 1 000 000 de signatures. */
export const PEOPLE: PluralForms = { one: '{n} personne', many: '{n} de personnes', other: '{n} personnes' }
export const SIGNATURES: PluralForms = { one: '{n} signature', many: '{n} de signatures', other: '{n} signatures' }
export const MINUTES: PluralForms = { one: '{n} minute', many: '{n} de minutes', other: '{n} minutes' }
