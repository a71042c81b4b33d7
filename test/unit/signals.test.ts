/** The lists behind two signals, against what they must not touch: 20 000 names of many languages, and other domains. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

import { disposableDomains } from '../../src/build/disposable-table.ts'
import { population } from '../replay/names.ts'
import { randomAt } from '../replay/random.ts'
import { isAbusiveName } from '../../src/intake/signals/abusive-name.ts'
import { disposableTable, isDisposable } from '../../src/intake/signals/disposable.ts'

const TABLE = join(import.meta.dirname, '../../dist/disposable-domains.bin')

test('at most one in a thousand of 20 000 names is taken for an insult', () => {
  const draw = population(20_000)
  const random = randomAt(20_000, 0, 0)
  const flagged = Array.from({ length: 20_000 }, () => draw(random).name).filter(isAbusiveName)
  expect(flagged.length).toBeLessThanOrEqual(20)
})

// Some 56 000 hashes, which take their time on a busy machine.
test('the table of disposable domains has every domain of the list, and almost no other', async () => {
  const domains = disposableDomains()
  const table = disposableTable(await readFile(TABLE))
  expect(domains.length).toBeGreaterThan(50_000)
  const found = await Promise.all(domains.map((domain) => isDisposable(domain, table)))
  expect(found).not.toContain(false)
  const others = Array.from({ length: 20_000 }, (_, n) => `${n.toString(36)}.nobody-${n}.test`)
  const wrong = await Promise.all(others.map((domain) => isDisposable(domain, table)))
  expect(wrong.filter(Boolean).length).toBeLessThanOrEqual(5)
})
