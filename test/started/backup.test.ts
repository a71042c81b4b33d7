/** `npm run backup` and `npm run restore` with wrangler itself, beside a runtime that has the database open as that of `npm start`. */
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { afterAll, expect, test } from 'vitest'

import { localDatabase, localQueues } from '../../src/cli/backup/local-database.ts'
import { QueueFile } from '../../src/local/queue-file.ts'
import { contentsOf, emptyDatabase, fillAwkwardly } from '../support/awkward-rows.ts'
import { startD1Api } from '../support/d1-api.ts'
import { type Ran, run } from '../support/run.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const ROOT = join(import.meta.dirname, '../..')
/** As in wrangler.toml. */
const DATABASE_ID = '00000000-0000-0000-0000-000000000000'

const directory = temporaryDirectory()
afterAll(() => directory.remove())
const pathOf = (name: string): string => join(directory.path, name)

const npmRun = (args: string[], env: Record<string, string>): Promise<Ran> =>
  run('npm', ['run', '-s', ...args], { cwd: ROOT, env })

/** The database of `npm start`, in the runtime of `npm start`. */
async function withRuntime<T>(
  stateDirectory: string,
  work: (db: Awaited<ReturnType<Miniflare['getD1Database']>>) => Promise<T>,
): Promise<T> {
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: true,
      script: '',
      cf: false,
      resourcePersistencePath: join(stateDirectory, 'v3'),
      d1Databases: { DB: DATABASE_ID },
    }),
  )
  // As `npm start` has them: an idle runtime may close the file of its database.
  const queues = new QueueFile(localQueues(stateDirectory))
  try {
    return await work(await miniflare.getD1Database('DB'))
  } finally {
    queues.close()
    await miniflare.dispose()
  }
}

const withoutSequence = (file: string) => ({ ...contentsOf(file), sequence: null })

test('a backup that is made while the site runs is restored to the byte, and nothing is overwritten', async () => {
  const [original, restored, backup] = [pathOf('original'), pathOf('restored'), pathOf('backup.sql')]
  const file = localDatabase(original, DATABASE_ID)
  const filled = emptyDatabase(file)
  fillAwkwardly(filled)
  filled.close()
  await withRuntime(original, async (db) => {
    await db.prepare(`UPDATE petitions SET starter = 'Written by the runtime' WHERE id = 1`).run()
    const ran = await npmRun(['backup', '--', '--to', backup], { STATE_DIR: original })
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('Backed up 40 petitions and 40 signatures') })
    expect(await npmRun(['restore', '--', '--from', backup], { STATE_DIR: original })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('npm start is running'),
    })
  })
  expect(statSync(backup).mode & 0o777).toBe(0o600)
  expect(readdirSync(directory.path).toSorted()).toEqual(['backup.sql', 'original'])
  const again = await npmRun(['backup', '--', '--to', backup], { STATE_DIR: original })
  expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining('no file is overwritten') })

  const ran = await npmRun(['restore', '--', '--from', backup], { STATE_DIR: restored })
  expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('Restored 40 petitions and 40 signatures') })
  expect(withoutSequence(localDatabase(restored, DATABASE_ID))).toEqual(withoutSequence(file))
  const starter = await withRuntime(restored, (db) =>
    db.prepare('SELECT starter FROM petitions WHERE id = 1').first('starter'),
  )
  expect(starter).toBe('Written by the runtime')

  const twice = await npmRun(['restore', '--', '--from', backup], { STATE_DIR: restored })
  expect(twice).toMatchObject({ code: 1, stderr: expect.stringContaining('it has 40 petitions and 40 signatures') })
})

// Ten times wrangler.
test.runIf(process.env['EVERY_SCRIPT'] === '1')('a deployed database is backed up and restored', async () => {
  const api = await startD1Api()
  const site = pathOf('a.site.json')
  writeFileSync(
    site,
    JSON.stringify({ settings: {}, secrets: {}, cloudflare: { databaseId: DATABASE_ID }, releases: [] }),
  )
  const ofSite = ['--remote', '--site', site]
  const backup = pathOf('remote.sql')
  try {
    const filled = emptyDatabase(pathOf('remote.sqlite'))
    fillAwkwardly(filled)
    api.db = filled
    // A change between the two questions for its figures.
    api.onExport = () => filled.exec(`INSERT INTO removals VALUES (1, '2026-11-26', 'withdrawn', 1)`)
    expect(await npmRun(['backup', '--', ...ofSite, '--to', backup], api.env)).toMatchObject({ code: 0, stderr: '' })
    expect(readFileSync(backup, 'utf8')).toContain('"remote":true')

    const full = await npmRun(['restore', '--', ...ofSite, '--from', backup], api.env)
    expect(full).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/has 40 petitions and 40 signatures.*wrangler d1 create/s),
    })

    api.db = emptyDatabase(pathOf('target.sqlite'))
    expect(await npmRun(['restore', '--', ...ofSite, '--from', backup], api.env)).toMatchObject({ code: 0 })
    api.db.close()
    filled.close()
    expect(withoutSequence(pathOf('target.sqlite'))).toEqual(withoutSequence(pathOf('remote.sqlite')))

    api.db = new DatabaseSync(pathOf('target.sqlite'))
    api.db.exec('DELETE FROM withdrawn_signers WHERE petition_id = 1; DELETE FROM withdrawals WHERE petition_id = 2')
    const letters = () => api.db.prepare(`SELECT count(*) AS n FROM dead_letters WHERE id LIKE 'withdrawal-%'`).get()
    expect(await npmRun(['restore', '--', ...ofSite, '--only-withdrawals-from', backup], api.env)).toMatchObject({
      code: 0,
    })
    expect(letters()).toEqual({ n: 2 })
    api.db.close()

    // On this computer it is a copy: with the original's webhooks it calls nobody.
    const copy = pathOf('copy')
    const ran = await npmRun(['restore', '--', '--from', backup], { STATE_DIR: copy })
    expect(ran).toMatchObject({ code: 0, stdout: expect.stringContaining('It is a copy') })
    const db = new DatabaseSync(localDatabase(copy, DATABASE_ID))
    expect(db.prepare('SELECT count(*) AS n FROM webhooks WHERE disabled_at IS NULL').get()).toEqual({ n: 0 })
    db.close()
    expect(existsSync(pathOf('.wrangler'))).toBe(false)
  } finally {
    await api.stop()
  }
})
