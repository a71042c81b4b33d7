/** Numbers, and the nouns after them. */
import { formatter, type PluralForms } from '../../format.ts'

export const { number, plural, counted } = formatter('es')

/** `many` is for whole millions, which take «de»: 1.000.000 de firmas. */
export const PEOPLE: PluralForms = { one: '{n} persona', many: '{n} de personas', other: '{n} personas' }
export const SIGNATURES: PluralForms = { one: '{n} firma', many: '{n} de firmas', other: '{n} firmas' }
export const MINUTES: PluralForms = { one: '{n} minuto', many: '{n} de minutos', other: '{n} minutos' }
