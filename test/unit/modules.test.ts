/** The modules: each has its line in .oxlintrc.modules.json, and the lines allow no cycle. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

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

const foldersOf = (path: string): string[] =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${path}/${name}`)

const modules = [
  'schema',
  ...foldersOf('src').filter((folder) => folder !== 'src/browser'),
  ...foldersOf('src/browser'),
  ...foldersOf('workers'),
].toSorted()

const nameOf = (module: string): string => module.split('/').at(-1) ?? module

/** The modules that a module's line lets it import. */
function importable(module: string): string[] {
  const group = groups.get(`${module}/**`) ?? []
  const others = modules.filter((other) => other !== module)
  if (!group.includes('../**')) return others.filter((other) => !group.includes(`**/${nameOf(other)}/**`))
  const allowed = new Set(
    group.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.split('/').at(-2)),
  )
  return others.filter((other) => allowed.has(nameOf(other)))
}

describe('the module boundaries of the linter', () => {
  test('have one line for each module, and no other', () => {
    const lines = [...groups.keys()].filter((files) => files !== 'src/**').map((files) => files.replace('/**', ''))
    expect(lines.toSorted()).toEqual(modules)
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

  test.each(modules)('let no module import %s unless its line allows it', (module) => {
    const imported = new Set<string>()
    for (const file of filesOf(module)) {
      for (const [, path = ''] of read(file).matchAll(/(?:from|import\() ?'(\.[^']+)'/g)) {
        const target = join(file, '..', path)
        const other = modules.find((other) => target.startsWith(`${other}/`))
        if (other !== undefined && other !== module) imported.add(other)
      }
    }
    expect([...imported].filter((other) => !importable(module).includes(other))).toEqual([])
  })
})

function filesOf(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath.slice(ROOT.length + 1), entry.name))
}
