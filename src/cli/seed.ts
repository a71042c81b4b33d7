/** Puts the seeds into a database. What is there already is left as it is, so that a restart changes nothing. */
import { endPetition } from '../campaign/ending.ts'
import { createPetition, findPetition } from '../campaign/petitions.ts'
import { newToken, tokenHash } from '../campaign/tokens.ts'
import { SEEDS } from './seeds/seeds.ts'

/** The slugs that were added. */
export async function seed(db: D1Database, origin: string, now: number): Promise<string[]> {
  const added: string[] = []
  for (const { form, state } of SEEDS) {
    if ((await findPetition(db, form.slug)) !== null) continue
    // Nobody is told this token: a seeded petition is the operator's.
    const petition = await createPetition(db, form, await tokenHash(newToken()), now)
    if (petition === null) continue
    if (state === 'closed' || state === 'victory') await endPetition(db, petition.id, state, origin, now)
    added.push(form.slug)
  }
  return added
}
