/** Signing in, and the account. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted, MINUTES } from './numbers.ts'

export const signIn: ConsoleWords['signIn'] = {
  title: 'Inicie sesión para ver sus peticiones',
  lead: 'No hay contraseña. Le enviamos un enlace por correo, o puede usar una llave de acceso si la tiene.',
  email: 'Su dirección de correo',
  emailHint: 'La que usó para impulsar una petición o en la que recibió una invitación.',
  send: 'Recibir un enlace',
  passkey: 'Usar una llave de acceso',
  passkeyTitle: 'O con una llave de acceso',
  passkeyText: 'Su dispositivo la desbloquea con el dedo, el rostro o un PIN. Una página falsa no puede robarla.',
  passkeyFailed: 'La llave de acceso no se aceptó. Inténtelo de nuevo o pida un enlace por correo.',
  newHere:
    '¿Es su primera vez aquí? Escriba arriba su dirección de correo. Con el mismo enlace podrá impulsar una petición.',
  sentTitle: 'Revise su correo',
  sentText: (address) =>
    `Si se puede iniciar sesión aquí con ${address}, ya va en camino un enlace. Funciona una sola vez, durante 15 minutos.`,
  sentNone: '¿No le llegó? Revise el correo no deseado. Puede tardar unos minutos.',
  sentMost: (n: number) => `Cada dirección recibe como máximo ${number(n)} enlaces al día.`,
  sentSame:
    'Esta página es igual para cualquier dirección de correo: nadie puede averiguar aquí quién impulsa una campaña.',
  again: 'Enviar otra vez',
  other: 'Usar otra dirección de correo',
  linkTitle: 'Iniciar sesión',
  linkText: 'Pulse el botón para iniciar sesión en este dispositivo.',
  linkOperator:
    'Va a gestionar este sitio. Escriba su propia dirección de correo: con ella iniciará sesión a partir de ahora.',
  linkInvited: (role, title) => `Tiene una invitación a «${title}». Su rol: ${role}.`,
  linkEmail: 'Pulse el botón para usar esta dirección de correo en su cuenta a partir de ahora.',
  linkButton: 'Iniciar sesión',
  acceptButton: 'Aceptar la invitación',
  emailButton: 'Usar esta dirección de correo',
  linkUndo:
    'Pulse el botón para deshacer el cambio: su cuenta volverá a tener esta dirección de correo. Se cerrará sesión en todas partes y se quitarán sus llaves de acceso.',
  undoButton: 'Deshacer el cambio',
  firstTitle: 'Primero inicie sesión en su cuenta',
  firstText:
    'Este enlace cambia la dirección de correo de una cuenta. Inicie sesión en la cuenta desde la que se pidió y vuelva a abrir el enlace. ¿No lo pidió? Entonces no haga nada y nada cambiará.',
  takenTitle: 'Esta dirección de correo ya se usa',
  takenText: 'Pertenece a otra cuenta. Elimine antes esa cuenta o use otra dirección de correo.',
  operatorKnown:
    'Ya hay una cuenta con esta dirección de correo. Inicie sesión en ella y vuelva a abrir este enlace, o use otra dirección de correo.',
  goneTitle: 'Este enlace ya no funciona',
  goneText: 'Los enlaces funcionan una sola vez, durante 15 minutos. Pida otro: solo lleva un minuto.',
  goneOf: {
    invitation:
      'Una invitación funciona una sola vez y solo durante unos días. También deja de valer si se cancela o si se envía otra más reciente. Si ya la aceptó, inicie sesión. Si no, pida que le envíen otra.',
    'email-change':
      'Este enlace funciona una sola vez, durante un día. También deja de valer si pide otro. En su cuenta puede ver qué dirección de correo tiene: si todavía no es la nueva, vuelva a cambiarla allí.',
    'email-undo':
      'Este enlace funciona una sola vez y solo durante unos días. En su cuenta puede ver qué dirección de correo tiene. Si ya no puede iniciar sesión, póngase en contacto con nosotros.',
    operator:
      'Este enlace funciona una sola vez y durante poco tiempo. Se crea otro en el servidor, con el mismo comando.',
  },
  goneButton: 'Pedir otro enlace',
  tooMany: (minutes) => `Se pidieron demasiados enlaces. Espere ${counted(minutes, MINUTES)} e inténtelo de nuevo.`,
  signedOut: 'Sesión cerrada.',
  needed: 'Inicie sesión para ver esta página. Después volverá a ella.',
}

export const account: ConsoleWords['account'] = {
  title: 'Su cuenta',
  name: 'Su nombre',
  nameHint: 'Su equipo lo ve.',
  language: 'Idioma',
  save: 'Guardar',
  saved: 'Guardado.',
  email: 'Dirección de correo',
  emailNow: (address) => `Inicia sesión con ${address}.`,
  emailNew: 'Nueva dirección de correo',
  emailButton: 'Cambiar la dirección de correo',
  emailSent:
    'Enviamos un enlace a la nueva dirección de correo. Nada cambia hasta que lo abra en un navegador en el que haya iniciado sesión.',
  emailChanged:
    'La dirección de correo se cambió y se cerró sesión en los demás dispositivos. Revise sus llaves de acceso: quite las que no sean suyas.',
  emailUndone: 'El cambio se deshizo. Inicie sesión con su dirección de correo.',
  passkeys: 'Llaves de acceso',
  passkeysText: 'Una llave de acceso le permite iniciar sesión sin un correo, también si pierde su cuenta de correo.',
  passkeyAdd: 'Añadir una llave de acceso',
  passkeyName: 'Nombre de esta llave de acceso',
  passkeyAdded: 'La llave de acceso se añadió.',
  passkeyRemove: (name) => `Quitar ${name}`,
  passkeyRemoved: 'La llave de acceso se quitó.',
  passkeyNone: 'No tiene ninguna llave de acceso.',
  passkeyScript: 'Las llaves de acceso necesitan JavaScript.',
  sessions: 'Dónde tiene la sesión abierta',
  thisOne: 'este dispositivo',
  sessionUsed: (when) => `último uso: ${when}`,
  end: 'Cerrar esa sesión',
  endAll: 'Cerrar sesión en todas partes',
  ended: 'Sesión cerrada.',
  delete: 'Eliminar su cuenta',
  deleteText:
    'Se eliminan su nombre, su dirección de correo y sus llaves de acceso. Las peticiones siguen con sus demás titulares.',
  deleteOnly: (titles) =>
    `Nadie más es titular de: ${titles}. Asigne ese rol a otra persona o cierre antes la petición.`,
  deleteOperator: 'Nadie más gestiona este sitio. Encargue antes la gestión también a otra persona.',
  deleteConfirm: 'Sí, eliminar mi cuenta',
  deleted: 'Su cuenta se eliminó.',
}
