/** English words of the operator’s pages: overview, reports, petitions, operators; and of the owners’ page of an objection. */
import type { ReportAbout, ReportDecision } from '../../../../schema/report.ts'
import { counted } from './numbers.ts'

export const operator = {
  tabs: { overview: 'Overview', reports: 'Reports', petitions: 'Petitions', operators: 'Operators' },

  approvalsWait: (n: number) =>
    counted(n, { one: '{n} petition waits for approval', other: '{n} petitions wait for approval' }),
  /** `when`: such as “yesterday, 16:20”. */
  oldest: (when: string) => `The oldest: ${when}.`,
  readNext: 'Read the oldest',
  reportsWait: (n: number) => counted(n, { one: '{n} report to decide', other: '{n} reports to decide' }),
  seeReports: 'See the reports',
  unwell: 'Something does not work as it should',
  numbers: {
    open: 'petitions open',
    today: 'signatures today',
    week: 'signatures in 7 days',
    emails: 'emails waiting',
  },
  numbersNote: 'Signatures on open petitions. A day is one in UTC.',
  now: 'Now',
  normal: 'Normal',
  parts: {
    database: 'Database',
    signatures: 'Queue of signatures',
    emails: 'Emails',
    deliveries: 'Webhooks',
    deadLetters: 'Messages that could not be processed',
    staticCounts: 'Static counts',
    spike: 'Spike mode',
  },
  spike: {
    off: 'off',
    /** `when`: such as “yesterday, 16:20”. */
    since: (when: string) => `On since: ${when}`,
    means: 'Counts are up to half a minute old. Signatures are accepted as always.',
  },
  attention: 'Needs attention',
  answers: 'responds',
  noAnswer: 'does not respond',
  waiting: (n: string) => `Waiting: ${n}`,
  stored: (n: string) => `Stored: ${n}`,
  failedLastHour: (n: string) => `Failed in the last hour: ${n}`,
  underMinutes: (n: number) => counted(n, { one: 'under {n} minute', other: 'under {n} minutes' }),
  none: 'none',
  busiest: 'Busiest today',
  busiestNone: 'No one has signed an open petition today.',
  today: 'Today',
  week: '7 days',
  total: 'Total',

  search: 'Title or web address',
  searchButton: 'Search',
  foundNone: 'No petition with these words was found.',
  further: 'Search older petitions',
  older: 'Older petitions',
  petitionsNone: 'There are no petitions yet.',
  started: 'Started',
  image: 'Image',

  takeDownSo: {
    page: 'The page says that it was taken down, on which ground and why. Its text, names and count disappear, also from other sites. No one can sign.',
    kept: (n: number) =>
      counted(n, {
        one: 'Nothing is deleted: {n} signature, the contacts and the team stay as they are.',
        other: 'Nothing is deleted: {n} signatures, the contacts and the team stay as they are.',
      }),
    owners: (n: number) =>
      counted(n, {
        one: '{n} owner gets your reason by email, and can object within 6 months.',
        other: '{n} owners get your reason by email, and can object within 6 months.',
      }),
    noOwner: 'The petition has no owner whom we could tell.',
    reports: (n: number) =>
      counted(n, {
        one: '{n} open report is decided with this.',
        other: '{n} open reports are decided with this.',
      }),
    back: 'You can put it back at any time.',
  },

  operators: 'Operators',
  operatorsLead: 'Operators see every petition and decide about it. They cannot read contacts.',
  add: 'Add an operator',
  addText: 'Make a link on the command line. It works once, for a day, and makes the person who uses it an operator.',
  remove: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove ${name} from the operators?`,
  removeSo: (left: number) => [
    'This account can no longer see these pages or decide about petitions, from now on.',
    'It keeps its own petitions. What it has decided stays.',
    counted(left, { one: '{n} operator is left.', other: '{n} operators are left.' }),
  ],
  removeButton: 'Remove from the operators',
  removed: 'The operator was removed.',
  lastOperator: 'This site needs an operator. Add another one first.',
  unnamed: 'without a name',

  asked: (when: string) => `You last asked for a change: ${when}`,
  difference: 'What is different since then',
  same: 'Title, addressee and text are the same as then.',
  starterChanged: (before: string) => `The starter was “${before}”.`,
  imageChanged: 'The image is another one, or is gone.',

  reports: 'Reports',
  reportsLead:
    'What readers report, and objections of owners, the longest waiting first. Moderators of a petition see which names and reasons were reported, but not the words of a report.',
  reportsNone: 'No report waits for a decision.',
  reportsOf: (n: number) => counted(n, { one: '{n} report', other: '{n} reports' }),
  reportsAbout: (title: string) => `Reports: ${title}`,
  about: {
    petition: 'About the petition',
    signature: 'About a name and its reason',
    update: 'About an update',
    objection: 'Objection of an owner to the take-down',
  } satisfies Record<ReportAbout, string>,
  gone: 'What was reported is no longer shown.',
  wantsAnswer: 'Wants to know the decision',
  trapped: 'A field that people do not see was filled in: a bot may have sent this.',
  notOpened: 'The words of this report cannot be read: a key is missing.',
  moreReports: 'There are more. They follow once these are decided.',
  choices: {
    nothing: 'Leave it as it is',
    nothingHint: 'People who left an email address get this decision by email.',
    reasonHidden: 'Hide the reason',
    reasonHiddenHint: 'The name stays on the page. The signature still counts.',
    hidden: 'Hide the name and the reason',
    hiddenHint: 'They disappear from the page. The signature still counts.',
    asked: 'Ask the owners for a change',
    askedHint: 'They get your message by email.',
    putBack: 'Put the petition back',
    putBackHint: 'The owners get an email.',
    keptDown: 'Leave it taken down',
    keptDownHint: 'The owners get your message by email.',
  },
  messageNeeded: 'Write what the owners should know.',
  reportDecided: 'The decision was sent.',
  decided: 'Decided',
  ground: 'What is wrong',
  decision: 'Decision',
  by: 'By',
  when: 'When',
  decisions: {
    nothing: 'Left as it is',
    hidden: 'Hidden',
    asked: 'Owners asked',
    'taken-down': 'Taken down',
    'kept-down': 'Left taken down',
    'put-back': 'Put back',
  } satisfies Record<ReportDecision, string>,

  /** On the page of signers. */
  reported: 'Reported by readers',
  reportedText:
    'You decide about these reports: hide what was reported, or leave it as it is. The people who reported it get the decision by email, if they left an email address. About what may be illegal, the people who run this site decide as well.',
  nothingToHide: 'Nothing to hide',

  objection: {
    todo: 'You can see why, and object.',
    see: 'See the reason',
    title: 'Taken down by the people who run this site',
    so: [
      'The page shows this ground and reason instead of the text. No one can sign.',
      'Nothing is deleted: signatures, contacts and the team stay as they are. Signers can still withdraw.',
    ],
    object: 'Object to the decision',
    until: (day: string) => `You can do this once, until ${day}.`,
    words: 'Why should the petition be put back?',
    wordsHint:
      'Respond to the reason. The people who run this site read it and decide again. All owners get the decision by email.',
    send: 'Send the objection',
    sent: 'Your objection was sent.',
    waits: (when: string) => `An objection was sent: ${when}. It has not been decided yet.`,
    decided: (when: string) => `The objection was decided: ${when}. The petition stays taken down.`,
    late: 'It is too late to object here.',
    contact: 'You can write to the people who run this site:',
    notPossible: 'An objection was sent already, or it is too late.',
  },
}
