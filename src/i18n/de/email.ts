import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('de')

export const de: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Guten Tag!',
  confirm: {
    subject: (title) => `Unterschrift bestätigen: ${title}`,
    neutralSubject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    what: 'Diese Petition wurde mit Ihrer E-Mail-Adresse unterschrieben:',
    todo: 'Bitte bestätigen Sie Ihre Unterschrift, damit sie zählt.',
    button: 'Unterschrift bestätigen',
    valid: (days) => `Der Link ist ${number(days)} ${plural(days, { one: 'Tag', other: 'Tage' })} gültig.`,
    notYou:
      'Das waren Sie nicht? Dann ignorieren Sie diese E-Mail, und nichts wird gezählt. Oder ziehen Sie die Unterschrift gleich zurück:',
  },
  alreadySigned: {
    subject: (title) => `Sie haben bereits unterschrieben: ${title}`,
    neutralSubject: 'Sie müssen nichts tun',
    what: 'Jemand, vermutlich Sie, wollte diese Petition noch einmal mit Ihrer E-Mail-Adresse unterschreiben:',
    todo: 'Ihre Unterschrift ist schon gezählt. Sie müssen nichts tun.',
    button: 'Zur Petition',
    notYou: 'Das waren Sie nicht? Ihre eigene Unterschrift zählt weiterhin. Sie können sie jederzeit zurückziehen:',
  },
  links: {
    subject: (title) => `Ihre Links: ${title}`,
    neutralSubject: 'Ihre angeforderten Links',
    what: 'Jemand, vermutlich Sie, hat die Links zu Ihrer Unterschrift angefordert. Es geht um diese Petition:',
    toConfirm: 'Ihre Unterschrift ist noch nicht bestätigt. Bitte bestätigen Sie sie, damit sie zählt.',
    counted: 'Ihre Unterschrift ist bestätigt und gezählt.',
    imported:
      'Das Kampagnenteam hat Ihre Unterschrift aus einer früheren Liste übernommen; sie zählt nach seiner Angabe. Wenn Sie das nicht möchten, ziehen Sie sie mit dem Link unten zurück.',
  },
  reminder: {
    subject: (title) => `Ihre Unterschrift zählt noch nicht: ${title}`,
    what: 'Diese Petition wurde mit Ihrer E-Mail-Adresse unterschrieben, aber die Unterschrift wurde noch nicht bestätigt:',
    todo: 'Bitte bestätigen Sie Ihre Unterschrift, damit sie zählt. Wir erinnern Sie nur dieses eine Mal.',
  },
  account: {
    signIn: {
      subject: 'Ihr Link zum Anmelden',
      what: 'Hier ist der Link zum Anmelden. Er wurde mit Ihrer E-Mail-Adresse angefordert.',
      button: 'Anmelden',
      valid: (minutes) =>
        `Der Link funktioniert einmal und ist ${number(minutes)} ${plural(minutes, { one: 'Minute', other: 'Minuten' })} gültig.`,
      notYou:
        'Das waren Sie nicht? Dann ignorieren Sie diese E-Mail: Ohne diesen Link kann sich niemand als Sie anmelden.',
    },
    notInvited: {
      subject: 'Zu dieser E-Mail-Adresse gibt es kein Konto',
      what: 'Jemand, vermutlich Sie, wollte sich hier mit Ihrer E-Mail-Adresse anmelden. Zu ihr gibt es kein Konto, und Konten gibt es auf dieser Website nur auf Einladung.',
      todo: 'Wenn Sie ein Konto mit einer anderen E-Mail-Adresse haben, melden Sie sich mit dieser an.',
    },
    invitation: {
      subject: (title) => `Einladung ins Team: ${title}`,
      subjectOfSite: 'Einladung, eine Petition zu starten',
      what: (from) => `${from} lädt Sie in das Team dieser Petition ein:`,
      whatUnnamed: 'Sie sind in das Team dieser Petition eingeladen:',
      whatOfSite: 'Sie sind eingeladen, auf dieser Website Petitionen zu starten.',
      role: {
        owner: 'Ihre Rolle: Leitung. Sie könnten alles tun und das Team verwalten.',
        editor: 'Ihre Rolle: Redaktion. Sie könnten den Text ändern und Neuigkeiten schreiben.',
        moderator:
          'Ihre Rolle: Moderation. Sie könnten über Unterschriften entscheiden, die zur Prüfung zurückgehalten werden.',
      },
      button: 'Einladung ansehen',
      notYou: 'Sie haben das nicht erwartet? Dann ignorieren Sie diese E-Mail, und nichts geschieht.',
    },
    emailChange: {
      subject: 'Bestätigen Sie Ihre neue E-Mail-Adresse',
      what: 'Diese E-Mail-Adresse soll für ein Konto auf dieser Website gelten.',
      where: 'Öffnen Sie den Link in einem Browser, in dem Sie bei diesem Konto angemeldet sind.',
      button: 'E-Mail-Adresse verwenden',
      notYou: 'Das waren Sie nicht? Dann ignorieren Sie diese E-Mail, und nichts ändert sich.',
    },
    emailChanged: {
      subject: 'Ihre E-Mail-Adresse wurde geändert',
      what: 'Die E-Mail-Adresse Ihres Kontos wurde geändert. Links zum Anmelden gehen jetzt an die neue.',
      undo: 'Das waren Sie nicht? Machen Sie die Änderung rückgängig: Für das Konto gilt dann wieder diese E-Mail-Adresse, es wird überall abgemeldet, und seine Passkeys werden entfernt.',
      button: 'Änderung rückgängig machen',
      notYou: (contact) => `Das waren Sie nicht? Schreiben Sie uns sofort: ${contact}`,
    },
    passkeyAdded: {
      subject: 'Ihrem Konto wurde ein Passkey hinzugefügt',
      what: 'Ihrem Konto auf dieser Website wurde ein Passkey hinzugefügt. Wer ihn hat, kann sich ohne E-Mail anmelden.',
      button: 'Zu Ihrem Konto',
      notYou: 'Das waren Sie nicht? Entfernen Sie den Passkey dort und melden Sie sich überall ab.',
    },
    ownerInvited: {
      subject: (title) => `Jemand wurde für die Leitung eingeladen: ${title}`,
      what: 'Jemand wurde eingeladen, diese Petition mit zu leiten:',
      may: 'Wer zur Leitung gehört, kann alles tun und das Team verwalten.',
      button: 'Team ansehen',
    },
    approved: {
      subject: (title) => `Ihre Petition ist gestartet: ${title}`,
      what: 'Wir haben diese Petition freigegeben. Sie kann jetzt unterschrieben werden:',
      button: 'Zur Petition',
    },
    approvedLater: {
      subject: (title) => `Freigegeben: ${title}`,
      what: 'Wir haben diese Petition freigegeben. Sie startet zur eingestellten Zeit von selbst:',
    },
    changeAsked: {
      subject: (title) => `Bitte ändern Sie Ihre Petition: ${title}`,
      what: 'Bevor wir diese Petition freigeben können, ändern Sie bitte noch etwas:',
      button: 'Petition ändern',
    },
    declined: {
      subject: (title) => `Nicht freigegeben: ${title}`,
      what: 'Wir haben entschieden, diese Petition auf dieser Website nicht freizugeben:',
      after: 'Sie bleibt ein Entwurf, den nur Ihr Team sieht.',
    },
    takenDown: {
      subject: (title) => `Ihre Petition wurde entfernt: ${title}`,
      what: 'Wir haben diese Petition entfernt:',
      after: 'Auf ihrer Seite steht statt des Textes diese Begründung. Nichts wird gelöscht.',
      object: 'Sie können dieser Entscheidung binnen 6 Monaten widersprechen.',
      button: 'Der Entscheidung widersprechen',
      ground: {
        illegal: 'Sie verstößt hier gegen Gesetze.',
        danger: 'Sie bringt Menschen in Gefahr.',
        rules: 'Sie verstößt gegen die Regeln dieser Website.',
        order: 'Ein Gericht oder eine Behörde hat es angeordnet.',
      },
    },
    putBack: {
      subject: (title) => `Ihre Petition ist wieder da: ${title}`,
      what: 'Wir haben diese Petition wieder freigegeben. Ihre Seite ist wieder zu sehen:',
    },
    /** After an objection. */
    keptDown: {
      subject: (title) => `Ihre Petition bleibt entfernt: ${title}`,
      what: 'Wir haben den Widerspruch gelesen und neu entschieden. Diese Petition bleibt entfernt:',
    },
    /** After a report. */
    ownersAsked: {
      subject: (title) => `Bitte ändern Sie etwas: ${title}`,
      what: 'Uns wurde etwas zu dieser Petition gemeldet. Bitte ändern Sie es:',
    },
    /** To who reported something. */
    reportDecided: {
      subject: 'Unsere Entscheidung über Ihre Meldung',
      what: 'Danke für Ihre Meldung zu dieser Petition:',
      decision: {
        nothing: 'Wir haben geprüft, was Sie gemeldet haben, und lassen es, wie es ist.',
        hidden: 'Was Sie gemeldet haben, wird nicht mehr angezeigt.',
        asked: 'Wir haben die Leitung der Petition gebeten, das zu ändern.',
        'taken-down': 'Wir haben die Petition entfernt.',
      },
      sentBy: (operator) =>
        `${operator} betreibt diese Website. Sie erhalten diese E-Mail, weil Ihre E-Mail-Adresse bei einer Meldung angegeben wurde.`,
    },
    reason: 'Unsere Begründung:',
    contact: (contact) => `Sie sehen das anders oder haben eine Frage? Schreiben Sie uns: ${contact}`,
    sentBy: (operator) =>
      `${operator} betreibt diese Website. Sie erhalten diese E-Mail wegen eines Kontos oder einer Einladung.`,
  },
  withdraw: 'Unterschrift zurückziehen',
  startedBy: (starter) => `Gestartet von ${starter}`,
  sentBy: (operator) =>
    `${operator} betreibt diese Website. Sie erhalten diese E-Mail, weil Ihre E-Mail-Adresse bei einer Petition angegeben wurde.`,
}
