/** Draws `dist/assets/og.png`, served when a petition's own Open Graph image is not available. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { drawFallback } from '../og-image/draw.ts'
import { rasterize } from '../og-image/rasterize.ts'
import { openFonts } from './fonts.ts'

const FILE = join(import.meta.dirname, '../../dist/assets/og.png')

/** Does not touch an up-to-date file, so that watchers are not triggered. */
export async function writeOgFallback(): Promise<void> {
  const png = await rasterize(await drawFallback(await openFonts()))
  const old = await readFile(FILE).catch(() => null)
  if (old?.equals(png) !== true) await writeFile(FILE, png)
}
