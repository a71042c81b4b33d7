/** Bundles browser scripts into `dist/assets`, the edge Worker's static assets, and generates the data files of the Workers. */
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { build, type Plugin, transform } from 'esbuild'

import { LOCALES } from '../../schema/locales.ts'
import { STYLES } from '../browser/counter/styles.ts'
import { BROWSER_SCRIPTS, BROWSERS } from './browsers.ts'
import { counterWords } from './counter-words.ts'
import { writeDisposableTable } from './disposable-table.ts'
import { writeFonts } from './fonts.ts'
import { writeOgFallback } from './og-fallback.ts'
import { writePinned } from './pinned.ts'

const path = (relative: string): string => join(import.meta.dirname, '../..', relative)

const ASSETS = path('dist/assets')

/** The languages whose words the counter fetches; English is part of its script. */
const LANGUAGES = LOCALES.filter((locale) => locale !== 'en')

/** esbuild does not minify CSS in a template literal. */
const smallStyles: Plugin = {
  name: 'small-styles',
  setup(build) {
    build.onLoad({ filter: /counter\/styles\.ts$/ }, async () => {
      const { code } = await transform(STYLES, { loader: 'css', minify: true })
      return { contents: `export const STYLES = ${JSON.stringify(code.trim().replaceAll(/([,:]) /g, '$1'))}` }
    })
  },
}

await mkdir(path('dist/assets/widget/words'), { recursive: true })
await build({
  entryPoints: Object.fromEntries(Object.entries(BROWSER_SCRIPTS).map(([name, file]) => [name, path(file)])),
  outdir: ASSETS,
  bundle: true,
  format: 'esm',
  target: BROWSERS,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { LANGUAGES: JSON.stringify(LANGUAGES.join(' ')), ENGLISH: JSON.stringify(counterWords('en')) },
  plugins: [smallStyles],
})
for (const file of ['_headers', 'icon.svg']) await cp(path(`src/pages/assets/${file}`), join(ASSETS, file))
for (const locale of LANGUAGES) {
  await writeFile(join(ASSETS, `widget/words/${locale}.json`), JSON.stringify(counterWords(locale)))
}
await writePinned(path('dist'))
await writeDisposableTable()
await writeFonts()
await writeOgFallback()
