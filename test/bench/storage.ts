/**
 * `node test/bench/storage.ts [--rows 100000,1000000] [--save]`: what a signature takes in the database, indexes included, and on the
 * queue, and how long the consumer takes for a batch. `--save` writes test/bench/storage.json, which docs/scale.md quotes.
 *
 * People sign over HTTP, so that what is copied then is what the product stores. Limitation: the copies have random keys, as all signatures
 * have, but the lengths of these people.
 */
import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { faker } from '@faker-js/faker'
import type { D1Database } from '@cloudflare/workers-types'
import { v7 as uuidv7 } from 'uuid'

import { ledgerMessage, type SignatureMessage } from '../../schema/message.ts'
import type { Deliver } from '../../src/local/queue-lane.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

export interface Storage {
  at: string
  /** Bytes a signature, by what is still stored of it. */
  bytes: { stored: number; withoutContact: number }
  /** Bytes of a message on the queue. */
  message: { withoutEmail: number; withEmail: number }
  /** With so many signatures in the database: bytes of each, and the fewest milliseconds for a batch of 100 more. */
  sizes: { rows: number; bytes: number; batchMs: number }[]
}

const FILE = join(import.meta.dirname, 'storage.json')
const PETITIONS = { none: 'none', email: 'email' } as const
const PEOPLE = 200
const FILL_AT_ONCE = 20_000
const STAGE_ROWS = 100_000
const BATCH = 100
const BATCHES = 30
const PATIENCE_MS = 60_000
const NO_REVIEW = { emailDomainPerHour: 1_000_000, networkPerHour: 1_000_000, surgePerMinute: 1_000_000 }

/** What retention has deleted of a signature, months after its petition has ended. */
const FORGOTTEN = { stored: [], withoutContact: ['contact'] } as const

const { values } = parseArgs({
  options: {
    rows: { type: 'string', default: '100000,1000000' },
    save: { type: 'boolean', default: false },
  },
})

faker.seed(18)
const directory = temporaryDirectory()
try {
  const stages = {
    stored: await stage('stored'),
    withoutContact: await stage('withoutContact'),
  }
  const { message, sizes } = await sized(values.rows.split(',').map(Number))
  const storage: Storage = { at: new Date().toISOString(), bytes: stages, message, sizes }
  console.log(JSON.stringify(storage, null, 2))
  if (values.save) writeFileSync(FILE, `${JSON.stringify(storage, null, 2)}\n`)
} finally {
  directory.remove()
}

interface Seen {
  instance: Instance
  deliver: Deliver
  /** Bodies of messages, by petition. */
  bodies: Map<string, SignatureMessage[]>
}

/** With signatures of real length in both petitions. */
async function signed<T>(name: string, work: (seen: Seen) => Promise<T>): Promise<T> {
  const bodies: SignatureMessage[] = []
  let deliver: Deliver | undefined
  const instance = await startInstance({
    stateDirectory: join(directory.path, name),
    vars: { EMAIL_SENDER: 'cloudflare', EMAIL_FROM: 'petitions@example.org' },
    between(queue, messages, toConsumer) {
      deliver = toConsumer
      if (queue === 'undersigned-signatures')
        for (const { body } of messages) {
          const message = ledgerMessage.parse(body)
          if (message.kind === 'signature') bodies.push(message)
        }
      return toConsumer(queue, messages)
    },
  })
  try {
    await instance.startPetition({ slug: PETITIONS.none, confirmation: 'none', reviewRules: NO_REVIEW })
    await instance.startPetition({ slug: PETITIONS.email, confirmation: 'email', reviewRules: NO_REVIEW })
    for (let n = 0; n < PEOPLE; n++)
      for (const slug of Object.values(PETITIONS)) {
        const response = await instance.sign(slug, person(n), `192.0.${n}.1`)
        if (response.status !== 202) throw new Error(await response.text())
      }
    const stored = await until(
      () => rowsOf(instance.db),
      (rows) => rows === 2 * PEOPLE,
      PATIENCE_MS,
    )
    if (stored !== 2 * PEOPLE || bodies.length !== stored) throw new Error(`${stored} signatures were stored`)
    if (deliver === undefined) throw new Error('no message was delivered')
    const { results } = await instance.db.prepare('SELECT id, slug FROM petitions').all<{ id: number; slug: string }>()
    const slugs = new Map(results.map(({ id, slug }) => [id, slug]))
    return await work({
      instance,
      deliver,
      bodies: Map.groupBy(bodies, ({ petitionId }) => slugs.get(petitionId) ?? ''),
    })
  } finally {
    await instance.dispose()
  }
}

