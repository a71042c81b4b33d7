/**
 * The people who sign, each made from the seed and its number alone: none is stored, and any can be made again. Their
 * email addresses are distinct mailboxes, since each ends in its own number, at reserved domains (RFC 2606,
 * RFC 6761) that no email can reach.
 */
import type { Locale } from '../../schema/locales.ts'
import { type Person, population } from './names.ts'
import { pick, type Random, randomAt } from './random.ts'

/** The form as a signer fills it in. */
export interface Signer {
  name: string
  email: string
  country?: string
  comment?: string
  showName?: 'full' | 'initials' | 'anonymous'
  updates?: boolean
  partner?: string
  locale?: Locale
  /** The rendering time from the page. */
  rendered?: string
}

const PURPOSE = 1

const DOMAINS: readonly [string, ...string[]] = [
  'example.org',
  'example.com',
  'example.net',
  'mail.example.org',
  'post.example.com',
  'inbox.example',
  'email.test',
  'uni.test',
  'пример.test',
  'почта.test',
  '例え.test',
  '예시.test',
  'مثال.test',
  'bücher.example',
]
const PARTNERS: readonly [string, ...string[]] = [
  'telegram',
  'vk',
  'facebook',
  'whatsapp',
  'email',
  'newsletter-7',
  'qr',
]
const SHOW_NAME: readonly [Signer['showName'], ...Signer['showName'][]] = [
  ...(['full', 'full', 'full', 'initials', 'anonymous'] as const),
  undefined,
]

/** Signer number `index`, the same whenever it is asked for. */
export function signersOf(seed: number): (index: number) => Signer {
  const drawPerson = population(seed)
  return (index) => {
    const random = randomAt(seed, PURPOSE, index)
    const person = drawPerson(random)
    const showName = pick(SHOW_NAME, random)
    return {
      name: person.name,
      email: `${localPart(person, index, random)}@${pick(DOMAINS, random)}`,
      ...(random() < 0.8 ? { country: person.country } : {}),
      ...(random() < 0.1 ? { comment: person.comment } : {}),
      ...(showName === undefined ? {} : { showName }),
      ...(random() < 0.3 ? { updates: true } : {}),
      ...(random() < 0.6 ? { partner: pick(PARTNERS, random) } : {}),
      ...(random() < 0.5 ? { locale: random() < 0.5 ? 'ru' : 'en' } : {}),
    }
  }
}

/** Most email addresses are Latin whatever the script of the name; a few are in that script (RFC 6531). */
function localPart({ given, family }: Person, index: number, random: Random): string {
  const ofName = `${lettersOf(given)}.${lettersOf(family)}`
  const usable = IN_ASCII.test(ofName) || random() < OWN_LETTERS
  const stem = usable ? ofName : pick(NAMELESS, random)
  // The number comes last, after a dot of its own, so that no two stems lead to the same email address.
  return `${random() < 0.5 ? stem.toLowerCase() : stem}.${index.toString(36)}`
}

const IN_ASCII = /^[\x21-\x7E]+$/
const OWN_LETTERS = 0.05
const NAMELESS: readonly [string, ...string[]] = ['signer', 'post', 'me', 'petition+ali']
const STEM_MAX_CHARS = 20
const lettersOf = (name: string): string => name.replace(/[^\p{L}\p{M}]/gu, '').slice(0, STEM_MAX_CHARS) || 'x'
