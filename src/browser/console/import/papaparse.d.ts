/** The part of Papa Parse that is used. Its own types (@types/papaparse) bring those of Node into browser scripts. */
declare module 'papaparse' {
  interface Config {
    delimiter?: string
    delimitersToGuess?: readonly string[]
    newline?: '\n'
    /** Rows. */
    preview?: number
  }
  interface Parsed {
    data: string[][]
    errors: { code: string }[]
    /** `cursor`: after the last row that is in `data`. */
    meta: { delimiter: string; cursor: number }
  }
  class Parser {
    constructor(config: Config)
    /** `ignoreLastRow`: it may go on in the next chunk. */
    parse(text: string, at: number, ignoreLastRow: boolean): Parsed
  }
  const Papa: { parse: (text: string, config: Config) => Parsed; Parser: typeof Parser }
  export default Papa
}
