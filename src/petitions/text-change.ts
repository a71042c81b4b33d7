/** What a patch does to the words of a petition: whether it makes a new version, and what it lacks for that. */
import type { PetitionPatch } from '../../schema/petition.ts'
import type { ChangeKind } from '../../schema/version.ts'
import { type FieldProblem, ok, refuse, type Result } from '../refusal.ts'
import type { Petition } from './petitions.ts'

export interface Words {
  title: string
  addressee: string
  /** Markdown. */
  body: string
}

export interface TextChange extends Words {
  kind: ChangeKind
  why: string | null
}

/** Null: no new version, because the petition is a draft, whose words are nobody's yet, or because its words stay as they are. */
export function textChange(petition: Petition, patch: PetitionPatch): Result<TextChange | null> {
  // A reason for a change that was not sent.
  if (patch.change !== undefined && [patch.title, patch.addressee, patch.body].every((word) => word === undefined)) {
    return refuse({ code: 'invalid-petition', errors: [{ path: 'title', code: 'required' }] })
  }
  if (petition.state === 'draft') return ok(null)
  const { title = petition.title, addressee = petition.addressee, body = petition.body, change } = patch
  const errors: FieldProblem[] = []
  if (patch.language !== undefined && patch.language !== petition.language) {
    errors.push({ path: 'language', code: 'cannot-change' })
  }
  const isOfOthers = addressee !== petition.addressee
  const isChanged = isOfOthers || title !== petition.title || body !== petition.body
  if (!isChanged) return errors.length > 0 ? refuse({ code: 'invalid-petition', errors }) : ok(null)
  if (change === undefined) errors.push({ path: 'change', code: 'required' })
  else if ((change.why ?? null) === null && (isOfOthers || change.kind !== 'correction')) {
    errors.push({ path: 'change.why', code: 'required' })
  }
  if (change === undefined || errors.length > 0) return refuse({ code: 'invalid-petition', errors })
  return ok({ title, addressee, body, kind: change.kind, why: change.why ?? null })
}
