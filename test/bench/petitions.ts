/** The petitions of the bench, and what is stored of them before anything is measured. */
import type { Instance } from '../support/instance.ts'

/**
 * Slugs: of a petition that nobody signs during the rounds, of those that are signed without and with an email to confirm, and of one with a
 * text and with the names of signers.
 */
export const PETITIONS = { still: 'still', none: 'none', email: 'email', shown: 'shown' } as const

const SHOWN_SIGNERS = 30
const FILL_AT_ONCE = 20_000
const REVIEW_RULES_OFF = { emailDomainPerHour: 1_000_000, networkPerHour: 1_000_000, surgePerMinute: 1_000_000 }

export async function startPetitions(instance: Instance): Promise<void> {
  const { still, none, email, shown } = PETITIONS
  await instance.startPetition({ slug: still, claimedCount: 70_438, goal: 100_000 })
  await instance.startPetition({ slug: none, confirmation: 'none', reviewRules: REVIEW_RULES_OFF })
  await instance.startPetition({ slug: email, confirmation: 'email', reviewRules: REVIEW_RULES_OFF })
  const body = Array.from({ length: 12 }, (_, n) => `**Part ${n}.** ${'Words that say why. '.repeat(12)}`).join('\n\n')
  await instance.startPetition({ slug: shown, claimedCount: 70_438, goal: 100_000, body })
}

export async function signInPublic(instance: Instance): Promise<void> {
  for (let n = 0; n < SHOWN_SIGNERS; n++) {
    const person = { name: `Signer ${n}`, email: `shown.${n}@example.org`, showName: 'full' }
    if (!(await instance.sign(PETITIONS.shown, person, `192.0.2.${n + 1}`)).ok)
      throw new Error('a signature was refused')
  }
}

/** As many more petitions as `none`, and their slugs. */
export async function copyPetition({ db }: Instance, copies: number): Promise<string[]> {
  const { results } = await db.prepare(`SELECT name FROM pragma_table_info('petitions')`).all<{ name: string }>()
  const names = results.map(({ name }) => name).filter((name) => name !== 'id' && name !== 'slug')
  const slugs = Array.from({ length: copies }, (_, n) => `cold-${n}`)
  await db
    .prepare(
      `INSERT INTO petitions (slug, ${names.join(', ')})
       SELECT copy.value, ${names.join(', ')} FROM json_each(?1) AS copy, petitions WHERE slug = '${PETITIONS.still}'`,
    )
    .bind(JSON.stringify(slugs))
    .run()
  await db
    .prepare(`INSERT INTO counters (petition_id, n, "before") SELECT id, 0, 0 FROM petitions WHERE slug LIKE 'cold-%'`)
    .run()
  return slugs
}

/** Of those that nobody else signs. */
export async function idsOf({ db }: Instance): Promise<number[]> {
  const { results } = await db
    .prepare(`SELECT id FROM petitions WHERE slug LIKE 'cold-%' ORDER BY id LIMIT 50`)
    .all<{ id: number }>()
  return results.map(({ id }) => id)
}

/** So many signatures of two petitions, half of them without a public name. */
export async function fill({ db }: Instance, rows: number): Promise<void> {
  for (let from = 0; from < rows; from += FILL_AT_ONCE) {
    await db
      .prepare(
        `WITH RECURSIVE series (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM series WHERE n + 1 < ?1 + ?2)
         INSERT INTO signatures (petition_id, signer, id, public_name, country, locale, status, signed_at, stored_at, confirmed_at, contact)
         SELECT (SELECT id FROM petitions WHERE slug = CASE n / 2 % 2 WHEN 0 THEN ?3 ELSE ?4 END), randomblob(32),
           printf('01980000-0000-7000-8000-%012x', n), CASE n % 2 WHEN 0 THEN 'Signer ' || n END, 'UZ', 'en', 'counted', n, n, n,
           randomblob(320)
         FROM series`,
      )
      .bind(from, FILL_AT_ONCE, PETITIONS.none, PETITIONS.shown)
      .run()
  }
}
