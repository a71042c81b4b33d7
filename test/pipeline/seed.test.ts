/** What `npm start` puts into a database, and what it leaves alone. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { getPlatformProxy } from 'wrangler'

import { findPetition } from '../../src/petitions/petitions.ts'
import { migrate } from '../../src/cli/migrate.ts'
import { seed } from '../../src/cli/seed.ts'
import { CAMPAIGN_KEYS } from '../support/petition-form.ts'

const ORIGIN = 'http://petitions.test'
const KEY = CAMPAIGN_KEYS.publicKey

let proxy: Awaited<ReturnType<typeof getPlatformProxy<{ DB: D1Database }>>>
beforeAll(async () => {
  proxy = await getPlatformProxy<{ DB: D1Database }>({ configPath: 'wrangler.toml', persist: false })
  await migrate(proxy.env.DB)
})
afterAll(() => proxy?.dispose())

test('the seed adds a missing outcome to an older database, and leaves an existing one', async () => {
  const { DB } = proxy.env
  const outcome = async (slug: string) => (await findPetition(DB, slug))?.outcome
  expect(await seed(DB, ORIGIN, KEY, 1)).toEqual(['ali-feruz', 'demo'])
  expect(await findPetition(DB, 'ali-feruz')).toMatchObject({ state: 'closed', closedAt: 1 })
  const outcomeText = await outcome('ali-feruz')
  expect(outcomeText).toContain('Germany')
  expect(await outcome('demo')).toBeNull()

  // As it was before there were outcomes. Ending it was its second revision.
  await DB.prepare('UPDATE petitions SET outcome = NULL').run()
  const before = await findPetition(DB, 'ali-feruz')
  expect(await seed(DB, ORIGIN, KEY, 2)).toEqual([])
  expect(await findPetition(DB, 'ali-feruz')).toEqual({ ...before, outcome: outcomeText, revision: 3 })
  expect(await outcome('demo')).toBeNull()

  await DB.prepare(`UPDATE petitions SET outcome = 'The operator’s words.'`).run()
  expect(await seed(DB, ORIGIN, KEY, 3)).toEqual([])
  expect(await outcome('ali-feruz')).toBe('The operator’s words.')
})
