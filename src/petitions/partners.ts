/** The partners of a petition, as its team manages them, and codes that it has dismissed. */
import type { Actor } from '../../schema/audit.ts'
import type { PartnerForm } from '../../schema/partner.ts'
import { auditStatement } from '../audit.ts'
import { toBase64Url } from '../crypto/bytes.ts'
import { deriveHmacKeys } from '../crypto/derive.ts'
import { newSecret } from '../crypto/secret.ts'
import { DISMISSED_CODES_MAX, PARTNERS_MAX_PER_PETITION } from '../limits.ts'

export interface Partner {
  /** In lower case. */
  code: string
  name: string
  /** https. */
  link: string | null
  /** Random: `partnerKey` makes the key of the partner's page from it. */
  keyId: string
}

interface Change {
  petitionId: number
  by: Actor
  /** In milliseconds. */
  now: number
}

const COLUMNS = 'code, name, link, key_id AS keyId'

/** By name. `dismissed`: codes that are not to be shown. */
export async function listPartners(
  db: D1Database,
  petitionId: number,
): Promise<{ partners: Partner[]; dismissed: Set<string> }> {
  const { results } = await db
    .prepare(
      `SELECT ${COLUMNS}, dismissed_at IS NOT NULL AS isDismissed FROM partners WHERE petition_id = ?1 ORDER BY name, code`,
    )
    .bind(petitionId)
    .all<Partner & { isDismissed: number }>()
  return {
    partners: results.filter(({ isDismissed }) => isDismissed === 0),
    dismissed: new Set(results.filter(({ isDismissed }) => isDismissed === 1).map(({ code }) => code)),
  }
}

/** Null if no partner has this code. */
export const findPartner = (db: D1Database, petitionId: number, code: string): Promise<Partner | null> =>
  db
    .prepare(`SELECT ${COLUMNS} FROM partners WHERE petition_id = ?1 AND code = ?2 AND dismissed_at IS NULL`)
    .bind(petitionId, code)
    .first<Partner>()

/** What has been done; `same`: it was like this already, as after a second press. */
export type PartnerOutcome = 'done' | 'same' | 'taken' | 'full'

/** A code that was dismissed may be added. */
export async function addPartner(
  db: D1Database,
  { petitionId, by, now }: Change,
  { code, name, link = null }: Pick<PartnerForm, 'code' | 'name'> & { link?: string | null | undefined },
): Promise<PartnerOutcome> {
  const [added] = await db.batch([
    db
      .prepare(
        `INSERT INTO partners (petition_id, code, name, link, key_id, created_at)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6
         WHERE (SELECT count(*) FROM partners WHERE petition_id = ?1 AND dismissed_at IS NULL) < ${PARTNERS_MAX_PER_PETITION}
         ON CONFLICT DO UPDATE SET name = excluded.name, link = excluded.link, key_id = excluded.key_id,
           created_at = excluded.created_at, dismissed_at = NULL
         WHERE dismissed_at IS NOT NULL`,
      )
      .bind(petitionId, code, name, link, newSecret(), now),
    auditStatement(db, { petitionId, act: 'partner-added', by, facts: { partner: code }, now }),
  ])
  if ((added?.meta.changes ?? 0) > 0) return 'done'
  const present = await findPartner(db, petitionId, code)
  if (present === null) return 'full'
  return present.name === name && present.link === link ? 'same' : 'taken'
}

export type PartnerWords = Pick<Partner, 'name' | 'link'>

