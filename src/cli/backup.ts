/**
 * `npm run backup`: stores the whole database in one file, by wrangler's export of D1. The file is read back, and compared with the database,
 * before it gets its name.
 */
import { existsSync, renameSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'

import { checkForeignKeys } from './backup/export.ts'
import { checkSchema, readBackup, writeBackup } from './backup/file.ts'
import { withPrivateDirectory } from './backup/private-directory.ts'
import { differingTables } from './backup/tables.ts'
import { exported, localSource, remoteSource } from './backup/source.ts'
import { databaseOfSite, databaseOfToml } from './backup/wrangler.ts'
import { SITE_FILE_DEFAULT } from './deploy/site-file.ts'
import { exitCodeOf, EXIT_USAGE, Failure, parsed } from './failure.ts'
import { stateDirectory } from './state.ts'

const USAGE = `Usage: npm run backup -- [--remote] [--to FILE]

Stores the whole database in one file of SQL, which npm run restore reads. It has what the database has: encrypted contacts, public names
and reasons. Only you can read it; keep it encrypted, and delete it after 30 days.

  --to FILE  new file (default: undersigned-TIME.sql)
  --remote   the deployed database, which accepts no other queries meanwhile; log in first: npx wrangler login.
             Without it the database of npm start, which may run: set STATE_DIR as for npm start
  --site FILE
             with --remote, the site file of npm run deploy (default: ${SITE_FILE_DEFAULT})`

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)

function readOptions() {
  const { values } = parsed(
    () =>
      parseArgs({
        options: {
          to: { type: 'string' },
          remote: { type: 'boolean', default: false },
          site: { type: 'string', default: SITE_FILE_DEFAULT },
          help: { type: 'boolean', default: false },
        },
      }),
    usage,
  )
  const time = new Date().toISOString().slice(0, 19).replaceAll(':', '')
  return { ...values, to: values.to ?? `undersigned-${time}Z.sql` }
}

async function backUp({ to, remote, site }: { to: string; remote: boolean; site: string }): Promise<void> {
  const file = resolve(to)
  checkIsNew(file)
  const database = remote ? databaseOfSite(site) : databaseOfToml()
  const startedAt = performance.now()
  const rows = await withPrivateDirectory(dirname(file), async (directory) => {
    const part = join(directory, 'backup.sql')
    const madeAt = new Date().toISOString()
    const source = remote
      ? remoteSource(database, directory)
      : localSource(database, { stateDirectory: stateDirectory(), directory })
    const db = await exported(source, directory)
    try {
      checkSchema(db)
      checkForeignKeys(db)
      const rows = await writeBackup(db, part, { madeAt, remote, databaseId: database.id })
      await readBack(part, directory, db)
      checkIsNew(file)
      renameSync(part, file)
      return rows
    } finally {
      db.close()
    }
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  const total = Object.values(rows).reduce((sum, n) => sum + n, 0)
  console.log(
    `Backed up ${rows['petitions']} petitions and ${rows['signatures']} signatures, ${total} rows in all, to ${to}: ${sizeOf(file)} in ${seconds} s.`,
  )
}

function checkIsNew(file: string): void {
  if (existsSync(file)) throw new Failure(`${file} exists: no file is overwritten. Name another one: --to FILE`)
}

const sizeOf = (file: string): string => `${(statSync(file).size / 1e6).toFixed(1)} MB`

/** By the code that restores it. */
async function readBack(part: string, directory: string, original: DatabaseSync): Promise<void> {
  const db = new DatabaseSync(join(directory, 'read-back.sqlite'), { enableForeignKeyConstraints: false })
  try {
    await readBackup(part, db)
    const wrong = differingTables(db, original.location() ?? '')
    if (wrong.length > 0) throw new Failure(`The file differs from the database, in ${wrong.join(', ')}.`)
  } finally {
    db.close()
  }
}

// Last, when everything above has its value.
process.exitCode = await exitCodeOf(
  async () => {
    const options = readOptions()
    if (options.help) console.log(USAGE)
    else await backUp(options)
    return 0
  },
  { unexpected: 'No backup was made:', after: '\nNo backup was made.' },
)
