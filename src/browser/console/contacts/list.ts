/**
 * The list that is handed over: name, country and day of each counted signature, as pages of HTML. It has no email address. Names are
 * text that strangers wrote: they are escaped, and the policy of the page allows no inline script.
 *
 * Pages are broken here and not by the browser, of which some have no page numbers.
 */
import type { Fields } from '../../../contacts/fields.ts'
import type { Order, Printed } from '../../../contacts/setup.ts'

export interface ListOptions {
  order: Order
  /** Whether signatures of each version of the text stand together. */
  byVersion: boolean
  printed: Printed
  /** URLs of the style sheet and of the script of the button. */
  sheet: string
  script: string
  /** What the button says, and in which language. */
  print: { text: string; language: string }
}

/** Of a page of paper, with room for names that take two lines. */
const ROWS_PER_PAGE = 28
/** With the title above. */
const ROWS_OF_FIRST_PAGE = 20
/** Of a document: a browser shows it within seconds. */
const PAGES_PER_DOCUMENT = 360

export interface Signer {
  name: string
  country: string
  /** As ISO 8601 has it. */
  signedAt: string
  version: number
}

/** Null for what is on no list: it is not counted, or its contact was deleted. */
export const signerOf = ({ status, name, country, signed_at: signedAt, version }: Fields): Signer | null =>
  status === 'counted' && name !== null ? { name, country: country ?? '', signedAt, version } : null

/** The documents, each with the numbers of its first and last signature. */
export function listDocuments(
  signers: readonly Signer[],
  options: ListOptions,
): { html: string; from: number; to: number }[] {
  const pages = pagesOf(signers, options)
  const documents: { html: string; from: number; to: number }[] = []
  for (let at = 0; at < pages.length; at += PAGES_PER_DOCUMENT) {
    const some = pages.slice(at, at + PAGES_PER_DOCUMENT)
    documents.push({
      html: documentOf(some, { first: at, total: pages.length, n: signers.length }, options),
      from: some[0]?.from ?? 1,
      to: (some.at(-1)?.from ?? 1) + (some.at(-1)?.rows.length ?? 1) - 1,
    })
  }
  return documents
}

interface PaperPage {
  rows: Signer[]
  /** The number of the first. */
  from: number
  /** Null when versions do not stand together. */
  version: number | null
}

function pagesOf(signers: readonly Signer[], { order, byVersion, printed }: ListOptions): PaperPage[] {
  const { compare } = new Intl.Collator(printed.language)
  const byDate = (a: Signer, b: Signer): number => (a.signedAt < b.signedAt ? -1 : a.signedAt > b.signedAt ? 1 : 0)
  const countryOf = ({ country }: Signer): string => printed.countries[country] ?? country
  const by: Record<Order, (a: Signer, b: Signer) => number> = {
    date: byDate,
    name: (a, b) => compare(a.name, b.name),
    country: (a, b) => compare(countryOf(a), countryOf(b)) || byDate(a, b),
  }
  const sorted = [...signers].sort((a, b) => (byVersion ? a.version - b.version : 0) || by[order](a, b))
  const pages: PaperPage[] = []
  for (const [at, signer] of sorted.entries()) {
    const page = pages.at(-1)
    const version = byVersion ? signer.version : null
    const room = pages.length === 1 ? ROWS_OF_FIRST_PAGE : ROWS_PER_PAGE
    if (page === undefined || page.rows.length === room || page.version !== version) {
      pages.push({ rows: [signer], from: at + 1, version })
    } else page.rows.push(signer)
  }
  return pages
}

function documentOf(
  pages: readonly PaperPage[],
  { first, total, n }: { first: number; total: number; n: number },
  { printed, sheet, script, print }: ListOptions,
): string {
  const numbers = new Intl.NumberFormat(printed.numbers)
  const format = (n: number): string => numbers.format(n)
  const dayOf = dayFormat(printed)
  const head = [printed.number, printed.name, printed.country, printed.signed]
    .map((text, column) => `<th scope="col"${column === 0 ? ' class="n"' : ''}>${escaped(text)}</th>`)
    .join('')
  const sections = pages.map(({ rows, from, version }, at) => {
    const caption = version === null ? '' : `<h2>${escaped(printed.version.replace('{n}', format(version)))}</h2>`
    const lines = rows.map(
      ({ name, country, signedAt }, row) =>
        `<tr><td class="n">${format(from + row)}</td><th scope="row"><bdi>${escaped(name)}</bdi></th>` +
        `<td>${escaped(printed.countries[country] ?? country)}</td><td>${escaped(dayOf(signedAt))}</td></tr>`,
    )
    const number = printed.page.replace('{n}', format(first + at + 1)).replace('{total}', format(total))
    return (
      `<section class="paper">${first + at === 0 ? headOf(printed, format(n)) : ''}${caption}` +
      `<table class="table"><thead><tr>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>` +
      `<p class="note">${escaped(number)} · <bdi>${escaped(printed.title)}</bdi></p></section>`
    )
  })
  return (
    `<!doctype html><html lang="${escaped(printed.language)}" dir="${escaped(printed.direction)}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">` +
    `<title>${escaped(printed.title)}</title><link rel="stylesheet" href="${escaped(sheet)}">` +
    `<script type="module" src="${escaped(script)}"></script></head><body class="handover"><main>` +
    `<p class="acts"><button type="button" class="button" data-act="print" lang="${escaped(print.language)}">${escaped(print.text)}</button></p>` +
    `${sections.join('')}</main></body></html>`
  )
}

const headOf = ({ above, title, titleLanguage, below, signatures }: Printed, n: string): string =>
  `<header><p>${escaped(above)}</p><h1 lang="${escaped(titleLanguage)}" dir="auto">${escaped(title)}</h1><p><strong>${escaped(signatures.replace('{n}', n))}</strong></p>` +
  `${below.map((line) => `<p>${escaped(line)}</p>`).join('')}</header>`

/** The day of an ISO time, in the petition's time zone and language. */
export function dayFormat({ months, timeZone }: Pick<Printed, 'months' | 'timeZone'>): (time: string) => string {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, year: 'numeric', month: 'numeric', day: 'numeric' })
  const known = new Map<string, string>()
  return (time) => {
    // Within an hour, or a quarter of one in some zones, the day is the same.
    const quarter = `${time.slice(0, 14)}${Math.floor(Number(time.slice(14, 16)) / 15)}`
    const before = known.get(quarter)
    if (before !== undefined) return before
    const parts = Object.fromEntries(format.formatToParts(Date.parse(time)).map(({ type, value }) => [type, value]))
    const { year = '', month = '', day = '' } = parts
    const text = (months[Number(month) - 1] ?? '').replace('{d}', day).replace('{y}', year)
    known.set(quarter, text)
    return text
  }
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (char) => ENTITIES[char] ?? char)
