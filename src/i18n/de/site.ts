/** German, addressed as Sie. */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'

const { number, plural, date } = formatter('de')

const SIGNATURES: PluralForms = { one: 'Unterschrift', other: 'Unterschriften' }
const SECONDS: PluralForms = { one: 'Sekunde', other: 'Sekunden' }

export const de: Catalogue = {
  name: 'Deutsch',
  direction: 'ltr',
  languages: 'Sprache',
  skip: 'Zum Inhalt',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'Unterschriften',

  home: {
    title: 'Petitionen',
    lead: 'Jede Unterschrift zählt genau einmal, und nur die Kampagne kann lesen, von wem sie stammt.',
    to: (addressee) => `An: ${addressee}`,
    openNow: 'Jetzt offen',
    none: 'Zurzeit ist keine Petition offen.',
  },

  petition: {
    to: 'An',
    startedBy: 'Gestartet von',
    writtenIn: (language) => `Sprache der Petition: ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `${number(n)} neue in den letzten 24 Stunden`,
    gathered: (n) =>
      `Diese Petition ${plural(n, { one: 'hat', other: 'haben' })} ${number(n)} ${plural(n, { one: 'Mensch', other: 'Menschen' })} unterschrieben`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} zählt heute auf Sie.`
        : `${starter} und ${number(others)} ${plural(others, { one: 'weiterer Mensch', other: 'weitere Menschen' })} zählen heute auf Sie.`,
    nextGoal: (n) => `Nächstes Ziel: ${number(n)}`,
    closed: 'Petition beendet',
    closedText: 'Diese Petition nimmt keine Unterschriften mehr an. Vielen Dank an alle, die unterschrieben haben.',
    victory: 'Erfolg',
    victoryText: 'Die Kampagne hat bekannt gegeben, dass ihre Forderung erfüllt wurde.',
    endedOn: (day) => `Die Petition endete am ${day}.`,
    outcome: 'Was daraus geworden ist',
    recent: 'Zuletzt unterschrieben',
    toForm: 'Diese Petition unterschreiben',
    updates: 'Neuigkeiten',
    allUpdates: 'Alle Neuigkeiten',
    olderUpdates: 'Ältere Neuigkeiten',
    feed: 'Als Feed abonnieren',
    embed: 'Der Zähler auf Ihrer Website',
    toPetition: 'Zur Petition',
  },

  share: {
    title: 'Erzählen Sie davon',
    text: 'Eine Petition wächst, wenn sie weitergegeben wird. Schicken Sie sie einem Menschen.',
    device: 'Teilen …',
    by: (name) => `Über ${name} teilen`,
    email: 'E-Mail',
    copyLink: 'Link kopieren',
    copied: 'Link kopiert',
    qr: 'QR-Code',
    qrText: 'Für Plakate und Flugblätter: Er führt zu dieser Petition.',
  },

  form: {
    title: 'Unterschreiben Sie diese Petition',
    name: 'Ihr Name',
    email: 'E-Mail-Adresse',
    emailHint: 'Wird nie angezeigt. Wir verschlüsseln sie sofort, sodass nur das Kampagnenteam sie lesen kann.',
    emailHintConfirm:
      'Wird nie angezeigt. Sie erhalten eine E-Mail zum Bestätigen. Danach kann nur das Kampagnenteam die Adresse lesen.',
    updates: 'Die Kampagne darf mir schreiben, wie es weitergeht',
    country: 'Land',
    countryAuto: 'Laut meiner Verbindung',
    countryGuessed: (country) => `${country} (laut Ihrer Verbindung)`,
    countryHint: 'Für die Statistik und das Kampagnenteam. Wird nie bei Ihrem Namen angezeigt.',
    comment: 'Warum unterschreiben Sie?',
    more: 'Begründung hinzufügen',
    optional: (label) => `${label} (optional)`,
    commentHint: 'Wird auf dieser Seite angezeigt, wenn Sie Ihren Namen oder Ihre Initialen zeigen lassen.',
    showName: 'Auf dieser Seite anzeigen',
    showFull: 'meinen vollen Namen',
    showInitials: 'meine Initialen',
    showAnonymous: 'nichts von meinem Namen',
    submit: 'Jetzt unterschreiben',
    trap: 'Lassen Sie dieses Feld leer',
    consent:
      'Mit Ihrer Unterschrift stimmen Sie zu, dass wir sie zählen und Ihre Angaben aus diesem Formular an das Kampagnenteam weitergeben, an niemanden sonst; nur Ihre E-Mail-Adresse erhält auch der Dienst, der unsere E-Mails zustellt. Öffentlich ist nur, was Sie anzeigen lassen.',
    consentConfirm:
      'Mit Ihrer Unterschrift stimmen Sie zu, dass wir sie zählen und Ihre Angaben aus diesem Formular an das Kampagnenteam weitergeben, an niemanden sonst; nur Ihre E-Mail-Adresse erhält auch der Dienst, der unsere E-Mails zustellt. Öffentlich ist nur, was Sie anzeigen lassen. In jeder unserer E-Mails finden Sie einen Link, um Ihre Unterschrift zurückzuziehen.',
    working: 'Wir prüfen, ob Sie ein Mensch sind, und senden Ihre Unterschrift …',
    thanks: 'Danke. Ihre Unterschrift ist unterwegs.',
    thanksText: 'Sie ist bei uns in Sicherheit und wird in wenigen Sekunden gezählt.',
    thanksConfirm: 'Noch ein Schritt: Öffnen Sie Ihre E-Mails',
    thanksConfirmText:
      'Eine E-Mail mit einem Link ist zu Ihnen unterwegs. Ihre Unterschrift zählt, sobald Sie den Link geöffnet und dort auf den Knopf gedrückt haben. Nichts angekommen? Sehen Sie im Spam-Ordner nach oder unterschreiben Sie noch einmal.',
    retrying: (seconds) =>
      `Das hat nicht geklappt. Lassen Sie diese Seite offen: Nächster Versuch in ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    busy: 'Wir konnten Ihre Unterschrift noch nicht annehmen. Was Sie geschrieben haben, ist noch da: Bitte versuchen Sie es in einer Minute noch einmal.',
    offline:
      'Es besteht keine Verbindung. Was Sie geschrieben haben, ist noch da: Versuchen Sie es gleich noch einmal.',
    fix: 'Etwas ist noch zu korrigieren.',
    noScript:
      'Ihr Browser führt auf dieser Seite keine Skripte aus. Sie können trotzdem unterschreiben: Sie erhalten eine E-Mail, und Ihre Unterschrift zählt, sobald Sie den Link darin geöffnet und auf den Knopf gedrückt haben.',
  },

  links: {
    confirm: {
      title: 'Bestätigen Sie Ihre Unterschrift',
      text: 'Ein Druck auf den Knopf, und Ihre Unterschrift zählt.',
      button: 'Ja, meine Unterschrift zählen',
      done: 'Danke. Sie haben Ihre Unterschrift bestätigt.',
      doneText:
        'Die Zahl auf der Seite ändert sich in wenigen Sekunden. Eine Petition wächst, wenn sie weitergegeben wird.',
    },
    withdraw: {
      title: 'Ihre Unterschrift zurückziehen?',
      text: 'Wir löschen Ihre Unterschrift mit allen Angaben dazu. Wurde sie schon gezählt, sinkt die Zahl um eins. Sie können später wieder unterschreiben.',
      button: 'Meine Unterschrift zurückziehen',
      done: 'Ihre Unterschrift ist zurückgezogen.',
      doneText: 'Sie wird in wenigen Sekunden gelöscht. Niemand erfährt, dass es Ihre war.',
    },
    notShown: 'Ihr Name wird nicht angezeigt.',
    shownAs: (name) => `Auf der Petitionsseite erscheinen Sie als ${name}`,
    notYours:
      'Das haben Sie nicht geschrieben? Bestätigen Sie nicht. Unterschreiben Sie selbst: Dann stehen dort Ihre eigenen Worte.',
  },

  embed: {
    title: 'Der Zähler auf Ihrer Website',
    lead: 'Wählen Sie, wie er aussieht, kopieren Sie eine Zeile und fügen Sie sie in Ihre Seite ein. Er setzt keine Cookies, verfolgt niemanden und lädt nichts von anderswo.',
    setUp: 'Einrichten',
    theme: 'Farben',
    themes: { auto: 'Wie die Seite ringsum', light: 'Hell', dark: 'Dunkel' },
    size: 'Größe',
    sizes: { small: 'Klein', medium: 'Mittel', large: 'Groß' },
    language: 'Sprache',
    asMyPage: 'Wie die Seite ringsum',
    goal: 'Angezeigtes Ziel',
    goals: { next: 'Das nächste Ziel', none: 'Keines' },
    signLink: 'Den Knopf zum Unterschreiben zeigen',
    partner: 'Ihr Partnercode',
    partnerHint:
      'Buchstaben von a bis z, Ziffern und Bindestriche. Unterschriften, die über Ihre Website kommen, werden ihm zugerechnet.',
    apply: 'Anzeigen',
    copy: 'Kopieren',
    copied: 'Kopiert',
    code: (form) => `Code: ${form}`,
    element: 'Das Element',
    elementText: 'Live und Teil Ihrer Seite. Die beste Wahl, wenn Sie ein Skript einfügen können.',
    pinned: 'Das Element in fester Version',
    pinnedText:
      'Dasselbe in einer Version, die sich nie ändert: Der Browser prüft ihren Fingerabdruck, bevor er sie ausführt.',
    frame: 'Der Rahmen',
    frameText:
      'Live, in einem eigenen Rahmen. Das zweite Tag ist ein Skript, das die Höhe anpasst; wo keine fremden Skripte zugelassen sind, lassen Sie es weg.',
    frameTitle: (title) => `Unterschriften: ${title}`,
    oembed: 'Nur die Adresse',
    oembedText:
      'WordPress und alles andere, was oEmbed kennt, macht aus der Adresse der Petition von selbst den Zähler.',
    badge: 'Das Badge',
    badgeText: 'Ein Bild mit der Zahl. Für README-Dateien, Foren und Newsletter.',
    link: 'Der Link',
    linkText: 'Einfaches HTML ohne Skripte und Bilder. Die Zahl ist die des Augenblicks, in dem Ihr Server sie abruft.',
    image: 'Das Bild',
    imageText: 'Was soziale Netzwerke von der Petition zeigen, mit der Zahl des Tages.',
    data: 'Nur die Zahl',
    dataText: 'JSON, für alles, was Sie selbst bauen.',
  },

  feed: {
    title: (title) => `Neuigkeiten: ${title}`,
    milestoneText: (n) => `Die Petition hat die Marke von ${number(n)} ${plural(n, SIGNATURES)} erreicht.`,
  },

  counter: {
    signed: SIGNATURES,
    goal: 'Nächstes Ziel: {n}',
    lately: '{n} neue in den letzten 24 Stunden',
    sign: 'Unterschreiben',
    closed: 'Petition beendet',
    victory: 'Erfolg',
  },

  fieldErrors: {
    required: 'Bitte füllen Sie dieses Feld aus.',
    'not-text': 'Hier muss Text stehen.',
    'not-a-choice': 'Bitte wählen Sie einen der angebotenen Werte.',
    'not-a-number': 'Hier muss eine ganze Zahl im erlaubten Bereich stehen.',
    'not-a-list': 'Hier muss eine Liste stehen.',
    'too-long': 'Das ist zu lang. Bitte kürzen Sie es.',
    'hidden-characters':
      'Das enthält unsichtbare Zeichen oder Steuerzeichen. Bitte tippen Sie es neu, statt es einzufügen.',
    'link-in-name': 'Ein Name kann keine Webadresse enthalten.',
    'no-letters': 'Ein Name braucht mindestens einen Buchstaben.',
    'not-an-email': 'Diese E-Mail-Adresse können wir nicht lesen. Bitte prüfen Sie sie auf Tippfehler.',
    'not-a-country': 'Das ist kein Ländercode nach ISO 3166-1 wie UZ oder DE.',
    'not-a-slug': 'Verwenden Sie nur die Buchstaben a bis z, Ziffern und Bindestriche.',
    'not-a-partner-code': `Höchstens ${number(PARTNER_CODE_MAX_CHARS)} Zeichen: Buchstaben von a bis z, Ziffern, Bindestriche und Unterstriche. Am Anfang ein Buchstabe oder eine Ziffer.`,
    'not-a-url': 'Das muss eine öffentliche https-Adresse sein.',
    'not-a-time': 'Das muss eine Zeit in UTC sein, etwa 2026-12-31T23:59:00Z.',
    'not-a-language': 'Das muss ein Sprachkürzel sein, etwa en, ru oder sr-Latn.',
    'in-the-past': 'Diese Zeit ist vorbei. Wählen Sie eine, die noch kommt.',
    'not-a-cursor':
      'Das ist kein cursor dieser Liste. Verwenden Sie den cursor der vorigen Antwort oder lassen Sie ihn weg.',
    'not-a-key':
      'Das ist kein öffentlicher X25519-Schlüssel in base64url. Erzeugen Sie ein Schlüsselpaar mit: npm run keygen',
    'no-key':
      'Bevor eine Petition unterschrieben werden kann, braucht sie einen öffentlichen Schlüssel, damit nur die Kampagne die Kontaktdaten lesen kann. Erzeugen Sie ein Schlüsselpaar mit: npm run keygen',
    'unknown-field': 'Darin steht ein Feld, das hier nicht bekannt ist. Bitte prüfen Sie es auf Tippfehler.',
  },

  fieldErrorsByPath: {
    'name/required': 'Bitte geben Sie Ihren Namen ein.',
    'email/required': 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
    'country/not-a-country': 'Bitte wählen Sie ein Land aus der Liste.',
    'showName/not-a-choice': 'Bitte wählen Sie, wie Ihr Name erscheint.',
    'name/too-long': `Ein Name kann höchstens ${number(NAME_MAX_CHARS)} Zeichen haben.`,
    'comment/too-long': `Eine Begründung kann höchstens ${number(COMMENT_MAX_CHARS)} Zeichen haben.`,
  },

  problem: {
    title: {
      malformed: 'Die Anfrage ist nicht lesbar',
      unauthorized: 'Nicht angemeldet',
      'bot-check-failed': 'Die Prüfung gegen Bots wurde nicht bestanden',
      'petition-not-found': 'Diese Petition gibt es nicht',
      'not-found': 'Hier ist nichts',
      'link-broken': 'Dieser Link ist unvollständig',
      'link-expired': 'Dieser Link ist abgelaufen',
      'method-not-allowed': 'Diese Adresse nimmt diese Methode nicht an',
      'petition-closed': 'Diese Petition ist beendet',
      conflict: 'Das geht im jetzigen Zustand nicht',
      'too-large': 'Die Anfrage ist zu groß',
      'unsupported-type': 'Diese Art von Inhalt wird nicht angenommen',
      'invalid-signature': 'Die Unterschrift ist unvollständig',
      'invalid-petition': 'Die Petition ist unvollständig',
      'invalid-webhook': 'Dieser Webhook lässt sich nicht verwenden',
      'invalid-query': 'Die Adresse verlangt etwas Unmögliches',
      'invalid-condition': 'Es ist nicht klar, welche Unterschriften gemeint sind',
      'invalid-update': 'Die Neuigkeit ist unvollständig',
      'invalid-image': 'Dieses Bild lässt sich nicht verwenden',
      'unsupported-format': 'Dieses Format gibt es hier nicht',
      'too-many-requests': 'Zu viele Anfragen aus Ihrem Netz',
      unavailable: 'Im Moment können wir nichts annehmen',
    },
    malformed: {
      'not-utf-8': 'Der Inhalt ist nicht UTF-8. Senden Sie ihn als UTF-8.',
      'not-json': 'Der Inhalt ist kein JSON. Senden Sie ein JSON-Objekt.',
      'not-an-object': 'Der Inhalt muss ein einziges JSON-Objekt sein.',
      'too-deep': 'Das JSON ist zu tief verschachtelt. Jedes Feld ist ein einfacher Wert.',
      'too-slow': 'Der Inhalt kam nicht rechtzeitig an. Nichts wurde angenommen; senden Sie ihn noch einmal.',
      'cut-off': 'Der Inhalt brach ab. Nichts wurde angenommen; senden Sie ihn noch einmal.',
    },
    botCheck: {
      missing: 'Der Nachweis fehlt. Rufen Sie eine Aufgabe ab, lösen Sie sie und senden Sie die Lösung als „proof“.',
      wrong: 'Der Nachweis passt nicht zu dieser Petition. Laden Sie die Seite neu und unterschreiben Sie noch einmal.',
      expired:
        'Die Seite war so lange offen, dass ihre Prüfung abgelaufen ist. Unterschreiben Sie noch einmal: Eine neue läuft von selbst.',
      used: 'Dieser Nachweis wurde schon für eine andere Unterschrift verwendet. Laden Sie die Seite neu und unterschreiben Sie noch einmal.',
    },
    conflict: {
      'slug-taken': 'Eine andere Petition hat schon diese Adresse. Wählen Sie eine andere.',
      'not-open': 'Die Petition ist nicht offen.',
      'not-closed': 'Die Petition ist nicht beendet.',
      'no-key':
        'Die Petition hat keinen öffentlichen Schlüssel; niemand könnte die Kontaktdaten lesen. Geben Sie ihr zuerst einen: PATCH {"publicKeys": ["…"]}.',
      'too-many-webhooks':
        'Diese Petition hat schon so viele Webhooks, wie sie haben darf. Entfernen Sie zuerst einen.',
      'too-many-updates':
        'Diese Petition hat schon so viele Neuigkeiten, wie sie haben darf. Entfernen Sie zuerst eine.',
      'delivery-pending': 'Diese Zustellung läuft noch. Sie kann wiederholt werden, wenn sie beendet ist.',
      'group-changed':
        'Die Zahl der passenden Unterschriften ist nicht mehr die, die Sie erwartet haben. Nichts wurde getan: Sehen Sie noch einmal nach und entscheiden Sie dann.',
    },
    image: {
      'not-an-image': 'Senden Sie die Bytes eines einzigen, vollständigen Bildes in JPEG, PNG oder WebP.',
      'too-many-pixels': `Jede Seite darf höchstens ${number(IMAGE_SIDE_MAX_PIXELS)} Pixel lang sein. Bitte verkleinern Sie das Bild.`,
    },
    unauthorized: 'Senden Sie das Token dieser Petition oder das des Betreibers als „Authorization: Bearer …“.',
    petitionNotFound: 'Prüfen Sie die Adresse. Vielleicht wurde die Petition umbenannt oder nie veröffentlicht.',
    notFound: 'Prüfen Sie die Adresse.',
    linkBroken: 'Kopieren Sie den ganzen Link aus der E-Mail in die Adresszeile. Nichts wurde geändert.',
    linkExpired:
      'Unterschreiben Sie noch einmal: Sie erhalten eine neue E-Mail mit einem neuen Link. Nichts wurde geändert.',
    methodNotAllowed: (allow) => `Verwenden Sie ${allow}.`,
    petitionClosed: 'Sie nimmt keine Unterschriften mehr an. Ihre Unterschrift wurde nicht gespeichert.',
    tooLarge: (maxBytes) => `Diese Anfrage kann höchstens ${number(maxBytes)} Byte haben.`,
    unsupportedType: 'Senden Sie application/json oder, aus einem Formular, application/x-www-form-urlencoded.',
    unsupportedFormat: 'Fragen Sie nach format=json oder format=xml.',
    invalid:
      'Korrigieren Sie die in „errors“ genannten Felder und senden Sie es noch einmal. Nichts wurde gespeichert.',
    tooManyRequests: (seconds) =>
      `Aus Ihrem Netz kamen in kurzer Zeit viele Anfragen. Warten Sie ${number(seconds)} ${plural(seconds, SECONDS)} und senden Sie es noch einmal; nichts geht verloren.`,
    unavailable: (seconds) =>
      `Nichts wurde gespeichert, also ging nichts verloren. Senden Sie dieselbe Anfrage in ${number(seconds)} ${plural(seconds, SECONDS)} noch einmal.`,
    home: 'Zu den Petitionen',
  },
}
