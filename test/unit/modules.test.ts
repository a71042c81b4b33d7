/** The modules: each has its line in .oxlintrc.modules.json, and the lines allow no cycle. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

import { describe, expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

interface Override {
  files: [string]
  rules: { 'no-restricted-imports': ['error', { patterns: [{ group: string[] }] }] }
}

const { overrides }: { overrides: Override[] } = JSON.parse(
  read('.oxlintrc.modules.json').replaceAll(/^ *\/\/.*$/gm, ''),
)

/** What each module's line forbids: `../**` is everything outside of it, and `!…` what is allowed all the same. */
const groups = new Map(
  overrides.map(({ files, rules }) => [files[0], rules['no-restricted-imports'][1].patterns[0].group]),
)

const entriesOf = (path: string) => readdirSync(join(ROOT, path), { withFileTypes: true })
const foldersOf = (path: string): string[] =>
  entriesOf(path)
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${path}/${name}/**`)

/** As the linter's lines name them. The loose files of src/ are one, except limits.ts, which schema/ imports. */
const LOOSE = 'src/*.ts'
const LIMITS = 'src/limits.ts'
const modules = [
  'schema/**',
  LOOSE,
  LIMITS,
  ...foldersOf('src').filter((folder) => folder !== 'src/browser/**'),
  ...foldersOf('src/browser'),
  ...foldersOf('workers'),
].toSorted()

/** A glob of the linter as a pattern: `**` is any number of folders. */
const matches = (glob: string, path: string): boolean => {
  const pattern = glob
    .replaceAll('.', String.raw`\.`)
    .replaceAll(/\*\*\/|\*\*|\*/g, (stars) => (stars === '**/' ? '(?:.*/)?' : stars === '**' ? '.*' : '[^/]*'))
  return new RegExp(`^${pattern}$`).test(path)
}

/** Whether the line of `module` lets its file `from` import the file `to`. The last pattern that fits says. */
function allows(module: string, from: string, to: string): boolean {
  const steps = relative(dirname(from), to)
  const path = steps.startsWith('.') ? steps : `./${steps}`
  const last = groups.get(module)?.findLast((glob) => matches(glob.replace('!', ''), path))
  return last === undefined || last.startsWith('!')
}

/** Where files of a module may be. */
const placesOf = (module: string): string[] => [
  module.replace('**', 'x.ts').replace('*', 'x'),
  ...(module.endsWith('/**') ? [module.replace('**', 'folder/x.ts')] : []),
]

/** The modules of which a module's line lets it import a file. */
const importable = (module: string): string[] =>
  modules.filter(
    (other) =>
      other !== module && placesOf(module).some((from) => placesOf(other).some((to) => allows(module, from, to))),
  )

function filesOf(module: string): string[] {
  if (module === LIMITS) return [LIMITS]
  const entries =
    module === LOOSE
      ? entriesOf('src')
      : readdirSync(join(ROOT, module.replace('/**', '')), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath.slice(ROOT.length + 1), entry.name))
    .filter((file) => file !== LIMITS)
}

/** What a file imports by a relative path, of whatever kind: `import … from`, `export … from`, `import '…'` and `import('…')`. */
const importsOf = (file: string, source: string): string[] =>
  Array.from(source.matchAll(/\b(?:from|import)\s*\(?\s*['"`](\.[^'"`]+)['"`]/g), ([, path = '']) =>
    join(file, '..', path),
  )

describe('the module boundaries of the linter', () => {
  test('have one line for each module, and no other', () => {
    expect([...groups.keys()].filter((files) => files !== 'src/**').toSorted()).toEqual(modules)
  })

  test('allow no dependency cycle', () => {
    const open = new Set(modules)
    let leaves: string[]
    do {
      leaves = [...open].filter((module) => !importable(module).some((other) => open.has(other)))
      for (const module of leaves) open.delete(module)
    } while (leaves.length > 0)
    expect([...open]).toEqual([])
  })

  test('let nothing import a Worker', () => {
    const importing = modules.flatMap((module) =>
      importable(module)
        .filter((other) => other.startsWith('workers/'))
        .map((other) => `${module}: ${other}`),
    )
    expect(importing).toEqual([])
  })

  test.each(modules)('hold for every import of %s', (module) => {
    const inside = module.endsWith('/**') ? module.replace('**', '') : null
    const forbidden = filesOf(module).flatMap((file) =>
      importsOf(file, read(file))
        .filter((target) => (inside === null || !target.startsWith(inside)) && !allows(module, file, target))
        .map((target) => `${file}: ${target}`),
    )
    expect(forbidden).toEqual([])
  })

  test('hold for every kind of import', () => {
    const source = `
      import { a } from '../ledger/a.ts'
      import '../ledger/b.ts'
      await import('../ledger/c.ts')
      export * from '../ledger/d.ts'
      import * as z from 'zod/mini'`
    const targets = importsOf('src/review/x.ts', source)
    expect(targets).toEqual(['a', 'b', 'c', 'd'].map((name) => `src/ledger/${name}.ts`))
    expect(targets.filter((target) => allows('src/review/**', 'src/review/x.ts', target))).toEqual([])
  })
})
