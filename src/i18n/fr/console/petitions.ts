/** The list of petitions. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted, SIGNATURES } from './numbers.ts'

export const petitions: ConsoleWords['petitions'] = {
  title: 'Vos pétitions',
  start: 'Lancer une pétition',
  todo: (n) => counted(n, { one: '{n} chose à faire', many: '{n} de choses à faire', other: '{n} choses à faire' }),
  of: (count, goal) => `${number(count)} sur ${counted(goal, SIGNATURES)}`,
  closes: (day) => `se termine le ${day}`,
  ended: (day) => `terminée le ${day}`,
  changed: (when) => `dernière modification : ${when}`,
  continueAt: (step) => `Continuer à l’étape ${number(step)} sur 3`,
  emptyTitle: 'Vous n’avez pas encore de pétition',
  emptyText: 'Il faut environ cinq minutes pour en lancer une. Vous aurez besoin :',
  needs: [
    'd’un titre qui dit qui doit faire quoi',
    'de quelques paragraphes sur ce qui ne va pas et ce que vous demandez',
    'd’un endroit sûr pour un fichier : la clé des coordonnées',
  ],
  invited:
    'Vous avez reçu une invitation à une pétition ? Ouvrez le lien qu’elle contient pour que la pétition apparaisse ici.',
  claim: 'Ajouter une pétition lancée avec un jeton',
  claimHint:
    'Collez son jeton de campagne. Vous en devenez propriétaire. Le jeton reste valable jusqu’à ce que vous le révoquiez.',
  token: 'Jeton de campagne',
  claimButton: 'Ajouter la pétition',
  claimWrong: 'Aucune pétition n’a ce jeton. Vérifiez qu’il a été copié en entier.',
  claimOwned: 'Cette pétition appartient déjà à quelqu’un. Demandez-lui de vous inviter.',
  claimed: 'La pétition est désormais la vôtre.',
}
