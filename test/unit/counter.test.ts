/** The counter outside of a browser: on a server that renders pages, and as files that sites pin. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

import release from '../../dist/counter-release.json' with { type: 'json' }
import { LOCALES } from '../../schema/locales.ts'
import { counterWords } from '../../src/build/counter-words.ts'

const ROOT = join(import.meta.dirname, '../..')
const RELEASED = join(ROOT, 'src/browser/counter/released')
/** By a URL, because its types are those of a browser. */
const load = (file: string): Promise<Record<string, unknown>> => import(join(ROOT, 'src/browser/counter', file))
const asset = (path: string): Buffer => readFileSync(join(ROOT, 'dist/assets', path))
const hash = (algorithm: string, bytes: Buffer, encoding: 'hex' | 'base64'): string =>
  createHash(algorithm).update(bytes).digest(encoding)

test('importing the counter without custom elements does nothing', async () => {
  expect(Object.keys(await load('define.ts'))).toEqual([])
  expect((await load('petition-counter.ts'))['PetitionCounter']).toBeTypeOf('function')
})

test('the build pins the script that it made, by URL and integrity', () => {
  const script = asset('widget.js')
  expect(release.path).toBe(`/widget/${hash('sha256', script, 'hex').slice(0, 12)}.js`)
  expect(release.integrity).toBe(`sha384-${hash('sha384', script, 'base64')}`)
  expect(asset(release.path).equals(script)).toBe(true)
})

test('the script carries the English words of the catalogue', () => {
  const script = asset('widget.js').toString()
  expect(Object.values(counterWords('en')).filter((word) => !script.includes(word))).toEqual([])
})

const released = readdirSync(RELEASED).filter((name) => name.endsWith('.js'))

test('the pinned script is among the released ones, so that it outlives the next deployment', () => {
  expect(released, 'The counter has changed: npm run release, and commit what it writes.').toContain(
    release.path.slice('/widget/'.length),
  )
})

test.for(released)('%s is served as it was released, under the hash of its content', (name) => {
  const script = readFileSync(join(RELEASED, name))
  expect(name).toBe(`${hash('sha256', script, 'hex').slice(0, 12)}.js`)
  expect(asset(`widget/${name}`).equals(script)).toBe(true)
})

test.for(LOCALES.filter((locale) => locale !== 'en'))('the words of the counter in %s are complete', (locale) => {
  const english = counterWords('en')
  const words: Record<string, unknown> = JSON.parse(asset(`widget/words/${locale}.json`).toString())
  expect(Object.keys(english).filter((key) => typeof words[key] !== 'string' || words[key] === '')).toEqual([])
  expect(words['lang']).toBe(locale)
  expect(Object.keys(english)).toContain('goal')
})
