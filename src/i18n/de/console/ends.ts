/** Before something ends or is deleted: what happens, in numbers. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted } from './numbers.ts'

export const ends: ConsoleWords['ends'] = {
  noUndo: 'Das kann nicht rückgängig gemacht werden.',
  tokens: (n) =>
    counted(n, {
      one: '{n} Token wird widerrufen. Programme, die es verwenden, funktionieren sofort nicht mehr.',
      other: '{n} Tokens werden widerrufen. Programme, die sie verwenden, funktionieren sofort nicht mehr.',
    }),
  invitations: (n) =>
    counted(n, {
      one: '{n} offene Einladung funktioniert nicht mehr.',
      other: '{n} offene Einladungen funktionieren nicht mehr.',
    }),
  sessions: (n) =>
    counted(n, { one: 'Sie werden auf {n} Gerät abgemeldet.', other: 'Sie werden auf {n} Geräten abgemeldet.' }),
  teams: (n) =>
    counted(n, {
      one: 'Sie verlassen das Team von {n} Petition.',
      other: 'Sie verlassen die Teams von {n} Petitionen.',
    }),
  drafts: (n) => counted(n, { one: '{n} Entwurf wird gelöscht.', other: '{n} Entwürfe werden gelöscht.' }),
  emailLink: 'Ein Link, der Ihre E-Mail-Adresse ändern sollte, funktioniert nicht mehr.',
  ifNoOwner: 'Wenn diese Person nicht mehr die Leitung hat:',
  passkey: {
    title: (name) => `Passkey „${name}“ entfernen?`,
    text: 'Mit diesem Passkey können Sie sich nicht mehr anmelden.',
    last: 'Sie haben keinen anderen Passkey: Danach melden Sie sich nur noch mit dem Link per E-Mail an.',
    others: (n) =>
      counted(n, { one: 'Sie haben noch {n} anderen Passkey.', other: 'Sie haben noch {n} andere Passkeys.' }),
  },
  session: {
    title: (label) => `Auf „${label}“ abmelden?`,
    text: 'Dieser Browser wird sofort abgemeldet. Was dort gerade geschrieben wird, kann nach einer neuen Anmeldung gesendet werden.',
  },
  everywhere: 'Überall abmelden?',
  invitation: {
    title: (email) => `Die Einladung an ${email} zurücknehmen?`,
    text: 'Der Link in der E-Mail funktioniert nicht mehr. Sie können diese Adresse wieder einladen.',
  },
  draft: {
    title: 'Diesen Entwurf löschen?',
    text: 'Was Sie geschrieben haben, wird gelöscht.',
    link: 'Der Link, mit dem andere ihn lesen, funktioniert nicht mehr.',
    key: 'Die Schlüsseldatei, die Sie dafür gespeichert haben, öffnet nichts.',
  },
  translation: {
    title: (language) => `Übersetzung von der Seite nehmen: ${language}?`,
    text: 'Stattdessen ist das Original zu sehen.',
    signed: (n) =>
      counted(n, {
        one: '{n} Person hat sie unterschrieben. Die Unterschrift bleibt, ebenso der unterschriebene Text.',
        other: '{n} Menschen haben sie unterschrieben. Die Unterschriften bleiben, ebenso der unterschriebene Text.',
      }),
  },
}
