/** What the ledger has of a petition, beside what the model expects. */
import { COMPARE } from '../../../src/ledger/recount/compare.ts'
import { RECOUNT_RECENT_MINUTES } from '../../../src/limits.ts'
import { factsOf, hexOf, stepOf } from './happen.ts'
import { expected, isListed, type Sign } from './model.ts'
import { type Petition, THRESHOLDS } from './petition.ts'
import { SIGNERS } from './story.ts'

/** What of the database differs from the model. */
export async function compared(db: D1Database, petitions: readonly Petition[]): Promise<string[][]> {
  const ids = JSON.stringify(petitions.map(({ id }) => id))
  const read = (sql: string) => db.prepare(`${sql} IN (SELECT value FROM json_each(?1))`).bind(ids)
  const [signatures, counters, tallies, milestones, events, emails, removals, imported, claimed, kinds, drift] =
    await db.batch<Record<string, unknown>>([
      read('SELECT *, lower(hex(signer)) AS who FROM signatures WHERE petition_id'),
      read('SELECT * FROM counters WHERE petition_id'),
      read(`SELECT * FROM tallies WHERE n <> 0 AND dimension <> 'minute' AND petition_id`),
      read('SELECT * FROM milestones WHERE petition_id'),
      read(`SELECT * FROM outbox WHERE type = 'petition.milestone' AND petition_id`),
      read('SELECT *, lower(hex(signer)) AS who FROM emails WHERE petition_id'),
      read('SELECT * FROM removals WHERE petition_id'),
      read(`SELECT i.petition_id, lower(hex(i.signer)) AS who FROM imported AS i
      JOIN claims AS c ON c.petition_id = i.petition_id AND c.id = i.import_id AND c.undone_at IS NULL WHERE i.petition_id`),
      read('SELECT id AS petition_id, claimed_count AS n FROM petitions WHERE id'),
      read('SELECT * FROM held_kinds WHERE petition_id'),
      db.prepare(COMPARE).bind(ids, 0),
    ])
  return petitions.map((petition) => {
    const own = (result: D1Result<Record<string, unknown>> | undefined) =>
      (result?.results ?? []).filter((row) => row['petition_id'] === petition.id)
    return differences(petition, {
      signatures: own(signatures),
      counter: Number(own(counters)[0]?.['n']),
      tallies: own(tallies),
      milestones: own(milestones),
      events: own(events),
      emails: own(emails),
      removals: own(removals),
      imported: own(imported),
      claimed: Number(own(claimed)[0]?.['n']),
      kinds: own(kinds),
      drift: (drift?.results ?? []).filter((row) => row['petitionId'] === petition.id),
    })
  })
}

/** Of a signature. */
const MEMBERS = ['id', 'status', 'confirmed_at', 'public_name', 'country', 'partner', 'locale', 'version']

type Rows = Record<string, unknown>[]
interface Ledger {
  signatures: Rows
  counter: number
  tallies: Rows
  milestones: Rows
  events: Rows
  emails: Rows
  removals: Rows
  imported: Rows
  claimed: number
  /** What is held, by its kind. */
  kinds: Rows
  /** What the recount finds. */
  drift: Rows
}

