/** The email address as it was typed: what was probably meant, and how it is shown afterwards. Nothing is looked up. */

/** What people mean, in the countries of our languages. */
const COMMON = (
  'gmail.com yahoo.com hotmail.com outlook.com icloud.com googlemail.com protonmail.com yandex.ru mail.ru rambler.ru ' +
  'yahoo.fr hotmail.fr orange.fr wanadoo.fr laposte.net t-online.de freenet.de hotmail.es yahoo.co.uk hotmail.co.uk foxmail.com'
).split(' ')

/** Other providers, one typing mistake away from one above; and those with a domain in many countries, of which `.co`, `.cm` and
 * `.om` are mistyped nearly always. */
const GENUINE =
  /^(?:[ey]?mail\.com|email\.ru|(?:yahoo|hotmail|live|outlook|yandex)\.(?!(?:c[mo]|om)$)(?:com?\.)?[a-z]{2})$/

/** The email address that was probably meant, or null. */
export function suggestionFor(typed: string): string | null {
  const [, local = '', rest = ''] = /^(.+)@([^\s@]+)$/.exec(typed.trim()) ?? []
  const domain = rest.toLowerCase()
  if (local === '' || COMMON.includes(domain) || GENUINE.test(domain)) return null
  const meant = /^gmail(?:\.[a-z]+)?$/.test(domain) ? 'gmail.com' : COMMON.find((common) => isNear(domain, common))
  return meant === undefined ? null : `${local}@${meant}`
}

/** Whether one character was added, left out, replaced or swapped with the next. For texts that differ. */
function isNear(a: string, b: string): boolean {
  let at = 0
  while (a[at] === b[at]) at++
  const ends = (skipA: number, skipB: number): boolean => a.slice(at + skipA) === b.slice(at + skipB)
  return ends(1, 1) || ends(1, 0) || ends(0, 1) || (a[at] === b[at + 1] && a[at + 1] === b[at] && ends(2, 2))
}

/** `a…@gmail.com`: enough to recognise it, too little for others who see the screen. */
export function masked(typed: string): string {
  const at = typed.lastIndexOf('@')
  const [first = ''] =
    typed
      .slice(0, at)
      .split(/[\s<:]/)
      .at(-1) ?? ''
  return `${first}…@${typed.slice(at + 1).split(/[\s>]/, 1)[0] ?? ''}`
}
