import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('de')

export const de: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Guten Tag!',
  confirm: {
    subject: (title) => `Unterschrift bestätigen: ${title}`,
    neutralSubject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    what: 'Diese Petition wurde mit Ihrer E-Mail-Adresse unterschrieben:',
    todo: 'Bitte bestätigen Sie Ihre Unterschrift, damit sie zählt.',
    button: 'Unterschrift bestätigen',
    valid: (days) => `Der Link ist ${number(days)} ${plural(days, { one: 'Tag', other: 'Tage' })} gültig.`,
    notYou:
      'Das waren Sie nicht? Dann ignorieren Sie diese E-Mail, und nichts wird gezählt. Oder ziehen Sie die Unterschrift gleich zurück:',
  },
  alreadySigned: {
    subject: (title) => `Sie haben bereits unterschrieben: ${title}`,
    neutralSubject: 'Sie müssen nichts tun',
    what: 'Jemand, vermutlich Sie, wollte diese Petition noch einmal mit Ihrer E-Mail-Adresse unterschreiben:',
    todo: 'Ihre Unterschrift ist schon gezählt. Sie müssen nichts tun.',
    button: 'Zur Petition',
    notYou: 'Das waren Sie nicht? Ihre eigene Unterschrift zählt weiterhin. Sie können sie jederzeit zurückziehen:',
  },
  links: {
    subject: (title) => `Ihre Links: ${title}`,
    neutralSubject: 'Ihre angeforderten Links',
    what: 'Jemand, vermutlich Sie, hat die Links zu Ihrer Unterschrift angefordert. Es geht um diese Petition:',
    toConfirm: 'Ihre Unterschrift ist noch nicht bestätigt. Bitte bestätigen Sie sie, damit sie zählt.',
    counted: 'Ihre Unterschrift ist bestätigt und gezählt.',
  },
  reminder: {
    subject: (title) => `Ihre Unterschrift zählt noch nicht: ${title}`,
    what: 'Diese Petition wurde mit Ihrer E-Mail-Adresse unterschrieben, aber die Unterschrift wurde noch nicht bestätigt:',
    todo: 'Bitte bestätigen Sie Ihre Unterschrift, damit sie zählt. Wir erinnern Sie nur dieses eine Mal.',
  },
  withdraw: 'Unterschrift zurückziehen',
  startedBy: (starter) => `Gestartet von ${starter}`,
  sentBy: (operator) =>
    `${operator} betreibt diese Website. Sie erhalten diese E-Mail, weil Ihre E-Mail-Adresse bei einer Petition angegeben wurde.`,
}