function differences({ intents, most, story, wronglyDecided }: Petition, ledger: Ledger): string[] {
  const found: string[] = []
  const check = (what: string, seen: unknown, wanted: unknown): void => {
    const [a, b] = [JSON.stringify(seen), JSON.stringify(wanted)]
    if (a !== b) found.push(`${what}: ${a} instead of ${b}\n${JSON.stringify({ intents, story }, null, 1)}`)
  }
  const signs = new Map(intents.flatMap((it) => (it.kind === 'sign' ? [[it.id, it]] : [])))
  const counted: Sign[] = []
  const tallies = new Map<string, number>()
  for (let who = 0; who < SIGNERS; who++) {
    const wanted = expected(who, intents)
    const row = ledger.signatures.find(({ who: hex }) => hex === hexOf(who))
    if (wanted?.status === 'removed') {
      check(`signer ${who}`, row?.['status'], 'removed')
      continue
    }
    // A withdrawal ends what moderators decided, or leaves it with a repeat.
    if (wanted !== null && !intents.some((it) => it.kind === 'withdraw' && it.signer === who)) {
      const hides = intents.findLast((it) => it.kind === 'hide' && it.signer === who)
      check(`hidden of signer ${who}`, row?.['hidden'], hides?.kind === 'hide' ? hides.hidden : null)
    }
    const sign = wanted === null ? undefined : signs.get(wanted.id)
    const { publicName, country, partner, locale } = factsOf(wanted === null ? 0 : stepOf(wanted.id))
    check(
      `signer ${who}`,
      row && MEMBERS.map((member) => row[member]),
      wanted === null
        ? undefined
        : [wanted.id, wanted.status, wanted.confirmedAt, publicName, country, partner, locale, wanted.version],
    )
    if (sign !== undefined && wanted?.status === 'counted') {
      counted.push(sign)
      const time = new Date(wanted.confirmedAt ?? 0).toISOString()
      for (const key of [
        `hour ${time.slice(0, 13)}Z`,
        `country ${country ?? ''}`,
        `partner ${partner ?? ''}`,
        `version ${wanted.version}`,
        `language ${locale}`,
        `day-partner ${time.slice(0, 10)}/${partner ?? ''}`,
      ]) {
        tallies.set(key, (tallies.get(key) ?? 0) + 1)
      }
    }
    // Who is to confirm has the email for it, if that is one of the day's first.
    if (wanted?.status === 'pending' && [...signs.values()].filter((it) => it.signer === who).length <= 3) {
      const email = ledger.emails.find(({ who: hex, id }) => hex === hexOf(who) && id === wanted.id)
      check(`email of signer ${who}`, email?.['kind'], 'confirm')
    }
  }
  // Of the minutes, the recount is asked about those that no later one has had deleted.
  const last = Math.max(...intents.map((it) => ('at' in it ? it.at : 0)), 0)
  const since = new Date(last - RECOUNT_RECENT_MINUTES * 60_000).toISOString()
  const isCompared = (row: Record<string, unknown>) => row['what'] !== 'minute' || String(row['key']) >= since
  check('recount', ledger.drift.filter(isCompared), [])
  check('decided, and held only later', wronglyDecided, [])
  const held = ledger.signatures.filter(({ status }) => status === 'quarantined')
  const heldKinds = Map.groupBy(held, (row) => String(row['held_kind']))
  check(
    'kinds',
    ledger.kinds.map(({ kind, n, confirmed }) => [kind, n, confirmed]),
    [...heldKinds]
      .map(([kind, rows]) => [kind, rows.length, rows.filter((row) => row['confirmed_at'] !== null).length])
      .toSorted(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  )
  check('counter', ledger.counter, counted.length)
  const listed = Array.from({ length: SIGNERS }, (_, who) => who).filter((who) => isListed(who, intents))
  check('imported', ledger.imported.map(({ who }) => String(who)).toSorted(), listed.map(hexOf).toSorted())
  const claimed = listed.filter((who) => !counted.some(({ signer }) => signer === who))
  check('claimed', ledger.claimed, claimed.length)
  check(
    'tallies',
    ledger.tallies.map(({ dimension, key, n }) => `${String(dimension)} ${String(key)} ${String(n)}`).toSorted(),
    [...tallies].map(([key, n]) => `${key} ${n}`).toSorted(),
  )
  const reached = ledger.milestones.map(({ threshold }) => Number(threshold)).toSorted((a, b) => a - b)
  check(
    'milestones',
    THRESHOLDS.filter((it) => it <= most && !reached.includes(it)),
    [],
  )
  check('events', ledger.events.length, reached.length)
  const withdrawn = intents.filter(({ kind }) => kind === 'withdraw').length
  const undone = new Set(intents.flatMap((it) => (it.kind === 'undo' ? [`${it.signer} ${it.decision}`] : [])))
  const removed = intents.filter((it) => it.kind === 'remove' && !undone.has(`${it.signer} ${it.decision}`)).length
  const sum = (reason: string): number =>
    ledger.removals.filter((row) => row['reason'] === reason).reduce((all, { n }) => all + Number(n), 0)
  check('removals', [sum('withdrawn') <= withdrawn, sum('removed')], [true, removed])
  for (const { who, id } of ledger.emails) {
    const sign = signs.get(String(id))
    const isOfNobody =
      sign === undefined ||
      intents.some(
        (it) => it.kind === 'withdraw' && (it.byEmail ? it.signer === sign.signer && it.at >= sign.at : it.id === id),
      )
    if (isOfNobody) check('email', { who, id }, 'none, because it was withdrawn')
  }
  return found
}
