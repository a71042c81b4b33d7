/**
 * The code of the Workers as one module for the worker tests. Otherwise each test file hands 800 modules with their source maps to
 * workerd, 13 MB, which takes longer than most of the tests. Every import of a bundled file leads to the same instance of it. A stack
 * names lines of the bundle, which has the name of each file above its code.
 */
import { globSync } from 'node:fs'
import { join } from 'node:path'

import { build } from 'esbuild'
import type { Plugin } from 'vite'

import { AS_WRANGLER } from '../../src/local/bundle.ts'

const ROOT = join(import.meta.dirname, '../..')
const APP = '/dist/test-app.js'
const CODE = '{schema,src,workers}/**/*.{ts,tsx}'
/** They run in Node or in browsers, or need WebAssembly, or have no names of their own. */
const BY_THEMSELVES = [
  'src/{browser,build,cli,local,og-image}/**',
  'workers/og-image/**',
  '**/*.d.ts',
  'schema/tables.ts',
]

/** For `miniflare`: workerd loads the module as it is. */
export const APP_RULES = [{ type: 'ESModule' as const, include: [`**${APP}`] }]

/** Bundles the code as it is now. Throws what is wrong with it. */
export async function bundledApp(): Promise<Plugin> {
  const files = globSync(CODE, { cwd: ROOT, exclude: BY_THEMSELVES })
  const options = { ...AS_WRANGLER, absWorkingDir: ROOT, metafile: true } as const
  const [{ metafile }] = await Promise.all([
    build({
      ...options,
      bundle: false,
      external: [],
      entryPoints: files,
      outdir: 'names',
    }),
    build({
      ...options,
      write: true,
      stdin: { contents: files.map((file) => `export * as "${file}" from "./${file}"`).join('\n'), resolveDir: ROOT },
      outfile: `.${APP}`,
      // Two Workers may have functions of one name, which a test reads.
      keepNames: true,
      loader: { '.bin': 'binary' },
    }),
  ])
  const names = new Map(
    Object.values(metafile.outputs).map(({ entryPoint = '', exports }) => [join(ROOT, entryPoint), exports]),
  )
  return {
    name: 'bundled-app',
    enforce: 'pre',
    load(id) {
      const exported = names.get(id)
      if (exported === undefined) return null
      const own = exported.filter((name) => name !== 'default')
      const code = [
        `import { ${JSON.stringify(id.slice(ROOT.length + 1))} as file } from ${JSON.stringify(APP)}`,
        own.length > 0 ? `export const { ${own.join(', ')} } = file` : '',
        exported.includes('default') ? 'export default file.default' : '',
      ]
      return { code: code.join('\n'), map: { mappings: '' } }
    },
  }
}
