/** Bundles what browsers load into `dist/assets`, which the edge Worker's static assets serve, and compiles what the Workers carry. */
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'

import { build } from 'esbuild'

import { writeDisposableTable } from './disposable-table.ts'
import { writeFonts } from './fonts.ts'
import { writeOgFallback } from './og-fallback.ts'

const path = (relative: string): string => join(import.meta.dirname, '../..', relative)

await mkdir(path('dist/assets'), { recursive: true })
await build({
  entryPoints: {
    widget: path('src/widget/define.ts'),
    'sign-form': path('src/sign-form/sign-form.ts'),
    share: path('src/share/enable.ts'),
    'embed-page': path('src/embed-page/embed-page.ts'),
  },
  outdir: path('dist/assets'),
  bundle: true,
  format: 'esm',
  target: ['es2022'],
  minify: true,
  legalComments: 'none',
  logLevel: 'warning',
})
for (const file of ['_headers', 'icon.svg']) await cp(path(`src/pages/assets/${file}`), path(`dist/assets/${file}`))
await writeDisposableTable()
await writeFonts()
await writeOgFallback()
