/** Passphrases of key files: what is the same passphrase, what is too weak, and random ones. */
import {
  PASSPHRASE_DIGIT_GROUPS,
  PASSPHRASE_DIGITS_PER_GROUP,
  PASSPHRASE_MAX_CHARS,
  PASSPHRASE_MIN_CHARS,
  PASSPHRASE_MIN_DISTINCT_CHARS,
  PASSPHRASE_WORDS,
} from '../limits.ts'
import { WORDS } from './words.ts'

/**
 * What is encrypted with: it is read from paper and typed on another keyboard, perhaps after years. So capitals, which phones put at
 * the beginning, count as small letters; white space of any kind and length as one space, and none at the ends; letters of full width
 * as those of ASCII, and composed and decomposed accents as the same (NFKC); the Turkish i with and without a dot as one, because
 * capitals tell them apart in Turkish only; and the digits of Arabic and Persian keyboards as those of ASCII. Longer texts than any
 * passphrase are cut, so that they cost nothing.
 */
export const normalised = (passphrase: string): string =>
  passphrase
    .slice(0, 2 * PASSPHRASE_MAX_CHARS)
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFKC')
    .replaceAll(/ı|i\u0307/g, 'i')
    .replaceAll(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf))
    .trim()
    .replaceAll(/\s+/g, ' ')

/** Null if it is good enough to protect a new file. A file that exists is opened by whatever passphrase it has. */
export function weakness(passphrase: string): 'too-short' | 'too-long' | 'too-uniform' | null {
  if (passphrase.length > PASSPHRASE_MAX_CHARS) return 'too-long'
  const chars = Array.from(normalised(passphrase))
  if (chars.length < PASSPHRASE_MIN_CHARS) return 'too-short'
  return new Set(chars).size < PASSPHRASE_MIN_DISTINCT_CHARS ? 'too-uniform' : null
}

/** `digits` are for those who read another script than the words are written in. */
export const PASSPHRASE_KINDS = ['words', 'digits'] as const
export type PassphraseKind = (typeof PASSPHRASE_KINDS)[number]

/** Fills an array with random numbers. */
type Fill = (numbers: Uint32Array<ArrayBuffer>) => unknown

/** Six random words (62.0 bits), or twenty random digits in groups of four (66.4 bits). */
export function randomPassphrase(
  kind: PassphraseKind,
  fill: Fill = (numbers) => crypto.getRandomValues(numbers),
): string {
  const parts =
    kind === 'words'
      ? Array.from({ length: PASSPHRASE_WORDS }, () => WORDS[below(WORDS.length, fill)] ?? '')
      : Array.from({ length: PASSPHRASE_DIGIT_GROUPS }, () =>
          String(below(10 ** PASSPHRASE_DIGITS_PER_GROUP, fill)).padStart(PASSPHRASE_DIGITS_PER_GROUP, '0'),
        )
  return parts.join(' ')
}

/** A random whole number from 0 to `n` − 1, each as likely as the others: what would favour the low ones is drawn again. */
function below(n: number, fill: Fill): number {
  const fair = 2 ** 32 - (2 ** 32 % n)
  const drawn = new Uint32Array(1)
  for (;;) {
    fill(drawn)
    const [number = 0] = drawn
    if (number < fair) return number % n
  }
}
