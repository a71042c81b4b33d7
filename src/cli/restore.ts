/** `npm run restore`: makes a database out of a file of `npm run backup`. An existing database with data in it is never changed. */
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { parseArgs } from 'node:util'

import { checkForeignKeys } from './backup/export.ts'
import { readBackup, writeLines } from './backup/file.ts'
import { applyMigrations, makeCopy, skipNumbers } from './backup/prepare.ts'
import { withPrivateDirectory } from './backup/private-directory.ts'
import { rowsByTable } from './backup/tables.ts'
import { localTarget, remoteTarget, type Target } from './backup/target.ts'
import { withdrawalsSql } from './backup/withdrawals.ts'
import { databaseOfSite, databaseOfToml } from './backup/wrangler.ts'
import { SITE_FILE_DEFAULT } from './deploy/site-file.ts'
import { exitCodeOf, EXIT_USAGE, Failure, parsed } from './failure.ts'
import { stateDirectory } from './state.ts'

const USAGE = `Usage: npm run restore -- --from FILE [--remote] [--copy] [--withdrawals-from FILE]
       npm run restore -- --only-withdrawals-from FILE [--remote]

Makes a database out of a file of npm run backup. A database that has data is never changed. Read docs/operate.md first.

  --from FILE  the backup (required)
  --remote     into the deployed database; log in first: npx wrangler login.
               Without it into the database of npm start, which must not run: set STATE_DIR as for npm start
  --site FILE  with --remote, the site file of npm run deploy (default: ${SITE_FILE_DEFAULT})
  --copy       for a test, while the original stays in use: webhooks are disabled, and no email that is due is sent.
               A backup of a deployed database becomes a copy on this computer in any case
  --withdrawals-from FILE
               a later backup of the same database: who withdrew since the first one is added to the dead letters
  --only-withdrawals-from FILE
               the same for a database that has data, because D1's Time Travel took it back`

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)

function readOptions() {
  return parsed(
    () =>
      parseArgs({
        options: {
          from: { type: 'string' },
          'withdrawals-from': { type: 'string' },
          'only-withdrawals-from': { type: 'string' },
          remote: { type: 'boolean', default: false },
          site: { type: 'string', default: SITE_FILE_DEFAULT },
          copy: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }).values,
    usage,
  )
}

interface Options {
  'withdrawals-from'?: string | undefined
  remote: boolean
  site: string
  copy: boolean
}

/** In a directory of the file system of the database, to which files can be moved. */
async function withTarget(
  { remote, site }: Pick<Options, 'remote' | 'site'>,
  work: (target: Target, directory: string, place: string) => Promise<void>,
) {
  const database = remote ? databaseOfSite(site) : databaseOfToml()
  const state = stateDirectory()
  await withPrivateDirectory(remote ? tmpdir() : state, (directory) =>
    remote
      ? work(remoteTarget(database, directory), directory, `the deployed database ${database.name}`)
      : work(localTarget(database, state), directory, state),
  )
}

async function restore(from: string, { 'withdrawals-from': later, remote, site, copy }: Options): Promise<void> {
  const startedAt = performance.now()
  await withTarget({ remote, site }, async (target, directory, place) => {
    const read = await readInto(join(directory, 'backup.sqlite'), from)
    const { db, about } = read
    await target.check()
    applyMigrations(db, read.pending)
    const isCopy = copy || (about.remote && !remote)
    if (isCopy) makeCopy(db, Date.now())
    else skipNumbers(db)
    const letters = later === undefined ? [] : await withdrawalsFrom(later, directory)
    for (const letter of letters) db.exec(letter)
    checkForeignKeys(db)
    await target.fill(db, directory)
    const rows = rowsByTable(db)
    db.close()
    const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
    console.log(
      [
        `Restored ${rows.get('petitions')} petitions and ${rows.get('signatures')} signatures of ${about.madeAt} into ${place}, in ${seconds} s.`,
        ...(read.pending.length > 0 ? [`It was of an older version. Migrated: ${read.pending.join(', ')}.`] : []),
        ...(isCopy ? ['It is a copy: webhooks are disabled, and no email that was due is sent.'] : []),
        ...(letters.length > 0 ? [CARRY_OUT] : []),
      ].join('\n'),
    )
  })
}

async function readInto(path: string, file: string) {
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: false })
  return { db, ...(await readBackup(file, db)) }
}

const CARRY_OUT =
  'Withdrawals that it lacked are dead letters now. Before the site is public: npm run dead-letters -- replay --all'

/** Statements that add them. */
async function withdrawalsFrom(file: string, directory: string): Promise<string[]> {
  const later = await readInto(join(directory, 'later.sqlite'), file)
  applyMigrations(later.db, later.pending)
  const statements = [...withdrawalsSql(later.db, Date.now())]
  later.db.close()
  return statements
}

async function addWithdrawals(file: string, { remote, site }: Options): Promise<void> {
  await withTarget({ remote, site }, async (target, directory, place) => {
    const statements = await withdrawalsFrom(file, directory)
    if (statements.length === 0) return console.log(`No one withdrew in ${file}.`)
    const sql = join(directory, 'withdrawals.sql')
    await writeLines(sql, () => statements)
    await target.run(sql, directory)
    console.log(`Compared ${statements.length} withdrawals with ${place}. ${CARRY_OUT}`)
  })
}

// Last, when everything above has its value.
process.exitCode = await exitCodeOf(
  async () => {
    const options = readOptions()
    if (options.help) console.log(USAGE)
    else if (options['only-withdrawals-from'] !== undefined)
      await addWithdrawals(options['only-withdrawals-from'], options)
    else if (options.from === undefined) throw usage('Name the backup: --from FILE')
    else await restore(options.from, options)
    return 0
  },
  { unexpected: 'Nothing was restored:', after: '\nNothing was restored.' },
)
