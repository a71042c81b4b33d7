/** German words of the pages that close, reopen or delete a petition. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted, number, SIGNATURES } from './numbers.ts'

export const ending: ConsoleWords['ending'] = {
  title: 'Petition beenden',
  close: 'Petition schließen',
  closeTitle: 'Die Petition jetzt schließen?',
  closeText: 'Niemand kann mehr unterschreiben. Die Seite bleibt. 30 Tage lang können Sie sie wieder öffnen.',
  closesBySelf: (day) => `Sie endet von selbst nach diesem Tag: ${day}.`,
  closed: 'Die Petition ist geschlossen.',
  victory: 'Erfolg melden',
  victoryTitle: 'Einen Erfolg melden?',
  victoryText: 'Die Forderung wurde ganz oder zu einem guten Teil erfüllt. Sagen Sie, zu welchem.',
  declared: 'Auf der Seite steht nun, dass die Forderung erfüllt ist.',
  keepOpen: 'So lassen, wie es ist',
  reopen: 'Petition wieder öffnen',
  reopenTitle: 'Die Petition wieder öffnen?',
  reopenText: (day) => `Sie ist geschlossen seit ${day}.`,
  reopenable: (day) => `Sie können sie bis ${day} wieder öffnen.`,
  tooLate: 'Sie ist seit mehr als 30 Tagen geschlossen. Sie kann nicht mehr wieder geöffnet werden.',
  reopened: 'Die Petition kann wieder unterschrieben werden.',
  lastDay: 'Neuer letzter Tag',
  lastDayHint: (timeZone) => `Bis Mitternacht dort: ${timeZone}. Lassen Sie das Feld leer, wenn es keinen gibt.`,
  outcome: 'Ergebnis',
  outcomeHint: 'Es steht oben auf der Seite und im Feed. Sie können es auch später schreiben und ändern.',
  preview: 'Vorschau',
  previewTitle: 'So wird es aussehen',
  so: 'Was geschieht',
  held: (n) =>
    counted(n, {
      one: '{n} Unterschrift ist zur Prüfung zurückgehalten.',
      other: '{n} Unterschriften sind zur Prüfung zurückgehalten.',
    }),
  stays: (n) => `Die Zahl ist jetzt ${number(n)}. Niemand kann mehr unterschreiben.`,
  waiting: (n) =>
    counted(n, {
      one: '{n} Unterschrift wartet auf ihre Bestätigung. Sie zählt, wenn sie innerhalb von 7 Tagen nach dem Unterschreiben bestätigt wird.',
      other:
        '{n} Unterschriften warten auf ihre Bestätigung. Sie zählen, wenn sie innerhalb von 7 Tagen nach dem Unterschreiben bestätigt werden.',
    }),
  waitingMany:
    'Viele Unterschriften warten auf ihre Bestätigung. Sie zählen, wenn sie innerhalb von 7 Tagen nach dem Unterschreiben bestätigt werden.',
  saysClosed: 'Die Seite und die Zähler der Partner sagen, dass sie geschlossen ist. Webhooks erfahren es.',
  saysVictory: 'Die Seite und die Zähler der Partner zeigen „Erfolg“. Webhooks erfahren es.',
  noEmails:
    'Diese Website schreibt denen, die unterschrieben haben, keine E-Mail. Mit den Kontakten können Sie denen schreiben, die Neuigkeiten wünschen.',
  contacts: (day) => `Kontakte werden nach diesem Tag gelöscht: ${day}. Laden Sie vorher herunter, was Sie brauchen.`,
  again: (n) => `Die Petition kann wieder unterschrieben werden. Die Zählung geht bei ${number(n)} weiter.`,
  between: 'Was unterschrieben wurde, während sie geschlossen war, zählt weiterhin nicht.',
  outcomeKept: 'Das Ergebnis verschwindet von der Seite. Es bleibt für Sie als Entwurf gespeichert.',
  contactsAgain:
    'Kontakte werden wieder gespeichert, solange sie läuft. Die Frist bis zur Löschung beginnt mit ihrem nächsten Ende neu.',
  meanwhileTitle: 'Sie wurde inzwischen beendet',
  meanwhileText:
    'Jemand anders hat sie mit einem anderen Ergebnis beendet. Ihr Text ist nicht verloren: Wählen Sie, welchen die Seite zeigt.',
  theirs: 'Jetzt auf der Seite',
  saveYours: 'Ihren Text zeigen',
  keepTheirs: 'Den anderen behalten',
  saved: 'Das Ergebnis steht auf der Seite.',
  delete: 'Petition löschen',
  deleteTitle: 'Die Petition löschen?',
  deleteText: 'Die Seite und alles, was gesammelt wurde. 14 Tage lang kann es rückgängig gemacht werden.',
  deleteOffline:
    'Die Seite ist sofort weg. Stattdessen steht dort, wann sie gelöscht wurde und wie viele Unterschriften sie hatte.',
  deleteCloses: 'Damit ist sie geschlossen. Niemand kann mehr unterschreiben oder bestätigen.',
  deleteGrace: (day) => `Bis ${day} kann jedes Mitglied der Leitung es rückgängig machen.`,
  deleteRows: (n) =>
    counted(n, {
      one: 'Danach wird {n} Unterschrift endgültig gelöscht, mit Name, Grund und Kontakt.',
      other: 'Danach werden {n} Unterschriften endgültig gelöscht, mit Namen, Gründen und Kontakten.',
    }),
  deleteRest: 'Mit ihnen der Text, die Neuigkeiten, das Bild, Webhooks, Tokens und das Team.',
  deleteStays:
    'Es bleiben die Webadresse, die sonst niemand bekommt, die Zahl der Unterschriften und die Daten der Tage.',
  deleteLog:
    'Einträge im Protokoll bleiben, bis sie ein Jahr alt sind. In Sicherungen der Datenbank ist der Rest noch bis zu 30 Tage.',
  deleteConfirm: 'Petition löschen',
  deletedTitle: 'Diese Petition ist gelöscht',
  deletedText: (day, n) => `Gelöscht am ${day}, mit ${counted(n, SIGNATURES)}.`,
  erasedAfter: (day) =>
    `Endgültig gelöscht wird sie nach diesem Tag: ${day}. Bis dahin kann die Leitung sie zurückholen.`,
  erasing: 'Sie wird gerade endgültig gelöscht und kann nicht mehr zurückgeholt werden.',
  undo: 'Löschung rückgängig machen',
  undoSo:
    'Die Seite ist wieder da, wie sie war, und geschlossen. Die Leitung kann sie bis 30 Tage nach ihrem Ende wieder öffnen.',
  undone: 'Die Petition ist wieder da. Sie ist geschlossen.',
}
