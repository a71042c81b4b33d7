/** Adds the sample petitions to a database. Existing ones are not changed, so a restart changes nothing. */
import type { Actor } from '../../schema/audit.ts'
import { endPetition } from '../petitions/end.ts'
import { patchPetition } from '../petitions/patch.ts'
import { createPetition, findPetition } from '../petitions/petitions.ts'
import { newToken, tokenHash } from '../petitions/tokens.ts'
import { SEEDS } from './seeds/seeds.ts'

const BY_OPERATOR: Actor = { kind: 'operator', id: null }

/** Returns the slugs that were added. Their contacts are encrypted to `publicKey`. */
export async function seed(db: D1Database, origin: string, publicKey: string, now: number): Promise<string[]> {
  const added: string[] = []
  for (const { form, state, outcome } of SEEDS) {
    const existing = await findPetition(db, form.slug)
    if (existing !== null) {
      const patch = {
        // Seeded before petitions had keys.
        ...(existing.publicKeys.length === 0 ? { publicKeys: [publicKey] } : {}),
        // Seeded before petitions had outcomes.
        ...(existing.outcome === null && outcome !== null ? { outcome } : {}),
      }
      await patchPetition(db, existing, patch, { revisions: null, by: BY_OPERATOR, needsApproval: false, origin, now })
      continue
    }
    // The token is discarded: only the operator manages a sample petition.
    const petition = await createPetition(db, { ...form, publicKeys: [publicKey] }, await tokenHash(newToken()), now)
    if (petition === null) continue
    if (state === 'closed' || state === 'victory')
      await endPetition(db, petition.id, { state, outcome, by: BY_OPERATOR, origin, now })
    added.push(form.slug)
  }
  return added
}
