/** The list of petitions. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted, SIGNATURES } from './numbers.ts'

export const petitions: ConsoleWords['petitions'] = {
  title: 'Ihre Petitionen',
  start: 'Petition starten',
  todo: (n) => counted(n, { one: '{n} Aufgabe', other: '{n} Aufgaben' }),
  of: (count, goal) => `${number(count)} von ${counted(goal, SIGNATURES)}`,
  closes: (day) => `endet am ${day}`,
  ended: (day) => `endete am ${day}`,
  changed: (when) => `zuletzt geändert: ${when}`,
  continueAt: (step) => `Weiter mit Schritt ${number(step)} von 3`,
  emptyTitle: 'Sie haben noch keine Petition',
  emptyText: 'In etwa fünf Minuten ist eine gestartet. Dafür brauchen Sie:',
  needs: [
    'einen Titel, der sagt, wer was tun soll',
    'ein paar Absätze dazu, was nicht in Ordnung ist und was Sie fordern',
    'einen sicheren Ort für eine Datei: den Schlüssel zu den Kontaktdaten',
  ],
  invited: 'Wurden Sie zu einer Petition eingeladen? Öffnen Sie den Link in der Einladung, dann erscheint sie hier.',
  claim: 'Petition hinzufügen, die mit einem Token gestartet wurde',
  claimHint:
    'Fügen Sie das Kampagnentoken ein. Sie übernehmen damit die Leitung der Petition. Das Token gilt weiter, bis Sie es widerrufen.',
  token: 'Kampagnentoken',
  claimButton: 'Petition hinzufügen',
  claimWrong: 'Zu diesem Token gibt es keine Petition. Prüfen Sie, ob Sie es vollständig kopiert haben.',
  claimOwned: 'Diese Petition hat schon eine Leitung. Bitten Sie dort um eine Einladung.',
  claimed: 'Die Petition gehört jetzt zu Ihrem Konto.',
}
