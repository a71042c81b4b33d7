/** A Worker as modules, bundled with wrangler's conditions. */
import { basename } from 'node:path'

import { type BuildOptions, buildSync } from 'esbuild'

export interface Module {
  type: 'ESModule' | 'CompiledWasm'
  path: string
  contents: string | Uint8Array
}

/** As wrangler bundles. */
export const AS_WRANGLER = {
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2024',
  conditions: ['workerd', 'worker', 'browser'],
  mainFields: ['browser', 'module', 'main'],
  external: ['cloudflare:*', 'node:*'],
  logLevel: 'silent',
} satisfies BuildOptions

/** `main`: absolute path of the entry. The first module is the Worker itself. Throws what is wrong with the code. */
export function bundle(main: string): Module[] {
  // The synchronous call leaves no service process behind.
  const { outputFiles } = buildSync({
    ...AS_WRANGLER,
    entryPoints: [main],
    outdir: 'worker',
    loader: { '.txt': 'text', '.html': 'text', '.sql': 'text', '.bin': 'binary', '.wasm': 'copy' },
  })
  return outputFiles
    .map(({ path, text, contents }): Module => {
      const isScript = path.endsWith('.js')
      return {
        type: isScript ? 'ESModule' : 'CompiledWasm',
        path: basename(path),
        contents: isScript ? text : contents,
      }
    })
    .toSorted((a, b) => Number(b.type === 'ESModule') - Number(a.type === 'ESModule'))
}
