/** Other ways to write the same mailbox, as a person does on another day or another keyboard. */
import { domainToASCII, domainToUnicode } from 'node:url'

import { below, type Random } from './random.ts'

/** The address in another spelling, never in the one given. */
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

/** Not every letter comes back from its capital: ß does not. Then the case stays. */
function inCase(local: string, change: (text: string) => string): string {
  const changed = change(local)
  return changed.toLowerCase() === local.toLowerCase() ? changed : local
}
