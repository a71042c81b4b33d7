/** `npm run restore`: makes a database out of a file of `npm run backup`. An existing database with data in it is never changed. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'

import { checkForeignKeys } from './backup/export.ts'
import { checkSchema, readBackup } from './backup/file.ts'
import { addWithdrawals, applyMigrations, makeCopy, skipNumbers } from './backup/prepare.ts'
import { withPrivateDirectory } from './backup/private-directory.ts'
import { figuresOf, tablesOf } from './backup/tables.ts'
import { localTarget, remoteTarget } from './backup/target.ts'
import { databaseOfToml } from './backup/wrangler.ts'
import { EXIT_FAILED, EXIT_USAGE, Failure } from './failure.ts'

const USAGE = `Usage: npm run restore -- --from FILE [--remote] [--copy] [--withdrawals-from FILE]

Makes a database out of a file of npm run backup. A database that has data is never changed. Read docs/operating.md first.

  --from FILE  the backup (required)
  --remote     into the deployed database of wrangler.toml; log in first: npx wrangler login.
               Without it into the database of npm start, which must not run: set STATE_DIR as for npm start
  --copy       for a test, while the original goes on: webhooks are disabled, and no email that is due is sent.
               A backup of a deployed database becomes a copy on this computer in any case
  --withdrawals-from FILE
               a later backup of the same database: who withdrew since the first one is added to the dead letters`

async function main(): Promise<number> {
  try {
    const options = readOptions()
    if (options.help) console.log(USAGE)
    else if (options.from === undefined) throw usage('Name the backup: --from FILE')
    else await restore({ ...options, from: options.from })
    return 0
  } catch (error) {
    if (error instanceof Failure) {
      console.error(`${error.message}\nNothing was restored.`)
      return error.exitCode
    }
    console.error('Nothing was restored:', error)
    return EXIT_FAILED
  }
}

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)

function readOptions() {
  try {
    return parseArgs({
      options: {
        from: { type: 'string' },
        'withdrawals-from': { type: 'string' },
        remote: { type: 'boolean', default: false },
        copy: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error))
  }
}

interface Options {
  from: string
  'withdrawals-from'?: string | undefined
  remote: boolean
  copy: boolean
}

async function restore({ from, 'withdrawals-from': later, remote, copy }: Options): Promise<void> {
  const startedAt = performance.now()
  const database = databaseOfToml()
  const stateDirectory = process.env['STATE_DIR'] ?? '.wrangler/state'
  // In the file system of the database, which is moved to its place.
  await withPrivateDirectory(remote ? tmpdir() : stateDirectory, async (directory) => {
    const target = remote ? remoteTarget(database, join(directory, 'logs')) : localTarget(database, stateDirectory)
    const read = await readInto(join(directory, 'backup.sqlite'), from)
    const { db, about } = read
    await target.check()
    applyMigrations(db, read.pending)
    const isCopy = copy || (about.remote && !remote)
    if (isCopy) makeCopy(db, Date.now())
    else skipNumbers(db)
    const withdrawn = later === undefined ? 0 : await withdrawalsFrom(later, directory, db)
    checkForeignKeys(db)
    await target.fill(db, directory)
    const rows = new Map(tablesOf(db).map((table) => [table.name, figuresOf(db, table).rows]))
    db.close()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(
      [
        `Restored ${rows.get('petitions')} petitions and ${rows.get('signatures')} signatures of ${about.madeAt} into ${remote ? `the deployed database ${database.name}` : stateDirectory}, in ${seconds} s.`,
        ...(read.pending.length > 0 ? [`It was of an older version. Migrated: ${read.pending.join(', ')}.`] : []),
        ...(isCopy ? ['It is a copy: webhooks are disabled, and no email that was due is sent.'] : []),
        ...(withdrawn > 0
          ? [
              `${withdrawn} withdrawals from after the backup are dead letters: send them again before the site is public.`,
            ]
          : []),
      ].join('\n'),
    )
  })
}

async function readInto(path: string, file: string) {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  const about = await readBackup(file, db)
  return { db, about, pending: checkSchema(db) }
}

async function withdrawalsFrom(file: string, directory: string, db: DatabaseSync): Promise<number> {
  const later = await readInto(join(directory, 'later.sqlite'), file)
  applyMigrations(later.db, later.pending)
  const added = addWithdrawals(db, later.db, Date.now())
  later.db.close()
  return added
}

// Last, when everything above has its value.
process.exitCode = await main()
