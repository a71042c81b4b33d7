import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('es')

const DAYS: PluralForms = { one: 'día', many: 'de días', other: 'días' }

export const es: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Hola:',
  confirm: {
    subject: (title) => `Confirme su firma: ${title}`,
    neutralSubject: 'Confirme su dirección de correo',
    what: 'Usted, o alguien que usa su dirección de correo, firmó esta petición:',
    todo: 'Confirme su firma para que cuente.',
    button: 'Confirmar mi firma',
    valid: (days) => `El enlace caduca en ${number(days)} ${plural(days, DAYS)}.`,
    notYou: '¿No fue usted? Ignore este correo y no se contará nada, o retire la firma ahora:',
  },
  alreadySigned: {
    subject: (title) => `Ya firmó esta petición: ${title}`,
    neutralSubject: 'No tiene que hacer nada',
    what: 'Usted, o alguien que usa su dirección de correo, intentó firmar de nuevo esta petición:',
    todo: 'Su firma ya está contada. No tiene que hacer nada.',
    button: 'Ir a la petición',
    notYou: '¿No fue usted? Su propia firma sigue contando. Puede retirarla cuando quiera:',
  },
  links: {
    subject: (title) => `Sus enlaces: ${title}`,
    neutralSubject: 'Los enlaces que solicitó',
    what: 'Usted, o alguien que usa su dirección de correo, solicitó los enlaces de su firma. Es la de esta petición:',
    toConfirm: 'Su firma todavía no está confirmada. Confírmela para que cuente.',
    counted: 'Su firma está confirmada y contada.',
  },
  reminder: {
    subject: (title) => `Su firma aún no cuenta: ${title}`,
    what: 'Usted, o alguien que usa su dirección de correo, firmó esta petición, pero la firma no se ha confirmado:',
    todo: 'Confirme su firma para que cuente. No le enviaremos más recordatorios.',
  },
  withdraw: 'Retirar esta firma',
  startedBy: (starter) => `Impulsada por ${starter}`,
  sentBy: (operator) =>
    `${operator} gestiona este sitio. Recibe este correo porque su dirección se introdujo en una petición.`,
}
