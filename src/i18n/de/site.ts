/** German, addressed as Sie. */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'

const { number, plural, date } = formatter('de')

const SIGNATURES: PluralForms = { one: 'Unterschrift', other: 'Unterschriften' }
const SECONDS: PluralForms = { one: 'Sekunde', other: 'Sekunden' }
const MINUTES: PluralForms = { one: 'Minute', other: 'Minuten' }

export const de: Catalogue = {
  name: 'Deutsch',
  direction: 'ltr',
  languages: 'Sprache',
  skip: 'Zum Hauptinhalt springen',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'Unterschriften',

  home: {
    title: 'Petitionen',
    lead: 'Jede Unterschrift zählt genau einmal. Ihre Kontaktdaten werden verschlüsselt: Nur das Kampagnenteam kann sie lesen.',
    to: (addressee) => `An: ${addressee}`,
    openNow: 'Laufende Petitionen',
    none: 'Zurzeit läuft keine Petition.',
  },

  listing: {
    search: 'Petitionen suchen',
    submit: 'Suchen',
    found: (query) => `Suchergebnisse für „${query}“`,
    notFound: (query) => `Keine Petition zu „${query}“ gefunden.`,
    notFoundText: 'Prüfen Sie die Schreibweise oder verwenden Sie weniger Wörter. Durchsucht werden nur die Titel.',
    notFoundYet: 'Bisher kein Treffer. Sie können auch ältere Petitionen durchsuchen.',
    searchMore: 'Ältere Petitionen durchsuchen',
    victories: 'Erfolge',
    closed: 'Beendete Petitionen',
    allVictories: 'Alle Erfolge',
    allClosed: 'Alle beendeten Petitionen',
    more: 'Weitere Petitionen',
    newest: 'Zurück zu den neuesten Petitionen',
  },

  petition: {
    to: 'An',
    startedBy: 'Gestartet von',
    writtenIn: (language) => `Sprache der Petition: ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `${number(n)} neue in den letzten 24 Stunden`,
    gathered: (n) =>
      plural(n, {
        one: `${number(n)} Person hat diese Petition unterschrieben.`,
        other: `${number(n)} Menschen haben diese Petition unterschrieben.`,
      }),
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} zählt heute auf Sie.`
        : `${starter} und ${number(others)} ${plural(others, { one: 'weitere Person', other: 'weitere Menschen' })} zählen heute auf Sie.`,
    nextGoal: (n) => `Nächstes Ziel: ${number(n)}`,
    closed: 'Petition beendet',
    closedText: 'Diese Petition nimmt keine Unterschriften mehr an. Vielen Dank an alle, die unterschrieben haben.',
    victory: 'Erfolg',
    victoryText:
      'Die Forderung wurde nach Angaben des Kampagnenteams erfüllt. Vielen Dank an alle, die unterschrieben haben.',
    endedOn: (day) => `Die Petition endete am ${day}.`,
    outcome: 'Ergebnis',
    recent: 'Zuletzt unterschrieben',
    toForm: 'Diese Petition unterschreiben',
    updates: 'Neuigkeiten',
    allUpdates: 'Alle Neuigkeiten',
    olderUpdates: 'Ältere Neuigkeiten',
    feed: 'Als Feed abonnieren',
    embed: 'Diesen Zähler auf Ihrer Website einbinden',
    toPetition: 'Zur Petition',
    opened: 'Veröffentlicht am',
    signUntil: 'Unterschreiben bis',
    lastDay: 'Letzter Tag zum Unterschreiben',
    daysLeft: (n) => `Noch ${number(n)} ${plural(n, { one: 'Tag', other: 'Tage' })}`,
    organisationCounts: (organisation, signers) =>
      `${organisation} und ${number(signers)} ${plural(signers, { one: 'Person, die bereits unterschrieben hat', other: 'Menschen, die bereits unterschrieben haben' })}, zählen heute auf Sie.`,
  },

  share: {
    title: 'Petition teilen',
    text: 'Kennen Sie jemanden, der unterschreiben würde? Schicken Sie die Petition weiter.',
    device: 'Teilen …',
    by: (name) => `Über ${name} teilen`,
    email: 'E-Mail',
    copyLink: 'Link kopieren',
    copied: 'Link kopiert',
    qr: 'QR-Code',
    qrText: 'Führt beim Scannen zu dieser Petition. Für Plakate und Flyer.',
  },

  print: {
    title: 'Unterschriftenliste',
    link: 'Unterschriftenliste zum Ausdrucken',
    how: 'Drucken Sie diese Seite über das Menü Ihres Browsers auf A4- oder Letter-Papier.',
    declaration: 'Mit meiner Unterschrift unterstütze ich diese Petition.',
    fullText: 'Der vollständige Text steht auf der Seite der Petition.',
    name: 'Name',
    place: 'Ort, Land',
    signature: 'Unterschrift',
    online: 'Diese Petition im Internet',
    poster: 'Plakat',
    posterLink: 'Plakat zum Ausdrucken',
    scan: 'Unterschreiben Sie mit dem Handy: Code scannen oder Adresse eingeben.',
    handTo: (starter) =>
      `Ausgefüllte Listen gehen an ${starter}. Die Angaben darauf werden nur für diese Petition verwendet.`,
  },

  versions: {
    changedOn: (day) => `Der Text dieser Petition wurde am ${day} geändert.`,
    kinds: { correction: 'Korrektur', facts: 'Neue Fakten', demand: 'Andere Forderung' },
    see: 'Änderungen ansehen',
    title: 'Was sich geändert hat',
    first: 'Erste Fassung',
    read: 'Diese Fassung lesen',
    signedThis: 'Unterschriften für diese Fassung',
    added: 'hinzugefügt',
    removed: 'entfernt',
    unchanged: 'Unveränderte Absätze',
    petitionTitle: 'Titel',
    changedMind:
      'Sie haben eine frühere Fassung unterschrieben und stimmen nicht mehr zu? Sie können Ihre Unterschrift jederzeit zurückziehen.',
    translation: 'Übersetzung',
    translations: 'Übersetzungen',
    version: (n) => `Fassung ${number(n)}`,
    old: 'Dies ist eine frühere Fassung des Textes.',
    originalIn: (language) => `Dies ist eine Übersetzung. Sprache des Originals: ${language}.`,
    toOriginal: 'Original lesen',
    toTranslation: 'Übersetzung lesen',
    behind: 'Das Original hat sich seit dieser Übersetzung geändert.',
  },

  choices: {
    detected: 'automatisch erkannt',
    anonymous: 'Name nicht angezeigt',
    initials: 'Initialen angezeigt',
    full: 'Voller Name angezeigt',
    change: 'Ändern',
  },

  form: {
    title: 'Unterschreiben Sie diese Petition',
    name: 'Ihr Name',
    email: 'E-Mail-Adresse',
    emailHint: 'Wird nie angezeigt. Wir verschlüsseln sie sofort, sodass nur das Kampagnenteam sie lesen kann.',
    emailHintConfirm:
      'Wird nie angezeigt. Sie erhalten eine E-Mail zum Bestätigen. Danach kann nur das Kampagnenteam die Adresse lesen.',
    updates: 'Ja, das Kampagnenteam darf mich per E-Mail über diese Petition informieren',
    country: 'Land',
    countryAuto: 'Automatisch erkennen',
    countryGuessed: (country) => `${country} (automatisch erkannt)`,
    countryHint: 'Für die Statistik und das Kampagnenteam. Wird nie bei Ihrem Namen angezeigt.',
    comment: 'Warum unterschreiben Sie?',
    more: 'Grund angeben',
    optional: (label) => `${label} (optional)`,
    commentHint:
      'Das Kampagnenteam kann den Grund lesen. Auf dieser Seite erscheint er nur mit Ihrem Namen oder Ihren Initialen.',
    showName: 'Ihr Name auf dieser Seite',
    showNameChecked: 'Namen erscheinen, nachdem das Kampagnenteam sie angesehen hat.',
    showFull: 'Voller Name',
    showInitials: 'Nur Initialen',
    showAnonymous: 'Nicht anzeigen',
    submit: 'Jetzt unterschreiben',
    trap: 'Lassen Sie dieses Feld leer',
    consent:
      'Mit Ihrer Unterschrift stimmen Sie zu, dass wir sie zählen und Ihre Angaben aus diesem Formular an das Kampagnenteam weitergeben. Sonst erhält sie niemand; nur Ihre E-Mail-Adresse geht auch an den Dienst, der unsere E-Mails zustellt. Öffentlich ist nur, was Sie anzeigen lassen.',
    consentConfirm:
      'Mit Ihrer Unterschrift stimmen Sie zu, dass wir sie zählen und Ihre Angaben aus diesem Formular an das Kampagnenteam weitergeben. Sonst erhält sie niemand; nur Ihre E-Mail-Adresse geht auch an den Dienst, der unsere E-Mails zustellt. Öffentlich ist nur, was Sie anzeigen lassen. In jeder unserer E-Mails finden Sie einen Link, um Ihre Unterschrift zurückzuziehen.',
    working: 'Ihre Unterschrift wird geprüft und gesendet …',
    thanks: 'Danke für Ihre Unterschrift!',
    thanksText: 'Ihre Unterschrift ist angekommen und wird in wenigen Sekunden gezählt.',
    thanksConfirm: 'Noch ein Schritt: Sehen Sie in Ihr E-Mail-Postfach',
    thanksConfirmText:
      'Wir senden Ihnen eine E-Mail. Öffnen Sie den Link darin und bestätigen Sie Ihre Unterschrift. Nichts angekommen? Sehen Sie im Spam-Ordner nach oder unterschreiben Sie noch einmal.',
    didYouMean: (address) => `Meinten Sie ${address}?`,
    useSuggestion: 'Diese Adresse verwenden',
    sentTo: (address) => `Gesendet an ${address}`,
    changeEmail: 'E-Mail-Adresse ändern',
    sendAgain: 'E-Mail noch einmal senden',
    retrying: (seconds) =>
      `Das hat nicht geklappt. Lassen Sie diese Seite offen: Nächster Versuch in ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    busy: (minutes) =>
      `Ihre Unterschrift konnte leider nicht gespeichert werden. Ihre Angaben sind noch da. Bitte versuchen Sie es in ${number(minutes)} ${plural(minutes, MINUTES)} noch einmal.`,
    offline:
      'Sie sind anscheinend offline. Ihre Angaben sind noch da. Versuchen Sie es noch einmal, sobald Sie wieder online sind.',
    fix: 'Bitte prüfen Sie die markierten Felder.',
    noScript:
      'JavaScript ist in Ihrem Browser ausgeschaltet. Sie können trotzdem unterschreiben: Sie erhalten eine E-Mail mit einem Link zum Bestätigen.',
  },

  after: {
    signedWith: (others) =>
      others < 1
        ? 'Ihre Unterschrift ist die erste.'
        : `Sie und ${number(others)} ${plural(others, { one: 'weitere Person', other: 'weitere Menschen' })} haben unterschrieben.`,
    missing: (n, goal) => `Noch ${number(n)} ${plural(n, SIGNATURES)} bis ${number(goal)}.`,
    sendTitle: 'Schicken Sie die Petition einer Person weiter',
    sendText: 'Wem liegt das Thema auch am Herzen? Schreiben Sie dieser Person.',
    messageLabel: 'Was Sie schreiben könnten',
    messageHint: 'Der Link zur Petition wird am Ende angefügt.',
    message: (title) => `Ich habe gerade „${title}“ unterschrieben. Bist du auch dabei?`,
    copyText: 'Text und Link kopieren',
    textCopied: 'Text und Link kopiert',
    changedMind: 'Falls Sie es sich anders überlegen',
    keepLink:
      'Bewahren Sie diesen Link auf oder drucken Sie ihn aus: Damit ziehen Sie Ihre Unterschrift zurück, ganz ohne E-Mail. Eine frühere Unterschrift mit derselben E-Mail-Adresse zieht er nicht zurück.',
    keepUnconfirmed:
      'Bewahren Sie diesen Link auf oder drucken Sie ihn aus: Er löscht, was Sie gerade eingegeben haben, solange es nicht bestätigt ist. Danach, oder wenn Sie schon einmal unterschrieben haben, gilt der Link in unseren E-Mails.',
    keepConfirmed:
      'Bewahren Sie diesen Link auf oder drucken Sie ihn aus: Damit ziehen Sie Ihre Unterschrift zurück. Einen solchen Link enthält auch jede E-Mail von uns.',
  },

  links: {
    confirm: {
      title: 'Unterschrift bestätigen',
      text: 'Ihre Unterschrift zählt, sobald Sie sie bestätigen.',
      button: 'Unterschrift bestätigen',
      done: 'Danke. Ihre Unterschrift ist bestätigt.',
      doneText: 'Die Zahl ändert sich in wenigen Sekunden.',
    },
    withdraw: {
      title: 'Unterschrift zurückziehen?',
      text: 'Wir löschen Ihre Unterschrift mit allen Angaben dazu. Wurde sie schon gezählt, sinkt die Zahl um eins. Sie können später wieder unterschreiben.',
      button: 'Unterschrift zurückziehen',
      done: 'Sie haben Ihre Unterschrift zurückgezogen.',
      doneText: 'Wir löschen sie in wenigen Sekunden. Wir sagen niemandem, von wem sie war.',
    },
    notShown: 'Ihr Name wird nicht angezeigt.',
    shownAs: (name) => `Auf der Petitionsseite erscheinen Sie als ${name}`,
    notYours:
      'Das haben Sie nicht geschrieben? Dann bestätigen Sie nicht. Unterschreiben Sie selbst, dann ersetzen Ihre Angaben diese hier.',
  },

  lost: {
    open: 'E-Mail verloren? Links noch einmal anfordern',
    title: 'Links noch einmal senden',
    text: 'Geben Sie die E-Mail-Adresse ein, mit der Sie unterschrieben haben. Wir schicken Ihnen die Links, um Ihre Unterschrift zu bestätigen oder zurückzuziehen.',
    same: 'Das Ergebnis sieht hier für jede E-Mail-Adresse gleich aus. So kann niemand herausfinden, wer unterschrieben hat.',
    button: 'Links senden',
    sent: 'Sehen Sie in Ihr E-Mail-Postfach',
    sentText:
      'Wenn mit dieser E-Mail-Adresse unterschrieben wurde, ist eine E-Mail mit den Links unterwegs. Das kann ein paar Minuten dauern.',
    none: 'Nichts angekommen? Sehen Sie im Spam-Ordner nach und prüfen Sie die Schreibweise der E-Mail-Adresse. Wurde mit ihr nicht unterschrieben, senden wir nichts. Jede E-Mail-Adresse erhält nur wenige E-Mails am Tag.',
    other: 'Andere E-Mail-Adresse versuchen',
    check:
      'Wir konnten nicht prüfen, ob ein Mensch dieses Formular abgeschickt hat. Warten Sie ein paar Sekunden und senden Sie es noch einmal.',
  },

  trust: {
    about:
      'Undersigned zählt jede Unterschrift einmal und verschlüsselt Kontaktdaten, sodass nur das Kampagnenteam sie lesen kann.',
    runBy: (name) => `Betrieben von ${name}`,
    privacy: 'Datenschutz',
    terms: 'Nutzungsbedingungen',
    imprint: 'Impressum',
    contact: 'Kontakt',
    keep: 'Unterschrift behalten',

    count: {
      title: 'Wie hier gezählt wird',
      asOf: (day, time) => `Stand: ${day}, ${time} UTC`,
      data: 'Die Zahl als Daten (JSON)',
      signed: 'Hier unterschrieben',
      signedConfirmed: 'Hier unterschrieben und per E-Mail bestätigt',
      claimed: 'Auf Papier und aus früheren Listen',
      claimedText:
        'Wie viele auf Papier oder in früheren Listen unterschrieben haben, gibt das Kampagnenteam an. Wir haben diese Zahl nicht geprüft.',
      claimKinds: { paper: 'Auf Papier', list: 'Frühere Liste', import: 'Aus früherer Liste importiert' },
      collectedUntil: (day: string) => `gesammelt bis ${day}`,
      whatCounts: 'Was zählt',
      once: 'Eine Unterschrift pro E-Mail-Adresse, ganz gleich, wie sie geschrieben ist.',
      confirmed: 'Eine Unterschrift zählt, sobald sie per E-Mail bestätigt ist.',
      unconfirmed:
        'Eine Unterschrift zählt sofort. Kommt sie aus einem Browser ohne JavaScript, zählt sie, sobald sie per E-Mail bestätigt ist.',
      withdrawing: 'Alle können ihre Unterschrift jederzeit zurückziehen. Wir löschen sie, und die Zahl sinkt um eins.',
      taken: 'Was herausgenommen wurde',
      takenText:
        'Kommen sehr viele Unterschriften auf einmal von einem Ort oder wirken sie automatisch erzeugt, halten wir sie zurück, bis das Kampagnenteam sie geprüft hat. In der Zahl oben sind sie nicht enthalten.',
      heldNow: 'Derzeit zur Prüfung zurückgehalten',
      withdrawn: 'Von Unterzeichnenden zurückgezogen',
      quarantined: 'Zur Prüfung zurückgehalten',
      released: 'Geprüft und zugelassen',
      removed: 'Geprüft und entfernt',
      byDay: 'Nach Tagen',
      day: 'Tag',
      what: 'Was geschah',
      removals: 'Alle Tage als Daten (JSON)',
      who: 'Wer sieht, wer unterschrieben hat',
      whoText:
        'Namen und E-Mail-Adressen sind mit einem Schlüssel verschlüsselt, den nur das Kampagnenteam hat. Wer diese Website betreibt, kann sie nicht lesen, sieht aber, wie viele wann und aus welchen Ländern unterschrieben haben. Öffentlich ist ein Name nur, wenn die Person ihn anzeigen lässt.',
    },

    report: {
      title: 'Diese Petition melden',
      text: 'Sagen Sie uns, was an dieser Petition nicht in Ordnung ist. Ihre Meldung geht nur an den Betreiber dieser Website, nicht an das Kampagnenteam.',
      /** The link beside what a signer or an update says, and above the form what it is about. */
      link: 'Melden',
      aboutSigner: 'Sie melden diesen Namen und Grund:',
      aboutUpdate: 'Sie melden diese Neuigkeit:',
      aboutText:
        'Sagen Sie uns, was daran nicht in Ordnung ist. Das Kampagnenteam sieht, dass es gemeldet wurde und weshalb, aber weder Ihre Worte noch Ihre E-Mail-Adresse.',
      ground: 'Was ist nicht in Ordnung?',
      grounds: {
        illegal: 'Sie verstößt gegen Gesetze',
        hateful: 'Sie beleidigt oder bedroht Menschen',
        false: 'Sie ist unwahr oder irreführend',
        'personal-data': 'Sie verrät persönliche Daten von jemandem',
        spam: 'Sie ist Spam oder Betrug',
        other: 'Etwas anderes',
      },
      details: 'Was genau und warum?',
      detailsHint:
        'Zitieren Sie die Stelle, die Sie meinen. Nennen Sie bei einem Gesetzesverstoß das Gesetz, wenn Sie es kennen.',
      emailHint:
        'Damit wir Ihnen die Entscheidung mitteilen können. Wir verschlüsseln sie sofort und löschen sie danach.',
      faith: 'Mit dem Absenden bestätigen Sie, dass Ihre Angaben nach bestem Wissen wahr sind.',
      send: 'Meldung senden',
      again: 'Bitte prüfen Sie Ihre Meldung und senden Sie sie noch einmal.',
      done: 'Danke für Ihre Meldung',
      doneText:
        'Wir sehen uns das an und entscheiden. Wenn Sie Ihre E-Mail-Adresse angegeben haben, teilen wir Ihnen die Entscheidung mit.',
      elsewhere: 'Diese Petition melden Sie auf dieser Seite des Betreibers:',
    },
  },

  embed: {
    title: 'Zähler auf Ihrer Website einbinden',
    lead: 'Gestalten Sie den Zähler, kopieren Sie eine Codezeile und fügen Sie sie in Ihre Seite ein. Der Zähler setzt keine Cookies, trackt niemanden und lädt nichts von anderen Diensten.',
    setUp: 'Optionen',
    theme: 'Farbschema',
    themes: { auto: 'Wie meine Seite', light: 'Hell', dark: 'Dunkel' },
    size: 'Größe',
    sizes: { small: 'Klein', medium: 'Mittel', large: 'Groß' },
    language: 'Sprache',
    asMyPage: 'Wie meine Seite',
    goal: 'Ziel',
    goals: { next: 'Nächstes Ziel', none: 'Kein Ziel' },
    signLink: 'Button „Unterschreiben“ anzeigen',
    partner: 'Partnercode',
    partnerHint:
      'Buchstaben von a bis z, Ziffern, Bindestriche und Unterstriche. Unterschriften über Ihre Website werden diesem Code zugerechnet.',
    apply: 'Vorschau aktualisieren',
    copy: 'Kopieren',
    copied: 'Kopiert',
    code: (form) => `Einbettungscode: ${form}`,
    element: 'Web Component',
    elementText:
      'Aktualisiert sich live und ist Teil Ihrer Seite. Die beste Wahl, wenn Sie ein Skript einfügen können.',
    pinned: 'Web Component, feste Version',
    pinnedText: 'Derselbe Zähler in einer Version, die sich nie ändert. Der Browser prüft sie, bevor er sie ausführt.',
    frame: 'Iframe',
    frameText:
      'Aktualisiert sich live in einem eigenen Iframe. Das zweite Tag ist ein Skript, das die Höhe anpasst. Lassen Sie es weg, wenn Ihre Website keine Skripte von Dritten erlaubt.',
    frameTitle: (title) => `Unterschriftenzähler: ${title}`,
    signForm: 'Unterschriftenformular',
    signFormText:
      'Menschen unterschreiben, ohne Ihre Website zu verlassen. In einem eigenen Iframe, ohne Cookies und in der Sprache der Lesenden. Das Skript passt die Höhe an.',
    signFormTitle: (title) => `Unterschreiben: ${title}`,
    oembed: 'Webadresse (oEmbed)',
    oembedText:
      'WordPress und andere Programme, die oEmbed unterstützen, machen aus der Adresse der Petition einen Zähler.',
    badge: 'Badge',
    badgeText: 'Ein Bild mit der Zahl der Unterschriften, für README-Dateien, Foren und Newsletter.',
    link: 'Textlink',
    linkText:
      'Einfaches HTML ohne Skripte und Bilder. Die Zahl ist so aktuell wie der letzte Abruf durch Ihren Server.',
    image: 'Vorschaubild',
    imageText: 'Das Bild, das soziale Netzwerke zur Petition zeigen, mit aktueller Zahl.',
    data: 'Zahl als JSON',
    dataText: 'Für eigene Anzeigen.',
  },

  feed: {
    title: (title) => `Neuigkeiten: ${title}`,
    milestoneText: (n) => `Die Petition hat ${number(n)} ${plural(n, SIGNATURES)} erreicht.`,
  },

  counter: {
    signed: SIGNATURES,
    first: 'Setzen Sie die erste Unterschrift',
    goal: 'Nächstes Ziel: {n}',
    lately: '{n} neue in den letzten 24 Stunden',
    sign: 'Unterschreiben',
    closed: 'Petition beendet',
    victory: 'Erfolg',
  },

  fieldErrors: {
    required: 'Bitte füllen Sie dieses Feld aus.',
    'not-text': 'Hier wird Text (String) erwartet.',
    'not-a-choice': 'Bitte wählen Sie eine der Möglichkeiten.',
    'not-a-number': 'Bitte geben Sie eine ganze Zahl im erlaubten Bereich an.',
    'not-a-list': 'Hier wird eine Liste (Array) erwartet.',
    'too-long': 'Das ist zu lang. Bitte kürzen Sie den Text.',
    'hidden-characters': 'Der Text enthält unsichtbare Zeichen. Bitte tippen Sie ihn ein, statt ihn einzufügen.',
    'too-many-marks': 'Ein Buchstabe trägt zu viele Akzente. Bitte schreiben Sie ihn ohne Verzierung.',
    'link-in-name': 'Ein Name darf keine Webadresse enthalten.',
    'email-in-name': 'Bitte geben Sie hier Ihren Namen ein, nicht Ihre E-Mail-Adresse.',
    'no-letters': 'Ein Name braucht mindestens einen Buchstaben oder eine Ziffer.',
    'not-an-email': 'Bitte geben Sie eine gültige E-Mail-Adresse ein, zum Beispiel name@example.org.',
    'not-a-country': 'Bitte verwenden Sie einen zweistelligen Ländercode (ISO 3166-1) wie UZ oder DE.',
    'not-a-slug': 'Verwenden Sie nur die Buchstaben a bis z, Ziffern und Bindestriche.',
    'not-a-partner-code': `Höchstens ${number(PARTNER_CODE_MAX_CHARS)} Zeichen: Buchstaben von a bis z, Ziffern, Bindestriche und Unterstriche. Am Anfang ein Buchstabe oder eine Ziffer.`,
    'not-a-url': 'Bitte verwenden Sie eine öffentliche https-Adresse.',
    'not-a-time':
      'Bitte verwenden Sie eine Zeit mit ihrem Abstand zu UTC, etwa 2026-12-31T23:59:00Z oder 2026-12-31T23:59:00+01:00.',
    'not-a-time-zone': 'Bitte verwenden Sie den Namen einer Zeitzone, etwa Europe/Berlin oder Asia/Tashkent.',
    'not-a-language': 'Bitte verwenden Sie ein Sprachkürzel wie en, ru oder sr-Latn.',
    'in-the-past': 'Diese Zeit liegt in der Vergangenheit. Bitte wählen Sie eine spätere.',
    'before-opening': 'Diese Zeit muss nach dem Start der Petition liegen.',
    'not-a-cursor':
      'Dieser Wert für „cursor“ ist ungültig. Verwenden Sie den Wert aus der vorigen Antwort oder lassen Sie ihn weg.',
    'not-a-key':
      'Bitte verwenden Sie einen öffentlichen X25519-Schlüssel in base64url. Schlüsselpaar erzeugen: npm run keygen',
    'no-key':
      'Die Petition braucht einen öffentlichen Schlüssel, bevor sie startet. Nur so bleiben die Kontaktdaten dem Kampagnenteam vorbehalten. Schlüsselpaar erzeugen: npm run keygen',
    'unknown-field': 'Unbekanntes Feld. Bitte prüfen Sie die Schreibweise.',
    'cannot-change': 'Das lässt sich hier nicht ändern.',
    'no-such-version':
      'Eine Fassung mit dieser Nummer gibt es nicht. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  },

  fieldErrorsByPath: {
    'name/required': 'Bitte geben Sie Ihren Namen ein.',
    'email/required': 'Bitte geben Sie Ihre E-Mail-Adresse ein.',
    'country/not-a-country': 'Bitte wählen Sie ein Land aus der Liste.',
    'showName/not-a-choice': 'Bitte wählen Sie, wie Ihr Name erscheint.',
    'name/too-long': `Der Name darf höchstens ${number(NAME_MAX_CHARS)} Zeichen lang sein.`,
    'comment/too-long': `Der Grund darf höchstens ${number(COMMENT_MAX_CHARS)} Zeichen lang sein.`,
  },

  problem: {
    title: {
      malformed: 'Die Anfrage konnte nicht gelesen werden',
      unauthorized: 'Token fehlt oder ist ungültig',
      'scope-missing': 'Dieses Token darf das nicht',
      'bot-check-failed': 'Die Bot-Prüfung ist fehlgeschlagen',
      'petition-not-found': 'Petition nicht gefunden',
      'taken-down': 'Diese Petition wurde entfernt',
      deleted: 'Diese Petition wurde gelöscht',
      'not-found': 'Seite nicht gefunden',
      'link-broken': 'Dieser Link ist unvollständig',
      'link-expired': 'Dieser Link ist abgelaufen',
      'signature-gone': 'Diese Unterschrift gibt es nicht mehr',
      'method-not-allowed': 'Methode nicht erlaubt',
      'petition-closed': 'Diese Petition ist beendet',
      conflict: 'Im aktuellen Zustand nicht möglich',
      'changed-meanwhile': 'Inzwischen wurde etwas geändert',
      'too-large': 'Die Anfrage ist zu groß',
      'unsupported-type': 'Inhaltstyp nicht unterstützt',
      'invalid-signature': 'Bitte prüfen Sie Ihre Angaben',
      'invalid-petition': 'Bitte prüfen Sie die Angaben zur Petition',
      'invalid-webhook': 'Bitte prüfen Sie die Angaben zum Webhook',
      'invalid-query': 'Die Abfrage ist ungültig',
      'invalid-condition': 'Die Bedingung ist ungültig',
      'invalid-update': 'Bitte prüfen Sie die Neuigkeit',
      'invalid-image': 'Das Bild kann nicht verwendet werden',
      'unsupported-format': 'Format nicht unterstützt',
      'too-many-requests': 'Zu viele Anfragen aus Ihrem Netzwerk',
      unavailable: 'Das hat leider nicht geklappt',
    },
    malformed: {
      'not-utf-8': 'Der Inhalt ist kein gültiges UTF-8. Senden Sie ihn als UTF-8.',
      'not-json': 'Der Inhalt ist kein gültiges JSON. Senden Sie ein JSON-Objekt.',
      'not-an-object': 'Der Inhalt muss ein einziges JSON-Objekt sein.',
      'too-deep': 'Das JSON ist zu tief verschachtelt.',
      'too-slow': 'Der Inhalt kam nicht rechtzeitig an. Nichts wurde gespeichert. Bitte senden Sie ihn noch einmal.',
      'cut-off': 'Die Übertragung ist abgebrochen. Nichts wurde gespeichert. Bitte senden Sie den Inhalt noch einmal.',
    },
    botCheck: {
      missing:
        'Die Bot-Prüfung fehlt. Rufen Sie eine Aufgabe (challenge) ab, lösen Sie sie und senden Sie die Lösung als „proof“.',
      wrong:
        'Die Bot-Prüfung gehört zu einer anderen Petition. Laden Sie die Seite neu und unterschreiben Sie noch einmal.',
      expired:
        'Die Seite war zu lange geöffnet, die Bot-Prüfung ist abgelaufen. Unterschreiben Sie noch einmal: Eine neue Prüfung startet automatisch.',
      used: 'Diese Bot-Prüfung wurde schon verwendet. Laden Sie die Seite neu und unterschreiben Sie noch einmal.',
    },
    conflict: {
      'slug-taken': 'Dieser Kurzname (slug) ist vergeben. Bitte wählen Sie einen anderen.',
      'not-open': 'Die Petition läuft nicht.',
      'not-closed': 'Die Petition ist nicht beendet.',
      'too-late': 'Die Petition ist seit mehr als 30 Tagen beendet. Sie kann nicht mehr wieder geöffnet werden.',
      'slug-changed-often':
        'Die Webadresse wurde in 30 Tagen dreimal geändert. Warten Sie, bevor Sie sie erneut ändern.',
      'no-key':
        'Die Petition hat keinen öffentlichen Schlüssel, also könnte niemand die Kontaktdaten lesen. Fügen Sie zuerst einen hinzu: PATCH {"publicKeys": ["…"]}.',
      'needs-approval':
        'Petitionen starten hier, sobald der Betreiber sie freigegeben hat. Reichen Sie sie in der Konsole zur Freigabe ein.',
      'too-many-webhooks': 'Die Höchstzahl an Webhooks ist erreicht. Löschen Sie zuerst einen.',
      'too-many-rotations':
        'Das Secret wurde in den letzten 24 Stunden zu oft ersetzt. Empfänger nutzen die früheren vielleicht noch. Versuchen Sie es später noch einmal.',
      'too-many-updates': 'Die Höchstzahl an Neuigkeiten ist erreicht. Löschen Sie zuerst eine.',
      'delivery-pending': 'Diese Zustellung läuft noch. Falls sie fehlschlägt, können Sie sie wiederholen.',
      'group-changed':
        'Die Zahl der passenden Unterschriften hat sich geändert. Es wurde nichts ausgeführt. Prüfen Sie noch einmal und entscheiden Sie dann.',
      'decision-under-way':
        'Eine andere Entscheidung wird gerade ausgeführt. Jetzt wurde nichts getan. Versuchen Sie es in einigen Minuten noch einmal, wenn sie fertig ist.',
      'not-published': 'Die Petition ist noch ein Entwurf. Veröffentlichen Sie sie zuerst.',
      'too-many-versions': 'Die Höchstzahl an Fassungen ist erreicht.',
    },
    image: {
      'not-an-image': 'Senden Sie ein vollständiges Bild als JPEG, PNG oder WebP.',
      'too-many-pixels': `Jede Seite darf höchstens ${number(IMAGE_SIDE_MAX_PIXELS)} Pixel lang sein. Bitte verkleinern Sie das Bild.`,
    },
    unauthorized: 'Senden Sie das Token dieser Petition oder das des Betreibers als „Authorization: Bearer …“.',
    petitionNotFound:
      'Bitte prüfen Sie die Adresse. Vielleicht wurde die Petition umbenannt oder noch nicht veröffentlicht.',
    notFound: 'Bitte prüfen Sie die Adresse oder sehen Sie sich alle Petitionen an.',
    linkBroken:
      'Kopieren Sie den ganzen Link aus der E-Mail in die Adresszeile Ihres Browsers. Es wurde nichts geändert.',
    linkExpired:
      'Unterschreiben Sie noch einmal: Sie erhalten eine E-Mail mit einem neuen Link. Es wurde nichts geändert.',
    signatureGone:
      'Sie wurde zurückgezogen oder gelöscht; es gibt nichts zu bestätigen. Sie können noch einmal unterschreiben.',
    scopeMissing: (scope) =>
      `Dafür braucht es das Recht „${scope}“ oder „all“. Das Kampagnenteam kann ein Token mit diesem Recht erzeugen.`,
    deleted: (day, n) =>
      `Die Menschen, die sie gestartet haben, haben sie am ${day} gelöscht. Sie hatte damals ${number(n)} ${plural(n, SIGNATURES)}.`,
    takenDown: (ground, reason) =>
      `Der Betreiber dieser Website hat sie entfernt: Sie kann weder gelesen noch unterschrieben werden. ${ground}. Seine Begründung: ${reason}`,
    takenDownGround: {
      illegal: 'Sie verstößt hier gegen Gesetze',
      danger: 'Sie bringt Menschen in Gefahr',
      rules: 'Sie verstößt gegen die Regeln dieser Website',
      order: 'Ein Gericht oder eine Behörde hat es angeordnet',
    },
    methodNotAllowed: (allow) => `Verwenden Sie ${allow}.`,
    changedMeanwhile:
      'Die Petition wurde geändert, nachdem Sie sie gelesen hatten. Es wurde nichts gespeichert. Unter „current“ steht der aktuelle Text.',
    petitionClosed: 'Diese Petition nimmt keine Unterschriften mehr an. Ihre Unterschrift wurde nicht gespeichert.',
    tooLarge: (maxBytes) => `Die Anfrage darf höchstens ${number(maxBytes)} Byte groß sein.`,
    unsupportedType: 'Senden Sie application/json oder, aus einem Formular, application/x-www-form-urlencoded.',
    unsupportedFormat: 'Verwenden Sie format=json oder format=xml.',
    invalid:
      'Korrigieren Sie die Felder unter „errors“ und senden Sie die Anfrage noch einmal. Nichts wurde gespeichert.',
    tooManyRequests: (seconds) =>
      `Aus Ihrem Netzwerk kamen in kurzer Zeit viele Anfragen. Bitte versuchen Sie es in ${number(seconds)} ${plural(seconds, SECONDS)} noch einmal. Es geht nichts verloren.`,
    unavailable: (seconds) =>
      `Es wurde nichts gespeichert. Bitte versuchen Sie es in ${number(seconds)} ${plural(seconds, SECONDS)} noch einmal.`,
    home: 'Alle Petitionen ansehen',
  },
}
