/** A CSV file of an earlier petition, with whatever such files have in them. */

/** Every hundredth signer is in it twice, and every fiftieth row cannot be read. */
export const TWICE_EVERY = 100
export const BAD_EVERY = 50
const COUNTRIES = ['NO', 'Deutschland', 'United Kingdom', 'Узбекистан', '']

export const earlierEmail = (n: number): string => `earlier.${n}@example.org`

export interface Listed {
  text: string
  /** Of the rows, without the header. */
  rows: number
  twice: number
  bad: number
}

/** `delimiter` between cells; every third agreed to receive updates. */
export function earlierList(rows: number, delimiter = ','): Listed {
  const lines = [['Full name', 'E-mail', 'Country', 'Signed on', 'Newsletter'].join(delimiter)]
  let twice = 0
  let bad = 0
  for (let n = 0; n < rows; n++) {
    const isBad = n % BAD_EVERY === 7
    const isTwice = !isBad && n % TWICE_EVERY === 99
    if (isBad) bad++
    if (isTwice) twice++
    const email = isBad ? 'no.at.sign' : isTwice ? earlierEmail(n - 1).toUpperCase() : earlierEmail(n)
    lines.push(
      [
        `"Signer ${n}${delimiter} called ""Number ${n}"""`,
        email,
        COUNTRIES[n % COUNTRIES.length],
        `2026-0${1 + (n % 9)}-1${n % 10}`,
        n % 3 === 0 ? 'yes' : 'no',
      ].join(delimiter),
    )
  }
  return { text: `${lines.join('\r\n')}\r\n`, rows, twice, bad }
}
