/** Signing in, and the account. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted, MINUTES } from './numbers.ts'

export const signIn: ConsoleWords['signIn'] = {
  title: 'Se connecter à vos pétitions',
  lead: 'Il n’y a pas de mot de passe. Nous vous envoyons un lien par e-mail, ou vous utilisez une clé d’accès si vous en avez une.',
  email: 'Votre adresse e-mail',
  emailHint: 'Celle avec laquelle vous avez lancé une pétition ou reçu une invitation.',
  send: 'Recevoir un lien',
  passkey: 'Utiliser une clé d’accès',
  passkeyTitle: 'Ou avec une clé d’accès',
  passkeyText:
    'Votre téléphone ou votre ordinateur la déverrouille avec votre doigt, votre visage ou un code PIN. Une fausse page ne peut pas la voler.',
  passkeyFailed: 'La clé d’accès n’a pas été acceptée. Réessayez, ou demandez un lien par e-mail.',
  newHere:
    'Première visite ? Saisissez votre adresse e-mail ci-dessus. Le même lien vous permet de lancer une pétition.',
  sentTitle: 'Consultez votre messagerie',
  sentText: (address) =>
    `Si ${address} permet de se connecter ici, un lien est en route. Il fonctionne une seule fois, pendant 15 minutes.`,
  sentNone: 'Rien reçu ? Vérifiez vos courriers indésirables. Cela peut prendre quelques minutes.',
  sentMost: (n: number) => `Chaque adresse reçoit au plus ${number(n)} liens par jour.`,
  sentSame:
    'Cette page est la même pour toutes les adresses e-mail : personne ne peut s’en servir pour savoir qui mène une campagne.',
  again: 'Renvoyer le lien',
  other: 'Utiliser une autre adresse e-mail',
  linkTitle: 'Se connecter',
  linkText: 'Appuyez sur le bouton pour vous connecter sur cet appareil.',
  linkOperator:
    'Vous allez gérer ce site. Saisissez votre propre adresse e-mail : elle vous servira désormais à vous connecter.',
  linkInvited: (role, title) => `Vous avez reçu une invitation pour « ${title} ». Votre rôle : ${role}.`,
  linkEmail: 'Appuyez sur le bouton pour utiliser désormais cette adresse e-mail avec votre compte.',
  linkButton: 'Se connecter',
  acceptButton: 'Accepter l’invitation',
  emailButton: 'Utiliser cette adresse e-mail',
  linkUndo:
    'Appuyez sur le bouton pour annuler la modification : votre compte retrouve cette adresse e-mail. Il est déconnecté partout et ses clés d’accès sont supprimées.',
  undoButton: 'Annuler la modification',
  firstTitle: 'Connectez-vous d’abord à votre compte',
  firstText:
    'Ce lien modifie l’adresse e-mail d’un compte. Connectez-vous au compte depuis lequel il a été demandé, puis ouvrez à nouveau le lien. Vous ne l’avez pas demandé ? Alors ne faites rien, et rien ne changera.',
  takenTitle: 'Cette adresse e-mail est déjà utilisée',
  takenText: 'Elle appartient à un autre compte. Supprimez d’abord ce compte, ou utilisez une autre adresse e-mail.',
  operatorKnown:
    'Un compte existe avec cette adresse e-mail. Connectez-vous à ce compte, puis ouvrez à nouveau ce lien, ou utilisez une autre adresse e-mail.',
  goneTitle: 'Ce lien ne fonctionne plus',
  goneText: 'Les liens fonctionnent une seule fois, pendant 15 minutes. Demandez-en un autre : cela prend une minute.',
  goneOf: {
    invitation:
      'Une invitation fonctionne une seule fois, pendant quelques jours. Elle cesse aussi de valoir si elle est annulée ou remplacée par une autre. Si vous l’avez acceptée, connectez-vous. Sinon, demandez-en une nouvelle.',
    'email-change':
      'Ce lien fonctionne une seule fois, pendant un jour. Il cesse aussi de valoir si vous en demandez un autre. Votre compte indique son adresse e-mail : si ce n’est pas encore la nouvelle, changez-la de nouveau.',
    'email-undo':
      'Ce lien fonctionne une seule fois, pendant quelques jours. Votre compte indique son adresse e-mail. Si vous ne pouvez plus vous connecter, contactez-nous.',
    operator:
      'Ce lien fonctionne une seule fois, pendant peu de temps. Un nouveau se crée sur le serveur, avec la même commande.',
  },
  goneButton: 'Demander un nouveau lien',
  tooMany: (minutes) => `Trop de liens ont été demandés. Attendez ${counted(minutes, MINUTES)} et réessayez.`,
  signedOut: 'Votre session est fermée.',
  needed: 'Connectez-vous pour voir cette page. Vous y reviendrez ensuite.',
}

export const account: ConsoleWords['account'] = {
  title: 'Votre compte',
  name: 'Votre nom',
  nameHint: 'Votre équipe le voit.',
  language: 'Langue',
  save: 'Enregistrer',
  saved: 'Enregistré.',
  email: 'Adresse e-mail',
  emailNow: (address) => `Vous vous connectez avec ${address}.`,
  emailNew: 'Nouvelle adresse e-mail',
  emailButton: 'Modifier l’adresse e-mail',
  emailSent:
    'Nous avons envoyé un lien à la nouvelle adresse e-mail. Rien ne change tant que vous ne l’ouvrez pas dans un navigateur où vous avez ouvert votre session.',
  emailChanged:
    'L’adresse e-mail a été modifiée, et vos sessions sur les autres appareils sont fermées. Vérifiez vos clés d’accès : supprimez celles qui ne sont pas à vous.',
  emailUndone: 'La modification a été annulée. Connectez-vous avec votre adresse e-mail.',
  passkeys: 'Clés d’accès',
  passkeysText:
    'Avec une clé d’accès, vous vous connectez sans recevoir d’e-mail, même si vous avez perdu votre adresse e-mail.',
  passkeyAdd: 'Ajouter une clé d’accès',
  passkeyName: 'Nom de cette clé d’accès',
  passkeyAdded: 'La clé d’accès a été ajoutée.',
  passkeyRemove: (name) => `Supprimer ${name}`,
  passkeyRemoved: 'La clé d’accès a été supprimée.',
  passkeyNone: 'Vous n’avez pas de clé d’accès.',
  passkeyScript: 'Les clés d’accès ont besoin de JavaScript.',
  sessions: 'Vos sessions ouvertes',
  thisOne: 'cet appareil',
  sessionUsed: (when) => `dernière utilisation : ${when}`,
  end: 'Fermer cette session',
  endAll: 'Se déconnecter partout',
  ended: 'Déconnexion effectuée.',
  delete: 'Supprimer votre compte',
  deleteText:
    'Votre nom, votre adresse e-mail et vos clés d’accès sont supprimés. Les pétitions restent à leurs autres propriétaires.',
  deleteOnly: (titles) =>
    `Sans autre propriétaire que vous : ${titles}. Donnez ce rôle à une autre personne, ou terminez d’abord la pétition.`,
  deleteOperator:
    'Personne d’autre que vous ne gère ce site. Confiez-en d’abord aussi la gestion à une autre personne.',
  deleteConfirm: 'Oui, supprimer mon compte',
  deleted: 'Votre compte a été supprimé.',
}
