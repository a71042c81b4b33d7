import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'de una misma red',
    'email-domain': 'de un mismo dominio de correo',
    disposable: 'con direcciones desechables',
    signals: 'con aspecto automático',
    surge: 'de una subida repentina',
  },
}
