/** Draws `dist/assets/og.png`, which stands in while no Open Graph image of a petition can be had. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { drawFallback } from '../og-image/draw.ts'
import { rasterize } from '../og-image/rasterize.ts'
import { openFonts } from './fonts.ts'

const FILE = join(import.meta.dirname, '../../dist/assets/og.png')

/** Leaves the file alone when it is as it should be, so that nothing that watches it wakes. */
export async function writeOgFallback(): Promise<void> {
  const png = await rasterize(await drawFallback(await openFonts()))
  const old = await readFile(FILE).catch(() => null)
  if (old?.equals(png) !== true) await writeFile(FILE, png)
}
