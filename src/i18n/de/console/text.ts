/** The text of a petition, its versions and translations. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted } from './numbers.ts'

export const text: ConsoleWords['text'] = {
  title: 'Text',
  tabs: { words: 'Text', versions: 'Fassungen', translations: 'Übersetzungen' },
  signedTitle: (n) =>
    counted(n, {
      one: '{n} Person hat diesen Text unterschrieben.',
      other: '{n} Menschen haben diesen Text unterschrieben.',
    }),
  signedText:
    'Wenn Sie den Text ändern, weist die Seite darauf hin, zeigt die Änderungen und behält die frühere Fassung.',
  kind: 'Was für eine Änderung ist das?',
  kinds: {
    first: 'Erster Text',
    correction: 'Korrektur',
    facts: 'Neue Fakten',
    demand: 'Andere Forderung',
    translation: 'Übersetzung',
  },
  kindHints: {
    correction: 'Ein Schreibfehler oder ein defekter Link. Die Seite sagt, dass der Text korrigiert wurde.',
    facts: 'Die Forderung bleibt gleich. Die Seite sagt, dass der Text geändert wurde.',
    demand:
      'Die Seite zeigt auch, wie viele welche Forderung unterschrieben haben. Eine neue Petition ist vielleicht fairer.',
  },
  why: 'In einem Satz: Was hat sich geändert, und warum?',
  whyHint: 'Dieser Satz steht für alle sichtbar neben der Änderung.',
  compare: 'Weiter zum Vergleich',
  nothing: 'Es wurde nichts geändert.',
  notYet: 'Noch ist nichts veröffentlicht: Die nächste Seite vergleicht Alt und Neu.',
  compareTitle: (n) => `Fassung ${number(n)}, nicht veröffentlicht`,
  comparedWith: (n) => `Verglichen mit Fassung ${number(n)}.`,
  added: 'Hinzugefügt:',
  removed: 'Entfernt:',
  unchanged: (n) => counted(n, { one: '{n} Absatz unverändert', other: '{n} Absätze unverändert' }),
  publish: (n) => `Fassung ${number(n)} veröffentlichen`,
  edit: 'Weiter bearbeiten',
  published: (n) => `Fassung ${number(n)} steht auf der Seite.`,
  behindNote: 'Übersetzungen sind als veraltet gekennzeichnet, bis jemand sie aktualisiert.',
  savedDraft: 'Der Text wurde gespeichert.',
  list: 'Fassungen',
  number: 'Fassung',
  publishedAt: 'Veröffentlicht',
  change: 'Änderung',
  signedIt: 'Unterschriften',
  read: (n) => `Fassung ${number(n)} lesen`,
  stay: 'Fassungen lassen sich nicht löschen: Sie zeigen, was unterschrieben wurde.',
  claimedNote: (n) =>
    counted(n, {
      one: '{n} Unterschrift auf Papier oder aus früheren Listen gehört zu keiner Fassung.',
      other: '{n} Unterschriften auf Papier und aus früheren Listen gehören zu keiner Fassung.',
    }),
  meanwhileTitle: 'Inzwischen hat jemand anders den Text geändert',
  meanwhileText:
    'Noch wurde nichts gespeichert, und nichts ist verloren. Links steht der Text, wie er jetzt ist, rechts Ihrer.',
  yours: 'Ihr Text',
  saveYours: 'Stattdessen meinen speichern',
  keepTheirs: 'Den anderen behalten',
  translations: {
    lead: 'Buttons und Formulare gibt es schon in zehn Sprachen. Ihren eigenen Text muss ein Mensch übersetzen. Wer die Seite in einer Sprache liest, für die es eine Übersetzung gibt, sieht diese, mit einem Link zum Original.',
    language: 'Sprache',
    state: 'Stand',
    original: 'Original',
    current: 'Aktuell',
    behind: 'Veraltet',
    missing: 'Keine Übersetzung',
    write: (language) => `Übersetzen: ${language}`,
    update: (language) => `Übersetzung aktualisieren: ${language}`,
    originalText: 'Original',
    publish: 'Übersetzung veröffentlichen',
    publishHint: 'Lassen Sie die Übersetzung zuerst muttersprachlich gegenlesen.',
    published: 'Die Übersetzung steht auf der Seite.',
    remove: 'Von der Seite nehmen',
    removed: 'Die Übersetzung steht nicht mehr auf der Seite.',
  },
}
