/** The words of a petition as a page shows them, and the version that they are. */
export interface ShownText {
  title: string
  addressee: string
  /** Markdown. */
  body: string
  /** BCP 47. */
  language: string
  /** Of the version: a signature on this page is for it. */
  number: number
  isTranslation: boolean
  /** The original has changed since it was translated. */
  isBehind: boolean
  /** There is one for this reader, whether or not it is what is shown. */
  hasTranslation: boolean
}
