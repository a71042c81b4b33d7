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

/** Why it cannot be opened at `now`, in milliseconds. */
export async function openingProblems(
  { publicKeys, closesAt }: { publicKeys: readonly string[]; closesAt: number | null },
  now: number,
): Promise<FieldProblem[]> {
  const past: FieldProblem[] = isPast(closesAt, now) ? [{ path: 'closesAt', code: 'in-the-past' }] : []
  return [...(await keyProblems(publicKeys, true)), ...past]
}
