/**
 * French, addressed as vous. A narrow no-break space (U+202F) precedes ; : ! ? » and follows «, and groups thousands: most
 * editors show it as an ordinary space.
 */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'

const { number, plural, date } = formatter('fr')

/** `many` is for whole millions, which take “de”: 1 000 000 de signatures. */
const SIGNATURES: PluralForms = { one: 'signature', many: 'de signatures', other: 'signatures' }
const SIGNERS: PluralForms = { one: 'signataire', many: 'de signataires', other: 'signataires' }
const SECONDS: PluralForms = { one: 'seconde', many: 'de secondes', other: 'secondes' }
const MINUTES: PluralForms = { one: 'minute', many: 'de minutes', other: 'minutes' }

export const fr: Catalogue = {
  name: 'Français',
  direction: 'ltr',
  languages: 'Langue',
  skip: 'Aller au contenu principal',
  number,
  // The first of the month is the only day with an ordinal, which `Intl` does not produce.
  date: (ms) => date(ms).replace(/^1(?=\s)/, '1er'),
  labelled: (label, value) => `${label} : ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'Signatures',

  home: {
    title: 'Pétitions',
    lead: 'Chaque signature compte une seule fois. Vos coordonnées sont chiffrées : seule l’équipe de campagne peut les lire.',
    to: (addressee) => `Destinataire : ${addressee}`,
    openNow: 'Pétitions en cours',
    none: 'Aucune pétition n’est en cours actuellement.',
  },

  listing: {
    search: 'Rechercher une pétition',
    submit: 'Rechercher',
    found: (query) => `Résultats de la recherche : « ${query} »`,
    notFound: (query) => `Aucune pétition trouvée pour « ${query} ».`,
    notFoundText: 'Vérifiez l’orthographe ou utilisez moins de mots. La recherche porte uniquement sur les titres.',
    notFoundYet: 'Aucun résultat pour l’instant. Vous pouvez aussi chercher parmi les pétitions plus anciennes.',
    searchMore: 'Chercher parmi les pétitions plus anciennes',
    victories: 'Victoires',
    closed: 'Pétitions terminées',
    allVictories: 'Toutes les victoires',
    allClosed: 'Toutes les pétitions terminées',
    more: 'Autres pétitions',
    newest: 'Revenir aux pétitions les plus récentes',
  },

  petition: {
    to: 'Adressée à',
    startedBy: 'Lancée par',
    writtenIn: (language) => `Cette pétition est rédigée en ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `${number(n)} de plus au cours des dernières 24 heures`,
    gathered: (n) => `Cette pétition a réuni ${number(n)} ${plural(n, SIGNERS)}.`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} compte sur vous aujourd’hui.`
        : `${starter} et ${number(others)} ${plural(others, { one: 'autre personne', many: 'd’autres personnes', other: 'autres personnes' })} comptent sur vous aujourd’hui.`,
    nextGoal: (n) => `Prochain objectif : ${number(n)}`,
    closed: 'Pétition terminée',
    closedText: 'Cette pétition ne recueille plus de signatures. Merci à toutes les personnes qui ont signé.',
    victory: 'Victoire',
    victoryText:
      'L’équipe de campagne annonce que sa demande a été satisfaite. Merci à toutes les personnes qui ont signé.',
    endedOn: (day) => `La pétition a pris fin le ${day}.`,
    outcome: 'Résultat',
    recent: 'Dernières signatures',
    toForm: 'Signer cette pétition',
    updates: 'Actualités',
    allUpdates: 'Toutes les actualités',
    olderUpdates: 'Actualités précédentes',
    feed: 'S’abonner aux actualités (flux)',
    embed: 'Ajouter ce compteur à votre site',
    toPetition: 'Voir la pétition',
    opened: 'Publiée le',
    signUntil: 'À signer jusqu’au',
    lastDay: 'Dernier jour pour signer',
    daysLeft: (n) => `Plus que ${number(n)} ${plural(n, { one: 'jour', many: 'de jours', other: 'jours' })}`,
    organisationCounts: (organisation, signers) =>
      `${organisation} et ${number(signers)} ${plural(signers, SIGNERS)} comptent sur vous aujourd’hui.`,
  },

  share: {
    title: 'Partager cette pétition',
    text: 'Vous connaissez quelqu’un qui signerait ? Envoyez-lui la pétition.',
    device: 'Partager…',
    by: (name) => `Partager via ${name}`,
    email: 'E-mail',
    copyLink: 'Copier le lien',
    copied: 'Lien copié',
    qr: 'Code QR',
    qrText: 'Ouvre cette pétition une fois scanné. Pour les affiches et les tracts.',
  },

  print: {
    title: 'Feuille de signatures',
    link: 'Feuille de signatures à imprimer',
    how: 'Imprimez cette page depuis le menu de votre navigateur, au format A4 ou Letter.',
    declaration: 'En signant, je soutiens cette pétition.',
    fullText: 'Le texte complet figure sur la page de la pétition.',
    name: 'Nom',
    place: 'Ville, pays',
    signature: 'Signature',
    online: 'Cette pétition en ligne',
    poster: 'Affiche',
    posterLink: 'Affiche à imprimer',
    scan: 'Signez avec votre téléphone : scannez le code ou saisissez l’adresse.',
    handTo: (starter) => `Feuille à remettre à ${starter}. Les données qui y figurent ne servent qu’à cette pétition.`,
  },

  versions: {
    changedOn: (day) => `Le texte de cette pétition a été modifié le ${day}.`,
    kinds: { correction: 'Correction', facts: 'Faits nouveaux', demand: 'Demande modifiée' },
    see: 'Voir ce qui a changé',
    title: 'Ce qui a changé',
    first: 'Première version',
    read: 'Lire cette version',
    signedThis: 'Signatures pour cette version',
    added: 'ajouté',
    removed: 'supprimé',
    unchanged: 'Paragraphes inchangés',
    petitionTitle: 'Titre',
    changedMind:
      'Vous avez signé une version précédente et n’êtes plus d’accord ? Vous pouvez retirer votre signature à tout moment.',
    translation: 'Traduction',
    translations: 'Traductions',
    version: (n) => `Version ${number(n)}`,
    old: 'Ceci est une version précédente du texte.',
    originalIn: (language) => `Ceci est une traduction. Langue de l’original : ${language}.`,
    toOriginal: 'Lire l’original',
    toTranslation: 'Lire la traduction',
    behind: 'L’original a changé depuis cette traduction.',
  },

  choices: {
    detected: 'détecté',
    anonymous: 'Nom non affiché',
    initials: 'Initiales affichées',
    full: 'Nom complet affiché',
    change: 'Modifier',
  },

  form: {
    title: 'Signez cette pétition',
    name: 'Votre nom',
    email: 'Adresse e-mail',
    emailHint: 'Jamais affichée. Nous la chiffrons aussitôt : seule l’équipe de campagne peut la lire.',
    emailHintConfirm:
      'Jamais affichée. Vous recevrez un e-mail pour confirmer. Ensuite, seule l’équipe de campagne pourra lire votre adresse.',
    updates: 'Oui, l’équipe de campagne peut m’envoyer des nouvelles de cette pétition par e-mail',
    country: 'Pays',
    countryAuto: 'Détecter automatiquement',
    countryGuessed: (country) => `${country} (détecté)`,
    countryHint: 'Pour les statistiques et l’équipe de campagne. Jamais affiché avec votre nom.',
    comment: 'Pourquoi signez-vous ?',
    more: 'Ajouter une raison',
    optional: (label) => `${label} (facultatif)`,
    commentHint:
      'L’équipe de campagne peut lire votre raison. Elle n’apparaît sur cette page qu’avec votre nom ou vos initiales.',
    showName: 'Votre nom sur cette page',
    showNameChecked: 'Les noms apparaissent après vérification par l’équipe de la campagne.',
    showFull: 'Nom complet',
    showInitials: 'Initiales uniquement',
    showAnonymous: 'Ne pas l’afficher',
    submit: 'Signer la pétition',
    trap: 'Laissez ce champ vide',
    consent:
      'En signant, vous acceptez que nous comptions votre signature et transmettions les informations de ce formulaire à l’équipe de campagne. Nous ne les transmettons à personne d’autre ; seule votre adresse e-mail est aussi transmise au service qui achemine nos e-mails. Seul ce que vous choisissez d’afficher est public.',
    consentConfirm:
      'En signant, vous acceptez que nous comptions votre signature et transmettions les informations de ce formulaire à l’équipe de campagne. Nous ne les transmettons à personne d’autre ; seule votre adresse e-mail est aussi transmise au service qui achemine nos e-mails. Seul ce que vous choisissez d’afficher est public. Chacun de nos e-mails contient un lien pour retirer votre signature.',
    working: 'Vérification anti-robot et envoi de votre signature…',
    thanks: 'Merci d’avoir signé !',
    thanksText: 'Votre signature est bien arrivée. Elle sera comptée dans quelques secondes.',
    thanksConfirm: 'Encore une étape : consultez votre messagerie',
    thanksConfirmText:
      'Nous vous envoyons un e-mail. Ouvrez le lien qu’il contient pour confirmer votre signature. Rien reçu ? Vérifiez vos courriers indésirables ou signez de nouveau.',
    didYouMean: (address) => `Vouliez-vous dire ${address} ?`,
    useSuggestion: 'Utiliser cette adresse',
    sentTo: (address) => `Envoyé à ${address}`,
    changeEmail: 'Modifier l’adresse e-mail',
    sendAgain: 'Renvoyer l’e-mail',
    retrying: (seconds) =>
      `L’envoi a échoué. Laissez cette page ouverte : nouvelle tentative dans ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    busy: (minutes) =>
      `Toutes nos excuses : votre signature n’a pas pu être enregistrée. Vos réponses sont toujours là. Réessayez dans ${number(minutes)} ${plural(minutes, MINUTES)}.`,
    offline: 'Vous semblez être hors ligne. Vos réponses sont toujours là. Réessayez une fois la connexion rétablie.',
    fix: 'Vérifiez les champs signalés par une erreur.',
    noScript:
      'JavaScript est désactivé dans votre navigateur. Vous pouvez quand même signer : nous vous enverrons un lien de confirmation par e-mail.',
  },

  after: {
    signedWith: (others) =>
      others < 1
        ? 'Votre signature est la première.'
        : `Vous et ${number(others)} ${plural(others, { one: 'autre personne', many: 'd’autres personnes', other: 'autres personnes' })} avez signé.`,
    missing: (n, goal) => `Encore ${number(n)} ${plural(n, SIGNATURES)} pour atteindre ${number(goal)}.`,
    sendTitle: 'Envoyez-la maintenant à une personne',
    sendText: 'Pensez à une personne que cela concerne et écrivez-lui.',
    messageLabel: 'Ce que vous pourriez écrire',
    messageHint: 'Le lien vers la pétition est ajouté à la fin.',
    message: (title) => `Je viens de signer « ${title} ». Tu signes aussi ?`,
    copyText: 'Copier le texte et le lien',
    textCopied: 'Texte et lien copiés',
    changedMind: 'Si vous changez d’avis',
    keepLink:
      'Conservez ou imprimez ce lien : il retire votre signature, sans passer par un e-mail. Il ne retire pas une signature donnée auparavant avec la même adresse e-mail.',
    keepUnconfirmed:
      'Conservez ou imprimez ce lien : il supprime ce que vous venez de saisir, tant que ce n’est pas confirmé. Ensuite, ou si vous aviez déjà signé, utilisez le lien de nos e-mails.',
    keepConfirmed:
      'Conservez ou imprimez ce lien : il retire votre signature. Chacun de nos e-mails en contient un aussi.',
  },

  links: {
    confirm: {
      title: 'Confirmer votre signature',
      text: 'Votre signature comptera dès que vous l’aurez confirmée.',
      button: 'Confirmer ma signature',
      done: 'Merci. Votre signature est confirmée.',
      doneText: 'Le compteur changera dans quelques secondes.',
    },
    withdraw: {
      title: 'Retirer votre signature ?',
      text: 'Nous supprimerons votre signature et les informations qui l’accompagnent. Si elle était comptée, le compteur baissera de un. Vous pourrez signer de nouveau plus tard.',
      button: 'Retirer ma signature',
      done: 'Votre signature a été retirée.',
      doneText: 'Nous la supprimerons dans quelques secondes. Nous ne disons jamais de qui elle venait.',
    },
    notShown: 'Votre nom ne sera pas affiché.',
    shownAs: (name) => `Sur la page de la pétition, vous apparaîtrez comme ${name}`,
    notYours:
      'Vous n’avez pas écrit cela ? Ne confirmez pas. Signez vous-même : vos informations remplaceront celles-ci.',
  },

  lost: {
    open: 'E-mail perdu ? Recevoir de nouveau vos liens',
    title: 'Recevoir de nouveau mes liens',
    text: 'Indiquez l’adresse e-mail avec laquelle vous avez signé. Nous vous enverrons les liens pour confirmer ou retirer votre signature.',
    same: 'Cette page affiche le même résultat pour toutes les adresses e-mail : personne ne peut s’en servir pour savoir qui a signé.',
    button: 'Recevoir mes liens',
    sent: 'Consultez votre messagerie',
    sentText:
      'Si cette adresse e-mail a servi à signer la pétition, un e-mail contenant les liens est en route. Cela peut prendre quelques minutes.',
    none: 'Rien reçu ? Vérifiez vos courriers indésirables et l’orthographe de l’adresse e-mail. Si elle n’a pas servi à signer, nous n’envoyons rien. Chaque adresse ne reçoit que quelques e-mails par jour.',
    other: 'Essayer une autre adresse e-mail',
    check:
      'Nous n’avons pas pu vérifier que ce formulaire a été envoyé par une personne. Attendez quelques secondes, puis envoyez-le de nouveau.',
  },

  trust: {
    about:
      'Undersigned compte chaque signature une seule fois et chiffre les coordonnées : seule l’équipe de campagne peut les lire.',
    runBy: (name) => `Site géré par ${name}`,
    privacy: 'Confidentialité',
    terms: 'Conditions d’utilisation',
    imprint: 'Mentions légales',
    contact: 'Nous contacter',
    keep: 'Garder ma signature',

    count: {
      title: 'Comment les signatures sont comptées',
      asOf: (day, time) => `Au ${day}, ${time} UTC`,
      data: 'Le compteur sous forme de données (JSON)',
      signed: 'Signatures recueillies ici',
      signedConfirmed: 'Signatures recueillies ici et confirmées par e-mail',
      claimed: 'Sur papier et dans des listes antérieures',
      claimedText:
        'Le nombre de signatures sur papier ou dans des listes antérieures est donné par l’équipe de campagne. Nous ne l’avons pas vérifié.',
      claimKinds: { paper: 'Sur papier', list: 'Liste antérieure', import: 'Importées d’une liste antérieure' },
      collectedUntil: (day: string) => `recueillies jusqu’au ${day}`,
      whatCounts: 'Ce qui compte',
      once: 'Une signature par adresse e-mail, quelle que soit la façon de l’écrire.',
      confirmed: 'Une signature compte dès qu’elle est confirmée par e-mail.',
      unconfirmed:
        'Une signature compte tout de suite. Si elle vient d’un navigateur sans JavaScript, elle compte dès qu’elle est confirmée par e-mail.',
      withdrawing: 'Chacun peut retirer sa signature à tout moment. Nous la supprimons, et le compteur baisse de un.',
      taken: 'Ce qui a été retiré',
      takenText:
        'Quand de très nombreuses signatures arrivent en même temps du même endroit, ou semblent automatiques, elles sont mises en attente jusqu’à ce que l’équipe de campagne les ait vérifiées. Elles ne figurent pas dans le nombre ci-dessus.',
      heldNow: 'Actuellement en attente de vérification',
      withdrawn: 'Retirées par les signataires',
      quarantined: 'Mises en attente de vérification',
      released: 'Vérifiées et admises',
      removed: 'Vérifiées et écartées',
      byDay: 'Par jour',
      day: 'Jour',
      what: 'Ce qui s’est passé',
      removals: 'Tous les jours sous forme de données (JSON)',
      who: 'Qui peut voir qui a signé',
      whoText:
        'Les noms et les adresses e-mail sont chiffrés avec une clé que seule l’équipe de campagne possède. Les personnes qui gèrent ce site ne peuvent pas les lire. Elles voient combien de personnes ont signé, quand et depuis quels pays. Un nom n’est public que si le signataire a choisi de l’afficher.',
    },

    report: {
      title: 'Signaler cette pétition',
      text: 'Dites-nous quel est le problème avec cette pétition. Votre signalement est transmis uniquement aux personnes qui gèrent ce site, pas à l’équipe de campagne.',
      /** The link beside what a signer or an update says, and above the form what it is about. */
      link: 'Signaler',
      aboutSigner: 'Vous signalez ce nom et cette raison :',
      aboutUpdate: 'Vous signalez cette actualité :',
      aboutText:
        'Dites-nous quel est le problème. L’équipe de campagne voit que cela a été signalé et pour quel motif, mais ni vos mots ni votre adresse e-mail.',
      ground: 'Quel est le problème ?',
      grounds: {
        illegal: 'Elle enfreint la loi',
        hateful: 'Elle insulte ou menace des personnes',
        false: 'Elle est fausse ou trompeuse',
        'personal-data': 'Elle révèle des données personnelles',
        spam: 'C’est un spam ou une arnaque',
        other: 'Autre chose',
      },
      details: 'Quoi exactement, et pourquoi ?',
      detailsHint: 'Citez le passage en question. Si la loi est enfreinte, précisez laquelle si vous le savez.',
      emailHint: 'Pour vous informer de notre décision. Nous la chiffrons aussitôt et la supprimons ensuite.',
      faith: 'En envoyant ce signalement, vous confirmez qu’à votre connaissance ce que vous affirmez est vrai.',
      send: 'Envoyer le signalement',
      again: 'Vérifiez votre signalement et envoyez-le encore une fois.',
      done: 'Merci pour votre signalement',
      doneText:
        'Nous l’examinerons et prendrons une décision. Si vous avez donné votre adresse e-mail, nous vous en informerons.',
      elsewhere: 'Pour signaler cette pétition, utilisez cette page des personnes qui gèrent ce site :',
    },
  },

  embed: {
    title: 'Ajouter le compteur à votre site',
    lead: 'Choisissez son apparence, copiez une ligne de code et collez-la dans votre page. Aucun cookie, aucun pistage, rien qui vienne d’un autre service.',
    setUp: 'Options',
    theme: 'Thème',
    themes: { auto: 'Comme ma page', light: 'Clair', dark: 'Sombre' },
    size: 'Taille',
    sizes: { small: 'Petite', medium: 'Moyenne', large: 'Grande' },
    language: 'Langue',
    asMyPage: 'Comme ma page',
    goal: 'Objectif',
    goals: { next: 'Prochain objectif', none: 'Aucun objectif' },
    signLink: 'Afficher le bouton « Signer »',
    partner: 'Code partenaire',
    partnerHint:
      'Lettres sans accent, chiffres, tirets et tirets bas. Les signatures venues de votre site sont attribuées à ce code.',
    apply: 'Actualiser l’aperçu',
    copy: 'Copier',
    copied: 'Copié',
    code: (form) => `Code d’intégration : ${form}`,
    element: 'Composant web',
    elementText: 'Mis à jour en direct, intégré à votre page. Le meilleur choix si vous pouvez ajouter un script.',
    pinned: 'Composant web, version fixe',
    pinnedText: 'Le même compteur dans une version qui ne change jamais. Le navigateur la vérifie avant de l’exécuter.',
    frame: 'Iframe',
    frameText:
      'Mis à jour en direct, dans une iframe. La seconde balise est un script qui ajuste la hauteur : retirez-la si votre site n’accepte pas les scripts tiers.',
    frameTitle: (title) => `Compteur de signatures : ${title}`,
    signForm: 'Formulaire de signature',
    signFormText:
      'On signe sans quitter votre site. Dans une iframe, sans cookies, dans la langue de chaque personne. Le script ajuste la hauteur.',
    signFormTitle: (title) => `Signer : ${title}`,
    oembed: 'Adresse web (oEmbed)',
    oembedText: 'WordPress et les autres outils compatibles oEmbed transforment l’adresse de la pétition en compteur.',
    badge: 'Badge',
    badgeText: 'Une image avec le nombre de signatures, pour les fichiers README, les forums et les newsletters.',
    link: 'Lien texte',
    linkText: 'Du HTML simple, sans script ni image. Le nombre date du dernier appel de votre serveur.',
    image: 'Image d’aperçu',
    imageText: 'L’image que les réseaux sociaux affichent pour cette pétition, avec un nombre récent.',
    data: 'Nombre en JSON',
    dataText: 'Pour créer votre propre affichage.',
  },

  feed: {
    title: (title) => `Actualités : ${title}`,
    milestoneText: (n) => `La pétition a atteint ${number(n)} ${plural(n, SIGNATURES)}.`,
  },

  counter: {
    signed: SIGNATURES,
    first: 'Soyez la première personne à signer',
    goal: 'Prochain objectif : {n}',
    lately: '{n} de plus au cours des dernières 24 heures',
    sign: 'Signer',
    closed: 'Pétition terminée',
    victory: 'Victoire',
  },

  fieldErrors: {
    required: 'Remplissez ce champ.',
    'not-text': 'Cette valeur doit être du texte.',
    'not-a-choice': 'Choisissez l’une des options.',
    'not-a-number': 'Cette valeur doit être un nombre entier compris dans les limites.',
    'not-a-list': 'Cette valeur doit être une liste.',
    'too-long': 'C’est trop long. Raccourcissez le texte.',
    'hidden-characters': 'Ce texte contient des caractères invisibles. Saisissez-le au lieu de le coller.',
    'too-many-marks': 'Une lettre porte trop d’accents. Saisissez-la sans décoration.',
    'link-in-name': 'Un nom ne peut pas contenir d’adresse web.',
    'email-in-name': 'Saisissez ici votre nom, et non votre adresse e-mail.',
    'no-letters': 'Un nom doit comporter au moins une lettre ou un chiffre.',
    'not-an-email': 'Saisissez une adresse e-mail valide, par exemple nom@example.org.',
    'not-a-country': 'Utilisez un code de pays à deux lettres (ISO 3166-1), comme UZ ou DE.',
    'not-a-slug': 'Utilisez uniquement les lettres de a à z, des chiffres et des tirets.',
    'not-a-partner-code': `Utilisez au plus ${number(PARTNER_CODE_MAX_CHARS)} caractères : lettres sans accent, chiffres, tirets et tirets bas. Commencez par une lettre ou un chiffre.`,
    'not-a-url': 'Utilisez une adresse https publique.',
    'not-a-time':
      'Utilisez une heure avec son décalage par rapport à UTC, comme 2026-12-31T23:59:00Z ou 2026-12-31T23:59:00+01:00.',
    'not-a-time-zone': 'Utilisez le nom d’un fuseau horaire, comme Europe/Berlin ou Asia/Tashkent.',
    'not-a-language': 'Utilisez un code de langue comme en, ru ou sr-Latn.',
    'in-the-past': 'Cette date est passée. Choisissez une date future.',
    'before-opening': 'Ce moment doit suivre l’ouverture de la pétition.',
    'not-a-cursor': 'Ce curseur (cursor) n’est pas valide. Utilisez celui de la réponse précédente ou omettez-le.',
    'not-a-key': 'Utilisez une clé publique X25519 en base64url. Pour créer une paire de clés : npm run keygen',
    'no-key':
      'Ajoutez une clé publique avant d’ouvrir la pétition, afin que seule l’équipe de campagne puisse lire les coordonnées. Pour créer une paire de clés : npm run keygen',
    'unknown-field': 'Champ inconnu. Vérifiez l’orthographe.',
    'cannot-change': 'Ce champ ne peut pas être modifié ici.',
    'no-such-version': 'Aucune version ne porte ce numéro. Rechargez la page et réessayez.',
  },

  fieldErrorsByPath: {
    'name/required': 'Indiquez votre nom.',
    'email/required': 'Indiquez votre adresse e-mail.',
    'country/not-a-country': 'Choisissez un pays dans la liste.',
    'showName/not-a-choice': 'Choisissez comment votre nom apparaît.',
    'name/too-long': `Votre nom ne peut pas dépasser ${number(NAME_MAX_CHARS)} caractères.`,
    'comment/too-long': `Votre raison ne peut pas dépasser ${number(COMMENT_MAX_CHARS)} caractères.`,
  },

  problem: {
    title: {
      malformed: 'La requête n’a pas pu être lue',
      unauthorized: 'Jeton manquant ou non valide',
      'scope-missing': 'Ce jeton ne permet pas cette action',
      'bot-check-failed': 'La vérification anti-robot a échoué',
      'petition-not-found': 'Pétition introuvable',
      'taken-down': 'Cette pétition a été retirée du site',
      deleted: 'Cette pétition a été supprimée',
      'not-found': 'Page introuvable',
      'link-broken': 'Ce lien est incomplet',
      'link-expired': 'Ce lien a expiré',
      'signature-gone': 'Cette signature n’existe plus',
      'method-not-allowed': 'Méthode non autorisée',
      'petition-closed': 'Cette pétition est terminée',
      conflict: 'Impossible dans l’état actuel',
      'changed-meanwhile': 'Une modification a été faite entre-temps',
      'too-large': 'La requête est trop volumineuse',
      'unsupported-type': 'Type de contenu non pris en charge',
      'invalid-signature': 'Vérifiez vos informations',
      'invalid-petition': 'Vérifiez les informations de la pétition',
      'invalid-webhook': 'Vérifiez les informations du webhook',
      'invalid-query': 'Les paramètres de l’adresse ne sont pas valides',
      'invalid-condition': 'La condition n’est pas valide',
      'invalid-update': 'Vérifiez l’actualité',
      'invalid-image': 'Cette image ne peut pas être utilisée',
      'unsupported-format': 'Format non pris en charge',
      'too-many-requests': 'Trop de requêtes depuis votre réseau',
      unavailable: 'Une erreur est survenue',
    },
    malformed: {
      'not-utf-8': 'Le corps n’est pas de l’UTF-8 valide. Envoyez-le en UTF-8.',
      'not-json': 'Le corps n’est pas du JSON valide. Envoyez un objet JSON.',
      'not-an-object': 'Le corps doit être un seul objet JSON.',
      'too-deep': 'Le JSON est trop imbriqué.',
      'too-slow': 'Le corps n’est pas arrivé à temps. Rien n’a été enregistré. Renvoyez-le.',
      'cut-off': 'L’envoi a été interrompu. Rien n’a été enregistré. Recommencez.',
    },
    botCheck: {
      missing:
        'La vérification anti-robot manque. Demandez un défi (challenge), résolvez-le et envoyez la solution dans « proof ».',
      wrong: 'La vérification anti-robot concerne une autre pétition. Rechargez la page et signez de nouveau.',
      expired:
        'La page est restée ouverte trop longtemps : la vérification anti-robot a expiré. Signez de nouveau : une nouvelle se lance automatiquement.',
      used: 'Cette vérification anti-robot a déjà servi. Rechargez la page et signez de nouveau.',
    },
    conflict: {
      'slug-taken': 'Une autre pétition utilise déjà cet identifiant (slug). Choisissez-en un autre.',
      'not-open': 'La pétition n’est pas ouverte.',
      'not-closed': 'La pétition n’est pas terminée.',
      'too-late': 'La pétition a pris fin il y a plus de 30 jours. Elle ne peut plus être rouverte.',
      'slug-changed-often': 'L’adresse a déjà changé trois fois en 30 jours. Attendez avant de la changer à nouveau.',
      'no-key':
        'La pétition n’a pas de clé publique : personne ne pourrait lire les coordonnées. Ajoutez-en d’abord une : PATCH {"publicKeys": ["…"]}.',
      'needs-approval':
        'Sur ce site, une pétition s’ouvre une fois approuvée par l’opérateur. Soumettez-la pour approbation dans la console.',
      'too-many-webhooks': 'Cette pétition a atteint le nombre maximal de webhooks. Supprimez-en d’abord un.',
      'too-many-rotations':
        'Le secret a été remplacé trop souvent ces dernières 24 heures. Les précédents servent peut-être encore. Réessayez plus tard.',
      'too-many-updates': 'Cette pétition a atteint le nombre maximal d’actualités. Supprimez-en d’abord une.',
      'delivery-pending': 'Cet envoi est en cours. Vous pourrez le relancer s’il échoue.',
      'group-changed':
        'Le nombre de signatures concernées a changé. Rien n’a été fait. Vérifiez de nouveau, puis décidez.',
      'decision-under-way':
        'Une autre décision est en cours d’exécution. Rien n’a été fait. Réessayez dans quelques minutes, quand elle sera terminée.',
      'not-published': 'La pétition est encore un brouillon. Publiez-la d’abord.',
      'too-many-versions': 'Le texte a atteint le nombre maximal de versions.',
    },
    image: {
      'not-an-image': 'Envoyez une image complète au format JPEG, PNG ou WebP.',
      'too-many-pixels': `Chaque côté peut mesurer au plus ${number(IMAGE_SIDE_MAX_PIXELS)} pixels. Réduisez l’image.`,
    },
    unauthorized:
      'Envoyez le jeton de cette pétition, ou celui de l’administration de la plateforme, sous la forme « Authorization: Bearer … ».',
    petitionNotFound: 'Vérifiez l’adresse. La pétition a peut-être été renommée ou n’est pas encore publiée.',
    notFound: 'Vérifiez l’adresse ou consultez toutes les pétitions.',
    linkBroken: 'Copiez le lien entier depuis l’e-mail et collez-le dans la barre d’adresse. Rien n’a changé.',
    linkExpired: 'Signez de nouveau : nous vous enverrons un nouveau lien par e-mail. Rien n’a changé.',
    signatureGone: 'Elle a été retirée ou supprimée : il n’y a rien à confirmer. Vous pouvez signer de nouveau.',
    scopeMissing: (scope) =>
      `Il faut le droit « ${scope} » ou « all ». L’équipe de campagne peut créer un jeton qui l’a.`,
    deleted: (day, n) =>
      `Les personnes qui l’ont lancée l’ont supprimée le ${day}. Elle comptait alors ${number(n)} ${plural(n, SIGNATURES)}.`,
    takenDown: (ground, reason) =>
      `Les personnes qui gèrent ce site l’ont retirée : elle ne peut être ni lue ni signée. ${ground}. Leur motif : ${reason}`,
    takenDownGround: {
      illegal: 'Elle enfreint la loi applicable ici',
      danger: 'Elle met des personnes en danger',
      rules: 'Elle enfreint les règles de ce site',
      order: 'Un tribunal ou une autorité l’a ordonné',
    },
    methodNotAllowed: (allow) => `Utilisez ${allow}.`,
    changedMeanwhile:
      'La pétition a été modifiée après que vous l’avez lue. Rien n’a été enregistré. Le texte actuel se trouve dans « current ».',
    petitionClosed: 'Cette pétition ne recueille plus de signatures. La vôtre n’a pas été enregistrée.',
    tooLarge: (maxBytes) =>
      `La requête ne peut pas dépasser ${number(maxBytes)} ${plural(maxBytes, { one: 'octet', many: 'd’octets', other: 'octets' })}.`,
    unsupportedType: 'Envoyez application/json ou, depuis un formulaire, application/x-www-form-urlencoded.',
    unsupportedFormat: 'Utilisez format=json ou format=xml.',
    invalid: 'Corrigez les champs indiqués dans « errors » et réessayez. Rien n’a été enregistré.',
    tooManyRequests: (seconds) =>
      `Nous avons reçu beaucoup de requêtes depuis votre réseau. Réessayez dans ${number(seconds)} ${plural(seconds, SECONDS)}. Rien n’est perdu.`,
    unavailable: (seconds) => `Rien n’a été enregistré. Réessayez dans ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    home: 'Voir toutes les pétitions',
  },
}
