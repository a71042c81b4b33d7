import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('fr')

const DAYS: PluralForms = { one: 'jour', many: 'de jours', other: 'jours' }

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
  },
  reminder: {
    subject: (title) => `Votre signature ne compte pas encore : ${title}`,
    what: 'Vous, ou quelqu’un qui utilise votre adresse e-mail, avez signé cette pétition, mais la signature n’a pas été confirmée :',
    todo: 'Confirmez votre signature pour qu’elle compte. Nous ne vous enverrons pas d’autre rappel.',
  },
  withdraw: 'Retirer cette signature',
  startedBy: (starter) => `Lancée par ${starter}`,
  sentBy: (operator) =>
    `Ce site est géré par ${operator}. Vous recevez cet e-mail parce que votre adresse a été indiquée sur une pétition.`,
}
