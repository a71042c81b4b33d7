import type { ConsoleWords } from '../../en/console.ts'
import { counted, number } from './numbers.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'd’un même réseau',
    'email-domain': 'd’un même domaine de messagerie',
    disposable: 'avec des adresses jetables',
    signals: 'd’apparence automatique',
    surge: 'd’un afflux soudain',
  },
  lead: 'Ces signatures ressemblent à un afflux de fausses signatures. Elles ne comptent pas et ne reçoivent aucun e-mail tant que vous n’avez pas décidé.',
  none: 'Rien n’est en attente de vérification.',
  inGroups: (n: number) => counted(n, { one: 'dans {n} groupe', other: 'dans {n} groupes' }),
  until: (day: string) =>
    `Décidez avant le ${day}. Ensuite, les e-mails en attente sont supprimés et ces personnes ne peuvent plus confirmer.`,
  why: {
    network: ({ networkPerHour }) => `Plus de ${number(networkPerHour)} par heure sont venues d’un même réseau.`,
    'email-domain': ({ emailDomainPerHour }) =>
      `Plus de ${number(emailDomainPerHour)} par heure sont venues d’un même domaine de messagerie.`,
    disposable: ({ disposablePerHour }) =>
      `Plus de ${number(disposablePerHour)} par heure sont venues avec des adresses jetables.`,
    signals: () =>
      'Un champ caché a été rempli, le nom est une insulte, ou le formulaire a été envoyé plus vite qu’on ne peut le remplir.',
    surge: ({ surgePerMinute }) =>
      `Plus de ${number(surgePerMinute)} par minute sont arrivées, et celles-ci semblent en outre automatiques.`,
  },
  confirmed: 'Confirmées par e-mail',
  ofAll: (n: number, all: number) => `${number(n)} sur ${number(all)}`,
  within: 'Arrivées en',
  disposable: 'Adresses jetables',
  names: 'Noms pour la page',
  noNames: 'aucun',
  likely: { people: 'Semble être des personnes', flood: 'Semble être un afflux', unclear: 'Difficile à dire' },
  check: 'Examiner ce groupe',
  record: 'Comment ce décompte est tenu : ces chiffres sont publics, eux aussi',
  expecting: 'Vous attendez beaucoup de signatures d’un même lieu ?',
  expectingText:
    'Avant un jour où beaucoup de gens signeront depuis un même lieu, comme une école, une usine ou un bureau, autorisez davantage de signatures par heure.',
  underWay: { release: 'Admission en cours :', remove: 'Suppression en cours :', undo: 'Remise en attente :' },
  continues:
    'Cela continue tout seul, même si vous fermez cette page. Tant que ce n’est pas terminé, aucune autre décision n’est possible.',
  partly:
    'Il y a plus de signatures en attente que ne l’indiquent ces chiffres. Quand vous aurez décidé pour celles-ci, les suivantes s’afficheront.',
  decided: 'Décidé auparavant',
  which: 'Lesquelles',
  when: 'Quand',
  undoUntil: (moment: string) => `Annulable jusqu’au : ${moment}`,
  since: (moment: string) => `En attente depuis : ${moment}. Rien ne se passe avant votre choix.`,
  changed: (was: number, now: number) =>
    `Le nombre a changé entre-temps : il y en avait ${number(was)}, il y en a maintenant ${number(now)}. Rien n’a été fait. Veuillez vérifier les nouveaux chiffres.`,
  clues: 'Ce que l’on voit',
  clue: 'Indice',
  group: 'Ce groupe',
  suggestsTitle: 'Suggère',
  suggests: { people: 'Des personnes', flood: 'Un afflux', either: 'L’un ou l’autre' },
  countries: 'Pays',
  unknownCountry: 'inconnu',
  signals: {
    trap: 'Champ caché rempli',
    'no-render-time': 'Envoyée sans ouvrir la page',
    'too-fast': 'Envoyée trop vite',
    'abusive-name': 'Une insulte comme nom',
  },
  noTrace:
    'Les réseaux et domaines de messagerie sont conservés sous forme de codes que personne ne peut déchiffrer, 30 jours au plus.',
  narrow: 'Affiner',
  country: 'Pays',
  all: 'Toutes',
  onlyWith: 'Seulement avec',
  onlyWithout: 'Seulement sans',
  signal: 'Signe d’automatisme',
  update: 'Actualiser les chiffres',
  letInTitle: (n: number) => `Si vous en admettez ${number(n)}`,
  rises: (now: number, then: number) => `Le décompte passe aussitôt de ${number(now)} à ${number(then)}.`,
  countsAtOnce: (n: number) => counted(n, { one: '{n} compte aussitôt.', other: '{n} comptent aussitôt.' }),
  getsEmail: (n: number) =>
    counted(n, {
      one: '{n} reçoit maintenant son e-mail et comptera une fois confirmée.',
      other: '{n} reçoivent maintenant leur e-mail et compteront une fois confirmées.',
    }),
  staysHeld: (n: number) => counted(n, { one: '{n} autre reste en attente.', other: '{n} autres restent en attente.' }),
  heldAgain:
    'D’autres, semblables, peuvent être retenues à nouveau. Si ce sont des personnes, relevez aussi la limite.',
  final: 'Cela ne peut pas être annulé.',
  letIn: (n: number) => `En admettre ${number(n)}`,
  removeTitle: (n: number) => `Si vous en supprimez ${number(n)}`,
  stays: (n: number) => `Le décompte reste à ${number(n)}.`,
  deleted:
    'Noms, raisons, contacts et e-mails sont supprimés définitivement au bout de 24 heures. D’ici là, vous pouvez annuler.',
  neverAgain: 'Ces adresses ne peuvent plus servir à signer cette pétition, pas même par leurs vrais titulaires.',
  publicRecord: (n: number) => `Le registre public dit combien ont été supprimées (${number(n)}), jamais de qui.`,
  remove: (n: number) => `En supprimer ${number(n)}`,
  unsure: 'Un doute ? Laissez-les en attente.',
  done: {
    released: (n: number) => counted(n, { one: '{n} signature admise.', other: '{n} signatures admises.' }),
    removed: (n: number) => counted(n, { one: '{n} signature supprimée.', other: '{n} signatures supprimées.' }),
    undone: (n: number) =>
      counted(n, {
        one: '{n} signature est de nouveau en attente.',
        other: '{n} signatures sont de nouveau en attente.',
      }),
    meanwhile: 'Une décision avait déjà été prise pour celles-ci. Rien n’a été fait maintenant.',
    tooLate: 'Cela ne peut plus être annulé.',
  },
  number,
}
