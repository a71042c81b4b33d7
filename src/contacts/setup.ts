/** What the page that opens contacts gives to its script. */

/** In which the list to print is sorted. */
export const ORDERS = ['date', 'name', 'country'] as const
export type Order = (typeof ORDERS)[number]

/** Sentences and names in the petition's language. `{n}`, `{total}`, `{day}`: where a number or a day goes. */
export interface Printed {
  language: string
  direction: string
  title: string
  /** BCP 47, of the title. */
  titleLanguage: string
  /** Lines above the title and below it. */
  above: string
  below: readonly string[]
  signatures: string
  number: string
  name: string
  country: string
  signed: string
  version: string
  page: string
  /** Day and year go where `{d}` and `{y}` stand: one for each month. */
  months: readonly string[]
  /** By code. */
  countries: Readonly<Record<string, string>>
  /** With which numbers are written. */
  numbers: string
  /** IANA. */
  timeZone: string
}

/** What the script says. */
export const SAID = [
  'no-file',
  'not-a-key-file',
  'corrupt',
  'no-passphrase',
  'wrong-passphrase',
  'other-key',
  'unsupported',
  'progress',
  'left',
  'reconnecting',
  'stopped',
  'cut',
  'signed-out',
  'forbidden',
  'too-many',
  'fault',
  'locked',
  'broken',
  'empty',
  'add',
  'none',
  'preparing',
  'ready',
  'part',
] as const

/** Sentences, with `{n}`, `{file}` and the like where something goes. */
export type Said = Record<(typeof SAID)[number], string>

export interface Setup {
  slug: string
  /** Of the petition now. Older keys may have been removed. */
  publicKeys: readonly string[]
  /** Signatures that count. */
  total: number
  /** Paths. */
  rows: string
  worker: string
  said: Said
  /** With which numbers are written. */
  numbers: string
  print: { text: string; language: string }
  printed: Printed
  sheet: string
  script: string
}
