/** No pattern of the product takes more than linear time, whatever text it meets: strangers choose the text. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { transformSync } from 'esbuild'
import { expect, test } from 'vitest'
import { parseAst } from 'vitest/node'

// Recheck's own JavaScript; by itself it would prefer the Java or the binary that it may have come with.
process.env['RECHECK_BACKEND'] = 'pure'
const { checkSync } = await import('recheck')

const ROOT = join(import.meta.dirname, '../..')

interface Pattern {
  file: string
  pattern: string
  flags: string
}

const isRegExp = (value: object): value is { regex: { pattern: string; flags: string } } =>
  'regex' in value && typeof value.regex === 'object'

/** Every regular expression literal below `node`. */
function literalsOf(node: unknown): { pattern: string; flags: string }[] {
  if (typeof node !== 'object' || node === null) return []
  return isRegExp(node) ? [node.regex] : Object.values(node).flatMap(literalsOf)
}

function patternsOf(file: string): Pattern[] {
  const { code } = transformSync(readFileSync(join(ROOT, file), 'utf8'), {
    loader: file.endsWith('x') ? 'tsx' : 'ts',
    jsx: 'automatic',
    charset: 'utf8',
  })
  return literalsOf(parseAst(code)).map(({ pattern, flags }) => ({ file, pattern, flags }))
}

// Scripts that run on Node read nothing from strangers.
const patterns = ['schema', 'src', 'workers']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((f) => `${folder}/${f}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts') && !file.startsWith('src/cli/'))
  .flatMap(patternsOf)

/** A busy machine would reach them, and a pattern that was not tried to the end is taken for a slow one. */
const NO_TIME_LIMITS = { timeout: null, attackTimeout: null, incubationTimeout: null, seedingTimeout: null }

/** With a seed, so that every run tries the same texts. */
const check = (pattern: string, flags: string): string =>
  checkSync(pattern, flags, { ...NO_TIME_LIMITS, randomSeed: 1 }).status

test.each(patterns)('$file /$pattern/$flags is linear', ({ pattern, flags }) => {
  expect(check(pattern, flags)).toBe('safe')
})

test('there are patterns to check, and the checker detects a quadratic one', () => {
  expect(patterns.length).toBeGreaterThan(80)
  expect(patterns.map(({ file }) => file)).toEqual(
    expect.arrayContaining(['schema/text.ts', 'schema/email-address.ts']),
  )
  expect(check(String.raw`[\p{L}\p{N}-]{3,}\.com`, 'iu')).not.toBe('safe')
  expect(check('<p>(.*?)</p>', 's')).not.toBe('safe')
})
