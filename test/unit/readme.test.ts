/** What README.md and the other pages promise is what the build holds. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { type Bench, readmeRows, TABLE_BEGIN, TABLE_END } from '../bench/report.ts'

const ROOT = join(import.meta.dirname, '../..')
const file = (name: string): string => readFileSync(join(ROOT, name), 'utf8')

const { scripts, 'size-limit': budgets }: { scripts: Record<string, string>; 'size-limit': { limit: string }[] } =
  JSON.parse(file('package.json'))

const PAGES = ['README.md', 'CONTRIBUTING.md', ...globSync('docs/**/*.md', { cwd: ROOT })].toSorted()

test('the sizes in the README are the budgets, in their order', () => {
  const promised = [...file('README.md').matchAll(/≤ ([\d.]+ kB)/g)].map(([, limit]) => limit)
  expect(promised).toEqual(budgets.map(({ limit }) => limit))
})

test('the figures in the README are those of the last bench that was saved', () => {
  const bench: Bench = JSON.parse(file('test/bench/figures.json'))
  const [, table = ''] = file('README.md').split(TABLE_BEGIN)
  const rows = [...(table.split(TABLE_END)[0] ?? '').matchAll(/^\|(.+)\|$/gm)].map(([, row = '']) =>
    row.split('|').map((cell) => cell.trim()),
  )
  expect(rows.filter(([, ruler = '']) => !ruler.startsWith('--'))).toEqual(readmeRows(bench))
})

describe.for(PAGES)('%s', (page) => {
  const text = file(page)

  test('has no marks of a merge', () => {
    expect(text).not.toMatch(/^ *(?:<{7}|>{7}|\\?={7}|(?:> ){7})/m)
  })

  test('names only commands that exist', () => {
    const commands = [...text.matchAll(/npm (?:run (?:-s )?([\w:-]+)|(start|test)\b)/g)]
    const names = commands.map(([, script, shortcut]) => script ?? shortcut ?? '')
    expect(names.filter((name) => !Object.hasOwn(scripts, name))).toEqual([])
  })

  test('links to files and headings that exist', () => {
    const links = [...proseOf(text).matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link)
    expect(links.filter((link) => !leadsSomewhere(page, link))).toEqual([])
  })
})

function leadsSomewhere(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : join(dirname(page), path)
  if (!existsSync(join(ROOT, target))) return false
  return anchor === undefined || anchorsOf(file(target)).includes(anchor)
}

/** Without its blocks of code, which hold examples of links and comments that look like headings. */
const proseOf = (markdown: string): string => markdown.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '')

/** The anchors that GitHub gives to headings. */
const anchorsOf = (markdown: string): string[] =>
  [...proseOf(markdown).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  )
