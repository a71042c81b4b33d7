/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { counted, PEOPLE, SIGNATURES } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: 'Peticiones',
  site: 'Este sitio',
  account: 'Cuenta',
  help: 'Ayuda',
  menu: 'Menú',
  seePage: 'Ver la página',
  signOut: 'Cerrar sesión',
  back: (place) => `Volver a «${place}»`,
  asOf: (time) => `Última actualización: ${time}`,
  refresh: 'Actualizar',
  change: 'Cambiar',
  cancel: 'Cancelar',
  optional: 'opcional',
  error: (title) => `Error: ${title}`,
  errors: (n) =>
    counted(n, {
      one: 'Hay una cosa que corregir',
      many: 'Hay {n} de cosas que corregir',
      other: 'Hay {n} cosas que corregir',
    }),
  now: 'ahora mismo',
  today: (time) => `hoy, ${time}`,
  yesterday: (time) => `ayer, ${time}`,
  people: (n) => counted(n, PEOPLE),
  signatures: (n) => counted(n, SIGNATURES),
  days: (n) => counted(n, { one: '{n} día', many: '{n} de días', other: '{n} días' }),
  confirm: {
    understood: 'Entiendo lo que va a ocurrir.',
    tick: (n) => `Entiendo que esto afecta a ${counted(n, PEOPLE)}.`,
    tickNeeded: 'Marque la casilla si entiende lo que va a ocurrir.',
    type: 'Para confirmar, escriba a cuántas personas afecta',
    typeWrong: (n) => `El número no coincide. Esto afecta a ${counted(n, PEOPLE)}.`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: 'Petición', people: 'Personas', reach: 'Difusión', manage: 'Gestión' },
  overview: 'Resumen',
  text: 'Texto',
  updates: 'Novedades y resultado',
  signers: 'Firmantes y motivos',
  review: 'En revisión',
  contacts: 'Contactos',
  paper: 'Papel e importaciones',
  share: 'Compartir y socios',
  team: 'Equipo y acceso',
  settings: 'Ajustes',
  states: {
    draft: 'Borrador',
    submitted: 'Pendiente de aprobación',
    scheduled: 'Se abre en una fecha',
    open: 'Abierta',
    closed: 'Cerrada',
    victory: 'Victoria',
    'taken-down': 'Suspendida',
    deleted: 'Eliminada',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: 'Titular',
  editor: 'Edición',
  moderator: 'Moderación',
  you: { owner: 'Su rol: titular', editor: 'Su rol: edición', moderator: 'Su rol: moderación' },
}

export const problems: ConsoleWords['problems'] = {
  notFound: 'Esta página no existe',
  notFoundText: 'O no tiene permiso para verla. Revise la dirección web o vaya a sus peticiones.',
  forbidden: 'No puede hacer esto',
  forbiddenText: (role) => `Para esto hace falta este rol: ${role}. Consulte a una persona titular de la petición.`,
  busy: 'Todavía no se guardó',
  busyText: 'Algo falló por nuestra parte. Lo que envió sigue aquí: envíelo de nuevo.',
  signedOut: 'Su sesión se ha cerrado',
  signedOutText:
    'No se guardó nada, y no se ha perdido nada. Inicie sesión en otra página y vuelva a enviarlo desde aquí.',
  signInFirst: 'Iniciar sesión en otra página',
  sendAgain: 'Enviar de nuevo',
  failed: 'Esta página no se puede mostrar ahora',
  failedText: 'Algo falló por nuestra parte. Inténtelo de nuevo dentro de un minuto.',
  tryAgain: 'Intentar de nuevo',
  typed: 'Lo que escribió',
  typedText: 'No se guardó. Cópielo si todavía lo necesita.',
  crossSite: 'Esta solicitud vino de otro sitio',
  crossSiteText: 'No se hizo nada. Vaya a sus peticiones y hágalo allí.',
}
