import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const signers: ConsoleWords['signers'] = {
  /** Why something was hidden. */
  whys: { insult: 'insulte', private: 'informations privées', threat: 'menace', spam: 'spam', other: 'autre motif' },
  /** What is hidden. */
  hides: { reason: 'raison', both: 'nom et raison', waiting: 'en attente' },
  moderations: { after: 'les noms apparaissent aussitôt', before: 'les noms apparaissent après un contrôle' },
  lead: 'Les personnes qui ont choisi d’afficher leur nom ou leurs initiales. Masquez ce qui est insultant, menaçant ou privé : la signature reste comptée.',
  search: 'Recherche',
  find: 'Rechercher',
  lists: { all: 'Tout', reasons: 'Avec une raison', hidden: 'Masqués', waiting: 'En attente de contrôle' },
  name: 'Nom',
  reason: 'Raison',
  signed: 'Date',
  states: { reason: 'Raison masquée', both: 'Nom et raison masqués', waiting: 'En attente de contrôle' },
  none: 'Personne n’a encore choisi d’afficher son nom.',
  further: 'Chercher plus loin',
  hide: 'Masquer…',
  showAgain: 'Afficher de nouveau',
  showIt: 'Afficher',
  showAll: (n) => `Tout afficher sur cette page (${number(n)})`,
  hideTitle: 'Masquer sur la page',
  what: 'Que faut-il masquer ?',
  why: 'Pourquoi ?',
  so: [
    'La signature reste comptée.',
    'La personne qui a signé n’en est pas informée.',
    'Le journal de l’équipe dit qui l’a masqué et pourquoi.',
    'Il est possible de l’afficher de nouveau à tout moment.',
  ],
  hideButton: 'Masquer',
  undo: 'Annuler',
  done: {
    reason: 'La raison est masquée.',
    both: 'Le nom et la raison sont masqués.',
    shown: 'Le nom est de nouveau sur la page.',
    shownAll: (n) => `Noms maintenant affichés sur la page : ${number(n)}.`,
    undone: 'C’est annulé.',
    moderation: 'C’est enregistré.',
  },
  moderationTitle: 'Quand apparaissent les noms et les raisons',
  modes: { after: 'Aussitôt', before: 'Après un contrôle' },
  modeHints: {
    after: 'Vous masquez ce qui n’a pas sa place sur la page.',
    before: 'Rien n’apparaît avant qu’une personne de l’équipe l’ait vu.',
  },
  /** What happens when it is changed to that. */
  changed: {
    before: [
      'Les noms déjà sur la page y restent.',
      'Les nouveaux noms et raisons attendent qu’une personne de l’équipe les affiche.',
    ],
    after: ['Désormais, les noms et les raisons apparaissent aussitôt.'],
  },
  waits: (n) => `Noms en attente de contrôle : ${number(n)}.`,
  goOnWaiting: (n) =>
    `Les noms en attente (${number(n)}) le restent jusqu’à ce que quelqu’un les affiche ou les masque.`,
}
