import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('fr')

const DAYS: PluralForms = { one: 'jour', many: 'de jours', other: 'jours' }
const MINUTES: PluralForms = { one: 'minute', many: 'de minutes', other: 'minutes' }

export const fr: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Bonjour,',
  confirm: {
    subject: (title) => `Confirmez votre signature : ${title}`,
    neutralSubject: 'Confirmez votre adresse e-mail',
    what: 'Vous, ou quelqu’un qui utilise votre adresse e-mail, avez signé cette pétition :',
    todo: 'Confirmez votre signature pour qu’elle compte.',
    button: 'Confirmer ma signature',
    valid: (days) => `Le lien est valable ${number(days)} ${plural(days, DAYS)}.`,
    notYou: 'Ce n’était pas vous ? Ignorez cet e-mail et rien ne sera compté, ou retirez la signature maintenant :',
  },
  alreadySigned: {
    subject: (title) => `Vous avez déjà signé : ${title}`,
    neutralSubject: 'Vous n’avez rien à faire',
    what: 'Vous, ou quelqu’un qui utilise votre adresse e-mail, avez voulu signer de nouveau cette pétition :',
    todo: 'Votre signature est déjà comptée. Vous n’avez rien à faire.',
    button: 'Voir la pétition',
    notYou: 'Ce n’était pas vous ? Votre propre signature compte toujours. Vous pouvez la retirer à tout moment :',
  },
  links: {
    subject: (title) => `Vos liens : ${title}`,
    neutralSubject: 'Les liens que vous avez demandés',
    what: 'Vous, ou quelqu’un qui utilise votre adresse e-mail, avez demandé les liens de votre signature. Il s’agit de cette pétition :',
    toConfirm: 'Votre signature n’est pas encore confirmée. Confirmez-la pour qu’elle compte.',
    counted: 'Votre signature est confirmée et comptée.',
    imported:
      'L’équipe de la campagne a repris votre signature d’une liste antérieure, qu’elle déclare ; elle est comptée. Si vous ne le souhaitez pas, retirez-la avec le lien ci-dessous.',
  },
  reminder: {
    subject: (title) => `Votre signature ne compte pas encore : ${title}`,
    what: 'Vous, ou quelqu’un qui utilise votre adresse e-mail, avez signé cette pétition, mais la signature n’a pas été confirmée :',
    todo: 'Confirmez votre signature pour qu’elle compte. Nous ne vous enverrons pas d’autre rappel.',
  },
  account: {
    signIn: {
      subject: 'Votre lien de connexion',
      what: 'Voici le lien de connexion. Vous, ou quelqu’un qui utilise votre adresse e-mail, l’avez demandé.',
      button: 'Se connecter',
      valid: (minutes) => `Le lien fonctionne une seule fois, pendant ${number(minutes)} ${plural(minutes, MINUTES)}.`,
      notYou: 'Ce n’était pas vous ? Ignorez cet e-mail : sans ce lien, personne ne peut se connecter à votre place.',
    },
    notInvited: {
      subject: 'Aucun compte avec cette adresse e-mail',
      what: 'Vous, ou quelqu’un qui utilise votre adresse e-mail, avez voulu vous connecter ici. Aucun compte n’existe avec cette adresse, et les comptes de ce site sont ouverts sur invitation.',
      todo: 'Si vous avez un compte avec une autre adresse e-mail, connectez-vous avec celle-ci.',
    },
    invitation: {
      subject: (title) => `Invitation dans l’équipe : ${title}`,
      subjectOfSite: 'Invitation à lancer une pétition',
      what: (from) => `${from} vous invite dans l’équipe de cette pétition :`,
      whatUnnamed: 'Vous êtes invité(e) dans l’équipe de cette pétition :',
      whatOfSite: 'Vous êtes invité(e) à lancer des pétitions sur ce site.',
      role: {
        owner: 'Votre rôle : propriétaire. Vous pourriez tout faire et gérer l’équipe.',
        editor: 'Votre rôle : rédaction. Vous pourriez modifier le texte et publier des actualités.',
        moderator: 'Votre rôle : modération. Vous pourriez décider des signatures en attente de vérification.',
      },
      button: 'Voir l’invitation',
      notYou: 'Vous ne vous y attendiez pas ? Ignorez cet e-mail et rien ne se passera.',
    },
    emailChange: {
      subject: 'Confirmez votre nouvelle adresse e-mail',
      what: 'Vous, ou quelqu’un qui utilise votre adresse e-mail, voulez l’utiliser pour un compte sur ce site.',
      where: 'Ouvrez le lien dans un navigateur où vous avez ouvert la session de ce compte.',
      button: 'Utiliser cette adresse',
      notYou: 'Ce n’était pas vous ? Ignorez cet e-mail et rien ne changera.',
    },
    emailChanged: {
      subject: 'Votre adresse e-mail a été changée',
      what: 'L’adresse e-mail de votre compte a été changée. Les liens de connexion sont désormais envoyés à la nouvelle.',
      undo: 'Ce n’était pas vous ? Annulez la modification : le compte retrouve cette adresse e-mail, il est déconnecté partout et ses clés d’accès sont supprimées.',
      button: 'Annuler la modification',
      notYou: (contact) => `Ce n’était pas vous ? Écrivez-nous tout de suite : ${contact}`,
    },
    passkeyAdded: {
      subject: 'Une clé d’accès a été ajoutée à votre compte',
      what: 'Une clé d’accès a été ajoutée à votre compte sur ce site. Avec elle, on peut se connecter sans e-mail.',
      button: 'Aller à votre compte',
      notYou: 'Ce n’était pas vous ? Supprimez-y la clé d’accès et déconnectez-vous partout.',
    },
    ownerInvited: {
      subject: (title) => `Nouveau propriétaire invité : ${title}`,
      what: 'Une personne a été invitée à devenir propriétaire de cette pétition :',
      may: 'Un propriétaire peut tout faire et gérer l’équipe.',
      button: 'Voir l’équipe',
    },
    approved: {
      subject: (title) => `Votre pétition est ouverte : ${title}`,
      what: 'Nous avons approuvé cette pétition. Elle est ouverte aux signatures :',
      button: 'Voir la pétition',
    },
    approvedLater: {
      subject: (title) => `Pétition approuvée : ${title}`,
      what: 'Nous avons approuvé cette pétition. Elle s’ouvre d’elle-même au moment fixé :',
    },
    changeAsked: {
      subject: (title) => `Modifiez votre pétition : ${title}`,
      what: 'Avant que nous puissions ouvrir cette pétition, une modification est nécessaire :',
      button: 'Modifier la pétition',
    },
    declined: {
      subject: (title) => `Pétition non approuvée : ${title}`,
      what: 'Nous avons décidé de ne pas ouvrir cette pétition sur ce site :',
      after: 'Elle reste un brouillon que seule votre équipe peut voir.',
    },
    takenDown: {
      subject: (title) => `Votre pétition a été retirée : ${title}`,
      what: 'Nous avons retiré cette pétition :',
      after: 'Sa page affiche ce motif à la place du texte. Rien n’est supprimé.',
      object: 'Vous pouvez contester cette décision pendant 6 mois.',
      button: 'Contester la décision',
      ground: {
        illegal: 'Elle enfreint la loi applicable ici.',
        danger: 'Elle met des personnes en danger.',
        rules: 'Elle enfreint les règles de ce site.',
        order: 'Un tribunal ou une autorité l’a ordonné.',
      },
    },
    putBack: {
      subject: (title) => `Votre pétition est rétablie : ${title}`,
      what: 'Nous avons rétabli cette pétition. Sa page est de nouveau en ligne :',
    },
    /** After an objection. */
    keptDown: {
      subject: (title) => `Votre pétition reste retirée : ${title}`,
      what: 'Nous avons lu la contestation et décidé de nouveau. Cette pétition reste retirée :',
    },
    /** After a report. */
    ownersAsked: {
      subject: (title) => `Une modification est nécessaire : ${title}`,
      what: 'Quelque chose nous a été signalé dans cette pétition. Merci de le modifier :',
    },
    /** To who reported something. */
    reportDecided: {
      subject: 'Notre décision sur votre signalement',
      what: 'Merci pour votre signalement au sujet de cette pétition :',
      decision: {
        nothing: 'Nous avons examiné ce que vous avez signalé et n’y changeons rien.',
        hidden: 'Ce que vous avez signalé n’est plus affiché.',
        asked: 'Nous avons demandé aux propriétaires de la pétition de modifier ce que vous avez signalé.',
        'taken-down': 'Nous avons retiré la pétition.',
      },
      sentBy: (operator) =>
        `Ce site est géré par ${operator}. Vous recevez cet e-mail parce que votre adresse e-mail figurait dans un signalement.`,
    },
    reason: 'Notre motif :',
    contact: (contact) => `Vous n’êtes pas d’accord, ou vous avez une question ? Écrivez-nous : ${contact}`,
    sentBy: (operator) =>
      `Ce site est géré par ${operator}. Vous recevez cet e-mail au sujet d’un compte ou d’une invitation.`,
  },
  withdraw: 'Retirer cette signature',
  startedBy: (starter) => `Lancée par ${starter}`,
  sentBy: (operator) =>
    `Ce site est géré par ${operator}. Vous recevez cet e-mail parce que votre adresse a été indiquée sur une pétition.`,
}
