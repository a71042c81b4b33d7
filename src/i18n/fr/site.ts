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
export const fr: Catalogue = {
  name: 'Français',
  direction: 'ltr',
  languages: 'Langue',
  skip: 'Aller au contenu',
  number,
  // The first of the month is the only day with an ordinal, which `Intl` does not produce.
  date: (ms) => date(ms).replace(/^1(?=\s)/, '1er'),
  labelled: (label, value) => `${label} : ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'Signatures',

  home: {
    title: 'Pétitions',
    lead: 'Chaque signature est comptée une seule fois, et seule la campagne peut savoir de qui elle vient.',
    to: (addressee) => `Destinataire : ${addressee}`,
    openNow: 'Ouvertes en ce moment',
    none: 'Aucune pétition n’est ouverte en ce moment.',
  },

  petition: {
    to: 'Adressée à',
    startedBy: 'Lancée par',
    writtenIn: (language) => `Cette pétition est rédigée en ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `${number(n)} de plus au cours des dernières 24 heures`,
    gathered: (n) => `Cette pétition a réuni ${number(n)} ${plural(n, SIGNERS)}`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} compte sur vous aujourd’hui.`
        : `${starter} et ${number(others)} ${plural(others, { one: 'autre signataire', many: 'd’autres signataires', other: 'autres signataires' })} comptent sur vous aujourd’hui.`,
    nextGoal: (n) => `Prochain objectif : ${number(n)}`,
    closed: 'Pétition close',
    closedText: 'Cette pétition ne recueille plus de signatures. Merci à toutes les personnes qui ont signé.',
    victory: 'Victoire',
    victoryText: 'La campagne a annoncé que sa demande avait été satisfaite.',
    endedOn: (day) => `La pétition a pris fin le ${day}.`,
    outcome: 'Ce qu’il en est advenu',
    recent: 'Dernières signatures',
    toForm: 'Signer cette pétition',
    updates: 'Actualités',
    allUpdates: 'Toutes les actualités',
    olderUpdates: 'Actualités précédentes',
    feed: 'S’abonner au flux',
    embed: 'Le compteur sur votre site',
    toPetition: 'Voir la pétition',
  },

  share: {
    title: 'Faites-la connaître',
    text: 'Une pétition grandit quand on la fait passer. Envoyez-la à une personne.',
    device: 'Partager…',
    by: (name) => `Partager via ${name}`,
    email: 'E-mail',
    copyLink: 'Copier le lien',
    copied: 'Lien copié',
    qr: 'Code QR',
    qrText: 'Pour les affiches et les tracts : il mène à cette pétition.',
  },

  form: {
    title: 'Signez cette pétition',
    name: 'Votre nom',
    email: 'Adresse e-mail',
    emailHint: 'Jamais affichée. Nous la chiffrons aussitôt : seule l’équipe de campagne peut la lire.',
    emailHintConfirm:
      'Jamais affichée. Vous recevrez un e-mail pour confirmer. Ensuite, seule l’équipe de campagne pourra lire votre adresse.',
    updates: 'La campagne peut m’écrire pour me tenir au courant de la suite',
    country: 'Pays',
    countryAuto: 'D’après ma connexion',
    countryGuessed: (country) => `${country} (d’après votre connexion)`,
    countryHint: 'Pour les statistiques et l’équipe de campagne. Jamais affiché avec votre nom.',
    comment: 'Pourquoi signez-vous ?',
    more: 'Donner vos raisons',
    optional: (label) => `${label} (facultatif)`,
    commentHint: 'Affiché sur cette page si vous acceptez d’y montrer votre nom ou vos initiales.',
    showName: 'Sur cette page, afficher',
    showFull: 'mon nom complet',
    showInitials: 'mes initiales',
    showAnonymous: 'rien de mon nom',
    submit: 'Signer',
    trap: 'Laissez ce champ vide',
    consent:
      'En signant, vous acceptez que nous comptions votre signature et transmettions les informations de ce formulaire à l’équipe de campagne, et à personne d’autre, hormis votre adresse e-mail au service qui achemine nos e-mails. Seul ce que vous choisissez d’afficher est public.',
    consentConfirm:
      'En signant, vous acceptez que nous comptions votre signature et transmettions les informations de ce formulaire à l’équipe de campagne, et à personne d’autre, hormis votre adresse e-mail au service qui achemine nos e-mails. Seul ce que vous choisissez d’afficher est public. Chacun de nos e-mails contient un lien pour retirer votre signature.',
    working: 'Nous vérifions que vous êtes une personne et envoyons votre signature…',
    thanks: 'Merci. Votre signature est en route.',
    thanksText: 'Elle est en sécurité chez nous et sera comptée dans quelques secondes.',
    thanksConfirm: 'Encore une étape : consultez vos e-mails',
    thanksConfirmText:
      'Un e-mail contenant un lien vous a été envoyé. Votre signature comptera une fois que vous aurez ouvert le lien et appuyé sur le bouton. Rien reçu ? Regardez parmi les indésirables ou signez de nouveau.',
    retrying: (seconds) =>
      `L’envoi a échoué. Gardez cette page ouverte : nouvelle tentative dans ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    busy: 'Nous n’avons pas encore pu recevoir votre signature. Ce que vous avez écrit est toujours là : réessayez dans une minute.',
    offline: 'Pas de connexion. Ce que vous avez écrit est toujours là : réessayez dans un instant.',
    fix: 'Il reste quelque chose à corriger.',
    noScript:
      'Votre navigateur n’exécute pas de scripts sur cette page. Vous pouvez signer malgré tout : vous recevrez un e-mail, et votre signature comptera une fois que vous aurez ouvert son lien et appuyé sur le bouton.',
  },

  links: {
    confirm: {
      title: 'Confirmez votre signature',
      text: 'Appuyez sur le bouton, et votre signature compte.',
      button: 'Oui, compter ma signature',
      done: 'Merci. Vous avez confirmé votre signature.',
      doneText: 'Le nombre affiché changera dans quelques secondes. Une pétition grandit quand on la fait passer.',
    },
    withdraw: {
      title: 'Retirer votre signature ?',
      text: 'Nous supprimerons votre signature et les informations qui l’accompagnent. Si elle était comptée, le compteur baissera de un. Vous pourrez signer de nouveau plus tard.',
      button: 'Retirer ma signature',
      done: 'Votre signature est retirée.',
      doneText: 'Elle sera supprimée dans quelques secondes. Personne ne saura que c’était la vôtre.',
    },
    notShown: 'Votre nom ne sera pas affiché.',
    shownAs: (name) => `Sur la page de la pétition, vous apparaîtrez comme ${name}`,
    notYours:
      'Ce n’est pas vous qui avez écrit cela ? Ne confirmez pas. Signez vous-même : vos propres mots prendront cette place.',
  },

  embed: {
    title: 'Le compteur sur votre site',
    lead: 'Choisissez son apparence, copiez une ligne et collez-la dans votre page. Il ne dépose aucun cookie, ne suit personne et ne charge rien depuis un autre site.',
    setUp: 'Réglez-le',
    theme: 'Couleurs',
    themes: { auto: 'Celles de la page qui l’entoure', light: 'Claires', dark: 'Sombres' },
    size: 'Taille',
    sizes: { small: 'Petite', medium: 'Moyenne', large: 'Grande' },
    language: 'Langue',
    asMyPage: 'Celle de la page qui l’entoure',
    goal: 'Objectif affiché',
    goals: { next: 'Le prochain objectif', none: 'Aucun' },
    signLink: 'Afficher le bouton pour signer',
    partner: 'Votre code partenaire',
    partnerHint: 'Lettres sans accents, chiffres et tirets. Les signatures venues de votre site lui seront attribuées.',
    apply: 'Afficher',
    copy: 'Copier',
    copied: 'Copié',
    code: (form) => `Code : ${form}`,
    element: 'L’élément',
    elementText: 'En direct, intégré à votre page. Le meilleur choix si vous pouvez y coller un script.',
    pinned: 'L’élément, en version figée',
    pinnedText:
      'Le même, dans une version qui ne change jamais : le navigateur vérifie son empreinte avant de l’exécuter.',
    frame: 'Le cadre',
    frameText:
      'En direct, dans un cadre à part. La seconde balise est un script qui ajuste la hauteur ; si aucun script extérieur n’est admis, retirez-la.',
    frameTitle: (title) => `Signatures : ${title}`,
    oembed: 'L’adresse seule',
    oembedText:
      'WordPress, et tout ce qui connaît oEmbed, transforme de lui-même l’adresse de la pétition en compteur.',
    badge: 'Le badge',
    badgeText: 'Une image avec le nombre. Pour les fichiers README, les forums et les lettres d’information.',
    link: 'Le lien',
    linkText: 'Du simple HTML, sans script ni image. Son nombre est celui du moment où votre serveur le demande.',
    image: 'L’image',
    imageText: 'Ce que les réseaux sociaux montrent de la pétition, avec le nombre du jour.',
    data: 'Le nombre lui-même',
    dataText: 'Du JSON, pour tout ce que vous construisez vous-même.',
  },

  feed: {
    title: (title) => `Actualités : ${title}`,
    milestoneText: (n) => `La pétition a franchi le cap de ${number(n)} ${plural(n, SIGNATURES)}.`,
  },

  counter: {
    signed: SIGNATURES,
    goal: 'Prochain objectif : {n}',
    lately: '{n} de plus au cours des dernières 24 heures',
    sign: 'Signer',
    closed: 'Pétition close',
    victory: 'Victoire',
  },

  fieldErrors: {
    required: 'Veuillez remplir ce champ.',
    'not-text': 'Il faut ici du texte.',
    'not-a-choice': 'Choisissez l’une des valeurs proposées.',
    'not-a-number': 'Il faut ici un nombre entier dans les limites permises.',
    'not-a-list': 'Il faut ici une liste.',
    'too-long': 'C’est trop long. Merci de raccourcir.',
    'hidden-characters':
      'Ce texte contient des caractères invisibles ou de contrôle. Saisissez-le de nouveau au lieu de le coller.',
    'link-in-name': 'Un nom ne peut pas contenir d’adresse web.',
    'no-letters': 'Un nom doit comporter au moins une lettre.',
    'not-an-email': 'Nous n’arrivons pas à lire cette adresse e-mail. Vérifiez qu’il n’y a pas de faute de frappe.',
    'not-a-country': 'Ce n’est pas un code de pays ISO 3166-1, comme UZ ou DE.',
    'not-a-slug': 'Utilisez uniquement les lettres de a à z sans accents, des chiffres et des tirets.',
    'not-a-partner-code': `Utilisez au plus ${number(PARTNER_CODE_MAX_CHARS)} caractères : lettres sans accent, chiffres, tirets et tirets bas. Commencez par une lettre ou un chiffre.`,
    'not-a-url': 'Il faut une adresse https publique.',
    'not-a-time': 'Il faut une heure UTC comme 2026-12-31T23:59:00Z.',
    'not-a-language': 'Il faut un code de langue comme en, ru ou sr-Latn.',
    'in-the-past': 'Ce moment est passé. Choisissez-en un à venir.',
    'not-a-cursor': 'Ce n’est pas un cursor de cette liste. Utilisez le cursor de la réponse précédente ou omettez-le.',
    'not-a-key': 'Ce n’est pas une clé publique X25519 en base64url. Créez une paire de clés avec : npm run keygen',
    'no-key':
      'Avant de pouvoir être signée, une pétition a besoin d’une clé publique, afin que seule la campagne puisse lire les coordonnées des signataires. Créez une paire de clés avec : npm run keygen',
    'unknown-field': 'Un champ inconnu s’y trouve. Vérifiez qu’il n’y a pas de faute de frappe.',
  },

  fieldErrorsByPath: {
    'name/required': 'Indiquez votre nom.',
    'email/required': 'Indiquez votre adresse e-mail.',
    'country/not-a-country': 'Choisissez un pays dans la liste.',
    'showName/not-a-choice': 'Choisissez comment votre nom apparaît.',
    'name/too-long': `Un nom peut compter au plus ${number(NAME_MAX_CHARS)} caractères.`,
    'comment/too-long': `Une raison peut compter au plus ${number(COMMENT_MAX_CHARS)} caractères.`,
  },

  problem: {
    title: {
      malformed: 'La requête est illisible',
      unauthorized: 'Authentification requise',
      'bot-check-failed': 'La vérification contre les robots a échoué',
      'petition-not-found': 'Cette pétition n’existe pas',
      'not-found': 'Il n’y a rien ici',
      'link-broken': 'Ce lien est incomplet',
      'link-expired': 'Ce lien a expiré',
      'method-not-allowed': 'Cette adresse n’accepte pas cette méthode',
      'petition-closed': 'Cette pétition est close',
      conflict: 'Impossible dans l’état actuel',
      'too-large': 'La requête est trop volumineuse',
      'unsupported-type': 'Ce type de contenu n’est pas accepté',
      'invalid-signature': 'La signature est incomplète',
      'invalid-petition': 'La pétition est incomplète',
      'invalid-webhook': 'Ce webhook est inutilisable',
      'invalid-query': 'L’adresse demande quelque chose d’impossible',
      'invalid-condition': 'On ne sait pas de quelles signatures il s’agit',
      'invalid-update': 'L’actualité est incomplète',
      'invalid-image': 'Cette image est inutilisable',
      'unsupported-format': 'Ce format n’est pas proposé ici',
      'too-many-requests': 'Trop de requêtes depuis votre réseau',
      unavailable: 'Nous ne pouvons rien recevoir pour l’instant',
    },
    malformed: {
      'not-utf-8': 'Le corps n’est pas en UTF-8. Envoyez-le en UTF-8.',
      'not-json': 'Le corps n’est pas du JSON. Envoyez un objet JSON.',
      'not-an-object': 'Le corps doit être un seul objet JSON.',
      'too-deep': 'Le JSON est trop imbriqué. Chaque champ est une valeur simple.',
      'too-slow': 'Le corps n’est pas arrivé à temps. Rien n’a été reçu ; envoyez-le de nouveau.',
      'cut-off': 'Le corps s’est interrompu. Rien n’a été reçu ; envoyez-le de nouveau.',
    },
    botCheck: {
      missing: 'La preuve manque. Demandez un défi, résolvez-le et envoyez la solution dans « proof ».',
      wrong: 'La preuve ne correspond pas à cette pétition. Rechargez la page et signez de nouveau.',
      expired:
        'La page est restée ouverte si longtemps que sa vérification a expiré. Signez de nouveau : une autre se fait toute seule.',
      used: 'Cette preuve a déjà servi pour une autre signature. Rechargez la page et signez de nouveau.',
    },
    conflict: {
      'slug-taken': 'Une autre pétition utilise déjà cette adresse. Choisissez-en une autre.',
      'not-open': 'La pétition n’est pas ouverte.',
      'not-closed': 'La pétition n’est pas close.',
      'no-key':
        'La pétition n’a pas de clé publique : personne ne pourrait lire les coordonnées des signataires. Donnez-lui-en d’abord une : PATCH {"publicKeys": ["…"]}.',
      'too-many-webhooks': 'Cette pétition a déjà tous les webhooks auxquels elle a droit. Supprimez-en d’abord un.',
      'too-many-updates':
        'Cette pétition a déjà toutes les actualités auxquelles elle a droit. Supprimez-en d’abord une.',
      'delivery-pending': 'Cette livraison est encore en cours. Elle pourra être relancée une fois terminée.',
      'group-changed':
        'Le nombre de signatures concernées n’est plus celui que vous attendiez. Rien n’a été fait : vérifiez, puis décidez.',
    },
    image: {
      'not-an-image': 'Envoyez les octets d’une seule image JPEG, PNG ou WebP, entière.',
      'too-many-pixels': `Chaque côté peut mesurer au plus ${number(IMAGE_SIDE_MAX_PIXELS)} pixels. Réduisez l’image.`,
    },
    unauthorized:
      'Envoyez le jeton de cette pétition, ou celui de l’opérateur, sous la forme « Authorization: Bearer … ».',
    petitionNotFound: 'Vérifiez l’adresse. La pétition a peut-être été renommée ou n’a jamais été publiée.',
    notFound: 'Vérifiez l’adresse.',
    linkBroken: 'Copiez le lien entier de l’e-mail dans la barre d’adresse. Rien n’a été modifié.',
    linkExpired: 'Signez encore une fois : vous recevrez un nouvel e-mail avec un nouveau lien. Rien n’a été modifié.',
    methodNotAllowed: (allow) => `Utilisez ${allow}.`,
    petitionClosed: 'Elle ne recueille plus de signatures. La vôtre n’a pas été enregistrée.',
    tooLarge: (maxBytes) =>
      `Cette requête peut compter au plus ${number(maxBytes)} ${plural(maxBytes, { one: 'octet', many: 'd’octets', other: 'octets' })}.`,
    unsupportedType: 'Envoyez application/json ou, depuis un formulaire, application/x-www-form-urlencoded.',
    unsupportedFormat: 'Demandez format=json ou format=xml.',
    invalid: 'Corrigez les champs indiqués dans « errors » et renvoyez le tout. Rien n’a été enregistré.',
    tooManyRequests: (seconds) =>
      `Votre réseau a envoyé beaucoup de requêtes en peu de temps. Attendez ${number(seconds)} ${plural(seconds, SECONDS)}, puis réessayez ; rien n’est perdu.`,
    unavailable: (seconds) =>
      `Rien n’a été enregistré, donc rien n’est perdu. Renvoyez la même requête dans ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    home: 'Voir les pétitions',
  },
}
