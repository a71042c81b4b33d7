/** The operator’s pages, and the owners’ page of an objection. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted } from './numbers.ts'

export const operator: ConsoleWords['operator'] = {
  tabs: { overview: 'Resumen', reports: 'Denuncias', petitions: 'Peticiones', operators: 'Equipo del sitio' },

  approvalsWait: (n) =>
    counted(n, {
      one: '{n} petición está pendiente de aprobación',
      many: '{n} de peticiones están pendientes de aprobación',
      other: '{n} peticiones están pendientes de aprobación',
    }),
  oldest: (when) => `Desde hace más tiempo: ${when}.`,
  readNext: 'Leer la más antigua',
  reportsWait: (n) =>
    counted(n, {
      one: '{n} denuncia por decidir',
      many: '{n} de denuncias por decidir',
      other: '{n} denuncias por decidir',
    }),
  seeReports: 'Ver las denuncias',
  unwell: 'Algo no funciona como debería',
  numbers: {
    open: 'peticiones abiertas',
    today: 'firmas hoy',
    week: 'firmas en 7 días',
    emails: 'correos en espera',
  },
  numbersNote: 'Firmas de peticiones abiertas. Un día es un día en UTC.',
  now: 'Ahora',
  normal: 'Normal',
  parts: {
    database: 'Base de datos',
    signatures: 'Cola de firmas',
    emails: 'Correos',
    deliveries: 'Webhooks',
    deadLetters: 'Mensajes que no se pudieron procesar',
    staticCounts: 'Recuentos estáticos',
    spike: 'Modo de gran afluencia',
  },
  spike: {
    off: 'desactivado',
    since: (when) => `Activo desde: ${when}`,
    means: 'Los recuentos llevan hasta medio minuto de retraso. Las firmas se aceptan como siempre.',
  },
  attention: 'Requiere atención',
  answers: 'responde',
  noAnswer: 'no responde',
  waiting: (n) => `En espera: ${n}`,
  stored: (n) => `Guardados: ${n}`,
  failedLastHour: (n) => `Fallidos en la última hora: ${n}`,
  underMinutes: (n) =>
    counted(n, { one: 'menos de {n} minuto', many: 'menos de {n} de minutos', other: 'menos de {n} minutos' }),
  none: 'ninguno',
  busiest: 'Las más firmadas hoy',
  busiestNone: 'Hoy nadie ha firmado una petición abierta.',
  today: 'Hoy',
  week: '7 días',
  total: 'Total',

  search: 'Título o dirección web',
  searchButton: 'Buscar',
  foundNone: 'No se encontró ninguna petición con estas palabras.',
  further: 'Buscar en peticiones más antiguas',
  older: 'Peticiones más antiguas',
  petitionsNone: 'Todavía no hay peticiones.',
  started: 'Creada',
  image: 'Imagen',

  takeDownSo: {
    page: 'La página dice que la petición se suspendió, por qué causa y con qué explicación. El texto, los nombres y el recuento desaparecen, también de otros sitios. Nadie puede firmar.',
    kept: (n) =>
      counted(n, {
        one: 'No se borra nada: {n} firma, los contactos y el equipo quedan como están.',
        many: 'No se borra nada: {n} de firmas, los contactos y el equipo quedan como están.',
        other: 'No se borra nada: {n} firmas, los contactos y el equipo quedan como están.',
      }),
    owners: (n) =>
      counted(n, {
        one: '{n} persona titular recibe su explicación por correo y puede reclamar durante 6 meses.',
        many: '{n} de personas titulares reciben su explicación por correo y pueden reclamar durante 6 meses.',
        other: '{n} personas titulares reciben su explicación por correo y pueden reclamar durante 6 meses.',
      }),
    noOwner: 'La petición no tiene ninguna persona titular a quien avisar.',
    reports: (n) =>
      counted(n, {
        one: 'Con esto queda decidida {n} denuncia abierta.',
        many: 'Con esto quedan decididas {n} de denuncias abiertas.',
        other: 'Con esto quedan decididas {n} denuncias abiertas.',
      }),
    back: 'Puede restablecerla en cualquier momento.',
  },

  operators: 'Equipo del sitio',
  operatorsLead: 'El equipo del sitio ve todas las peticiones y decide sobre ellas. No puede leer los contactos.',
  add: 'Añadir a alguien al equipo del sitio',
  addText:
    'Cree un enlace en la línea de comandos. Funciona una vez, durante un día, e incorpora al equipo del sitio a la persona que lo usa.',
  remove: (name) => `Quitar a ${name}`,
  removeTitle: (name) => `¿Quitar a ${name} del equipo del sitio?`,
  removeSo: (left) => [
    'Desde ahora, esta cuenta ya no puede ver estas páginas ni decidir sobre peticiones.',
    'Conserva sus propias peticiones. Lo que decidió sigue valiendo.',
    counted(left, {
      one: 'Queda {n} cuenta en el equipo del sitio.',
      many: 'Quedan {n} de cuentas en el equipo del sitio.',
      other: 'Quedan {n} cuentas en el equipo del sitio.',
    }),
  ],
  removeButton: 'Quitar del equipo del sitio',
  removed: 'La cuenta ya no es del equipo del sitio.',
  lastOperator: 'Este sitio necesita a alguien que lo gestione. Añada primero a otra persona.',
  unnamed: 'sin nombre',

  asked: (when) => `Su última solicitud de cambios: ${when}`,
  difference: 'Qué ha cambiado desde entonces',
  same: 'El título, el destinatario y el texto son los mismos que entonces.',
  starterChanged: (before) => `Figuraba como impulsada por «${before}».`,
  imageChanged: 'La imagen es otra o se quitó.',

  reports: 'Denuncias',
  reportsLead:
    'Lo que se ha denunciado y las reclamaciones de titulares; primero, lo que lleva más tiempo en espera. La moderación de una petición ve qué nombres y motivos se denunciaron, pero no el texto de una denuncia.',
  reportsNone: 'Ninguna denuncia espera una decisión.',
  reportsOf: (n) => counted(n, { one: '{n} denuncia', many: '{n} de denuncias', other: '{n} denuncias' }),
  reportsAbout: (title) => `Denuncias: ${title}`,
  about: {
    petition: 'Sobre la petición',
    signature: 'Sobre un nombre y su motivo',
    update: 'Sobre una novedad',
    objection: 'Reclamación de titulares contra la suspensión',
  },
  gone: 'Lo que se denunció ya no se muestra.',
  wantsAnswer: 'Desea conocer la decisión',
  trapped: 'Venía relleno un campo que las personas no ven: quizá lo envió un bot.',
  notOpened: 'El texto de esta denuncia no se puede leer: falta una clave.',
  moreReports: 'Hay más. Aparecerán cuando se decida sobre estas.',
  choices: {
    nothing: 'Dejarlo como está',
    nothingHint: 'Se avisa a las personas que dejaron su dirección de correo.',
    reasonHidden: 'Ocultar el motivo',
    reasonHiddenHint: 'El nombre sigue en la página. La firma sigue contando.',
    hidden: 'Ocultar el nombre y el motivo',
    hiddenHint: 'Desaparecen de la página. La firma sigue contando.',
    asked: 'Pedir un cambio a las personas titulares',
    askedHint: 'Reciben su mensaje por correo.',
    putBack: 'Restablecer la petición',
    putBackHint: 'Se avisa por correo a las personas titulares.',
    keptDown: 'Mantener la suspensión',
    keptDownHint: 'Las personas titulares reciben su mensaje por correo.',
  },
  messageNeeded: 'Escriba lo que deben saber las personas titulares.',
  reportDecided: 'La decisión se envió.',
  decided: 'Decididas',
  ground: 'Problema',
  decision: 'Decisión',
  by: 'Quién',
  when: 'Cuándo',
  decisions: {
    nothing: 'Sin cambios',
    hidden: 'Oculto',
    asked: 'Se pidió un cambio a titulares',
    'taken-down': 'Suspendida',
    'kept-down': 'Sigue suspendida',
    'put-back': 'Restablecida',
  },

  reported: 'Denunciado por el público',
  reportedText:
    'Usted decide sobre estas denuncias: ocultar lo denunciado o dejarlo como está. Quienes denunciaron y dejaron una dirección reciben la decisión por correo electrónico. Sobre lo que puede ser ilegal deciden también quienes gestionan este sitio.',
  nothingToHide: 'Nada que ocultar',

  objection: {
    todo: 'Puede ver la causa y reclamar.',
    see: 'Ver la causa',
    title: 'Suspendida por quienes gestionan este sitio',
    so: [
      'La página muestra esta causa y esta explicación en lugar del texto. Nadie puede firmar.',
      'No se borra nada: las firmas, los contactos y el equipo quedan como están. Aún se puede retirar una firma.',
    ],
    object: 'Reclamar contra la decisión',
    until: (day) => `Puede hacerlo una vez, hasta el ${day}.`,
    words: '¿Por qué debería restablecerse la petición?',
    wordsHint:
      'Responda a la explicación. Quienes gestionan este sitio la leen y deciden de nuevo. Todas las personas titulares reciben la decisión por correo.',
    send: 'Enviar la reclamación',
    sent: 'Su reclamación se envió.',
    waits: (when) => `Se envió una reclamación: ${when}. Todavía no se ha decidido.`,
    decided: (when) => `Se decidió sobre la reclamación: ${when}. La petición sigue suspendida.`,
    late: 'Ya es tarde para reclamar aquí.',
    contact: 'Puede escribir a quienes gestionan este sitio:',
    notPossible: 'Ya se envió una reclamación, o es demasiado tarde.',
  },
}
