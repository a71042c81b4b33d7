/** English words of the pages of signatures that are held for review. */
import type { Signal } from '../../../../schema/message.ts'
import type { ReviewRules, Suspicion } from '../../../../schema/review.ts'

export const review = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'from one network',
    'email-domain': 'from one email domain',
    disposable: 'with disposable email addresses',
    signals: 'that look automated',
    surge: 'from a sudden surge',
  } satisfies Record<Suspicion, string>,
  lead: 'These signatures look like part of a flood. They do not count and get no email until you decide.',
  none: 'Nothing is held.',
  inGroups: (n: number) => counted(n, { one: 'in {n} group', other: 'in {n} groups' }),
  until: (day: string) =>
    `Decide before ${day}. After that, the emails that wait are deleted, and these people can no longer confirm.`,
  /** The rule by which each is held, with its limit. */
  why: {
    network: ({ networkPerHour }) => `More than ${number(networkPerHour)} an hour came from one network.`,
    'email-domain': ({ emailDomainPerHour }) =>
      `More than ${number(emailDomainPerHour)} an hour came from one email domain.`,
    disposable: ({ disposablePerHour }) =>
      `More than ${number(disposablePerHour)} an hour came with disposable email addresses.`,
    signals: () =>
      'A hidden field was filled in, the name is an insult, or the form was sent faster than anybody can fill it in.',
    surge: ({ surgePerMinute }) => `More than ${number(surgePerMinute)} a minute came, and these also look automated.`,
  } satisfies Record<Suspicion, (rules: ReviewRules) => string>,
  confirmed: 'Confirmed by email',
  ofAll: (n: number, all: number) => `${number(n)} of ${number(all)}`,
  within: 'Arrived within',
  disposable: 'Disposable addresses',
  names: 'Names for the page',
  noNames: 'none',
  likely: { people: 'Looks like people', flood: 'Looks like a flood', unclear: 'Hard to say' },
  check: 'Check this group',
  record: 'How this count is kept: these numbers are public, too',
  expecting: 'Expecting many signatures from one place?',
  expectingText:
    'Before a day when many people will sign from one place, such as a school, a factory or an office, allow more per hour.',
  /** Before “40,000 of 1,000,000”. */
  underWay: { release: 'Being let in:', remove: 'Being removed:', undo: 'Being held again:' } satisfies Record<
    'release' | 'remove' | 'undo',
    string
  >,
  continues: 'This continues by itself, even if you close this page. Until it is done, no other decision can be made.',
  partly: 'More are held than these numbers say. Once you have decided about these, the next ones are shown.',
  decided: 'Decided before',
  which: 'Which',
  when: 'When',
  undoUntil: (moment: string) => `Can be undone until ${moment}`,
  since: (moment: string) => `Held since ${moment}. Nothing happens until you choose.`,
  changed: (was: number, now: number) =>
    `The number has changed meanwhile: it was ${number(was)}, now it is ${number(now)}. Nothing was done. Please check the new numbers.`,
  clues: 'What can be seen',
  clue: 'Clue',
  group: 'This group',
  suggestsTitle: 'Suggests',
  suggests: { people: 'People', flood: 'A flood', either: 'Either' },
  countries: 'Countries',
  unknownCountry: 'unknown',
  signals: {
    trap: 'Hidden field filled in',
    'no-render-time': 'Sent without opening the page',
    'too-fast': 'Sent too fast',
    'abusive-name': 'Insult as a name',
  } satisfies Record<Signal, string>,
  noTrace: 'Networks and email domains are stored as codes that no one can turn back, and for 30 days at most.',
  narrow: 'Narrow it down',
  country: 'Country',
  all: 'All',
  onlyWith: 'Only with',
  onlyWithout: 'Only without',
  signal: 'Sign of automation',
  update: 'Update the numbers',
  letInTitle: (n: number) => `If you let ${number(n)} in`,
  rises: (now: number, then: number) => `The count rises at once from ${number(now)} to ${number(then)}.`,
  countsAtOnce: (n: number) => counted(n, { one: '{n} counts at once.', other: '{n} count at once.' }),
  getsEmail: (n: number) =>
    counted(n, {
      one: '{n} gets the email now and counts once it is confirmed.',
      other: '{n} get their emails now and count once they are confirmed.',
    }),
  staysHeld: (n: number) => counted(n, { one: '{n} other stays held.', other: '{n} others stay held.' }),
  heldAgain: 'More like these may be held again. If they are people, raise the limit as well.',
  final: 'This cannot be undone.',
  letIn: (n: number) => `Let ${number(n)} in`,
  removeTitle: (n: number) => `If you remove ${number(n)}`,
  stays: (n: number) => `The count stays at ${number(n)}.`,
  deleted: 'Names, reasons, contacts and emails are deleted for good after 24 hours. Until then you can undo this.',
  neverAgain: 'Their email addresses can no longer be used to sign this petition, not even by the real owners.',
  publicRecord: (n: number) => `The public record says that ${number(n)} were removed, never who.`,
  remove: (n: number) => `Remove ${number(n)}`,
  unsure: 'Not sure? Leave them held.',
  done: {
    released: (n: number) => counted(n, { one: '{n} signature is let in.', other: '{n} signatures are let in.' }),
    removed: (n: number) => counted(n, { one: '{n} signature is removed.', other: '{n} signatures are removed.' }),
    undone: (n: number) => counted(n, { one: '{n} signature is held again.', other: '{n} signatures are held again.' }),
    meanwhile: 'These were decided about already. Nothing was done now.',
    tooLate: 'This can no longer be undone.',
  },
  number,
}
import { counted, number } from './numbers.ts'
