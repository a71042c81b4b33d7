/** Before something ends or is deleted: what happens, in numbers. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted } from './numbers.ts'

export const ends: ConsoleWords['ends'] = {
  noUndo: 'Cette action est irréversible.',
  tokens: (n) =>
    counted(n, {
      one: '{n} jeton est révoqué. Les programmes qui l’utilisent cessent aussitôt de fonctionner.',
      many: '{n} de jetons sont révoqués. Les programmes qui les utilisent cessent aussitôt de fonctionner.',
      other: '{n} jetons sont révoqués. Les programmes qui les utilisent cessent aussitôt de fonctionner.',
    }),
  invitations: (n) =>
    counted(n, {
      one: '{n} invitation en cours cesse de fonctionner.',
      many: '{n} d’invitations en cours cessent de fonctionner.',
      other: '{n} invitations en cours cessent de fonctionner.',
    }),
  sessions: (n) =>
    counted(n, {
      one: 'Votre session est fermée sur {n} appareil.',
      many: 'Vos sessions sont fermées sur {n} d’appareils.',
      other: 'Vos sessions sont fermées sur {n} appareils.',
    }),
  teams: (n) =>
    counted(n, {
      one: 'Vous quittez l’équipe de {n} pétition.',
      many: 'Vous quittez les équipes de {n} de pétitions.',
      other: 'Vous quittez les équipes de {n} pétitions.',
    }),
  drafts: (n) =>
    counted(n, {
      one: '{n} brouillon est supprimé.',
      many: '{n} de brouillons sont supprimés.',
      other: '{n} brouillons sont supprimés.',
    }),
  emailLink: 'Un lien qui devait modifier votre adresse e-mail cesse de fonctionner.',
  ifNoOwner: 'Si cette personne n’est plus propriétaire :',
  passkey: {
    title: (name) => `Supprimer la clé d’accès « ${name} » ?`,
    text: 'Elle ne permet plus de vous connecter.',
    last: 'Vous n’avez pas d’autre clé d’accès : ensuite, seul le lien reçu par e-mail vous connecte.',
    others: (n) =>
      counted(n, {
        one: 'Il vous reste {n} autre clé d’accès.',
        many: 'Il vous reste {n} d’autres clés d’accès.',
        other: 'Il vous reste {n} autres clés d’accès.',
      }),
  },
  session: {
    title: (label) => `Fermer la session sur « ${label} » ?`,
    text: 'La session de ce navigateur est fermée aussitôt. Ce qui y est en cours d’écriture peut être envoyé après une nouvelle connexion.',
  },
  everywhere: 'Se déconnecter partout ?',
  invitation: {
    title: (email) => `Annuler l’invitation envoyée à ${email} ?`,
    text: 'Le lien de l’e-mail cesse de fonctionner. Vous pouvez inviter cette adresse à nouveau.',
  },
  draft: {
    title: 'Supprimer ce brouillon ?',
    text: 'Ce que vous avez écrit est supprimé.',
    link: 'Le lien qui permet à d’autres de le lire cesse de fonctionner.',
    key: 'Le fichier de clé que vous avez enregistré pour lui n’ouvre rien.',
  },
  translation: {
    title: (language) => `Enlever la traduction de la page : ${language} ?`,
    text: 'L’original est affiché à sa place.',
    signed: (n) =>
      counted(n, {
        one: '{n} personne l’a signée. Sa signature reste, ainsi que le texte signé.',
        many: '{n} de personnes l’ont signée. Leurs signatures restent, ainsi que le texte signé.',
        other: '{n} personnes l’ont signée. Leurs signatures restent, ainsi que le texte signé.',
      }),
  },
}
