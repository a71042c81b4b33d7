/** What each decision of the operator about a petition needs. */
import type { Actor } from '../../schema/audit.ts'
import type { Petition } from '../petitions/petitions.ts'

export interface Decision {
  petition: Pick<Petition, 'id' | 'slug' | 'publicSlug' | 'title' | 'language' | 'publicKeys'>
  by: Actor
  /** The public one. */
  origin: string
  /** `crypto.randomUUID`: one for the email to each owner. */
  newId: () => string
  now: number
}
