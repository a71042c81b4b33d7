/** The operator’s pages, and the owners’ page of an objection. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted } from './numbers.ts'

export const operator: ConsoleWords['operator'] = {
  tabs: { overview: 'Vue d’ensemble', reports: 'Signalements', petitions: 'Pétitions', operators: 'Équipe du site' },

  approvalsWait: (n) =>
    counted(n, {
      one: '{n} pétition est en attente de validation',
      many: '{n} de pétitions sont en attente de validation',
      other: '{n} pétitions sont en attente de validation',
    }),
  oldest: (when) => `En attente depuis : ${when}.`,
  readNext: 'Lire la plus ancienne',
  reportsWait: (n) =>
    counted(n, {
      one: '{n} signalement à traiter',
      many: '{n} de signalements à traiter',
      other: '{n} signalements à traiter',
    }),
  seeReports: 'Voir les signalements',
  unwell: 'Quelque chose ne fonctionne pas comme prévu',
  numbers: {
    open: 'pétitions en cours',
    today: 'signatures aujourd’hui',
    week: 'signatures en 7 jours',
    emails: 'e-mails en attente',
  },
  numbersNote: 'Signatures des pétitions en cours. Un jour est un jour UTC.',
  now: 'Maintenant',
  normal: 'Normal',
  parts: {
    database: 'Base de données',
    signatures: 'File des signatures',
    emails: 'E-mails',
    deliveries: 'Webhooks',
    deadLetters: 'Messages non traités',
    staticCounts: 'Compteurs statiques',
    spike: 'Mode affluence',
  },
  spike: {
    off: 'désactivé',
    since: (when) => `Actif depuis : ${when}`,
    means: 'Les compteurs ont jusqu’à une demi-minute de retard. Les signatures sont acceptées comme d’habitude.',
  },
  attention: 'À vérifier',
  answers: 'répond',
  noAnswer: 'ne répond pas',
  waiting: (n) => `En attente : ${n}`,
  stored: (n) => `Conservés : ${n}`,
  failedLastHour: (n) => `Échecs dans la dernière heure : ${n}`,
  underMinutes: (n) =>
    counted(n, { one: 'moins de {n} minute', many: 'moins de {n} de minutes', other: 'moins de {n} minutes' }),
  none: 'aucun',
  busiest: 'Les plus signées aujourd’hui',
  busiestNone: 'Personne n’a signé de pétition en cours aujourd’hui.',
  today: 'Aujourd’hui',
  week: '7 jours',
  total: 'Total',

  search: 'Titre ou adresse web',
  searchButton: 'Rechercher',
  foundNone: 'Aucune pétition ne correspond à ces mots.',
  further: 'Chercher dans les pétitions plus anciennes',
  older: 'Pétitions plus anciennes',
  petitionsNone: 'Il n’y a pas encore de pétition.',
  started: 'Créée',
  image: 'Image',

  takeDownSo: {
    page: 'La page indique que la pétition a été suspendue, pour quel motif et avec quelle explication. Le texte, les noms et le nombre de signatures disparaissent, y compris des autres sites. Personne ne peut signer.',
    kept: (n) =>
      counted(n, {
        one: 'Rien n’est supprimé : {n} signature, les contacts et l’équipe restent tels quels.',
        many: 'Rien n’est supprimé : {n} de signatures, les contacts et l’équipe restent tels quels.',
        other: 'Rien n’est supprimé : {n} signatures, les contacts et l’équipe restent tels quels.',
      }),
    owners: (n) =>
      counted(n, {
        one: '{n} propriétaire reçoit votre explication par e-mail et peut la contester pendant 6 mois.',
        many: '{n} de propriétaires reçoivent votre explication par e-mail et peuvent la contester pendant 6 mois.',
        other: '{n} propriétaires reçoivent votre explication par e-mail et peuvent la contester pendant 6 mois.',
      }),
    noOwner: 'La pétition n’a pas de propriétaire à prévenir.',
    reports: (n) =>
      counted(n, {
        one: '{n} signalement en attente est ainsi traité.',
        many: '{n} de signalements en attente sont ainsi traités.',
        other: '{n} signalements en attente sont ainsi traités.',
      }),
    back: 'Vous pouvez la rétablir à tout moment.',
  },

  operators: 'Équipe du site',
  operatorsLead:
    'L’équipe du site voit toutes les pétitions et prend les décisions à leur sujet. Elle ne peut pas lire les contacts.',
  add: 'Ajouter quelqu’un à l’équipe du site',
  addText:
    'Créez un lien en ligne de commande. Il fonctionne une fois, pendant un jour, et fait entrer la personne qui l’utilise dans l’équipe du site.',
  remove: (name) => `Retirer ${name}`,
  removeTitle: (name) => `Retirer ${name} de l’équipe du site ?`,
  removeSo: (left) => [
    'Ce compte ne peut plus voir ces pages ni prendre de décision sur les pétitions, dès maintenant.',
    'Il conserve ses propres pétitions. Ses décisions restent valables.',
    counted(left, {
      one: 'Il reste {n} compte dans l’équipe du site.',
      many: 'Il reste {n} de comptes dans l’équipe du site.',
      other: 'Il reste {n} comptes dans l’équipe du site.',
    }),
  ],
  removeButton: 'Retirer de l’équipe du site',
  removed: 'Le compte a été retiré de l’équipe du site.',
  lastOperator: 'Il faut quelqu’un pour gérer ce site. Ajoutez d’abord une autre personne.',
  unnamed: 'sans nom',

  asked: (when) => `Votre dernière demande de modification : ${when}`,
  difference: 'Ce qui a changé depuis',
  same: 'Le titre, le destinataire et le texte sont les mêmes qu’alors.',
  starterChanged: (before) => `La pétition était lancée par « ${before} ».`,
  imageChanged: 'L’image a été remplacée ou retirée.',

  reports: 'Signalements',
  reportsLead:
    'Ce qui a été signalé, et les contestations des propriétaires, en commençant par ce qui attend depuis le plus longtemps. La modération d’une pétition voit quels noms et quelles raisons ont été signalés, mais pas le texte d’un signalement.',
  reportsNone: 'Aucun signalement n’attend de décision.',
  reportsOf: (n) => counted(n, { one: '{n} signalement', many: '{n} de signalements', other: '{n} signalements' }),
  reportsAbout: (title) => `Signalements : ${title}`,
  about: {
    petition: 'Au sujet de la pétition',
    signature: 'Au sujet d’un nom et de sa raison',
    update: 'Au sujet d’une actualité',
    objection: 'Contestation de la suspension par un propriétaire',
  },
  gone: 'Ce qui a été signalé n’est plus affiché.',
  wantsAnswer: 'Souhaite connaître la décision',
  trapped: 'Un champ invisible pour les personnes était rempli : l’envoi vient peut-être d’un robot.',
  notOpened: 'Le texte de ce signalement ne peut pas être lu : il manque une clé.',
  moreReports: 'Il y en a d’autres. Ils suivront une fois ceux-ci traités.',
  choices: {
    nothing: 'Ne rien changer',
    nothingHint: 'Les personnes qui ont laissé une adresse e-mail sont informées.',
    reasonHidden: 'Masquer la raison',
    reasonHiddenHint: 'Le nom reste sur la page. La signature compte toujours.',
    hidden: 'Masquer le nom et la raison',
    hiddenHint: 'Ils disparaissent de la page. La signature compte toujours.',
    asked: 'Demander une modification aux propriétaires',
    askedHint: 'Votre message leur parvient par e-mail.',
    putBack: 'Rétablir la pétition',
    putBackHint: 'Les propriétaires en sont informés par e-mail.',
    keptDown: 'Maintenir la suspension',
    keptDownHint: 'Les propriétaires reçoivent votre message par e-mail.',
  },
  messageNeeded: 'Écrivez ce que les propriétaires doivent savoir.',
  reportDecided: 'La décision a été envoyée.',
  decided: 'Traités',
  ground: 'Problème',
  decision: 'Décision',
  by: 'Par',
  when: 'Quand',
  decisions: {
    nothing: 'Rien changé',
    hidden: 'Masqué',
    asked: 'Modification demandée aux propriétaires',
    'taken-down': 'Suspendue',
    'kept-down': 'Suspension maintenue',
    'put-back': 'Rétablie',
  },

  reported: 'Signalé par des internautes',
  reportedText:
    'Vous décidez de ces signalements : masquer ce qui a été signalé, ou le laisser tel quel. Les personnes qui ont laissé une adresse reçoivent la décision par e-mail. Pour ce qui peut être illégal, les responsables de ce site décident aussi.',
  nothingToHide: 'Rien à masquer',

  objection: {
    todo: 'Vous pouvez en voir le motif et contester.',
    see: 'Voir le motif',
    title: 'Suspendue par les personnes qui gèrent ce site',
    so: [
      'La page affiche ce motif et cette explication à la place du texte. Personne ne peut signer.',
      'Rien n’est supprimé : les signatures, les contacts et l’équipe restent tels quels. Il est toujours possible de retirer sa signature.',
    ],
    object: 'Contester la décision',
    until: (day) => `Vous pouvez le faire une fois, jusqu’au ${day}.`,
    words: 'Pourquoi faut-il rétablir la pétition ?',
    wordsHint:
      'Répondez à l’explication. Les personnes qui gèrent ce site vous lisent et décident de nouveau. Tous les propriétaires reçoivent la décision par e-mail.',
    send: 'Envoyer la contestation',
    sent: 'Votre contestation a été envoyée.',
    waits: (when) => `Une contestation a été envoyée : ${when}. La décision n’est pas encore prise.`,
    decided: (when) => `Une décision a été prise sur la contestation : ${when}. La pétition reste suspendue.`,
    late: 'Il est trop tard pour contester ici.',
    contact: 'Vous pouvez écrire aux personnes qui gèrent ce site :',
    notPossible: 'Une contestation a déjà été envoyée, ou il est trop tard.',
  },
}
