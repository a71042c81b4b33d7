/** What a draft holds, and what it still needs to become a petition. */
import * as z from 'zod/mini'

import { petitionForm, type PetitionForm } from '../../../schema/petition.ts'
import type { FieldProblem } from '../../refusal.ts'
import { validate } from '../../http/validate.ts'
import { endOfDay } from './last-day.ts'

/** The fields of the three steps, as typed. */
export const DRAFT_FIELDS = [
  'title',
  'addressee',
  'starter',
  'starterKind',
  'body',
  'language',
  'slug',
  'closesOn',
  'timeZone',
  'goal',
  'publicKeys',
  'checked',
  'confirmation',
] as const
export type DraftField = (typeof DRAFT_FIELDS)[number]
export type DraftValues = Readonly<Partial<Record<DraftField, string>>>

/** Of what was sent or stored, the fields of a draft. */
export const draftValues = (values: Readonly<Record<string, unknown>>): DraftValues =>
  Object.fromEntries(
    DRAFT_FIELDS.flatMap((name) => (typeof values[name] === 'string' ? [[name, values[name]] as const] : [])),
  )

/** The keys of a list, one a line. */
export const keysOf = (text: string | undefined): string[] => (text ?? '').split(/[\s,]+/).filter((key) => key !== '')

/** The public key whose file was opened in the browser; null if that is not the petition’s own key any more. */
export function checkedKeyOf({ checked = '', publicKeys }: DraftValues): string | null {
  const [own] = keysOf(publicKeys)
  return own !== undefined && own === checked ? own : null
}

const words = z.pick(petitionForm, {
  title: true,
  addressee: true,
  starter: true,
  starterKind: true,
  body: true,
  language: true,
  slug: true,
  goal: true,
  closesAt: true,
  timeZone: true,
})

type Checked<T> = { ok: true; value: T } | { ok: false; errors: FieldProblem[] }

/** The first step, as the API would take it. */
export function checkWords(values: DraftValues): Checked<z.output<typeof words>> {
  const { closesOn, goal, timeZone = 'UTC', ...rest } = values
  const closesAt = closesOn === undefined || closesOn === '' ? null : endOfDay(closesOn, timeZone)
  const checked = validate(words, {
    ...rest,
    timeZone,
    goal: goal === undefined || goal === '' ? null : Number(goal.replaceAll(/[\s.,’'٬]/g, '')),
    closesAt: closesAt === null ? null : new Date(closesAt).toISOString(),
  })
  const errors = checked.ok ? [] : checked.errors
  if (closesOn !== undefined && closesOn !== '' && closesAt === null)
    errors.push({ path: 'closesOn', code: 'not-a-time' })
  return checked.ok && errors.length === 0 ? checked : { ok: false, errors: errors.map(asTyped) }
}

/** The field that was typed into, where the API has another. */
const asTyped = ({ path, code }: FieldProblem): FieldProblem => ({
  path: path === 'closesAt' ? 'closesOn' : path,
  code,
})

/** All steps: the petition that the draft becomes. */
export function checkDraft(values: DraftValues): Checked<PetitionForm> {
  const first = checkWords(values)
  if (!first.ok) return first
  return validate(petitionForm, {
    ...first.value,
    publicKeys: keysOf(values.publicKeys),
    confirmation: values.confirmation ?? 'email',
  })
}

/** The first step that is not finished. */
export function stepOf(values: DraftValues): 1 | 2 | 3 {
  if (!checkWords(values).ok) return 1
  return keysOf(values.publicKeys).length === 0 ? 2 : 3
}
