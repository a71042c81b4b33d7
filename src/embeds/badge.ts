/** The count as an image: an SVG badge, and the JSON from which shields.io draws one. */
import { badgen } from 'badgen'

import type { CountResponse } from '../../schema/petition.ts'
import type { Catalogue } from '../i18n/catalogue.ts'
import { SHIELDS_CACHE_SECONDS } from '../limits.ts'
import { escapeMarkup } from '../markup/element.ts'

const colorOf = ({ state }: CountResponse): string => (state === 'open' ? '1c4587' : '5d574e')

/** `title` is that of the petition, for screen readers and the tooltip. */
export function badgeSvg(title: string, count: CountResponse, words: Catalogue): string {
  const spoken = escapeMarkup(words.labelled(title, words.petition.count(count.count)))
  const svg = badgen({ label: words.signatures, status: words.number(count.count), color: colorOf(count) })
    // Functions, because `$&` in a string would be a pattern.
    .replace(/aria-label="[^"]*"/, () => `aria-label="${spoken}"`)
    .replace(/<title>[^<]*<\/title>/, () => `<title>${spoken}</title>`)
  // With a fixed width, the joined letters of Arabic are drawn apart.
  return words.direction === 'rtl' ? svg.replace(/ textLength="[\d.]+"/g, '') : svg
}

/** The response that https://shields.io/badges/endpoint-badge reads. */
export const shieldsBadge = (count: CountResponse, words: Catalogue) => ({
  schemaVersion: 1,
  label: words.signatures,
  message: words.number(count.count),
  color: colorOf(count),
  cacheSeconds: SHIELDS_CACHE_SECONDS,
})
