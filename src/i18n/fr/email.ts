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
    what: 'Cette pétition a été signée avec votre adresse, très probablement par vous :',
    todo: 'Votre signature comptera dès que vous l’aurez confirmée.',
    button: 'Confirmer ma signature',
    valid: (days) => `Le lien est valable ${number(days)} ${plural(days, DAYS)}.`,
    notYou:
      'Si ce n’était pas vous, ignorez cet e-mail : sans vous, rien ne compte. Ou retirez la signature dès maintenant :',
  },
  alreadySigned: {
    subject: (title) => `Vous avez déjà signé : ${title}`,
    neutralSubject: 'Vous n’avez rien à faire',
    what: 'Cette pétition a été signée une nouvelle fois avec votre adresse, très probablement par vous :',
    todo: 'Votre signature compte déjà, et elle compte une fois. Vous n’avez rien à faire.',
    button: 'Ouvrir la pétition',
    notYou: 'Si ce n’était pas vous, votre propre signature reste valable. Vous pouvez la retirer à tout moment :',
  },
  withdraw: 'Retirer la signature',
}
