/** A Worker as modules, bundled with wrangler's conditions. */
import { basename } from 'node:path'

import { buildSync } from 'esbuild'

export interface Module {
  type: 'ESModule' | 'CompiledWasm'
  path: string
  contents: string | Uint8Array
}

/** `main`: absolute path of the entry. The first module is the Worker itself. Throws what is wrong with the code. */
export function bundle(main: string): Module[] {
  // The synchronous call leaves no service process behind.
  const { outputFiles } = buildSync({
    entryPoints: [main],
    bundle: true,
    write: false,
    outdir: 'worker',
    format: 'esm',
    target: 'es2024',
    // As wrangler has them.
    conditions: ['workerd', 'worker', 'browser'],
    mainFields: ['browser', 'module', 'main'],
    external: ['cloudflare:*', 'node:*'],
    loader: { '.txt': 'text', '.html': 'text', '.sql': 'text', '.bin': 'binary', '.wasm': 'copy' },
    logLevel: 'silent',
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
