/** Who may do what in a petition: the one table, and what asks it. */
import { type Role, ROLES } from '../../schema/account.ts'

/** The least that each act takes. The operator's acts are not here: they are of no petition's team. */
export const NEEDS = {
  /** The overview, the numbers, who is in the team. */
  see: 'moderator',
  /** Signatures that are held for review. */
  review: 'moderator',
  /** Text, translations, image, updates. */
  write: 'editor',
  /** Partners, embeds, webhooks. */
  reach: 'editor',
  /** Signatures from paper and earlier lists: see where they came from. */
  paper: 'editor',
  /** Add and correct them, and import a list. */
  claim: 'owner',
  /** Download the encrypted contacts. */
  contacts: 'owner',
  /** Keys, deadline, closing, reopening, victory, sending for approval. */
  settings: 'owner',
  /** Members, invitations and tokens. */
  team: 'owner',
} as const satisfies Record<string, Role>

export type Act = keyof typeof NEEDS

export const isAtLeast = (role: Role | null, needed: Role): boolean =>
  role !== null && ROLES.indexOf(role) >= ROLES.indexOf(needed)

export const may = (role: Role | null, act: Act): boolean => isAtLeast(role, NEEDS[act])

/** SQL: the place of a role in ROLES. */
export const RANK = (role: string): string =>
  `CASE ${role} ${ROLES.map((name, rank) => `WHEN '${name}' THEN ${rank}`).join(' ')} END`

/** Null for anyone who is not in the team. */
export async function roleOf(db: D1Database, petitionId: number, accountId: string): Promise<Role | null> {
  const row = await db
    .prepare('SELECT role FROM members WHERE petition_id = ?1 AND account_id = ?2')
    .bind(petitionId, accountId)
    .first<{ role: Role }>()
  return row?.role ?? null
}
