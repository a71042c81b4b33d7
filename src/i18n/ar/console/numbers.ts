/** Numbers, and the nouns after them. */
import { formatter, type PluralForms } from '../../format.ts'

export const { number, counted } = formatter('ar')

export const PEOPLE: PluralForms = {
  zero: '{n} شخص',
  one: 'شخص واحد',
  two: 'شخصان',
  few: '{n} أشخاص',
  many: '{n} شخصًا',
  other: '{n} شخص',
}

export const SIGNATURES: PluralForms = {
  zero: '{n} توقيع',
  one: 'توقيع واحد',
  two: 'توقيعان',
  few: '{n} توقيعات',
  many: '{n} توقيعًا',
  other: '{n} توقيع',
}

/** Genitive, as after «من أصل». */
export const SIGNATURES_OF: PluralForms = {
  zero: '{n} توقيع',
  one: 'توقيع واحد',
  two: 'توقيعين',
  few: '{n} توقيعات',
  many: '{n} توقيعًا',
  other: '{n} توقيع',
}

export const DAYS: PluralForms = {
  zero: '{n} يوم',
  one: 'يوم واحد',
  two: 'يومان',
  few: '{n} أيام',
  many: '{n} يومًا',
  other: '{n} يوم',
}

/** Genitive, as after «بعد». */
export const MINUTES_OF: PluralForms = {
  zero: '{n} دقيقة',
  one: 'دقيقة واحدة',
  two: 'دقيقتين',
  few: '{n} دقائق',
  many: '{n} دقيقة',
  other: '{n} دقيقة',
}

/** Genitive, as after «بعد». */
export const MONTHS_OF: PluralForms = {
  zero: '{n} شهر',
  one: 'شهر واحد',
  two: 'شهرين',
  few: '{n} أشهر',
  many: '{n} شهرًا',
  other: '{n} شهر',
}

/** Genitive, as after «عن». */
export const CHARACTERS_OF: PluralForms = {
  zero: '{n} حرف',
  one: 'حرف واحد',
  two: 'حرفين',
  few: '{n} أحرف',
  many: '{n} حرفًا',
  other: '{n} حرف',
}

/** Genitive, as after «في». */
export const PEOPLE_OF: PluralForms = {
  zero: '{n} شخص',
  one: 'شخص واحد',
  two: 'شخصين',
  few: '{n} أشخاص',
  many: '{n} شخصًا',
  other: '{n} شخص',
}

export const isolated = (text: string): string => `\u2068${text}\u2069`
