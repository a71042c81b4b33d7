/** Bundles what browsers load into `dist/assets`, which the edge Worker's static assets serve, and compiles what the Workers carry. */
import { cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { build, type Plugin, transform } from 'esbuild'

import { type Locale, LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { numbersLike } from '../i18n/format.ts'
import { STYLES } from '../browser/counter/styles.ts'
import { writeDisposableTable } from './disposable-table.ts'
import { writeFonts } from './fonts.ts'
import { writeOgFallback } from './og-fallback.ts'
import { writePinned } from './pinned.ts'

const path = (relative: string): string => join(import.meta.dirname, '../..', relative)

const ASSETS = path('dist/assets')

/** The oldest that are supported. src/browser/tsconfig.json knows no built-in that they lack: esbuild adds none. */
const BROWSERS = ['chrome100', 'firefox100', 'safari15.4']

/** The languages whose words the counter asks for; English is in its script. */
const LANGUAGES = LOCALES.filter((locale) => locale !== 'en')

/** A template's line breaks and comments are bytes too. */
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
  entryPoints: {
    widget: path('src/browser/counter/define.ts'),
    embed: path('src/browser/frame/around.ts'),
    frame: path('src/browser/frame/inside.ts'),
    'sign-form': path('src/browser/sign-form/sign-form.ts'),
    share: path('src/browser/share/enable.ts'),
    'embed-page': path('src/browser/embed-page/embed-page.ts'),
  },
  outdir: ASSETS,
  bundle: true,
  format: 'esm',
  target: BROWSERS,
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
  define: { LANGUAGES: JSON.stringify(LANGUAGES.join(' ')) },
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

/** As src/browser/counter/words.ts reads them. */
function counterWords(locale: Locale): Record<string, string> {
  const { direction, counter } = catalogue(locale)
  const { signed, sign, ...others } = counter
  return {
    lang: locale,
    numbers: numbersLike(locale),
    dir: direction,
    one: signed.other,
    ...signed,
    ...others,
    open: sign,
  }
}
