/**
 * Random numbers by seed and position: those of signer 40 000 can be made again without the 39 999 before it,
 * so nothing has to be stored. Mulberry32 (Tommy Ettinger, public domain), its state mixed from both.
 */
export type Random = () => number

/** Numbers from 0 up to 1, the same for the same seed, purpose and position. */
export function randomAt(seed: number, purpose: number, position: number): Random {
  let state = mix(mix(mix(seed) ^ purpose) ^ position)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    return mix(state) / 2 ** 32
  }
}

/** A whole number from 0 up to `limit`. */
export const below = (limit: number, random: Random): number => Math.floor(random() * limit)

export const pick = <T>(list: readonly [T, ...T[]], random: Random): T => list[below(list.length, random)] ?? list[0]

function mix(value: number): number {
  let bits = Math.imul(value ^ (value >>> 15), value | 1)
  bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61)
  return (bits ^ (bits >>> 14)) >>> 0
}