function person(n: number): Record<string, unknown> {
  return {
    name: faker.person.fullName(),
    email: faker.internet.email({ provider: n % 2 === 0 ? 'example.org' : `example-${n}.test` }).toLowerCase(),
    country: faker.location.countryCode(),
    showName: n % 2 === 0 ? 'full' : 'anonymous',
    ...(n % 10 === 0 ? { comment: faker.lorem.sentence(15) } : {}),
  }
}

async function rowsOf(db: D1Database): Promise<number> {
  return (await db.prepare('SELECT count(*) AS n FROM signatures').first<number>('n')) ?? 0
}

async function sizeOf(db: D1Database): Promise<number> {
  return (await db.prepare('SELECT 1 FROM petitions').run()).meta.size_after
}

async function stage(name: keyof typeof FORGOTTEN): Promise<number> {
  return signed(name, async ({ instance: { db } }) => {
    for (const column of FORGOTTEN[name]) await db.prepare(`UPDATE signatures SET ${column} = NULL`).run()
    const before = await sizeOf(db)
    await fill(db, STAGE_ROWS)
    return Math.round(((await sizeOf(db)) - before) / STAGE_ROWS)
  })
}

async function sized(sizes: number[]): Promise<Pick<Storage, 'message' | 'sizes'>> {
  return signed('sized', async ({ instance: { db }, deliver, bodies }) => {
    const before = await sizeOf(db)
    const measured: Storage['sizes'] = []
    let filled = 0
    for (const rows of sizes) {
      await fill(db, rows - filled, filled)
      filled = rows
      const bytes = Math.round(((await sizeOf(db)) - before) / rows)
      measured.push({ rows, bytes, batchMs: await batchMs(deliver, bodies.get(PETITIONS.none) ?? []) })
    }
    const lengthOf = (slug: string): number => {
      const lengths = (bodies.get(slug) ?? []).map((body) => JSON.stringify(body).length)
      return Math.round(lengths.reduce((sum, length) => sum + length, 0) / lengths.length)
    }
    return {
      message: { withoutEmail: lengthOf(PETITIONS.none), withEmail: lengthOf(PETITIONS.email) },
      sizes: measured,
    }
  })
}

/** Copies of what is there, under new keys. */
async function fill(db: D1Database, rows: number, first = 0): Promise<void> {
  const { results } = await db.prepare(`SELECT name FROM pragma_table_info('signatures')`).all<{ name: string }>()
  const columns = results.map(({ name }) => name)
  const values = columns.map(
    (name) =>
      ({
        signer: 'randomblob(32)',
        id: `printf('01990000-0000-7000-8000-%012x', ?2 + n)`,
        status: `'counted'`,
        reminder: 'NULL',
      })[name] ?? `s.${name}`,
  )
  for (let from = 0; from < rows; from += FILL_AT_ONCE) {
    const insert = db
      .prepare(
        `WITH RECURSIVE series (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM series WHERE n + 1 < ?1),
           known AS (SELECT *, row_number() OVER () AS number FROM signatures WHERE id NOT LIKE '01990000-0000-7000-8000-%')
         INSERT OR IGNORE INTO signatures (${columns.join(', ')})
         SELECT ${values.join(', ')} FROM series JOIN known AS s ON s.number = 1 + n % ${2 * PEOPLE}`,
      )
      .bind(Math.min(FILL_AT_ONCE, rows - from), first + from)
    // The connection to workerd may close in the moment in which it is used again: what was inserted then is ignored.
    await insert.run().catch(() => insert.run())
  }
}

/** The least that the consumer takes for 100 new signatures, the database included: what else runs here only adds to it. */
async function batchMs(deliver: Deliver, bodies: readonly SignatureMessage[]): Promise<number> {
  const times: number[] = []
  for (let batch = 0; batch < BATCHES; batch++) {
    const timestamp = new Date()
    const messages = Array.from({ length: BATCH }, (_, n) => {
      const id = uuidv7()
      const body = { ...bodies[n % bodies.length], id, signer: randomBytes(32).toString('hex') }
      return { id, timestamp, attempts: 1, body }
    })
    const begun = performance.now()
    const { outcome, retryMessages } = await deliver('undersigned-signatures', messages)
    times.push(performance.now() - begun)
    if (outcome !== 'ok' || retryMessages.length > 0) throw new Error('the consumer did not store the batch')
  }
  return Math.round(Math.min(...times))
}
