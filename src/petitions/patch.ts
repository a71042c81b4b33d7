/**
 * Changes a petition. New words are a new version, in the same transaction. What is saved is based on what was read: a change
 * that was saved meanwhile is never overwritten by one that did not know of it.
 */
import { and, eq, ne, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'

import type { Actor } from '../../schema/audit.ts'
import type { PetitionPatch } from '../../schema/petition.ts'
import { petitions } from '../../schema/tables.ts'
import { auditStatement } from '../audit.ts'
import { HIGHEST_COUNT } from '../ledger/counter.ts'
import { deliveriesStatement, textEventStatement } from '../ledger/outbox.ts'
import { PATCH_ATTEMPTS_MAX, VERSIONS_MAX_PER_PETITION } from '../limits.ts'
import { ok, type Refusal, refuse, type Result } from '../refusal.ts'
import { findPetitionById, milliseconds, type Petition } from './petitions.ts'
import { type TextChange, textChange } from './text-change.ts'

export interface Patching {
  /** Those at which the sender has seen the petition; null if it does not matter to the sender. */
  revisions: readonly number[] | null
  by: Actor
  /** Whether the operator reads what the sender writes before it opens: then new words of a draft end what was approved. */
  needsApproval: boolean
  /** The public one, for the links in the event. */
  origin: string
  /** In milliseconds. */
  now: number
}

/** `petition`: as it was read. Returns the deliveries to send. */
export async function patchPetition(
  db: D1Database,
  petition: Petition,
  patch: PetitionPatch,
  patching: Patching,
): Promise<Result<string[]>> {
  const { revisions } = patching
  let read: Petition | null = petition
  for (let attempt = 0; attempt < PATCH_ATTEMPTS_MAX; attempt++) {
    if (revisions !== null && !revisions.includes(read.revision)) break
    if (Object.keys(patch).length === 0) return ok([])
    const text = textChange(read, patch)
    if (!text.ok) return text
    if (text.value !== null && read.versions >= VERSIONS_MAX_PER_PETITION) return refuse(TOO_MANY_VERSIONS)
    const deliveryIds = await save(db, read, { patch, text: text.value }, patching)
    if (deliveryIds !== null) return ok(deliveryIds)
    read = await findPetitionById(db, petition.id)
    if (read === null) return refuse({ code: 'petition-not-found' })
  }
  const { title, addressee, body, revision } = read
  return refuse({ code: 'changed-meanwhile', current: { title, addressee, body, revision } })
}

export const TOO_MANY_VERSIONS: Refusal = { code: 'conflict', why: 'too-many-versions' }

/** Null, and nothing is changed, when it is no more as it was read. */
async function save(
  db: D1Database,
  read: Petition,
  { patch, text }: { patch: PetitionPatch; text: TextChange | null },
  { by, needsApproval, origin, now }: Patching,
): Promise<string[] | null> {
  const { id: petitionId, revision, versions } = read
  const update = updateOf(db, read, patch, { textChangedAt: text === null ? null : now, needsApproval, now })
  const number = versions + 1
  const act = text !== null ? 'text-changed' : patch.publicKeys === undefined ? 'settings-changed' : 'keys-changed'
  const facts = text === null ? { fields: Object.keys(patch).join(' ') } : { version: number }
  const entry = auditStatement(db, { petitionId, act, by, facts, now })
  if (text === null) {
    const [changed] = await db.batch([update, entry])
    return (changed?.meta.changes ?? 0) > 0 ? [] : null
  }
  const { kind, why } = text
  const [, updated, , , deliveries] = await db.batch<{ id: string }>([
    db.prepare(ADD_VERSION).bind(petitionId, revision, versions, text.title, text.addressee, text.body, kind, why, now),
    update,
    entry,
    textEventStatement(db, { petitionId, number, kind, why, origin, now }),
    deliveriesStatement(db, [petitionId], now),
  ])
  return (updated?.meta.changes ?? 0) > 0 ? (deliveries?.results ?? []).map(({ id }) => id) : null
}

/** ?2 revision and ?3 versions: as they were read. */
const ADD_VERSION = `
  INSERT INTO versions (petition_id, number, language, title, addressee, body, kind, why, published_at)
  SELECT id, versions + 1, language, ?4, ?5, ?6, ?7, ?8, ?9 FROM petitions
  WHERE id = ?1 AND revision = ?2 AND versions = ?3 AND state <> 'draft'`

/** What an operator decides about. */
const READ_BY_OPERATOR = ['title', 'addressee', 'starter', 'starterKind', 'body', 'language'] as const

/** `textChangedAt`: null if there is no new version. */
function updateOf(
  db: D1Database,
  { id, state, revision, versions }: Petition,
  patch: PetitionPatch,
  { textChangedAt, needsApproval, now }: { textChangedAt: number | null; needsApproval: boolean; now: number },
): D1PreparedStatement {
  const { closesAt, opensAt, change: _, ...rest } = patch
  const endsApproval = needsApproval && READ_BY_OPERATOR.some((member) => patch[member] !== undefined)
  const number = versions + 1
  const { sql: statement, params } = drizzle(db)
    .update(petitions)
    .set({
      ...rest,
      revision: revision + 1,
      ...(closesAt === undefined ? {} : { closesAt: milliseconds(closesAt) }),
      ...(opensAt === undefined ? {} : { opensAt: milliseconds(opensAt) }),
      // Where nobody approves it, it is decided with the time.
      ...(opensAt === null || endsApproval ? { scheduledAt: null } : {}),
      ...(opensAt === undefined || opensAt === null || needsApproval
        ? {}
        : { scheduledAt: sql<number>`CASE WHEN submitted_at IS NULL THEN ${now} END` }),
      ...(rest.milestones === undefined ? {} : { milestonesFrom: sql<number>`${sql.raw(HIGHEST_COUNT)}` }),
      ...(textChangedAt === null ? {} : { textChangedAt, version: number, versions: number }),
    })
    .where(
      and(
        eq(petitions.id, id),
        eq(petitions.revision, revision),
        ...(textChangedAt === null ? [] : [eq(petitions.versions, versions)]),
        // The words of a draft that was opened meanwhile are those of a version.
        state === 'draft' ? eq(petitions.state, 'draft') : ne(petitions.state, 'draft'),
      ),
    )
    .toSQL()
  return db.prepare(statement).bind(...params)
}
