/** Before something ends or is deleted: what happens, in numbers. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted } from './numbers.ts'

export const ends: ConsoleWords['ends'] = {
  noUndo: 'Esto no se puede deshacer.',
  tokens: (n) =>
    counted(n, {
      one: 'Se revoca {n} token. Los programas que lo usan dejan de funcionar enseguida.',
      many: 'Se revocan {n} de tokens. Los programas que los usan dejan de funcionar enseguida.',
      other: 'Se revocan {n} tokens. Los programas que los usan dejan de funcionar enseguida.',
    }),
  invitations: (n) =>
    counted(n, {
      one: '{n} invitación abierta deja de funcionar.',
      many: '{n} de invitaciones abiertas dejan de funcionar.',
      other: '{n} invitaciones abiertas dejan de funcionar.',
    }),
  sessions: (n) =>
    counted(n, {
      one: 'Se cierra su sesión en {n} dispositivo.',
      many: 'Se cierra su sesión en {n} de dispositivos.',
      other: 'Se cierra su sesión en {n} dispositivos.',
    }),
  teams: (n) =>
    counted(n, {
      one: 'Deja el equipo de {n} petición.',
      many: 'Deja los equipos de {n} de peticiones.',
      other: 'Deja los equipos de {n} peticiones.',
    }),
  drafts: (n) =>
    counted(n, {
      one: 'Se elimina {n} borrador.',
      many: 'Se eliminan {n} de borradores.',
      other: 'Se eliminan {n} borradores.',
    }),
  emailLink: 'Un enlace para cambiar su dirección de correo deja de funcionar.',
  ifNoOwner: 'Si esta persona deja de ser titular:',
  passkey: {
    title: (name) => `¿Quitar la llave de acceso «${name}»?`,
    text: 'Ya no sirve para iniciar sesión.',
    last: 'No tiene otra llave de acceso: después, solo podrá iniciar sesión con el enlace que llega por correo.',
    others: (n) =>
      counted(n, {
        one: 'Le queda {n} llave de acceso más.',
        many: 'Le quedan {n} de llaves de acceso más.',
        other: 'Le quedan {n} llaves de acceso más.',
      }),
  },
  session: {
    title: (label) => `¿Cerrar la sesión en «${label}»?`,
    text: 'La sesión de ese navegador se cierra enseguida. Lo que se esté escribiendo allí se puede enviar después de iniciar sesión otra vez.',
  },
  everywhere: '¿Cerrar sesión en todas partes?',
  invitation: {
    title: (email) => `¿Cancelar la invitación a ${email}?`,
    text: 'El enlace del correo deja de funcionar. Puede volver a invitar a esta dirección.',
  },
  draft: {
    title: '¿Eliminar este borrador?',
    text: 'Se elimina lo que escribió.',
    link: 'El enlace con el que otras personas lo leen deja de funcionar.',
    key: 'El archivo de clave que guardó para él no abre nada.',
  },
  translation: {
    title: (language) => `¿Quitar la traducción de la página: ${language}?`,
    text: 'En su lugar se ve el original.',
    signed: (n) =>
      counted(n, {
        one: 'La firmó {n} persona. Su firma se conserva, y también el texto que firmó.',
        many: 'La firmaron {n} de personas. Sus firmas se conservan, y también el texto que firmaron.',
        other: 'La firmaron {n} personas. Sus firmas se conservan, y también el texto que firmaron.',
      }),
  },
}
