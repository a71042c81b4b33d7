import { formatter, type PluralForms } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number, plural } = formatter('es')

const DAYS: PluralForms = { one: 'día', many: 'de días', other: 'días' }
const MINUTES: PluralForms = { one: 'minuto', many: 'de minutos', other: 'minutos' }

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
    imported:
      'El equipo de la campaña trajo su firma de una lista anterior y la declara; está contada. Si no lo desea, retírela con el enlace de abajo.',
  },
  reminder: {
    subject: (title) => `Su firma aún no cuenta: ${title}`,
    what: 'Usted, o alguien que usa su dirección de correo, firmó esta petición, pero la firma no se ha confirmado:',
    todo: 'Confirme su firma para que cuente. No le enviaremos más recordatorios.',
  },
  account: {
    signIn: {
      subject: 'Su enlace para entrar',
      what: 'Este es el enlace para entrar. Usted, o alguien que usa su dirección de correo, lo solicitó.',
      button: 'Entrar',
      valid: (minutes) => `El enlace funciona una sola vez y caduca en ${number(minutes)} ${plural(minutes, MINUTES)}.`,
      notYou: '¿No fue usted? Ignore este correo: sin este enlace nadie puede entrar en su lugar.',
    },
    notInvited: {
      subject: 'No hay ninguna cuenta con esta dirección',
      what: 'Usted, o alguien que usa su dirección de correo, quiso entrar aquí. No hay ninguna cuenta con esta dirección, y las cuentas de este sitio son por invitación.',
      todo: 'Si tiene una cuenta con otra dirección de correo, entre con esa.',
    },
    invitation: {
      subject: (title) => `Invitación al equipo: ${title}`,
      subjectOfSite: 'Invitación para iniciar una petición',
      what: (from) => `${from} le invita al equipo de esta petición:`,
      whatUnnamed: 'Recibe una invitación al equipo de esta petición:',
      whatOfSite: 'Recibe una invitación para iniciar peticiones en este sitio.',
      role: {
        owner: 'Su papel: titular. Podría hacer todo y gestionar el equipo.',
        editor: 'Su papel: edición. Podría cambiar el texto y publicar novedades.',
        moderator: 'Su papel: moderación. Podría decidir sobre las firmas retenidas para revisión.',
      },
      button: 'Ver la invitación',
      notYou: '¿No lo esperaba? Ignore este correo y no pasará nada.',
    },
    emailChange: {
      subject: 'Confirme su nueva dirección de correo',
      what: 'Usted, o alguien que usa su dirección de correo, quiere usarla para una cuenta en este sitio.',
      where: 'Abra el enlace en un navegador en el que haya iniciado sesión en esa cuenta.',
      button: 'Usar esta dirección',
      notYou: '¿No fue usted? Ignore este correo y no cambiará nada.',
    },
    emailChanged: {
      subject: 'Su dirección de correo se cambió',
      what: 'La dirección de correo de su cuenta se cambió. Los enlaces para entrar llegan ahora a la nueva.',
      undo: '¿No fue usted? Deshaga el cambio: la cuenta volverá a tener esta dirección de correo, se cerrará sesión en todas partes y se quitarán sus llaves de acceso.',
      button: 'Deshacer el cambio',
      notYou: (contact) => `¿No fue usted? Escríbanos ahora mismo: ${contact}`,
    },
    passkeyAdded: {
      subject: 'Se añadió una llave de acceso a su cuenta',
      what: 'Se añadió una llave de acceso a su cuenta en este sitio. Quien la tenga puede iniciar sesión sin un correo.',
      button: 'Ir a su cuenta',
      notYou: '¿No fue usted? Quite allí la llave de acceso y cierre sesión en todas partes.',
    },
    ownerInvited: {
      subject: (title) => `Invitación a una nueva persona titular: ${title}`,
      what: 'Se invitó a una persona a ser titular de esta petición:',
      may: 'Quien es titular puede hacer todo y gestionar el equipo.',
      button: 'Ver el equipo',
    },
    approved: {
      subject: (title) => `Su petición está abierta: ${title}`,
      what: 'Aprobamos esta petición. Ya se puede firmar:',
      button: 'Ir a la petición',
    },
    approvedLater: {
      subject: (title) => `Petición aprobada: ${title}`,
      what: 'Aprobamos esta petición. Se abre sola en el momento fijado:',
    },
    changeAsked: {
      subject: (title) => `Cambie su petición: ${title}`,
      what: 'Antes de que podamos abrir esta petición, cambie algo, por favor:',
      button: 'Cambiar la petición',
    },
    declined: {
      subject: (title) => `Petición no aprobada: ${title}`,
      what: 'Decidimos no abrir esta petición en este sitio:',
      after: 'Sigue siendo un borrador que solo ve su equipo.',
    },
    takenDown: {
      subject: (title) => `Su petición se retiró del sitio: ${title}`,
      what: 'Retiramos esta petición del sitio:',
      after: 'Su página muestra este motivo en lugar del texto. No se borra nada.',
      object: 'Puede reclamar contra esta decisión durante 6 meses.',
      button: 'Reclamar contra la decisión',
      ground: {
        illegal: 'Infringe la ley aplicable aquí.',
        danger: 'Pone en peligro a personas.',
        rules: 'Infringe las normas de este sitio.',
        order: 'Lo ordenó un tribunal o una autoridad.',
      },
    },
    putBack: {
      subject: (title) => `Su petición vuelve a estar publicada: ${title}`,
      what: 'Volvimos a publicar esta petición. Su página está de nuevo disponible:',
    },
    /** After an objection. */
    keptDown: {
      subject: (title) => `Su petición sigue retirada: ${title}`,
      what: 'Leímos la reclamación y decidimos de nuevo. Esta petición sigue retirada:',
    },
    /** After a report. */
    ownersAsked: {
      subject: (title) => `Cambie algo, por favor: ${title}`,
      what: 'Se denunció algo de esta petición. Cámbielo, por favor:',
    },
    /** To who reported something. */
    reportDecided: {
      subject: 'Qué decidimos sobre su denuncia',
      what: 'Gracias por su denuncia sobre esta petición:',
      decision: {
        nothing: 'Examinamos lo que denunció y lo dejamos como está.',
        hidden: 'Lo que denunció ya no se muestra.',
        asked: 'Pedimos a las personas titulares de la petición que cambien lo que denunció.',
        'taken-down': 'Retiramos la petición del sitio.',
      },
      sentBy: (operator) =>
        `${operator} gestiona este sitio. Recibe este correo porque su dirección de correo se indicó en una denuncia.`,
    },
    reason: 'Nuestro motivo:',
    contact: (contact) => `¿No está de acuerdo o tiene una pregunta? Escríbanos: ${contact}`,
    sentBy: (operator) => `${operator} gestiona este sitio. Recibe este correo por una cuenta o una invitación.`,
  },
  withdraw: 'Retirar esta firma',
  startedBy: (starter) => `Impulsada por ${starter}`,
  sentBy: (operator) =>
    `${operator} gestiona este sitio. Recibe este correo porque su dirección se introdujo en una petición.`,
}
