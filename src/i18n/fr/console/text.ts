/** The text of a petition, its versions and translations. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted } from './numbers.ts'

export const text: ConsoleWords['text'] = {
  title: 'Texte',
  tabs: { words: 'Texte', versions: 'Versions', translations: 'Traductions' },
  signedTitle: (n) =>
    counted(n, {
      one: '{n} personne a signé ce texte.',
      many: '{n} de personnes ont signé ce texte.',
      other: '{n} personnes ont signé ce texte.',
    }),
  signedText: 'Si vous le modifiez, la page le dit, montre ce qui a changé et conserve la version précédente.',
  kind: 'De quel type de modification s’agit-il ?',
  kinds: {
    first: 'Premier texte',
    correction: 'Correction',
    facts: 'Faits nouveaux',
    demand: 'Demande différente',
    translation: 'Traduction',
  },
  kindHints: {
    correction: 'Une faute d’orthographe, un lien cassé. La page dit que le texte a été corrigé.',
    facts: 'La demande reste la même. La page dit que le texte a changé.',
    demand:
      'La page montre aussi combien de personnes ont signé chaque demande. Une nouvelle pétition serait peut-être plus juste.',
  },
  why: 'En une phrase : qu’est-ce qui a changé, et pourquoi ?',
  whyHint: 'Tout le monde voit cette phrase à côté de la modification.',
  compare: 'Continuer vers la comparaison',
  nothing: 'Rien n’a changé.',
  notYet: 'Rien n’est encore publié : la page suivante compare l’ancien texte et le nouveau.',
  compareTitle: (n) => `Version ${number(n)}, non publiée`,
  comparedWith: (n) => `Par rapport à la version ${number(n)}.`,
  added: 'Ajouté :',
  removed: 'Supprimé :',
  unchanged: (n) =>
    counted(n, {
      one: '{n} paragraphe inchangé',
      many: '{n} de paragraphes inchangés',
      other: '{n} paragraphes inchangés',
    }),
  publish: (n) => `Publier la version ${number(n)}`,
  edit: 'Continuer à modifier',
  published: (n) => `La version ${number(n)} est sur la page.`,
  behindNote: 'Les traductions sont marquées « À mettre à jour » jusqu’à ce que quelqu’un s’en charge.',
  savedDraft: 'Le texte a été enregistré.',
  list: 'Versions',
  number: 'Version',
  publishedAt: 'Publiée',
  change: 'Modification',
  signedIt: 'Signatures',
  read: (n) => `Lire la version ${number(n)}`,
  stay: 'Les versions ne peuvent pas être supprimées : elles montrent ce que les gens ont signé.',
  claimedNote: (n) =>
    counted(n, {
      one: '{n} signature sur papier ou dans une liste antérieure n’appartient à aucune version.',
      many: '{n} de signatures sur papier et dans des listes antérieures n’appartiennent à aucune version.',
      other: '{n} signatures sur papier et dans des listes antérieures n’appartiennent à aucune version.',
    }),
  meanwhileTitle: 'Entre-temps, quelqu’un d’autre a modifié le texte',
  meanwhileText:
    'Rien n’est encore enregistré, et rien n’est perdu. À gauche, le texte tel qu’il est maintenant ; à droite, le vôtre.',
  yours: 'Votre texte',
  saveYours: 'Enregistrer plutôt le mien',
  keepTheirs: 'Garder l’autre',
  translations: {
    lead: 'Les boutons et les formulaires existent déjà en dix langues. Votre propre texte doit être traduit par une personne. S’il existe une traduction, chacun le lit dans sa langue, avec un lien vers l’original.',
    language: 'Langue',
    state: 'État',
    original: 'L’original',
    current: 'À jour',
    behind: 'À mettre à jour',
    missing: 'Pas de traduction',
    write: (language) => `Traduire en ${language}`,
    update: (language) => `Mettre à jour la traduction en ${language}`,
    originalText: 'L’original',
    publish: 'Publier la traduction',
    publishHint: 'Faites-la d’abord relire par une personne dont c’est la langue maternelle.',
    published: 'La traduction est sur la page.',
    remove: 'Enlever de la page',
    removed: 'La traduction n’est plus sur la page.',
  },
}
