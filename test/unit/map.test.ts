/** The map in CONTRIBUTING.md is the repository: it has each module and no other, and what it names is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const LINES_MAX = 30

const contributing = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8')
const map = /^```\n(schema\/ [\s\S]*?)^```$/m.exec(contributing)?.[1]?.trimEnd().split('\n') ?? []

const foldersOf = (path: string): string[] =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${path}/${name}/`)

/** `test/{unit,worker}/` is two folders. */
function unfolded(path: string): string[] {
  const [, before = '', names, after = ''] = /^(.*)\{(.+)\}(.*)$/.exec(path) ?? []
  return names === undefined ? [path] : names.split(',').map((name) => before + name + after)
}

test('the map has every folder that is a module, and none that is gone', () => {
  const drawn = map.flatMap((line) => unfolded(line.split(' ', 1)[0] ?? ''))
  const folders = [
    'schema/',
    'src/*.ts',
    ...foldersOf('workers'),
    ...foldersOf('src').filter((folder) => folder !== 'src/browser/'),
    ...foldersOf('src/browser'),
    ...foldersOf('test'),
    'docs/',
  ]
  expect(drawn.toSorted()).toEqual(folders.toSorted())
})

test('the map fits on a screen, and says something of each folder', () => {
  expect(map.length).toBeLessThanOrEqual(LINES_MAX)
  expect(map.filter((line) => !/^\S+ {2,}\S/.test(line))).toEqual([])
})

test('the files that CONTRIBUTING.md names are there', () => {
  const named = [...contributing.matchAll(/`((?:src|workers|schema|test|docs)\/[^\s`]+|\S+\.(?:toml|json|example))`/g)]
  const paths = named.map(([, path = '']) => path)
  expect(paths.length).toBeGreaterThan(0)
  expect(paths.filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
})