/** Writes nothing and returns what is there if that is no longer `was`, what its editor has read; null if there is no such partner. */
export async function changePartner(
  db: D1Database,
  { petitionId, by, now }: Change,
  { code, was, words }: { code: string; was: PartnerWords; words: PartnerWords },
): Promise<'done' | Partner | null> {
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE partners SET name = ?3, link = ?4
         WHERE petition_id = ?1 AND code = ?2 AND dismissed_at IS NULL AND name = ?5 AND link IS ?6
           AND NOT (name = ?3 AND link IS ?4)`,
      )
      .bind(petitionId, code, words.name, words.link, was.name, was.link),
    auditStatement(db, { petitionId, act: 'partner-changed', by, facts: { partner: code }, now }),
  ])
  if ((changed?.meta.changes ?? 0) > 0) return 'done'
  const present = await findPartner(db, petitionId, code)
  return present?.name === words.name && present.link === words.link ? 'done' : present
}

/** Its signatures stay, and are counted under its code. The link of its page ends. False if there was none. */
export async function removePartner(db: D1Database, { petitionId, by, now }: Change, code: string): Promise<boolean> {
  const [removed] = await db.batch([
    db
      .prepare('DELETE FROM partners WHERE petition_id = ?1 AND code = ?2 AND dismissed_at IS NULL')
      .bind(petitionId, code),
    auditStatement(db, { petitionId, act: 'partner-removed', by, facts: { partner: code }, now }),
  ])
  return (removed?.meta.changes ?? 0) > 0
}

/** The code is no longer among those without a partner. Nothing happens to a partner's code, or if there are too many. */
export async function dismissCode(db: D1Database, { petitionId, by, now }: Change, code: string): Promise<boolean> {
  const [dismissed] = await db.batch([
    db
      .prepare(
        `INSERT INTO partners (petition_id, code, name, key_id, created_at, dismissed_at)
         SELECT ?1, ?2, '', '', ?3, ?3
         WHERE (SELECT count(*) FROM partners WHERE petition_id = ?1 AND dismissed_at IS NOT NULL) < ${DISMISSED_CODES_MAX}
         ON CONFLICT DO NOTHING`,
      )
      .bind(petitionId, code, now),
    auditStatement(db, { petitionId, act: 'partner-dismissed', by, facts: { partner: code }, now }),
  ])
  return (dismissed?.meta.changes ?? 0) > 0
}

/** Ends the link of the partner's page, and makes another. `of`: the former one, so that a second press does not end the new one. */
export async function renewPartnerKey(
  db: D1Database,
  { petitionId, by, now }: Change,
  { code, of }: { code: string; of: string },
): Promise<boolean> {
  const [renewed] = await db.batch([
    db
      .prepare(
        'UPDATE partners SET key_id = ?3 WHERE petition_id = ?1 AND code = ?2 AND key_id = ?4 AND dismissed_at IS NULL',
      )
      .bind(petitionId, code, newSecret(), of),
    auditStatement(db, { petitionId, act: 'partner-link-changed', by, facts: { partner: code }, now }),
  ])
  return (renewed?.meta.changes ?? 0) > 0
}

/** Makes and checks the keys of partners' pages. `masterKey`: a secret that does not change. */
export async function partnerKeys(masterKey: string): Promise<CryptoKey> {
  const [key] = await deriveHmacKeys([masterKey], 'partner-page/v1')
  if (key === undefined) throw new Error('there is no key for partners’ pages')
  return key
}

const signed = (petitionId: number, { code, keyId }: Pick<Partner, 'code' | 'keyId'>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(new TextEncoder().encode(`${petitionId}\n${code}\n${keyId}`))

/** 43 characters of base64url: who has it may open the partner's page. It is stored nowhere. */
export async function partnerKey(
  key: CryptoKey,
  petitionId: number,
  partner: Pick<Partner, 'code' | 'keyId'>,
): Promise<string> {
  return toBase64Url(new Uint8Array(await crypto.subtle.sign('HMAC', key, signed(petitionId, partner))))
}

/** Takes the same time for every key. */
export const isPartnerKey = (
  key: CryptoKey,
  petitionId: number,
  { partner, given }: { partner: Pick<Partner, 'code' | 'keyId'>; given: Uint8Array<ArrayBuffer> },
): Promise<boolean> => crypto.subtle.verify('HMAC', key, given, signed(petitionId, partner))
