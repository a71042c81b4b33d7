/**
 * The Open Graph image, 1200 × 630: title, count and goal. It is mirrored for right-to-left pages. Colours are those of
 * src/pages/styles.ts, light theme.
 */
import { OG_IMAGE_WIDTH_PX } from '../limits.ts'
import { drawable, withPlainSpaces } from './drawable.ts'
import type { OgFacts } from './facts.ts'
import type { Fonts } from './fonts.ts'
import { fit, piecesOf, type Room } from './lines.ts'
import { MARGIN_PX, openPage, type Page, PAPER } from './page.ts'
import { PETITION_IMAGE_BOX } from './petition-image.ts'
import { directionOf, shape } from './shape.ts'

const BRAND = 'Undersigned'
const INK = '#1d1b18'
const SOFT = '#5d574e'
const ACCENT = '#1c4587'
const ACCENT_SOFT = '#e5ecf8'
const GOOD = '#1e6b3a'

const TITLE_TOP = 150
const TITLE_ROOM = { height: 258, leading: 1.2 }
const TITLE_SIZES = [92, 84, 76, 68, 60, 54, 48, 44, 40]
const TITLE_LINES_MAX = 4
/** Of the title beside an image, which has little more than half of the width. */
const NARROW_TITLE_SIZES = [64, 60, 54, 48, 44, 40, 36, 32]
const NARROW_TITLE_LINES_MAX = 6
const NUMBER_SIZE = 104
/** If the title cannot be drawn, the number is larger. */
const LONELY_NUMBER_SIZE = 190
/** The least width of the noun after a long number. */
const NOUN_MIN_PX = 230
const BAR_TOP = 548
/** The icon and the brand, and a space after them. */
const BRAND_ROOM_PX = 310

/** The letter U above a line, as in the icon of the pages; 32 × 32. */
const ICON = `<rect width="32" height="32" rx="7" fill="${ACCENT}"/><path d="M9 7v9a7 7 0 0 0 14 0V7" fill="none" stroke="#fff" stroke-width="3.5" stroke-linecap="round"/><path d="M8 27h16" stroke="#fff" stroke-width="2.5" stroke-linecap="round"/>`

/**
 * SVG with outlines only, no text of anyone's. Loads the fonts that it needs. `besideImage` leaves the box of the petition's
 * image free.
 */
export async function drawImage(facts: OgFacts, fonts: Fonts, besideImage = false): Promise<string> {
  const title = drawable(facts.title, 700, fonts)
  const number = facts.number && withPlainSpaces(facts.number)
  const noun = withPlainSpaces(facts.noun)
  const goal = facts.goal && { ...facts.goal, label: withPlainSpaces(facts.goal.label) }
  const { ending } = facts
  await fonts.load([BRAND, title, '… ', number, noun, ending?.label].join(''), 700)
  await fonts.load([noun, goal?.label, ' '].join(''), 400)
  const page = openPage(fonts, facts.direction, besideImage ? PETITION_IMAGE_BOX.width : 0)
  const { inner } = page

  // Lower if there is no bar below it.
  const y = goal === null ? 552 : 520
  let svg = frame(page)
  if (ending !== null) svg += pill(page, ending.label, ending.victory ? GOOD : SOFT)
  svg += titleLines(page, fonts, title, facts, besideImage)
  if (number === null) {
    svg += page.text(noun, { x: 0, y, size: 60, weight: 700, fill: ACCENT, room: inner }).svg
  } else {
    const size = title === '' ? LONELY_NUMBER_SIZE : NUMBER_SIZE
    const big = page.text(number, {
      x: 0,
      y,
      size,
      weight: 700,
      fill: ACCENT,
      room: Math.min(800, inner - NOUN_MIN_PX),
    })
    const x = big.width + 22
    svg += big.svg + page.text(noun, { x, y, size: 44, weight: 400, fill: SOFT, room: inner - x }).svg
  }
  if (goal !== null) {
    svg += page.box({ x: 0, y: BAR_TOP, width: inner, height: 16, radius: 8, fill: ACCENT_SOFT })
    const done = Math.max(16, inner * goal.share)
    if (goal.share > 0) svg += page.box({ x: 0, y: BAR_TOP, width: done, height: 16, radius: 8, fill: ACCENT })
    svg += page.text(goal.label, { x: 0, y: 602, size: 28, weight: 400, fill: SOFT, room: inner }).svg
  }
  return page.document(svg)
}

