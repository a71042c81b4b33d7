/** What the README promises is what the build holds. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, test } from 'vitest'

const file = (name: string): string => readFileSync(join(import.meta.dirname, '../..', name), 'utf8')

const { scripts, 'size-limit': budgets }: { scripts: Record<string, string>; 'size-limit': { limit: string }[] } =
  JSON.parse(file('package.json'))

test('its sizes are the budgets, in their order', () => {
  const promised = [...file('README.md').matchAll(/≤ ([\d.]+ kB)/g)].map(([, limit]) => limit)
  expect(promised).toEqual(budgets.map(({ limit }) => limit))
})

test('its commands exist, and its links lead to files', () => {
  const readme = file('README.md')
  for (const [, name] of readme.matchAll(/npm (?:run )?(start|test|replay|check)\b/g)) {
    expect(scripts).toHaveProperty(name ?? '')
  }
  for (const [, path] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
    expect({ path, exists: existsSync(join(import.meta.dirname, '../..', path ?? '')) }).toEqual({ path, exists: true })
  }
})
