import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('es')

const DAYS: PluralForms = { one: 'día', many: 'de días', other: 'días' }

export const es: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Hola:',
  confirm: {
    subject: (title) => `Confirme su firma: ${title}`,
    neutralSubject: 'Confirme su correo electrónico',
    what: 'Alguien, muy probablemente usted, firmó esta petición con su dirección:',
    todo: 'Su firma contará en cuanto la confirme.',
    button: 'Confirmar mi firma',
    valid: (days) => `El enlace es válido durante ${number(days)} ${plural(days, DAYS)}.`,
    notYou: 'Si no fue usted, ignore este mensaje: sin su confirmación nada cuenta. O retire la firma ahora mismo:',
  },
  alreadySigned: {
    subject: (title) => `Ya ha firmado: ${title}`,
    neutralSubject: 'No tiene que hacer nada',
    what: 'Alguien, muy probablemente usted, volvió a firmar esta petición con su dirección:',
    todo: 'Su firma ya cuenta, y cuenta una vez. No tiene que hacer nada.',
    button: 'Abrir la petición',
    notYou: 'Si no fue usted, su propia firma sigue en pie. Puede retirarla cuando quiera:',
  },
  withdraw: 'Retirar la firma',
}
