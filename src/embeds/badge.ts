/** The count where only an image is shown: as an SVG, and as the JSON of which shields.io makes one. */
import { badgen } from 'badgen'

import type { CountResponse } from '../../schema/petition.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { SHIELDS_CACHE_SECONDS } from '../limits.ts'
import { escapeMarkup } from '../markup/element.ts'

const colorOf = ({ state }: CountResponse): string => (state === 'open' ? 'a8230f' : '5d574e')

/** `title` is the petition's: it is not drawn, but read aloud and shown on hovering. */
export function badgeSvg(title: string, count: CountResponse, words: Catalogue): string {
  const noun = words.petition.signers(count.count)
  const number = words.number(count.count)
  const spoken = escapeMarkup(`${title}: ${number} ${noun}`)
  const svg = badgen({ label: noun, status: number, color: colorOf(count) })
    // By functions: `$&` in a title is no pattern.
    .replace(/aria-label="[^"]*"/, () => `aria-label="${spoken}"`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${spoken}</title>`)
  // Stretched to a measured width, the joined letters of Arabic come apart.
  return words.direction === 'rtl' ? svg.replace(/ textLength="[\d.]+"/g, '') : svg
}

/** https://shields.io/badges/endpoint-badge */
export const shieldsBadge = (count: CountResponse, words: Catalogue) => ({
  schemaVersion: 1,
  label: words.petition.signers(count.count),
  message: words.number(count.count),
  color: colorOf(count),
  cacheSeconds: SHIELDS_CACHE_SECONDS,
})