/** The image that is used when a petition's own is not available. */
export async function drawFallback(fonts: Fonts): Promise<string> {
  await fonts.load(BRAND, 700)
  const page = openPage(fonts, 'ltr')
  const { inner } = page
  const line = (y: number, width: number) => page.box({ x: 0, y, width, height: 12, radius: 6, fill: ACCENT_SOFT })
  return page.document(
    `${accentBar}<g transform="translate(${MARGIN_PX} 165) scale(5)">${ICON}</g>` +
      page.text(BRAND, { x: 200, y: 285, size: 120, weight: 700, fill: INK, room: inner }).svg +
      // Three lines to sign on, the last one with a signature.
      line(410, inner) +
      line(470, inner) +
      line(530, inner) +
      `<path d="M 96 520 c 40 -70 70 -90 80 -60 s -40 80 -10 62 s 46 -60 62 -52 s -20 56 6 46 s 40 -44 54 -38 s -6 40 16 36 s 60 -30 120 -26" fill="none" stroke="${ACCENT}" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/>`,
  )
}

const accentBar = `<rect width="${OG_IMAGE_WIDTH_PX}" height="14" fill="${ACCENT}"/>`

function frame(page: Page): string {
  const icon = `<g transform="translate(${page.left(0, 48)} 62) scale(1.5)">${ICON}</g>`
  const brand = page.text(BRAND, { x: 64, y: 98, size: 34, weight: 700, fill: INK, room: page.inner })
  return accentBar + icon + brand.svg
}

/** The state of a closed petition, at the far end of the first row. */
function pill(page: Page, label: string, fill: string): string {
  const room = Math.min(560, page.inner - BRAND_ROOM_PX - 56)
  const text = { y: 96, size: 30, weight: 700, fill: PAPER, room } as const
  const { width } = page.text(label, { ...text, x: 0 })
  const x = page.inner - width - 56
  return (
    page.box({ x, y: 58, width: width + 56, height: 56, radius: 28, fill }) +
    page.text(label, { ...text, x: x + 28 }).svg
  )
}

/** The block is aligned to the start side of the page, its lines to the start side of the title's own language. */
function titleLines(
  page: Page,
  fonts: Fonts,
  title: string,
  { titleLanguage: language, direction }: OgFacts,
  besideImage: boolean,
): string {
  if (title === '') return ''
  const style = { weight: 700, direction: directionOf(title), language } as const
  const measure = (text: string): number => shape(text, style, fonts).width
  const room: Room = besideImage
    ? { ...TITLE_ROOM, width: page.inner, sizes: NARROW_TITLE_SIZES, linesMax: NARROW_TITLE_LINES_MAX }
    : { ...TITLE_ROOM, width: page.inner, sizes: TITLE_SIZES, linesMax: TITLE_LINES_MAX }
  const { size, lines } = fit(piecesOf(title, language), measure, room)
  const widths = lines.map((line) => Math.min(measure(line) * size, page.inner))
  const widest = Math.max(...widths)
  return lines
    .map((line, at) => {
      const y = TITLE_TOP + size * (0.95 + at * TITLE_ROOM.leading)
      const x = style.direction === direction ? 0 : widest - (widths[at] ?? widest)
      return page.text(line, { x, y, size, weight: 700, fill: INK, room: page.inner, style }).svg
    })
    .join('')
}
