import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('de')

export const de: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Guten Tag,',
  confirm: {
    subject: (title) => `Bestätigen Sie Ihre Unterschrift: ${title}`,
    neutralSubject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
    what: 'diese Petition wurde mit Ihrer Adresse unterschrieben, höchstwahrscheinlich von Ihnen:',
    todo: 'Ihre Unterschrift zählt, sobald Sie sie bestätigt haben.',
    button: 'Meine Unterschrift bestätigen',
    valid: (days) => `Der Link ist ${number(days)} ${plural(days, { one: 'Tag', other: 'Tage' })} gültig.`,
    notYou:
      'Wenn Sie es nicht waren, brauchen Sie nichts zu tun: Ohne Sie zählt nichts. Oder ziehen Sie die Unterschrift gleich zurück:',
  },
  alreadySigned: {
    subject: (title) => `Sie haben bereits unterschrieben: ${title}`,
    neutralSubject: 'Sie müssen nichts tun',
    what: 'diese Petition wurde noch einmal mit Ihrer Adresse unterschrieben, höchstwahrscheinlich von Ihnen:',
    todo: 'Ihre Unterschrift zählt schon, und sie zählt einmal. Sie brauchen nichts zu tun.',
    button: 'Petition öffnen',
    notYou: 'Wenn Sie es nicht waren, bleibt Ihre eigene Unterschrift gültig. Sie können sie jederzeit zurückziehen:',
  },
  withdraw: 'Unterschrift zurückziehen',
}
