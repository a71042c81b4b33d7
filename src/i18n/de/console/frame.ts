/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted, PEOPLE, SIGNATURES } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: 'Petitionen',
  site: 'Diese Website',
  account: 'Konto',
  help: 'Hilfe',
  menu: 'Menü',
  seePage: 'Seite ansehen',
  signOut: 'Abmelden',
  back: (place) => `Zurück zu „${place}“`,
  asOf: (time) => `Stand: ${time}`,
  refresh: 'Aktualisieren',
  change: 'Ändern',
  cancel: 'Abbrechen',
  optional: 'optional',
  error: (title) => `Fehler: ${title}`,
  errors: (n) => counted(n, { one: 'Eine Angabe ist zu korrigieren', other: '{n} Angaben sind zu korrigieren' }),
  now: 'gerade eben',
  today: (time) => `heute, ${time}`,
  yesterday: (time) => `gestern, ${time}`,
  people: (n) => counted(n, PEOPLE),
  signatures: (n) => counted(n, SIGNATURES),
  days: (n) => counted(n, { one: '{n} Tag', other: '{n} Tage' }),
  confirm: {
    understood: 'Mir ist klar, was geschieht.',
    tick: (n) => `Mir ist klar, dass dies ${counted(n, PEOPLE)} betrifft.`,
    tickNeeded: 'Setzen Sie das Häkchen, wenn Ihnen klar ist, was geschieht.',
    type: 'Geben Sie zur Bestätigung ein, wie viele Menschen dies betrifft',
    typeWrong: (n) => `Die Zahl stimmt nicht. Dies betrifft ${counted(n, PEOPLE)}.`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: 'Petition', people: 'Menschen', reach: 'Reichweite', manage: 'Verwaltung' },
  overview: 'Übersicht',
  text: 'Text',
  updates: 'Neuigkeiten und Ergebnis',
  signers: 'Namen und Gründe',
  review: 'Zur Prüfung zurückgehalten',
  contacts: 'Kontakte',
  paper: 'Papier und Importe',
  share: 'Teilen und Partner',
  team: 'Team und Zugang',
  settings: 'Einstellungen',
  states: {
    draft: 'Entwurf',
    submitted: 'Wartet auf Freigabe',
    scheduled: 'Start geplant',
    open: 'Läuft',
    closed: 'Beendet',
    victory: 'Erfolg',
    'taken-down': 'Gesperrt',
    deleted: 'Gelöscht',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: 'Leitung',
  editor: 'Redaktion',
  moderator: 'Moderation',
  you: { owner: 'Ihre Rolle: Leitung', editor: 'Ihre Rolle: Redaktion', moderator: 'Ihre Rolle: Moderation' },
}

export const problems: ConsoleWords['problems'] = {
  notFound: 'Diese Seite gibt es nicht',
  notFoundText: 'Oder Sie dürfen sie nicht sehen. Prüfen Sie die Webadresse, oder gehen Sie zu Ihren Petitionen.',
  forbidden: 'Das können Sie hier nicht tun',
  forbiddenText: (role) => `Dafür ist diese Rolle nötig: ${role}. Fragen Sie die Leitung der Petition.`,
  busy: 'Noch nicht gespeichert',
  busyText: 'Bei uns hat etwas nicht geklappt. Ihre Eingaben sind noch da: Senden Sie sie noch einmal.',
  signedOut: 'Sie sind nicht mehr angemeldet',
  signedOutText:
    'Es wurde nichts gespeichert, und nichts ist verloren. Melden Sie sich auf einer anderen Seite an und senden Sie es dann von hier aus noch einmal.',
  signInFirst: 'Auf einer anderen Seite anmelden',
  sendAgain: 'Noch einmal senden',
  failed: 'Diese Seite kann gerade nicht angezeigt werden',
  failedText: 'Bei uns hat etwas nicht geklappt. Versuchen Sie es in einer Minute noch einmal.',
  tryAgain: 'Noch einmal versuchen',
  typed: 'Was Sie eingegeben haben',
  typedText: 'Es wurde nicht gespeichert. Kopieren Sie es, wenn Sie es noch brauchen.',
  crossSite: 'Diese Anfrage kam von einer anderen Website',
  crossSiteText: 'Es wurde nichts geändert. Gehen Sie zu Ihren Petitionen und erledigen Sie es dort.',
}
