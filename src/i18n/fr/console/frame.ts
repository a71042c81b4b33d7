/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted, PEOPLE, SIGNATURES } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: 'Pétitions',
  site: 'Ce site',
  account: 'Compte',
  help: 'Aide',
  menu: 'Menu',
  seePage: 'Voir la page',
  signOut: 'Se déconnecter',
  back: (place) => `Retour à « ${place} »`,
  asOf: (time) => `Dernière mise à jour : ${time}`,
  refresh: 'Actualiser',
  change: 'Modifier',
  cancel: 'Annuler',
  optional: 'facultatif',
  error: (title) => `Erreur : ${title}`,
  errors: (n) =>
    counted(n, {
      one: 'Une correction à apporter',
      many: '{n} de corrections à apporter',
      other: '{n} corrections à apporter',
    }),
  now: 'à l’instant',
  today: (time) => `aujourd’hui à ${time}`,
  yesterday: (time) => `hier à ${time}`,
  people: (n) => counted(n, PEOPLE),
  signatures: (n) => counted(n, SIGNATURES),
  days: (n) => counted(n, { one: '{n} jour', many: '{n} de jours', other: '{n} jours' }),
  confirm: {
    understood: 'Je comprends ce qui va se passer.',
    tick: (n) => `Je comprends que cela concerne ${counted(n, PEOPLE)}.`,
    tickNeeded: 'Cochez la case si vous comprenez ce qui va se passer.',
    type: 'Pour confirmer, indiquez combien de personnes sont concernées',
    typeWrong: (n) => `Le nombre ne correspond pas. Cela concerne ${counted(n, PEOPLE)}.`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: 'Pétition', people: 'Personnes', reach: 'Diffusion', manage: 'Gestion' },
  overview: 'Vue d’ensemble',
  text: 'Texte',
  updates: 'Actualités et résultat',
  signers: 'Signataires et raisons',
  review: 'En attente de vérification',
  contacts: 'Contacts',
  paper: 'Papier et imports',
  share: 'Partage et partenaires',
  team: 'Équipe et accès',
  settings: 'Réglages',
  states: {
    draft: 'Brouillon',
    submitted: 'En attente de validation',
    scheduled: 'Ouverture programmée',
    open: 'En cours',
    closed: 'Terminée',
    victory: 'Victoire',
    'taken-down': 'Suspendue',
    deleted: 'Supprimée',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: 'Propriétaire',
  editor: 'Rédaction',
  moderator: 'Modération',
  you: {
    owner: 'Votre rôle : propriétaire',
    editor: 'Votre rôle : rédaction',
    moderator: 'Votre rôle : modération',
  },
}

export const problems: ConsoleWords['problems'] = {
  notFound: 'Cette page n’existe pas',
  notFoundText: 'Ou vous n’avez pas le droit de la voir. Vérifiez l’adresse web, ou revenez à vos pétitions.',
  forbidden: 'Vous ne pouvez pas faire cela',
  forbiddenText: (role) => `Il faut pour cela ce rôle : ${role}. Adressez-vous aux propriétaires de la pétition.`,
  busy: 'Pas encore enregistré',
  busyText: 'Quelque chose n’a pas fonctionné de notre côté. Ce que vous avez envoyé est toujours là : renvoyez-le.',
  signedOut: 'Vous n’êtes plus connecté',
  signedOutText:
    'Rien n’a été enregistré, et rien n’est perdu. Connectez-vous sur une autre page, puis renvoyez le tout depuis celle-ci.',
  signInFirst: 'Se connecter sur une autre page',
  sendAgain: 'Renvoyer',
  failed: 'Cette page ne peut pas s’afficher pour le moment',
  failedText: 'Quelque chose n’a pas fonctionné de notre côté. Réessayez dans une minute.',
  tryAgain: 'Réessayer',
  typed: 'Ce que vous avez saisi',
  typedText: 'Rien n’a été enregistré. Copiez ce texte si vous en avez encore besoin.',
  crossSite: 'Cette demande venait d’un autre site',
  crossSiteText: 'Rien n’a été fait. Allez à vos pétitions et recommencez à partir de là.',
}
