/** Other spellings of the same mailbox, as people type them. */
import { domainToASCII, domainToUnicode } from 'node:url'

import { below, type Random } from './random.ts'

/** The email address in another spelling than the given one. */
export function otherSpelling(email: string, random: Random): string {
  const at = email.lastIndexOf('@')
  const local = email.slice(0, at)
  const domain = email.slice(at + 1)
  const spellings = [
    ` ${email}`,
    `${email} `,
    `\t${email}\n`,
    `${local}@${domain.toUpperCase()}`,
    `${local}@${domainToASCII(domain)}`,
    `${local}@${domainToUnicode(domain)}`,
    // The ideographic full stop is a label separator too (UTS #46).
    `${local}@${domain.replace('.', '。')}`,
    `${local.normalize('NFD')}@${domain.normalize('NFD')}`,
    `${inCase(local, (text) => text.toUpperCase())}@${domain}`,
    `${inCase(local, (text) => text.toLowerCase())}@${domain}`,
  ].filter((spelling) => spelling !== email)
  return spellings[below(spellings.length, random)] ?? ` ${email}`
}

/** Leaves the case when a letter, such as ß, does not return from its capital. */
function inCase(local: string, change: (text: string) => string): string {
  const changed = change(local)
  return changed.toLowerCase() === local.toLowerCase() ? changed : local
}
