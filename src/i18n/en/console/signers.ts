/** English words of the page of public names and reasons. */
import type { Hiding, HidingGround, Moderation } from '../../../../schema/signature.ts'
import { counted, number } from './numbers.ts'

export const signers = {
  /** Why something was hidden. */
  whys: {
    insult: 'insult',
    private: 'private information',
    threat: 'threat',
    spam: 'spam',
    other: 'another reason',
  } satisfies Record<HidingGround, string>,
  /** What is hidden. */
  hides: { reason: 'reason', both: 'name and reason', waiting: 'waiting' } satisfies Record<Hiding, string>,
  moderations: { after: 'names appear at once', before: 'names appear after a check' } satisfies Record<
    Moderation,
    string
  >,
  lead: 'People who chose to show their name or initials. Hide what is insulting, threatening or private: the signature still counts.',
  search: 'Search',
  find: 'Find',
  lists: { all: 'Everything', reasons: 'With a reason', hidden: 'Hidden', waiting: 'Waiting for a check' },
  name: 'Name',
  reason: 'Reason',
  signed: 'Signed',
  states: { reason: 'Reason hidden', both: 'Name and reason hidden', waiting: 'Waiting for a check' },
  none: 'No one has chosen to be shown yet.',
  further: 'Search further',
  hide: 'Hide…',
  showAgain: 'Show again',
  showIt: 'Show',
  showAll: (n: number) => `Show all ${number(n)} on this page`,
  hideTitle: 'Hide this from the page',
  what: 'What should be hidden?',
  why: 'Why?',
  so: [
    'The signature still counts.',
    'The signer gets no message about it.',
    'Who hid it and why is in the log, for the team.',
    'It can be shown again at any time.',
  ],
  hideButton: 'Hide',
  undo: 'Undo',
  done: {
    reason: 'The reason is hidden.',
    both: 'The name and the reason are hidden.',
    shown: 'The name is on the page again.',
    shownAll: (n: number) =>
      counted(n, { one: '{n} name is on the page now.', other: '{n} names are on the page now.' }),
    undone: 'Undone.',
    moderation: 'Saved.',
  },
  moderationTitle: 'When names and reasons appear',
  modes: { after: 'At once', before: 'After a check' },
  modeHints: {
    after: 'You hide what should not be there.',
    before: 'Nothing appears until somebody on the team has looked at it.',
  },
  /** What happens when it is changed to that. */
  changed: {
    before: [
      'Names that are on the page now stay.',
      'New names and reasons wait until somebody on the team shows them.',
    ],
    after: ['From now on, names and reasons appear at once.'],
  },
  waits: (n: number) => counted(n, { one: '{n} name waits for a check.', other: '{n} names wait for a check.' }),
  goOnWaiting: (n: number) =>
    counted(n, {
      one: '{n} name that waits continues to wait until somebody shows or hides it.',
      other: '{n} names that wait continue to wait until somebody shows or hides them.',
    }),
}
