/** French words of the pages that close, reopen or delete a petition. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted, number, SIGNATURES } from './numbers.ts'

export const ending: ConsoleWords['ending'] = {
  title: 'Mettre fin à la pétition',
  close: 'Clore la pétition',
  closeTitle: 'Clore la pétition maintenant ?',
  closeText: 'Plus personne ne peut signer. La page reste. Vous pouvez la rouvrir pendant 30 jours.',
  closesBySelf: (day) => `Elle se termine d’elle-même après ce jour : ${day}.`,
  closed: 'La pétition est close.',
  victory: 'Déclarer la victoire',
  victoryTitle: 'Déclarer la victoire ?',
  victoryText: 'La demande a été satisfaite, entièrement ou en bonne partie. Dites dans quelle mesure.',
  declared: 'La page dit maintenant que la demande a été satisfaite.',
  keepOpen: 'Ne rien changer',
  reopen: 'Rouvrir la pétition',
  reopenTitle: 'Rouvrir la pétition ?',
  reopenText: (day) => `Elle est close depuis le ${day}.`,
  reopenable: (day) => `Vous pouvez la rouvrir jusqu’au ${day}.`,
  tooLate: 'Elle est close depuis plus de 30 jours. Elle ne peut plus être rouverte.',
  reopened: 'La pétition peut de nouveau être signée.',
  lastDay: 'Nouveau dernier jour',
  lastDayHint: (timeZone) => `Jusqu’à minuit à cet endroit : ${timeZone}. Laissez vide s’il n’y en a pas.`,
  outcome: 'Résultat',
  outcomeHint: 'En haut de la page et dans le flux. Vous pouvez l’écrire plus tard et le modifier.',
  preview: 'Aperçu',
  previewTitle: 'Ce que l’on verra',
  so: 'Ce qui se passe',
  held: (n) =>
    counted(n, {
      one: '{n} signature est retenue pour examen.',
      many: '{n} de signatures sont retenues pour examen.',
      other: '{n} signatures sont retenues pour examen.',
    }),
  stays: (n) => `Le nombre est maintenant de ${number(n)}. Plus personne ne peut signer.`,
  waiting: (n) =>
    counted(n, {
      one: '{n} signature attend sa confirmation. Elle comptera si elle est confirmée dans les 7 jours après avoir été donnée.',
      many: '{n} de signatures attendent leur confirmation. Elles compteront si elles sont confirmées dans les 7 jours après avoir été données.',
      other:
        '{n} signatures attendent leur confirmation. Elles compteront si elles sont confirmées dans les 7 jours après avoir été données.',
    }),
  waitingMany:
    'Beaucoup de signatures attendent leur confirmation. Elles compteront si elles sont confirmées dans les 7 jours après avoir été données.',
  saysClosed: 'La page et les compteurs des partenaires disent qu’elle est close. Les webhooks en sont informés.',
  saysVictory: 'La page et les compteurs des partenaires disent « Victoire ». Les webhooks en sont informés.',
  noEmails:
    'Ce site n’écrit pas aux signataires. Avec les contacts, vous pouvez écrire aux personnes qui ont accepté de recevoir des nouvelles.',
  contacts: (day) =>
    `Les contacts sont supprimés après ce jour : ${day}. Téléchargez avant ceux dont vous avez besoin.`,
  again: (n) => `La pétition peut de nouveau être signée. Le décompte reprend à ${number(n)}.`,
  between: 'Ce qui a été signé pendant qu’elle était close reste non compté.',
  outcomeKept: 'Le résultat est retiré de la page. Il est gardé pour vous comme brouillon.',
  contactsAgain:
    'Les contacts sont de nouveau conservés tant qu’elle est ouverte. Le délai avant leur suppression repart de zéro à sa prochaine fin.',
  meanwhileTitle: 'La pétition a pris fin entre-temps',
  meanwhileText:
    'Quelqu’un d’autre y a mis fin avec un autre résultat. Votre texte n’est pas perdu : choisissez celui que la page montre.',
  theirs: 'Sur la page actuellement',
  saveYours: 'Montrer le vôtre',
  keepTheirs: 'Garder l’autre',
  saved: 'Le résultat est sur la page.',
  delete: 'Supprimer la pétition',
  deleteTitle: 'Supprimer la pétition ?',
  deleteText: 'La page et tout ce qui a été recueilli. Pendant 14 jours, cela peut être annulé.',
  deleteOffline:
    'La page disparaît aussitôt. À sa place, il est dit quand elle a été supprimée et combien de signatures elle avait.',
  deleteCloses: 'Elle est close par là même. Plus personne ne peut signer ni confirmer.',
  deleteGrace: (day) => `Jusqu’au ${day}, tout propriétaire peut annuler la suppression.`,
  deleteRows: (n) =>
    counted(n, {
      one: 'Ensuite, {n} signature est effacée, avec son nom, sa raison et son contact.',
      many: 'Ensuite, {n} de signatures sont effacées, avec leurs noms, raisons et contacts.',
      other: 'Ensuite, {n} signatures sont effacées, avec leurs noms, raisons et contacts.',
    }),
  deleteRest: 'Avec elles, le texte, les nouvelles, l’image, les webhooks, les jetons et l’équipe.',
  deleteStays: 'Ce qui reste : l’adresse, que personne d’autre n’obtient, le nombre de signatures et les dates.',
  deleteLog:
    'Les entrées du journal restent jusqu’à ce qu’elles aient un an. Les sauvegardes de la base gardent le reste jusqu’à 30 jours de plus.',
  deleteConfirm: 'Supprimer la pétition',
  deletedTitle: 'Cette pétition est supprimée',
  deletedText: (day, n) => `Supprimée le ${day}, avec ${counted(n, SIGNATURES)}.`,
  erasedAfter: (day) => `Elle sera effacée après ce jour : ${day}. D’ici là, un propriétaire peut la rétablir.`,
  erasing: 'Elle est en train d’être effacée. Elle ne peut plus être rétablie.',
  undo: 'Annuler la suppression',
  undoSo:
    'La page revient telle qu’elle était, mais close. Un propriétaire peut la rouvrir jusqu’à 30 jours après sa fin.',
  undone: 'La pétition est de retour. Elle est close.',
}
