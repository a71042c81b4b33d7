/** The settings of a petition as a form has them, and what of them was changed. */
import * as z from 'zod/mini'

import { petitionPatch, type PetitionPatch } from '../../../schema/petition.ts'
import { validate } from '../../http/validate.ts'
import type { Petition } from '../../petitions/petitions.ts'
import type { FieldProblem } from '../../refusal.ts'
import { numberIn } from '../../../schema/typed-number.ts'
import { dayOf, endOfDay, lastDayOf, momentOn, timeOf } from '../start/last-day.ts'

export const RULES = ['networkPerHour', 'emailDomainPerHour', 'disposablePerHour', 'surgePerMinute', 'signals'] as const
export type Rule = (typeof RULES)[number]

/** Each is a form of its own, with these fields. */
export const SECTIONS = {
  days: ['opensOn', 'opensTime', 'closesOn', 'timeZone', 'goal', 'milestones'],
  emails: ['emailSubject', 'reminder'],
  floods: ['signingLimit', ...RULES],
} as const
export type Section = keyof typeof SECTIONS
export type Setting = (typeof SECTIONS)[Section][number]
export type SettingValues = Readonly<Record<Setting, string>>

export const isSection = (name: string): name is Section => Object.hasOwn(SECTIONS, name)

export type Settings = Pick<
  Petition,
  | 'opensAt'
  | 'closesAt'
  | 'timeZone'
  | 'goal'
  | 'milestones'
  | 'emailSubject'
  | 'reminder'
  | 'signingLimit'
  | 'reviewRules'
>

/** As the fields show what is stored. */
export function settingValues({ opensAt, closesAt, timeZone, goal, milestones, ...of }: Settings): SettingValues {
  const rule = (name: Rule): string => String(of.reviewRules?.[name] ?? '')
  return {
    opensOn: opensAt === null ? '' : dayOf(opensAt, timeZone),
    opensTime: opensAt === null ? '' : timeOf(opensAt, timeZone),
    closesOn: closesAt === null ? '' : lastDayOf(closesAt, timeZone),
    timeZone,
    goal: String(goal ?? ''),
    milestones: milestones.join(', '),
    emailSubject: of.emailSubject,
    reminder: of.reminder ? 'yes' : '',
    signingLimit: of.signingLimit,
    networkPerHour: rule('networkPerHour'),
    emailDomainPerHour: rule('emailDomainPerHour'),
    disposablePerHour: rule('disposablePerHour'),
    surgePerMinute: rule('surgePerMinute'),
    signals: rule('signals'),
  }
}

/** What a form has sent: fields that are empty are missing in it. `shown`: those that the form had. */
export const sentValues = (
  sent: Readonly<Record<string, string>>,
  shown: readonly Setting[],
): Partial<Record<Setting, string>> => Object.fromEntries(shown.map((name) => [name, sent[name] ?? '']))

export type Changes = { ok: true; patch: PetitionPatch } | { ok: false; errors: FieldProblem[] }

/**
 * Of what was typed, that which differs from what is stored, as the API takes it. A last day that was not touched keeps its moment, which
 * the API may have set to any minute.
 */
export function changesOf(typed: Partial<Record<Setting, string>>, stored: Settings): Changes {
  const before = settingValues(stored)
  const names = Object.keys(typed).filter(isSetting)
  const changed = new Set(names.filter((name) => typed[name] !== before[name]))
  const has = (...some: Setting[]): boolean => some.some((name) => changed.has(name))
  const now = { ...before, ...typed }
  const errors: FieldProblem[] = []
  const patch: Record<string, unknown> = {}
  if (has('timeZone')) patch['timeZone'] = now.timeZone
  if (has('opensOn', 'opensTime', 'timeZone') && typed.opensOn !== undefined) {
    const opensAt = momentOn(now.opensOn, now.opensTime, now.timeZone)
    if (now.opensOn === '') patch['opensAt'] = null
    else if (opensAt !== null) patch['opensAt'] = new Date(opensAt).toISOString()
    else if (isZone(now.timeZone)) errors.push({ path: 'opensOn', code: 'not-a-time' })
  }
  if (has('closesOn', 'timeZone')) {
    const closesAt = now.closesOn === '' ? null : endOfDay(now.closesOn, now.timeZone)
    if (now.closesOn === '') patch['closesAt'] = null
    else if (closesAt !== null) patch['closesAt'] = new Date(closesAt).toISOString()
    // Of a time zone that is none, it says so itself.
    else if (isZone(now.timeZone)) errors.push({ path: 'closesOn', code: 'not-a-time' })
  }
  if (has('goal')) patch['goal'] = now.goal === '' ? null : numberTyped(now.goal)
  if (has('milestones')) patch['milestones'] = listTyped(now.milestones)
  if (has('emailSubject')) patch['emailSubject'] = now.emailSubject
  if (has('reminder')) patch['reminder'] = now.reminder === 'yes'
  if (has('signingLimit')) patch['signingLimit'] = now.signingLimit
  if (has(...RULES)) {
    const own = RULES.flatMap((name) => (now[name] === '' ? [] : [[name, numberTyped(now[name])] as const]))
    patch['reviewRules'] = own.length === 0 ? null : Object.fromEntries(own)
  }
  const checked = validate(petitionPatch, patch)
  if (!checked.ok) errors.push(...checked.errors)
  return checked.ok && errors.length === 0
    ? { ok: true, patch: checked.value }
    : { ok: false, errors: errors.map(atField) }
}

const isZone = (name: string): boolean => z.safeParse(petitionPatch.shape.timeZone, name).success

const isSetting = (name: string): name is Setting =>
  Object.values(SECTIONS).some((fields) => fields.some((field) => field === name))

/** The field that was typed into, where the API has another. */
export function atField(problem: FieldProblem): FieldProblem {
  const [first = '', second] = problem.path.split('.')
  const path =
    first === 'closesAt'
      ? 'closesOn'
      : first === 'opensAt'
        ? 'opensOn'
        : first === 'reviewRules'
          ? (second ?? RULES[0])
          : first
  return { path, code: problem.code }
}

/** NaN for what is no number: the schema says so at its field. */
const numberTyped = (text: string): number => numberIn(text) ?? NaN

/** Commas are between the numbers, not in them. */
const listTyped = (text: string): number[] =>
  text
    .split(/[\s,;،、，]+/)
    .filter((part) => part !== '')
    .map(numberTyped)
