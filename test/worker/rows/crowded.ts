/**
 * Rows in numbers, written by the database itself: what a site has after years of petitions, in the shapes that make a careless query
 * read all of it, such as filters that match nothing, and rows that are to stay among those that are old.
 */
import { env } from 'cloudflare:test'

import { ARRIVALS_SLOT_MS, DAY_MS } from '../../../src/limits.ts'

/** In each table, or of each petition. */
export const ROWS = Number(env.CROWD_ROWS)

/** As the SQL below makes them. */
export const signerOf = (n: number): string => `c${n.toString(16).padStart(63, '0')}`
export const idOf = (ms: number, n: number): string => {
  const time = ms.toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${n.toString(16).padStart(12, '0')}`
}

/** The network of `flood`. */
export const FLOODING = 'f1'.repeat(16)

/** SQL: the numbers from 1 to `rows`, as `n`. */
const numbersTo = (rows: number): string =>
  `WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ${rows})`

/** SQL for a UUIDv7 of a time in ms; both arguments are SQL. */
const idAt = (ms: string, n: string): string =>
  `printf('%08x-%04x-7000-8000-%012x', (${ms}) >> 16, (${ms}) & 65535, ${n})`
/** SQL for a hash that is of the number alone. */
const hashOf = (n: string): string => `unhex(printf('c%063x', ${n}))`

const run = (sql: string, ...values: (string | number)[]): Promise<unknown> => some(ROWS, sql, ...values)
const some = (rows: number, sql: string, ...values: (string | number)[]): Promise<unknown> =>
  env.DB.prepare(`${numbersTo(rows)} ${sql}`)
    .bind(...values)
    .run()

export interface SignedWhen {
  /** Of the newest signature and of the oldest, in milliseconds. */
  from: number
  to: number
  /** Whether contacts are still there. */
  contacts: boolean
  /** How many; ROWS, if nothing is said. */
  rows?: number
}

/**
 * Of ten signatures: five count, and two more whose names moderators hid or are yet to look at; one waits for its confirmation, one is
 * held for review, and one was removed. Half of them are anonymous.
 */
export const signatures = (petitionId: number, { from, to, contacts, rows = ROWS }: SignedWhen): Promise<unknown> =>
  some(
    rows,
    `INSERT INTO signatures (petition_id, signer, id, public_name, comment, country, locale, signed_at, stored_at, confirmed_at,
       contact, status, suspicion, network, hidden, decision)
     SELECT ?1, ${hashOf('n')}, ${idAt('at', 'n')}, CASE n % 2 WHEN 0 THEN 'Signer ' || n END, CASE n % 4 WHEN 0 THEN 'Because.' END,
       'UZ', 'en', at, at, CASE n % 10 WHEN 5 THEN NULL ELSE at END, CASE WHEN ?4 THEN x'00' END,
       CASE n % 10 WHEN 5 THEN 'pending' WHEN 6 THEN 'quarantined' WHEN 8 THEN 'removed' ELSE 'counted' END,
       CASE n % 10 WHEN 6 THEN 'network' END, CASE n % 10 WHEN 6 THEN unhex(printf('%032x', n % 3)) END,
       CASE n % 20 WHEN 4 THEN 'waiting' WHEN 10 THEN 'both' WHEN 14 THEN 'reason' END,
       CASE WHEN n % 10 = 8 AND ?4 THEN ${idAt('?3', '1')} END
     FROM (SELECT n, ?2 + n * (?3 - ?2) / ${rows} AS at FROM numbers)`,
    petitionId,
    from,
    to,
    contacts ? 1 : 0,
  )
/** Held within the last hour, all of one network. */
export const flood = (petitionId: number, now: number): Promise<unknown> =>
  run(
    `INSERT INTO signatures (petition_id, signer, id, locale, signed_at, stored_at, confirmed_at, contact, status, suspicion, network)
     SELECT ?1, ${hashOf(`n + ${5 * ROWS}`)}, ${idAt('at', `n + ${ROWS}`)}, 'en', at, at, at, x'00', 'quarantined', 'network',
       unhex('${FLOODING}')
     FROM (SELECT n, ?2 - 3500000 + n * 3400000 / ${ROWS} AS at FROM numbers)`,
    petitionId,
    now,
  )

/** Of signers who signed again: kept, though they are old, since the emails with their links are held. */
export const repeats = async (petitionId: number, now: number): Promise<void> => {
  const at = now - 12 * DAY_MS
  await run(
    `INSERT INTO repeats (petition_id, signer, id, locale, signed_at, stored_at)
     SELECT ?1, ${hashOf('n')}, ${idAt('?2', `n + ${ROWS}`)}, 'en', ?2, ?2 + n FROM numbers`,
    petitionId,
    at,
  )
  await run(
    `INSERT INTO emails (petition_id, signer, id, kind, signature_id, locale, state, created_at)
     SELECT ?1, ${hashOf('n')}, ${idAt('?2', `n + ${ROWS}`)}, 'confirm', ${idAt('?2', `n + ${ROWS}`)}, 'en', 'held', ?2 FROM numbers`,
    petitionId,
    at,
  )
}

/** Written long ago and sent lately; and as many that are due later. */
export async function emails(petitionId: number, now: number): Promise<void> {
  await run(
    `INSERT INTO emails (petition_id, signer, id, kind, signature_id, locale, state, created_at, sent_at)
     SELECT ?1, ${hashOf(`n + ${ROWS}`)}, ${idAt('?2', 'n')}, 'confirm', ${idAt('?2', 'n')}, 'en',
       CASE n % 2 WHEN 0 THEN 'sent' ELSE 'failed' END, ?2, CASE n % 2 WHEN 0 THEN ?3 END
     FROM numbers`,
    petitionId,
    now - 8 * DAY_MS - 3_600_000,
    now - 7 * DAY_MS,
  )
  await run(
    `INSERT INTO emails (petition_id, signer, id, kind, signature_id, sealed, locale, state, created_at, next_attempt_at)
     SELECT ?1, ${hashOf(`n + ${2 * ROWS}`)}, ${idAt('?2', 'n')}, 'confirm', ${idAt('?2', 'n')}, x'00', 'en', 'pending', ?2, ?2
     FROM numbers`,
    petitionId,
    now + 3_600_000,
  )
}

/** None of them is old. */
export async function withdrawals(petitionId: number, now: number): Promise<void> {
  await run(
    `INSERT INTO withdrawals (petition_id, id, at) SELECT ?1, ${idAt('?2', `n + ${3 * ROWS}`)}, ?2 FROM numbers`,
    petitionId,
    now - DAY_MS,
  )
  await run(
    `INSERT INTO withdrawn_signers (petition_id, signer, at) SELECT ?1, ${hashOf(`n + ${3 * ROWS}`)}, ?2 FROM numbers`,
    petitionId,
    now - DAY_MS,
  )
}

/** As if everybody had come with a code of their own making. */
export const partnerCodes = (petitionId: number): Promise<unknown> =>
  run(
    `INSERT INTO tallies (petition_id, dimension, key, n) SELECT ?1, 'partner', printf('%08x', n), 1 FROM numbers
     UNION ALL SELECT ?1, 'day-partner', '2026-11-26/' || printf('%08x', n), 1 FROM numbers`,
    petitionId,
  )

/** Events of the last day, all of them delivered to one webhook, or given up. */
export async function deliveries(petitionId: number, webhookId: string, now: number): Promise<void> {
  await run(
    `INSERT INTO outbox (id, petition_id, type, payload, created_at)
     SELECT 'event_' || ?1 || '_' || n, ?1, 'petition.update', '{}', ?2 + n FROM numbers`,
    petitionId,
    now - DAY_MS,
  )
  await run(
    `INSERT INTO deliveries (id, event_id, webhook_id, state, attempts, created_at, delivered_at)
     SELECT 'event_' || ?1 || '_' || n || ':' || ?3, 'event_' || ?1 || '_' || n, ?3, 'delivered', 1, ?2 + n, ?2 + n FROM numbers`,
    petitionId,
    now - DAY_MS,
    webhookId,
  )
}

/** Half by operators; none of them is old, or about contacts. */
export const audit = (petitionId: number, now: number): Promise<unknown> =>
  run(
    `INSERT INTO audit_log (petition_id, id, act, by_kind, facts, at)
     SELECT ?1, ${idAt('?2 + n', 'n')}, 'signer-shown', CASE n % 2 WHEN 0 THEN 'operator' ELSE 'site' END, '{}', ?2 + n FROM numbers`,
    petitionId,
    now - DAY_MS,
  )

/** All of them decided, a while ago. */
export const reports = (petitionId: number, now: number): Promise<unknown> =>
  run(
    `INSERT INTO reports (petition_id, id, about, ground, sealed, locale, created_at, decision, decided_at)
     SELECT ?1, ${idAt('?2 + n', 'n')}, 'petition', 'other', x'00', 'en', ?2 + n, 'nothing', ?2 + n FROM numbers`,
    petitionId,
    now - 60 * DAY_MS,
  )

export const deadLetters = (now: number): Promise<unknown> =>
  run(
    `INSERT INTO dead_letters (id, queue, body, sent_at, stored_at) SELECT 'letter-' || n, 'undersigned-signatures', '{}', ?1, ?1 FROM numbers`,
    now - DAY_MS,
  )

/** Two lists of the same length: the first was undone, and the signers of the second all count here. */
export async function imported(petitionId: number, now: number): Promise<void> {
  for (const [list, at, undoneAt] of [
    [0, now - 20 * DAY_MS, now],
    [1, now - 10 * DAY_MS, 0],
  ] as const) {
    const id = `01980000-0000-7000-8000-00000000000${list}`
    await env.DB.prepare(
      `INSERT INTO claims (petition_id, id, kind, source, n, file_rows, reached, added, added_at, begun_at, finished_at, undone_at)
       VALUES (?1, ?2, 'import', 'Assembly', 0, ?3, ?3, ?3, ?4, ?4, ?4, nullif(?5, 0))`,
    )
      .bind(petitionId, id, ROWS, at, undoneAt)
      .run()
    // Those of the second list are in the way of those of the first.
    await run(
      `INSERT INTO imported (petition_id, signer, id, import_id, signed_at, contact)
       SELECT ?1, ${hashOf(`n + ${list === 0 ? 4 * ROWS : 0}`)}, ${idAt('?2', 'n')}, ?3, ?2, x'00' FROM numbers`,
      petitionId,
      at,
      id,
    )
  }
}

/** Accounts with sessions, links, emails and drafts, none of which is over. */
export async function accounts(now: number): Promise<void> {
  await run(
    `INSERT INTO accounts (id, email_hash, sealed, name, locale, created_at)
     SELECT 'account-' || n, ${hashOf('n')}, x'00', 'Ann', 'en', ?1 FROM numbers`,
    now,
  )
  await run(
    `INSERT INTO sessions (id, secret_hash, account_id, label, created_at, rotated_at, seen_at, expires_at)
     SELECT 'session-' || n, 'x', 'account-' || n, '', ?1, ?1, ?1, ?1 + ${DAY_MS} FROM numbers`,
    now,
  )
  await run(
    `INSERT INTO sign_in_links (token_hash, kind, email_hash, sealed, locale, created_at, expires_at)
     SELECT 'link-' || n, 'sign-in', ${hashOf('n')}, x'00', 'en', ?1, ?1 + ${DAY_MS} FROM numbers`,
    now,
  )
  await run(
    `INSERT INTO account_emails (id, kind, email_hash, locale, state, created_at, sent_at)
     SELECT 'email-' || n, 'sign-in', ${hashOf('n')}, 'en', 'sent', ?1, ?1 FROM numbers`,
    now,
  )
  await run(
    `INSERT INTO drafts (id, account_id, data, created_at, updated_at) SELECT 'draft-' || n, 'account-' || n, '{}', ?1, ?1 FROM numbers`,
    now,
  )
}

/**
 * Other petitions: a quarter each is a draft, open with a deadline that is far, closed lately, and closed long ago with nothing left to
 * delete. In each, minutes are over in which somebody signed, and somebody came just now.
 */
export async function petitions(now: number): Promise<void> {
  await run(
    `INSERT INTO petitions (slug, title, addressee, starter, body, language, milestones, state, confirmation, created_at, opened_at,
       closes_at, closed_at, unconfirmed_deleted_at, contacts_deleted_at)
     SELECT 'other-' || n, 'Keep the library', 'Council', 'Ann', 'Words.', 'en', '[]',
       CASE n % 4 WHEN 0 THEN 'draft' WHEN 1 THEN 'open' ELSE 'closed' END, 'email', ?1,
       CASE WHEN n % 4 > 0 THEN ?1 END, CASE n % 4 WHEN 1 THEN ?2 + ${DAY_MS} END,
       CASE n % 4 WHEN 2 THEN ?2 - ${DAY_MS} WHEN 3 THEN ?1 END, CASE n % 4 WHEN 3 THEN ?2 END, CASE n % 4 WHEN 3 THEN ?2 END
     FROM numbers`,
    now - 1000 * DAY_MS,
    now,
  )
  await env.DB.batch([
    env.DB.prepare(
      `INSERT INTO counters (petition_id, n, "before") SELECT id, 0, 0 FROM petitions WHERE state <> 'draft'
         AND id NOT IN (SELECT petition_id FROM counters)`,
    ),
    env.DB.prepare(
      `INSERT INTO tallies (petition_id, dimension, key, n)
       SELECT id, 'minute', '2026-01-01T00:00Z', 1 FROM petitions WHERE slug LIKE 'other-%' AND state <> 'draft'`,
    ),
    env.DB.prepare(
      `INSERT INTO arrivals (petition_id, slot, lines) SELECT id, ?1, '[]' FROM petitions WHERE slug LIKE 'other-%'`,
    ).bind(Math.floor(now / ARRIVALS_SLOT_MS)),
  ])
}
