/** What a petition needs before anybody may sign it: checked wherever one is opened, by the API and by the console. */
import { isSealable } from '../crypto/hpke.ts'
import { PUBLIC_KEYS_MAX_ITEMS } from '../limits.ts'
import type { FieldProblem } from '../refusal.ts'

/**
 * Keys that nothing can be sealed to, and that there is none where somebody may sign. A list that is too long is not looked at:
 * each key takes a millisecond.
 */
export async function keyProblems(publicKeys: readonly string[], open: boolean): Promise<FieldProblem[]> {
  if (open && publicKeys.length === 0) return [{ path: 'publicKeys', code: 'no-key' }]
  if (publicKeys.length > PUBLIC_KEYS_MAX_ITEMS) return [{ path: 'publicKeys', code: 'too-long' }]
  const sealable = await Promise.all(publicKeys.map(isSealable))
  return sealable.flatMap((good, index) => (good ? [] : [{ path: `publicKeys.${index}`, code: 'not-a-key' }]))
}

/** Both in milliseconds. */
export const isPast = (closesAt: number | null, now: number): boolean => closesAt !== null && closesAt <= now

/** Whether it opens by itself at a time that is yet to come. */
export const opensLater = ({ opensAt }: { opensAt: number | null }, now: number): boolean =>
  opensAt !== null && opensAt > now

/** What is wrong with the two times between which a petition is open. In milliseconds; null for none. */
export function timeProblems(
  { opensAt, closesAt }: { opensAt: number | null; closesAt: number | null },
  now: number,
): FieldProblem[] {
  if (isPast(opensAt, now)) return [{ path: 'opensAt', code: 'in-the-past' }]
  if (isPast(closesAt, now)) return [{ path: 'closesAt', code: 'in-the-past' }]
  return isPast(closesAt, opensAt ?? now) ? [{ path: 'closesAt', code: 'before-opening' }] : []
}

/** Why it cannot be opened at `now`, in milliseconds, or later at the time that is set. One that has passed means now. */
export async function openingProblems(
  { publicKeys, closesAt, opensAt }: { publicKeys: readonly string[]; closesAt: number | null; opensAt: number | null },
  now: number,
): Promise<FieldProblem[]> {
  const later = isPast(opensAt, now) ? null : opensAt
  return [...(await keyProblems(publicKeys, true)), ...timeProblems({ opensAt: later, closesAt }, now)]
}
