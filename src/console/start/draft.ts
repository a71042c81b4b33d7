/** What a draft holds, and what it still needs to become a petition. */
import * as z from 'zod/mini'

import { petitionForm, type PetitionForm } from '../../../schema/petition.ts'
import type { FieldProblem } from '../../refusal.ts'
import { validate } from '../../http/validate.ts'
import { keyProblems, timeProblems } from '../../petitions/opening.ts'
import { numberIn } from '../../../schema/typed-number.ts'
import { endOfDay, momentOn } from './last-day.ts'

/** The fields of the three steps, as typed. */
export const DRAFT_FIELDS = [
  'title',
  'addressee',
  'starter',
  'starterKind',
  'body',
  'language',
  'slug',
  'opensOn',
  'opensTime',
  'closesOn',
  'timeZone',
  'goal',
  'publicKeys',
  'checked',
  'agree',
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
  opensAt: true,
  closesAt: true,
  timeZone: true,
})

type Checked<T> = { ok: true; value: T } | { ok: false; errors: FieldProblem[] }

/** The first step, as the API would take it at `now`, in milliseconds. */
export function checkWords(values: DraftValues, now: number): Checked<z.output<typeof words>> {
  const { opensOn = '', opensTime = '', closesOn, goal, timeZone = 'UTC', ...rest } = values
  const opensAt = opensOn === '' ? null : momentOn(opensOn, opensTime, timeZone)
  const closesAt = closesOn === undefined || closesOn === '' ? null : endOfDay(closesOn, timeZone)
  const checked = validate(words, {
    ...rest,
    timeZone,
    goal: goal === undefined || goal === '' ? null : (numberIn(goal) ?? NaN),
    opensAt: opensAt === null ? null : new Date(opensAt).toISOString(),
    closesAt: closesAt === null ? null : new Date(closesAt).toISOString(),
  })
  const errors = checked.ok ? [] : checked.errors
  if (closesOn !== undefined && closesOn !== '' && closesAt === null && !errors.some(({ path }) => path === 'timeZone'))
    errors.push({ path: 'closesOn', code: 'not-a-time' })
  if (opensOn !== '' && opensAt === null && !errors.some(({ path }) => path === 'timeZone'))
    errors.push({ path: 'opensOn', code: 'not-a-time' })
  errors.push(...timeProblems({ opensAt, closesAt }, now))
  return checked.ok && errors.length === 0 ? checked : { ok: false, errors: errors.map(asTyped) }
}

/** The field that was typed into, where the API has another. */
const asTyped = ({ path, code }: FieldProblem): FieldProblem => ({
  path: path === 'closesAt' ? 'closesOn' : path === 'opensAt' ? 'opensOn' : path,
  code,
})

/** Of the text as it is shown; English while what was sent is no language. */
export function languageOf({ language }: DraftValues): string {
  const read = z.safeParse(petitionForm.shape.language, language)
  return read.success ? read.data : 'en'
}

/** All steps: the petition that the draft becomes. */
export function checkDraft(values: DraftValues, now: number): Checked<PetitionForm> {
  const first = checkWords(values, now)
  if (!first.ok) return first
  return validate(petitionForm, {
    ...first.value,
    publicKeys: keysOf(values.publicKeys),
    confirmation: values.confirmation ?? 'email',
  })
}

/**
 * The second step: keys that can be sealed to. A person who made the key here says that its file is in two places; a person who
 * pasted one knows where theirs is.
 */
export async function checkKeys(values: DraftValues): Promise<FieldProblem[]> {
  const problems = await keyProblems(keysOf(values.publicKeys), true)
  if (problems.length > 0) return problems
  return hasAgreed(values) ? [] : [{ path: 'agree', code: 'required' }]
}

const hasAgreed = (values: DraftValues): boolean => checkedKeyOf(values) === null || values.agree === 'yes'

/** The first step that is not finished. `checkKeys` says whether its keys are good. */
export function stepOf(values: DraftValues, now: number): 1 | 2 | 3 {
  if (!checkWords(values, now).ok) return 1
  return keysOf(values.publicKeys).length === 0 || !hasAgreed(values) ? 2 : 3
}
