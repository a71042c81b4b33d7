/** The canvas of the image, mirrored for right-to-left pages. */
import { OG_IMAGE_HEIGHT_PX, OG_IMAGE_WIDTH_PX } from '../limits.ts'
import type { Fonts, Weight } from './fonts.ts'
import { type Direction, shape, type TextStyle } from './shape.ts'

export const PAPER_RGB = [0xfa, 0xf8, 0xf4] as const
export const PAPER = `#${PAPER_RGB.map((value) => value.toString(16)).join('')}`
export const MARGIN_PX = 72

interface TextBox {
  /** Distance from the margin at the start side. */
  x: number
  /** Of the baseline. */
  y: number
  size: number
  weight: Weight
  fill: string
  /** Maximum width in pixels; wider text is scaled down. */
  room: number
  style?: Partial<TextStyle>
}

interface Box {
  x: number
  y: number
  width: number
  height: number
  radius: number
  fill: string
}

/** Positions everything by its distance from the start side. `taken` is the width at the end side that is not drawn on. */
export function openPage(fonts: Fonts, direction: Direction, taken = 0) {
  const left = (x: number, width: number): number =>
    direction === 'rtl' ? OG_IMAGE_WIDTH_PX - MARGIN_PX - x - width : MARGIN_PX + x
  return {
    /** Between the margins. */
    inner: OG_IMAGE_WIDTH_PX - MARGIN_PX - (taken === 0 ? MARGIN_PX : taken + MARGIN_PX / 1.5),
    left,
    box: ({ x, y, width, height, radius, fill }: Box): string =>
      `<rect x="${left(x, width)}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill}"/>`,
    text(text: string, { x, y, size, weight, fill, room, style }: TextBox): { svg: string; width: number } {
      const shaped = shape(text, { weight, direction, language: 'und', ...style }, fonts)
      const scale = Math.min(size, room / shaped.width)
      const width = shaped.width * scale
      const place = `translate(${left(x, width).toFixed(2)} ${y}) scale(${scale.toFixed(3)})`
      return { svg: `<g transform="${place}" fill="${fill}">${shaped.svg}</g>`, width }
    },
    document: (inner: string): string =>
      `<svg xmlns="http://www.w3.org/2000/svg" width="${OG_IMAGE_WIDTH_PX}" height="${OG_IMAGE_HEIGHT_PX}" viewBox="0 0 ${OG_IMAGE_WIDTH_PX} ${OG_IMAGE_HEIGHT_PX}"><rect width="${OG_IMAGE_WIDTH_PX}" height="${OG_IMAGE_HEIGHT_PX}" fill="${PAPER}"/>${inner}</svg>`,
  }
}

export type Page = ReturnType<typeof openPage>
