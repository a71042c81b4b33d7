/** The operator’s pages, and the owners’ page of an objection. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted } from './numbers.ts'

export const operator: ConsoleWords['operator'] = {
  tabs: { overview: 'Übersicht', reports: 'Meldungen', petitions: 'Petitionen', operators: 'Betriebsteam' },

  approvalsWait: (n) =>
    counted(n, { one: '{n} Petition wartet auf Freigabe', other: '{n} Petitionen warten auf Freigabe' }),
  oldest: (when) => `Am längsten: ${when}.`,
  readNext: 'Die älteste lesen',
  reportsWait: (n) =>
    counted(n, { one: 'Über {n} Meldung ist zu entscheiden', other: 'Über {n} Meldungen ist zu entscheiden' }),
  seeReports: 'Meldungen ansehen',
  unwell: 'Etwas funktioniert nicht, wie es soll',
  numbers: {
    open: 'laufende Petitionen',
    today: 'Unterschriften heute',
    week: 'Unterschriften in 7 Tagen',
    emails: 'E-Mails warten',
  },
  numbersNote: 'Unterschriften bei laufenden Petitionen. Ein Tag ist ein Tag in UTC.',
  now: 'Jetzt',
  normal: 'Normal',
  parts: {
    database: 'Datenbank',
    signatures: 'Warteschlange der Unterschriften',
    emails: 'E-Mails',
    deliveries: 'Webhooks',
    deadLetters: 'Nicht verarbeitete Nachrichten',
    staticCounts: 'Statische Zählerstände',
    spike: 'Ansturm-Modus',
  },
  spike: {
    off: 'aus',
    since: (when) => `An seit: ${when}`,
    means: 'Zählerstände sind bis zu einer halben Minute alt. Unterschriften werden wie immer angenommen.',
  },
  attention: 'Bitte prüfen',
  answers: 'antwortet',
  noAnswer: 'antwortet nicht',
  waiting: (n) => `Wartend: ${n}`,
  stored: (n) => `Gespeichert: ${n}`,
  failedLastHour: (n) => `In der letzten Stunde fehlgeschlagen: ${n}`,
  underMinutes: (n) => counted(n, { one: 'unter {n} Minute', other: 'unter {n} Minuten' }),
  none: 'keine',
  busiest: 'Heute am meisten unterschrieben',
  busiestNone: 'Heute hat noch niemand eine laufende Petition unterschrieben.',
  today: 'Heute',
  week: '7 Tage',
  total: 'Gesamt',

  search: 'Titel oder Webadresse',
  searchButton: 'Suchen',
  foundNone: 'Mit diesen Wörtern wurde keine Petition gefunden.',
  further: 'In älteren Petitionen suchen',
  older: 'Ältere Petitionen',
  petitionsNone: 'Es gibt noch keine Petitionen.',
  started: 'Begonnen',
  image: 'Bild',

  takeDownSo: {
    page: 'Die Seite sagt, dass die Petition gesperrt wurde, aus welchem Grund und mit welcher Begründung. Text, Namen und Zahl verschwinden, auch von anderen Websites. Niemand kann unterschreiben.',
    kept: (n) =>
      counted(n, {
        one: 'Nichts wird gelöscht: {n} Unterschrift, die Kontakte und das Team bleiben, wie sie sind.',
        other: 'Nichts wird gelöscht: {n} Unterschriften, die Kontakte und das Team bleiben, wie sie sind.',
      }),
    owners: (n) =>
      counted(n, {
        one: '{n} Person in der Leitung erhält Ihre Begründung per E-Mail und kann binnen 6 Monaten widersprechen.',
        other:
          '{n} Personen in der Leitung erhalten Ihre Begründung per E-Mail und können binnen 6 Monaten widersprechen.',
      }),
    noOwner: 'Die Petition hat keine Leitung, die wir benachrichtigen könnten.',
    reports: (n) =>
      counted(n, {
        one: 'Über {n} offene Meldung ist damit entschieden.',
        other: 'Über {n} offene Meldungen ist damit entschieden.',
      }),
    back: 'Sie können die Sperre jederzeit aufheben.',
  },

  operators: 'Betriebsteam',
  operatorsLead: 'Das Betriebsteam sieht alle Petitionen und entscheidet über sie. Kontakte kann es nicht lesen.',
  add: 'Jemanden in das Betriebsteam aufnehmen',
  addText:
    'Erzeugen Sie auf der Kommandozeile einen Link. Er funktioniert einmal, einen Tag lang, und nimmt die Person, die ihn benutzt, in das Betriebsteam auf.',
  remove: (name) => `${name} entfernen`,
  removeTitle: (name) => `${name} aus dem Betriebsteam entfernen?`,
  removeSo: (left) => [
    'Dieses Konto sieht diese Seiten ab sofort nicht mehr und entscheidet nicht mehr über Petitionen.',
    'Die eigenen Petitionen bleiben ihm. Was damit entschieden wurde, gilt weiter.',
    counted(left, { one: 'Im Betriebsteam bleibt {n} Konto.', other: 'Im Betriebsteam bleiben {n} Konten.' }),
  ],
  removeButton: 'Aus dem Betriebsteam entfernen',
  removed: 'Das Konto wurde aus dem Betriebsteam entfernt.',
  lastOperator: 'Diese Website braucht ein Betriebsteam. Nehmen Sie zuerst jemand anderen auf.',
  unnamed: 'ohne Namen',

  asked: (when) => `Zuletzt haben Sie um eine Änderung gebeten: ${when}`,
  difference: 'Was seitdem anders ist',
  same: 'Titel, Adressat und Text sind dieselben wie damals.',
  starterChanged: (before) => `Als Urheber war angegeben: „${before}“.`,
  imageChanged: 'Das Bild ist ein anderes oder wurde entfernt.',

  reports: 'Meldungen',
  reportsLead:
    'Was gemeldet wurde, und Widersprüche der Leitung; was am längsten wartet, steht oben. Die Moderation einer Petition sieht, welche Namen und Gründe gemeldet wurden, aber nicht den Wortlaut einer Meldung.',
  reportsNone: 'Keine Meldung wartet auf eine Entscheidung.',
  reportsOf: (n) => counted(n, { one: '{n} Meldung', other: '{n} Meldungen' }),
  reportsAbout: (title) => `Meldungen: ${title}`,
  about: {
    petition: 'Zur Petition',
    signature: 'Zu einem Namen und seinem Grund',
    update: 'Zu einer Neuigkeit',
    objection: 'Widerspruch der Leitung gegen die Sperre',
  },
  gone: 'Was gemeldet wurde, wird nicht mehr angezeigt.',
  wantsAnswer: 'Möchte die Entscheidung erfahren',
  trapped: 'Ein Feld, das Menschen nicht sehen, war ausgefüllt: Vielleicht hat das ein Bot gesendet.',
  notOpened: 'Der Wortlaut dieser Meldung lässt sich nicht lesen: Ein Schlüssel fehlt.',
  moreReports: 'Es gibt noch mehr. Sie folgen, sobald über diese entschieden ist.',
  choices: {
    nothing: 'Alles lassen, wie es ist',
    nothingHint: 'Wer eine E-Mail-Adresse angegeben hat, wird benachrichtigt.',
    reasonHidden: 'Grund ausblenden',
    reasonHiddenHint: 'Der Name bleibt auf der Seite. Die Unterschrift zählt weiter.',
    hidden: 'Namen und Grund ausblenden',
    hiddenHint: 'Sie verschwinden von der Seite. Die Unterschrift zählt weiter.',
    asked: 'Die Leitung um eine Änderung bitten',
    askedHint: 'Sie erhält Ihre Nachricht per E-Mail.',
    putBack: 'Die Sperre aufheben',
    putBackHint: 'Die Leitung wird per E-Mail benachrichtigt.',
    keptDown: 'Die Sperre bestehen lassen',
    keptDownHint: 'Die Leitung erhält Ihre Nachricht per E-Mail.',
  },
  messageNeeded: 'Schreiben Sie, was die Leitung wissen soll.',
  reportDecided: 'Die Entscheidung wurde gesendet.',
  decided: 'Entschieden',
  ground: 'Was nicht in Ordnung ist',
  decision: 'Entscheidung',
  by: 'Von',
  when: 'Wann',
  decisions: {
    nothing: 'Unverändert gelassen',
    hidden: 'Ausgeblendet',
    asked: 'Leitung um Änderung gebeten',
    'taken-down': 'Gesperrt',
    'kept-down': 'Sperre bleibt',
    'put-back': 'Sperre aufgehoben',
  },

  reported: 'Von anderen gemeldet',
  reportedText:
    'Sie entscheiden über diese Meldungen: Verbergen Sie, was gemeldet wurde, oder lassen Sie es, wie es ist. Wer beim Melden eine Adresse angegeben hat, erfährt die Entscheidung per E-Mail. Über das, was rechtswidrig sein kann, entscheiden auch die Betreiber dieser Website.',
  nothingToHide: 'Nichts zu verbergen',

  objection: {
    todo: 'Sie können den Grund sehen und widersprechen.',
    see: 'Grund ansehen',
    title: 'Vom Betreiber dieser Website gesperrt',
    so: [
      'Die Seite zeigt diesen Grund und diese Begründung statt des Textes. Niemand kann unterschreiben.',
      'Nichts wird gelöscht: Unterschriften, Kontakte und Team bleiben, wie sie sind. Unterschriften können weiterhin zurückgezogen werden.',
    ],
    object: 'Der Entscheidung widersprechen',
    until: (day) => `Das ist einmal möglich, bis ${day}.`,
    words: 'Warum soll die Sperre aufgehoben werden?',
    wordsHint:
      'Gehen Sie auf die Begründung ein. Der Betreiber dieser Website liest das und entscheidet neu. Alle in der Leitung erhalten die Entscheidung per E-Mail.',
    send: 'Widerspruch senden',
    sent: 'Ihr Widerspruch wurde gesendet.',
    waits: (when) => `Ein Widerspruch wurde gesendet: ${when}. Darüber ist noch nicht entschieden.`,
    decided: (when) => `Über den Widerspruch wurde entschieden: ${when}. Die Sperre bleibt bestehen.`,
    late: 'Für einen Widerspruch ist es hier zu spät.',
    contact: 'Sie können dem Betreiber dieser Website schreiben:',
    notPossible: 'Ein Widerspruch wurde schon gesendet, oder es ist zu spät.',
  },
}
