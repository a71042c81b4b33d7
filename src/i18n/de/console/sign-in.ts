/** Signing in, and the account. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted } from './numbers.ts'

export const signIn: ConsoleWords['signIn'] = {
  title: 'Bei Ihren Petitionen anmelden',
  lead: 'Ein Passwort gibt es nicht. Wir schicken Ihnen einen Link per E-Mail, oder Sie verwenden einen Passkey, wenn Sie einen haben.',
  email: 'Ihre E-Mail-Adresse',
  emailHint: 'Die Adresse, mit der Sie eine Petition gestartet haben oder eingeladen wurden.',
  send: 'Link senden',
  passkey: 'Passkey verwenden',
  passkeyTitle: 'Oder mit einem Passkey',
  passkeyText:
    'Ihr Telefon oder Computer gibt ihn mit Finger, Gesicht oder PIN frei. Eine gefälschte Seite kann ihn nicht stehlen.',
  passkeyFailed:
    'Der Passkey wurde nicht akzeptiert. Versuchen Sie es noch einmal oder fordern Sie einen Link per E-Mail an.',
  newHere: 'Neu hier? Geben Sie oben Ihre E-Mail-Adresse ein. Mit demselben Link können Sie eine Petition starten.',
  sentTitle: 'Sehen Sie in Ihr E-Mail-Postfach',
  sentText: (address) =>
    `Falls eine Anmeldung mit ${address} möglich ist, ist ein Link unterwegs. Er gilt nur einmal und 15 Minuten lang.`,
  sentNone: 'Nichts angekommen? Sehen Sie im Spam-Ordner nach. Es kann ein paar Minuten dauern.',
  sentMost: (n: number) => `Jede Adresse bekommt höchstens ${number(n)} Links am Tag.`,
  sentSame:
    'Diese Seite sieht für jede E-Mail-Adresse gleich aus. So kann niemand herausfinden, wer eine Kampagne führt.',
  again: 'Noch einmal senden',
  other: 'Andere E-Mail-Adresse verwenden',
  linkTitle: 'Anmelden',
  linkText: 'Drücken Sie auf den Button, um sich auf diesem Gerät anzumelden.',
  linkOperator:
    'Sie übernehmen den Betrieb dieser Website. Geben Sie Ihre eigene E-Mail-Adresse ein: Damit melden Sie sich künftig an.',
  linkInvited: (role, title) => `Sie sind zu „${title}“ eingeladen. Ihre Rolle: ${role}.`,
  linkEmail: 'Drücken Sie auf den Button, um diese E-Mail-Adresse künftig für Ihr Konto zu verwenden.',
  linkButton: 'Anmelden',
  acceptButton: 'Einladung annehmen',
  emailButton: 'Diese E-Mail-Adresse verwenden',
  linkUndo:
    'Drücken Sie auf den Button, um die Änderung rückgängig zu machen: Für Ihr Konto gilt dann wieder diese E-Mail-Adresse. Das Konto wird überall abgemeldet, und seine Passkeys werden entfernt.',
  undoButton: 'Änderung rückgängig machen',
  firstTitle: 'Melden Sie sich zuerst bei Ihrem Konto an',
  firstText:
    'Dieser Link ändert die E-Mail-Adresse eines Kontos. Melden Sie sich bei dem Konto an, in dem Sie ihn angefordert haben, und öffnen Sie ihn dann noch einmal. Sie haben ihn nicht angefordert? Dann tun Sie nichts, und nichts ändert sich.',
  takenTitle: 'Diese E-Mail-Adresse ist vergeben',
  takenText:
    'Sie gehört zu einem anderen Konto. Löschen Sie zuerst jenes Konto, oder verwenden Sie eine andere E-Mail-Adresse.',
  operatorKnown:
    'Zu dieser E-Mail-Adresse gibt es ein Konto. Melden Sie sich damit an und öffnen Sie diesen Link dann noch einmal, oder verwenden Sie eine andere E-Mail-Adresse.',
  goneTitle: 'Dieser Link funktioniert nicht mehr',
  goneText: 'Links gelten nur einmal und 15 Minuten lang. Fordern Sie einen neuen an: Das dauert eine Minute.',
  goneOf: {
    invitation:
      'Eine Einladung gilt nur einmal und einige Tage lang. Sie endet auch, wenn sie zurückgezogen oder durch eine neue ersetzt wird. Wenn Sie sie angenommen haben, melden Sie sich an. Sonst bitten Sie um eine neue.',
    'email-change':
      'Dieser Link gilt nur einmal und einen Tag lang. Er endet auch, wenn Sie einen anderen anfordern. In Ihrem Konto steht, welche E-Mail-Adresse es hat: Ist es noch nicht die neue, ändern Sie sie dort noch einmal.',
    'email-undo':
      'Dieser Link gilt nur einmal und einige Tage lang. In Ihrem Konto steht, welche E-Mail-Adresse es hat. Wenn Sie sich nicht mehr anmelden können, schreiben Sie uns.',
    operator:
      'Dieser Link gilt nur einmal und nur kurze Zeit. Ein neuer wird auf dem Server mit demselben Befehl erzeugt.',
  },
  goneButton: 'Neuen Link anfordern',
  tooMany: (minutes) =>
    `Es wurden zu viele Links angefordert. Warten Sie ${counted(minutes, { one: '{n} Minute', other: '{n} Minuten' })} und versuchen Sie es noch einmal.`,
  signedOut: 'Sie sind abgemeldet.',
  needed: 'Melden Sie sich an, um diese Seite zu sehen. Danach kommen Sie hierher zurück.',
}

export const account: ConsoleWords['account'] = {
  title: 'Ihr Konto',
  name: 'Ihr Name',
  nameHint: 'Ihr Team sieht ihn.',
  language: 'Sprache',
  save: 'Speichern',
  saved: 'Gespeichert.',
  email: 'E-Mail-Adresse',
  emailNow: (address) => `Sie melden sich mit ${address} an.`,
  emailNew: 'Neue E-Mail-Adresse',
  emailButton: 'E-Mail-Adresse ändern',
  emailSent:
    'Wir haben einen Link an die neue E-Mail-Adresse gesendet. Bis Sie ihn in einem Browser öffnen, in dem Sie angemeldet sind, ändert sich nichts.',
  emailChanged:
    'Die E-Mail-Adresse wurde geändert, und auf allen anderen Geräten sind Sie abgemeldet. Prüfen Sie Ihre Passkeys: Entfernen Sie jeden, der nicht Ihrer ist.',
  emailUndone: 'Die Änderung wurde rückgängig gemacht. Melden Sie sich mit Ihrer E-Mail-Adresse an.',
  passkeys: 'Passkeys',
  passkeysText:
    'Mit einem Passkey melden Sie sich ohne E-Mail an, auch wenn Sie keinen Zugang mehr zu Ihrem Postfach haben.',
  passkeyAdd: 'Passkey hinzufügen',
  passkeyName: 'Name dieses Passkeys',
  passkeyAdded: 'Der Passkey wurde hinzugefügt.',
  passkeyRemove: (name) => `${name} entfernen`,
  passkeyRemoved: 'Der Passkey wurde entfernt.',
  passkeyNone: 'Sie haben keinen Passkey.',
  passkeyScript: 'Für Passkeys ist JavaScript nötig.',
  sessions: 'Wo Sie angemeldet sind',
  thisOne: 'dieses Gerät',
  sessionUsed: (when) => `zuletzt verwendet: ${when}`,
  end: 'Dort abmelden',
  endAll: 'Überall abmelden',
  ended: 'Abgemeldet.',
  delete: 'Ihr Konto löschen',
  deleteText:
    'Ihr Name, Ihre E-Mail-Adresse und Ihre Passkeys werden gelöscht. Petitionen bleiben bei den anderen, die sie leiten.',
  deleteOnly: (titles) =>
    `Nur Sie haben die Leitung von: ${titles}. Geben Sie diese Rolle einer anderen Person, oder beenden Sie zuerst die Petition.`,
  deleteOperator: 'Nur Sie betreiben diese Website. Übertragen Sie den Betrieb zuerst einer weiteren Person.',
  deleteConfirm: 'Ja, mein Konto löschen',
  deleted: 'Ihr Konto wurde gelöscht.',
}
