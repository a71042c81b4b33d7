import type { ConsoleWords } from '../../en/console.ts'
import { counted, number } from './numbers.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'aus einem Netz',
    'email-domain': 'von einer E-Mail-Domain',
    disposable: 'mit Wegwerfadressen',
    signals: 'die automatisch wirken',
    surge: 'aus einem plötzlichen Ansturm',
  },
  lead: 'Diese Unterschriften sehen nach einer Flut gefälschter Unterschriften aus. Sie zählen nicht und bekommen keine E-Mail, bis Sie entscheiden.',
  none: 'Nichts ist zurückgehalten.',
  inGroups: (n: number) => counted(n, { one: 'in {n} Gruppe', other: 'in {n} Gruppen' }),
  until: (day: string) =>
    `Entscheiden Sie vor diesem Tag: ${day}. Danach werden die wartenden E-Mails gelöscht, und diese Menschen können nicht mehr bestätigen.`,
  why: {
    network: ({ networkPerHour }) => `Aus einem Netz kamen mehr als ${number(networkPerHour)} in einer Stunde.`,
    'email-domain': ({ emailDomainPerHour }) =>
      `Von einer E-Mail-Domain kamen mehr als ${number(emailDomainPerHour)} in einer Stunde.`,
    disposable: ({ disposablePerHour }) =>
      `Mit Wegwerfadressen kamen mehr als ${number(disposablePerHour)} in einer Stunde.`,
    signals: () =>
      'Ein verstecktes Feld wurde ausgefüllt, der Name ist eine Beleidigung, oder das Formular kam schneller, als man es ausfüllen kann.',
    surge: ({ surgePerMinute }) =>
      `Es kamen mehr als ${number(surgePerMinute)} in einer Minute, und diese wirken außerdem automatisch.`,
  },
  confirmed: 'Per E-Mail bestätigt',
  ofAll: (n: number, all: number) => `${number(n)} von ${number(all)}`,
  within: 'Eingegangen innerhalb von',
  disposable: 'Wegwerfadressen',
  names: 'Namen für die Seite',
  noNames: 'keine',
  likely: { people: 'Sieht nach Menschen aus', flood: 'Sieht nach einer Flut aus', unclear: 'Schwer zu sagen' },
  check: 'Diese Gruppe prüfen',
  record: 'So wird gezählt: Auch diese Zahlen sind öffentlich',
  expecting: 'Erwarten Sie viele Unterschriften von einem Ort?',
  expectingText:
    'Erlauben Sie mehr pro Stunde, bevor viele Menschen von einem Ort aus unterschreiben, etwa aus einer Schule, einem Werk oder einem Büro.',
  underWay: { release: 'Werden zugelassen:', remove: 'Werden entfernt:', undo: 'Werden wieder zurückgehalten:' },
  continues:
    'Das läuft von selbst weiter, auch wenn Sie diese Seite schließen. Bis es fertig ist, kann nichts anderes entschieden werden.',
  partly:
    'Es sind mehr zurückgehalten, als diese Zahlen sagen. Sobald Sie über diese entschieden haben, werden die nächsten gezeigt.',
  decided: 'Früher entschieden',
  which: 'Welche',
  when: 'Wann',
  undoUntil: (moment: string) => `Rückgängig möglich bis: ${moment}`,
  since: (moment: string) => `Zurückgehalten seit: ${moment}. Es geschieht nichts, bis Sie wählen.`,
  changed: (was: number, now: number) =>
    `Die Zahl hat sich inzwischen geändert: Es waren ${number(was)}, jetzt sind es ${number(now)}. Es wurde nichts getan. Bitte prüfen Sie die neuen Zahlen.`,
  clues: 'Was zu sehen ist',
  clue: 'Anzeichen',
  group: 'Diese Gruppe',
  suggestsTitle: 'Spricht für',
  suggests: { people: 'Menschen', flood: 'Eine Flut', either: 'Beides' },
  countries: 'Länder',
  unknownCountry: 'unbekannt',
  signals: {
    trap: 'Verstecktes Feld ausgefüllt',
    'no-render-time': 'Ohne die Seite zu öffnen gesendet',
    'too-fast': 'Zu schnell gesendet',
    'abusive-name': 'Beleidigung als Name',
  },
  noTrace:
    'Netze und E-Mail-Domains werden als Codes gespeichert, die niemand zurückrechnen kann, und höchstens 30 Tage.',
  narrow: 'Eingrenzen',
  country: 'Land',
  all: 'Alle',
  onlyWith: 'Nur mit',
  onlyWithout: 'Nur ohne',
  signal: 'Zeichen für ein Programm',
  update: 'Zahlen aktualisieren',
  letInTitle: (n: number) => `Wenn Sie ${number(n)} zulassen`,
  rises: (now: number, then: number) => `Die Zahl steigt sofort von ${number(now)} auf ${number(then)}.`,
  countsAtOnce: (n: number) => counted(n, { one: '{n} zählt sofort.', other: '{n} zählen sofort.' }),
  getsEmail: (n: number) =>
    counted(n, {
      one: '{n} bekommt jetzt die E-Mail und zählt nach der Bestätigung.',
      other: '{n} bekommen jetzt ihre E-Mails und zählen nach der Bestätigung.',
    }),
  staysHeld: (n: number) =>
    counted(n, { one: '{n} weitere bleibt zurückgehalten.', other: '{n} weitere bleiben zurückgehalten.' }),
  heldAgain:
    'Weitere dieser Art können wieder zurückgehalten werden. Wenn es Menschen sind, erhöhen Sie auch die Grenze.',
  final: 'Das lässt sich nicht rückgängig machen.',
  letIn: (n: number) => `${number(n)} zulassen`,
  removeTitle: (n: number) => `Wenn Sie ${number(n)} entfernen`,
  stays: (n: number) => `Die Zahl bleibt bei ${number(n)}.`,
  deleted:
    'Namen, Gründe, Kontakte und E-Mails werden nach 24 Stunden endgültig gelöscht. Bis dahin können Sie das rückgängig machen.',
  neverAgain:
    'Mit diesen Adressen kann niemand mehr diese Petition unterschreiben, auch nicht ihre wirklichen Besitzer.',
  publicRecord: (n: number) => `Öffentlich steht, dass ${number(n)} entfernt wurden, nie wer.`,
  remove: (n: number) => `${number(n)} entfernen`,
  unsure: 'Nicht sicher? Lassen Sie sie zurückgehalten.',
  done: {
    released: (n: number) =>
      counted(n, { one: '{n} Unterschrift ist zugelassen.', other: '{n} Unterschriften sind zugelassen.' }),
    removed: (n: number) =>
      counted(n, { one: '{n} Unterschrift ist entfernt.', other: '{n} Unterschriften sind entfernt.' }),
    undone: (n: number) =>
      counted(n, {
        one: '{n} Unterschrift ist wieder zurückgehalten.',
        other: '{n} Unterschriften sind wieder zurückgehalten.',
      }),
    meanwhile: 'Darüber war schon entschieden. Jetzt wurde nichts getan.',
    tooLate: 'Das lässt sich nicht mehr rückgängig machen.',
  },
  number,
}
