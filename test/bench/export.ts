/**
 * `node test/bench/export.ts [rows]`: how fast `npm run export` is and how much memory it takes, with contacts that are
 * really sealed, against the real Workers. They run on the same machine, so its cores are shared.
 */
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { join } from 'node:path'

import { writeKeyFile } from '../../src/cli/keygen/key-file.ts'
import { newCampaignKey } from '../../src/key-file/keys.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { seal } from '../../src/crypto/hpke.ts'
import { startInstance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const ROWS_DEFAULT = 50_000
const INSERT_ROWS = 1_000
const PETITION = 'measured'

const rows = Number(process.argv[2] ?? ROWS_DEFAULT)
const directory = temporaryDirectory()
process.once('exit', () => directory.remove())

const instance = await startInstance({ stateDirectory: join(directory.path, 'state') })
try {
  const key = await newCampaignKey()
  const keyFile = join(directory.path, 'key.json')
  await writeKeyFile(keyFile, [key], null)
  await instance.startPetition({ slug: PETITION, publicKeys: [key.publicKey] })

  for (let from = 0; from < rows; from += INSERT_ROWS) {
    const size = Math.min(INSERT_ROWS, rows - from)
    await insert(await Promise.all(Array.from({ length: size }, (_, n) => signature(from + n, key.publicKey))))
  }

  const out = join(directory.path, 'contacts.csv')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['src/cli/export.ts', '--petition', PETITION, '--key', keyFile, '--origin', instance.url.origin, '--out', out],
    {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
      env: { ...process.env, UNDERSIGNED_TOKEN: instance.vars['ADMIN_TOKEN'] },
    },
  )
  console.log(`exit ${status}, ${statSync(out).size} bytes\n${stderr.trim()}`)
} finally {
  await instance.dispose()
}

async function signature(n: number, publicKey: string): Promise<{ id: string; contact: string }> {
  const id = `01990000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`
  const contact = {
    name: `Signer ${n}`,
    email: `signer${n}@example.org`,
    country: 'UZ',
    comment: n % 3 === 0 ? 'Because it matters to all of us.' : null,
    updates: n % 2 === 0,
    consentedAt: '2026-11-24T12:00:00.000Z',
    locale: 'en',
  }
  const sealed = await seal(JSON.stringify(contact), [publicKey], { purpose: 'contact', petition: PETITION, id })
  return { id, contact: toHex(sealed) }
}

async function insert(signatures: { id: string; contact: string }[]): Promise<void> {
  await instance.db
    .prepare(
      `INSERT INTO signatures (petition_id, signer, id, locale, status, signed_at, stored_at, confirmed_at, contact)
       SELECT (SELECT id FROM petitions WHERE slug = ?1), randomblob(32), value ->> 'id', 'en', 'counted', 0, 0, 0,
         unhex(value ->> 'contact')
       FROM json_each(?2)`,
    )
    .bind(PETITION, JSON.stringify(signatures))
    .run()
}
