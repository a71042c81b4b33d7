/** Whatever is asked of any route, in any order: no version of a text changes, and every signature is of one. */
import { env } from 'cloudflare:test'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { startPetition, type TestPetition } from './fixtures.ts'
import { routes, scene, step, take } from './random-requests.ts'

type Row = Record<string, unknown>
async function rowsOf({ id }: TestPetition) {
  const [versions, updateVersions, lost, words] = await env.DB.batch<Row>([
    env.DB.prepare('SELECT * FROM versions WHERE petition_id = ? ORDER BY number').bind(id),
    env.DB.prepare('SELECT * FROM update_versions WHERE petition_id = ? ORDER BY update_id, number').bind(id),
    env.DB.prepare(
      `SELECT s.id FROM (SELECT petition_id, id, version FROM signatures UNION ALL SELECT petition_id, id, version FROM repeats) AS s
       WHERE s.petition_id = ? AND NOT EXISTS (
         SELECT 1 FROM versions AS v WHERE v.petition_id = s.petition_id AND v.number = s.version)`,
    ).bind(id),
    env.DB.prepare(
      `SELECT p.state, p.versions, v.number IS NOT NULL AS isOfVersion FROM petitions AS p
       LEFT JOIN versions AS v ON v.petition_id = p.id AND v.number = p.version AND v.translates IS NULL AND v.title = p.title
         AND v.addressee = p.addressee AND v.body = p.body AND v.language = p.language
       WHERE p.id = ?`,
    ).bind(id),
  ])
  return {
    versions: versions?.results ?? [],
    updateVersions: updateVersions?.results ?? [],
    lost: lost?.results ?? [],
    petition: words?.results[0] ?? {},
  }
}

const keyOf = (row: Row): string => JSON.stringify([row['update_id'], row['number']])

/** Those of the rows before that are not as they were. `mayGo`: with the update that a campaign deletes. */
const rewritten = (before: readonly Row[], after: readonly Row[], mayGo: boolean): Row[] => {
  const now = new Map(after.map((row) => [keyOf(row), JSON.stringify(row)]))
  return before.filter((row) => {
    const stands = now.get(keyOf(row))
    return stands === undefined ? !mayGo : stands !== JSON.stringify(row)
  })
}

test('there are routes that change something, and among them those that change words', () => {
  expect(routes.length).toBeGreaterThan(25)
  expect(routes.filter((route) => /translations|PATCH/.test(route)).length).toBeGreaterThanOrEqual(6)
})

test('no route rewrites a text', { timeout: 600_000 }, async () => {
  const statuses = new Set<number>()
  let versions = 0
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(step, { minLength: 5, maxLength: 25 }), async (isDraft, steps) => {
      const here = await scene(isDraft)
      let before = await rowsOf(here.petition)
      for (const taken of steps) {
        statuses.add(await take(here, taken))
        const after = await rowsOf(here.petition)
        expect({ taken, rewritten: rewritten(before.versions, after.versions, false) }).toEqual({
          taken,
          rewritten: [],
        })
        expect(rewritten(before.updateVersions, after.updateVersions, true)).toEqual([])
        expect(after.lost).toEqual([])
        const isOpened = after.petition['state'] !== 'draft'
        expect(after.petition['isOfVersion']).toBe(isOpened ? 1 : 0)
        expect(after.versions.map(({ number }) => number)).toEqual(
          isOpened ? Array.from({ length: Number(after.petition['versions']) }, (_, index) => index + 1) : [],
        )
        before = after
      }
      versions += before.versions.length
    }),
    { numRuns: 60 },
  )
  // It did what it is about: texts were changed and refused, and nothing was a fault.
  expect([...statuses].filter((status) => status >= 500)).toEqual([])
  expect([200, 204, 303, 409, 422].filter((status) => !statuses.has(status))).toEqual([])
  expect(versions).toBeGreaterThan(40)
})

test.each([
  ['changed', `UPDATE versions SET title = 'x' WHERE petition_id = ?1`, 'a version is never changed'],
  ['deleted', 'DELETE FROM versions WHERE petition_id = ?1', 'a version is never deleted'],
  [
    'bypassed',
    `UPDATE petitions SET title = 'x' WHERE id = ?1`,
    'the words of an open petition are those of a version',
  ],
  [
    'left behind',
    'UPDATE petitions SET version = 2 WHERE id = ?1',
    'the words of an open petition are those of a version',
  ],
  ['undone', `UPDATE petitions SET state = 'draft' WHERE id = ?1`, 'a petition that was open is no draft again'],
])('the database itself refuses that a version is %s', async (_, sql, says) => {
  const { id } = await startPetition()
  await expect(env.DB.prepare(sql).bind(id).run()).rejects.toThrow(says)
})
