/** The part of harfbuzzjs 0.3 that is used here; the package has no types. Positions are in font units: `upem` to the em. */
declare module 'harfbuzzjs/hbjs.js' {
  export interface HarfBuzz {
    createBlob(bytes: ArrayBuffer): { destroy(): void }
    createFace(blob: object, index: number): { upem: number; collectUnicodes(): Uint32Array; destroy(): void }
    createFont(face: object): HarfBuzzFont
    createBuffer(): HarfBuzzBuffer
    shape(font: HarfBuzzFont, buffer: HarfBuzzBuffer): void
  }

  export interface HarfBuzzFont {
    /** The outline as the `d` of an SVG path, y upwards. */
    glyphToPath(glyph: number): string
  }

  export interface HarfBuzzBuffer {
    addText(text: string): void
    guessSegmentProperties(): void
    setDirection(direction: 'ltr' | 'rtl'): void
    setLanguage(ascii: string): void
    /** Glyphs from left to right: `g` the glyph, `ax` its advance, `dx` and `dy` its offset. */
    json(): { g: number; ax: number; dx: number; dy: number }[]
    destroy(): void
  }

  export default function hbjs(instance: WebAssembly.Instance): HarfBuzz
}
