/** The events of the log: one catalogue, which the code uses, the operator's page explains, and no Worker carries. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { LOG_EVENTS } from '../../src/log-events.ts'
import { log } from '../../src/platform/log.ts'

const ROOT = join(import.meta.dirname, '../..')
const CATALOGUE = 'src/log-events.ts'

const sources = ['src', 'workers']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && file !== CATALOGUE)
  .map((file) => ({ file, text: readFileSync(join(ROOT, file), 'utf8') }))

/** Whether the code has the name, as it is or made of a variable: `deliveries.tried` is also `${what}.tried`. */
const isUsed = (name: string): boolean =>
  sources.some(({ text }) => text.includes(`'${name}'`) || text.includes(`\`\${what}.${name.split('.')[1]}\``))

/** Events in calls of the log whose names are literals, with their levels. */
const calls = sources.flatMap(({ text }) =>
  Array.from(text.matchAll(/\blog\.(info|warn|error)\(\s*'([^']+)'/g), ([, level, name = '']) => ({ level, name })),
)

const page = readFileSync(join(ROOT, 'docs/operate.md'), 'utf8')
const [section = ''] = page.slice(page.indexOf('## Log events') + '## '.length).split(/^## /m, 1)
const rows = Array.from(section.matchAll(/^\| `(.+)$/gm), ([row]) =>
  row
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim()),
)

describe('the catalogue of log events', () => {
  test('has the calls of the log, each with its level', () => {
    expect(calls.length).toBeGreaterThan(25)
    const levels = new Map<string, string>(Object.entries(LOG_EVENTS).map(([name, { level }]) => [name, level]))
    expect(calls.filter(({ name, level }) => levels.get(name) !== level)).toEqual([])
  })

  test('has no event that the code does not log', () => {
    expect(Object.keys(LOG_EVENTS).filter((name) => !isUsed(name))).toEqual([])
    expect(isUsed('deliveries.untried')).toBe(false)
  })

  test('is the table of the operator, in the order of names', () => {
    const expected = Object.entries(LOG_EVENTS)
      .map(([name, { level, meaning, action }]) => [`\`${name}\``, level, meaning, action])
      .toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))
    expect(rows).toEqual(expected)
  })

  test('is imported for its types alone, so that no Worker has its texts', () => {
    const importing = sources.filter(({ text }) => text.includes('log-events.ts'))
    expect(importing.map(({ file }) => file)).toEqual(['src/platform/log.ts'])
    expect(importing.every(({ text }) => /^import type \{[^}]*\} from '\.\.\/log-events\.ts'$/m.test(text))).toBe(true)
  })

  test('is all that the compiler accepts', () => {
    const calls = [
      // @ts-expect-error There is no such event.
      () => log.info('nothing.happened'),
      // @ts-expect-error It is an error.
      () => log.info('edge.fault'),
      (what: 'deliveries' | 'emails') => log.info(`${what}.tried`),
      // @ts-expect-error Of these, one has no such event.
      (what: 'deliveries' | 'links') => log.info(`${what}.tried`),
    ]
    expect(calls).toHaveLength(4)
  })
})
