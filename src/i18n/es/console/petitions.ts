/** The list of petitions. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted, SIGNATURES } from './numbers.ts'

export const petitions: ConsoleWords['petitions'] = {
  title: 'Sus peticiones',
  start: 'Impulsar una petición',
  todo: (n) =>
    counted(n, {
      one: '{n} tarea pendiente',
      many: '{n} de tareas pendientes',
      other: '{n} tareas pendientes',
    }),
  of: (count, goal) => `${number(count)} de ${counted(goal, SIGNATURES)}`,
  closes: (day) => `se cierra el ${day}`,
  ended: (day) => `terminó el ${day}`,
  changed: (when) => `último cambio: ${when}`,
  continueAt: (step) => `Continuar con el paso ${number(step)} de 3`,
  emptyTitle: 'Todavía no tiene ninguna petición',
  emptyText: 'Impulsar una lleva unos cinco minutos. Necesita:',
  needs: [
    'un título que diga quién debe hacer qué',
    'unos párrafos sobre lo que está mal y lo que pide',
    'un lugar seguro para un archivo: la clave de los datos de contacto',
  ],
  invited: '¿Recibió una invitación a una petición? Abra el enlace de la invitación y la petición aparecerá aquí.',
  claim: 'Añadir una petición impulsada con un token',
  claimHint:
    'Pegue el token de campaña. Pasará a ser titular de la petición. El token sigue siendo válido hasta que lo revoque.',
  token: 'Token de campaña',
  claimButton: 'Añadir la petición',
  claimWrong: 'Ninguna petición tiene este token. Compruebe que lo copió completo.',
  claimOwned: 'Esta petición ya tiene titular. Pídale una invitación.',
  claimed: 'La petición ya es suya.',
}
