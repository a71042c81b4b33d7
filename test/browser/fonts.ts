/**
 * The fonts that the browser tests judge by, whatever this machine has: Noto Sans, as most phones have it, and DejaVu Sans,
 * the widest that a system is likely to choose. Chromium on Linux asks fontconfig, which is shown these files and no others.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = join(import.meta.dirname, '../../dist/test-fonts')
/** The build writes them for the Open Graph Worker. */
const NOTO = join(import.meta.dirname, '../../dist/og-image-assets/fonts')
const DEJAVU = join(fileURLToPath(import.meta.resolve('dejavu-fonts-ttf/package.json')), '../ttf')

/** Families for what a page calls by a generic name, and where they are. DejaVu has no Chinese. */
const FONTS = {
  'Noto Sans': { sans: 'Noto Sans', serif: 'Noto Sans', mono: 'Noto Sans', folders: [NOTO] },
  'DejaVu Sans': { sans: 'DejaVu Sans', serif: 'DejaVu Serif', mono: 'DejaVu Sans Mono', folders: [DEJAVU, NOTO] },
}

export type Font = keyof typeof FONTS

/** For `test.for`: what is said of widths holds with each of them. */
export const EVERY_FONT = ['Noto Sans', 'DejaVu Sans'] as const satisfies Font[]

/** The environment in which Chromium finds one of the fonts and no font of the machine. */
export function fontEnvironment(font: Font): Record<string, string> {
  const file = join(FOLDER, `${font.replace(' ', '-').toLowerCase()}.conf`)
  mkdirSync(FOLDER, { recursive: true })
  // Whole, since another process may read it at this moment.
  const fresh = `${file}.${process.pid}`
  writeFileSync(fresh, configuration(font))
  renameSync(fresh, file)
  // The language of a shell decides which of several files is preferred.
  return { FONTCONFIG_FILE: file, LC_ALL: 'C.UTF-8', LANG: 'C.UTF-8' }
}

function configuration(font: Font): string {
  const { sans, serif, mono, folders } = FONTS[font]
  const families = Object.entries({ 'system-ui': sans, 'sans-serif': sans, sans, serif, monospace: mono })
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  ${folders.map((folder) => `<dir>${folder}</dir>`).join('\n  ')}
  <cachedir>${join(FOLDER, 'cache')}</cachedir>
  ${families.map(([generic, family]) => `<alias binding="same"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`).join('\n  ')}
  <match target="pattern"><edit name="family" mode="append_last"><string>${sans}</string></edit></match>
  <match target="font"><edit name="hintstyle" mode="assign"><const>hintnone</const></edit></match>
</fontconfig>
`
}
