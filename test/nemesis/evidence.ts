/** What a run has left behind: rows and numbers from the file of the database, and what the public is shown. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'

import type { RecountResponse } from '../../schema/recount.ts'
import { petitionKey, signerHash } from '../../src/intake/message.ts'
import { readPublicCounts } from '../replay/campaign.ts'
import { bearer } from '../support/requests.ts'
import type { PetitionEvidence, Row } from './check.ts'
import type { Closed } from './expectation.ts'
import { jump } from './faults.ts'
import type { Host } from './host-process.ts'
import { ask, insist } from './http.ts'
import { emailOf, MILESTONES, PETITIONS } from './petitions.ts'

const MINUTE_MS = 60_000
const TRIES_MAX = 10
const PAUSE_MS = 500

export interface Public {
  count: number
  page: number
}

/** Until the caches show what the database has, or for long enough that they should. */
export async function readPublic(host: Host): Promise<Map<string, Public>> {
  for (let tries = 1; ; tries++) {
    await jump(host, MINUTE_MS)
    const rows = await host.ask('sql', 'SELECT slug, n FROM counters JOIN petitions ON petitions.id = petition_id')
    const stored = new Map(rows.map(({ slug, n }) => [String(slug), Number(n)]))
    const read = PETITIONS.map(async ({ slug }) => [slug, await readPublicCounts(host.url, slug)] as const)
    const shown = await Promise.all(read)
    if (tries === TRIES_MAX || shown.every(([slug, { count, page }]) => count === stored.get(slug) && page === count))
      return new Map(shown)
    await sleep(PAUSE_MS)
  }
}

/** How many numbers of petitions differ from what their rows say: tallies of countries and partners too. */
export async function readDrift(url: URL, token: string): Promise<number> {
  const answer = await insist(() => ask(url, { method: 'POST', path: '/api/recounts', headers: bearer(token) }))
  const { petitions }: RecountResponse = JSON.parse(answer.body)
  return petitions.reduce((sum, { drift }) => sum + drift, 0)
}

export interface Stored {
  rows: Map<string, Row[]>
  petitions: PetitionEvidence[]
  left: Record<string, number>
}

/** After the end of the processes that had the database open. */
export function readStored(
  stateDirectory: string,
  shown: ReadonlyMap<string, Public>,
  closed: readonly Closed[],
): Stored {
  const db = openDatabase(stateDirectory)
  const all = (sql: string, ...values: (string | number)[]) => db.prepare(sql).all(...values)
  const number = (sql: string, ...values: (string | number)[]): number =>
    Number(Object.values(all(sql, ...values)[0] ?? { n: NaN })[0])
  try {
    const rows = new Map<string, Row[]>()
    const petitions = PETITIONS.map(({ slug, confirmation }): PetitionEvidence => {
      const id = number('SELECT id FROM petitions WHERE slug = ?', slug)
      rows.set(
        slug,
        all('SELECT lower(hex(signer)) AS signer, id, status FROM signatures WHERE petition_id = ?', id).map((row) => ({
          signer: String(row['signer']),
          id: String(row['id']),
          status: String(row['status']),
        })),
      )
      return {
        slug,
        confirmation,
        closed: slug === 'paused' ? closed : [],
        counter: number('SELECT n FROM counters WHERE petition_id = ?', id),
        hours: number(`SELECT coalesce(sum(n), 0) FROM tallies WHERE petition_id = ? AND dimension = 'hour'`, id),
        count: shown.get(slug)?.count ?? NaN,
        page: shown.get(slug)?.page ?? NaN,
        milestones: all('SELECT threshold FROM milestones WHERE petition_id = ?', id).map((row) =>
          Number(row['threshold']),
        ),
        thresholds: MILESTONES,
        events: all(
          `SELECT id, payload ->> '$.data.milestone' AS milestone FROM outbox WHERE petition_id = ? AND type = 'petition.milestone'`,
          id,
        ).map((row) => ({ id: String(row['id']), milestone: Number(row['milestone']) })),
      }
    })
    const left = {
      // But those that ask for what has been done meanwhile.
      'emails that were not sent': number(
        `SELECT count(*) FROM emails WHERE state <> 'sent' AND coalesce(last_error, '') NOT IN ('confirmed', 'gone')`,
      ),
      'deliveries that failed': number(`SELECT count(*) FROM deliveries WHERE state <> 'delivered'`),
      'dead letters': number('SELECT count(*) FROM dead_letters'),
    }
    return { rows, petitions, left }
  } finally {
    db.close()
  }
}

function openDatabase(stateDirectory: string): DatabaseSync {
  const folder = join(stateDirectory, 'd1/miniflare-D1DatabaseObject')
  const file = readdirSync(folder).find((name) => name.endsWith('.sqlite') && name !== 'metadata.sqlite')
  return new DatabaseSync(join(folder, file ?? ''))
}

/** The hashes of all signers of the history, as the edge makes them. */
export async function hashesOf(
  signers: Iterable<readonly [signer: number, slug: string]>,
  pepper: string,
  ids: ReadonlyMap<string, number>,
): Promise<Map<number, string>> {
  const keys = new Map<string, CryptoKey>()
  for (const [slug, id] of ids) keys.set(slug, await petitionKey(pepper, id, 'signer'))
  const hashes = new Map<number, string>()
  for (const [signer, slug] of signers) {
    const key = keys.get(slug)
    const [local = '', domain = ''] = emailOf(signer).split('@')
    if (key !== undefined) hashes.set(signer, await signerHash(key, { local, domain }))
  }
  return hashes
}
