import type { ConsoleWords } from '../../en/console.ts'
import { counted, number } from './numbers.ts'

export const signers: ConsoleWords['signers'] = {
  /** Why something was hidden. */
  whys: { insult: 'Beleidigung', private: 'private Angaben', threat: 'Drohung', spam: 'Spam', other: 'anderer Anlass' },
  /** What is hidden. */
  hides: { reason: 'Grund', both: 'Name und Grund', waiting: 'wartet' },
  moderations: { after: 'Namen erscheinen sofort', before: 'Namen erscheinen nach einer Prüfung' },
  lead: 'Alle, die ihren Namen oder ihre Initialen zeigen wollen. Verbergen Sie, was beleidigt, droht oder privat ist: Die Unterschrift zählt weiterhin.',
  search: 'Suche',
  find: 'Suchen',
  lists: { all: 'Alles', reasons: 'Mit Grund', hidden: 'Verborgen', waiting: 'Wartet auf Prüfung' },
  name: 'Name',
  reason: 'Grund',
  signed: 'Wann',
  states: { reason: 'Grund verborgen', both: 'Name und Grund verborgen', waiting: 'Wartet auf Prüfung' },
  none: 'Noch niemand wollte den eigenen Namen zeigen.',
  further: 'Weitersuchen',
  hide: 'Verbergen…',
  showAgain: 'Wieder zeigen',
  showIt: 'Zeigen',
  showAll: (n) => `Alles auf dieser Seite zeigen (${number(n)})`,
  hideTitle: 'Auf der Seite verbergen',
  what: 'Was soll verborgen werden?',
  why: 'Warum?',
  so: [
    'Die Unterschrift zählt weiterhin.',
    'Wer unterschrieben hat, erfährt davon nichts.',
    'Wer es warum verborgen hat, steht im Protokoll des Teams.',
    'Es kann jederzeit wieder gezeigt werden.',
  ],
  hideButton: 'Verbergen',
  undo: 'Rückgängig machen',
  done: {
    reason: 'Der Grund ist verborgen.',
    both: 'Name und Grund sind verborgen.',
    shown: 'Der Name steht wieder auf der Seite.',
    shownAll: (n) =>
      counted(n, { one: '{n} Name steht jetzt auf der Seite.', other: '{n} Namen stehen jetzt auf der Seite.' }),
    undone: 'Rückgängig gemacht.',
    moderation: 'Gespeichert.',
  },
  moderationTitle: 'Wann Namen und Gründe erscheinen',
  modes: { after: 'Sofort', before: 'Nach einer Prüfung' },
  modeHints: {
    after: 'Sie verbergen, was nicht auf die Seite gehört.',
    before: 'Nichts erscheint, bevor es jemand aus dem Team angesehen hat.',
  },
  /** What happens when it is changed to that. */
  changed: {
    before: [
      'Namen, die jetzt auf der Seite stehen, bleiben dort.',
      'Neue Namen und Gründe warten, bis jemand aus dem Team sie zeigt.',
    ],
    after: ['Ab jetzt erscheinen Namen und Gründe sofort.'],
  },
  waits: (n) => counted(n, { one: '{n} Name wartet auf Prüfung.', other: '{n} Namen warten auf Prüfung.' }),
  goOnWaiting: (n) =>
    counted(n, {
      one: '{n} Name wartet weiter, bis ihn jemand zeigt oder verbirgt.',
      other: '{n} Namen warten weiter, bis sie jemand zeigt oder verbirgt.',
    }),
}
