import type { ConsoleWords } from '../../en/console.ts'
import { counted, number } from './numbers.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'de una misma red',
    'email-domain': 'de un mismo dominio de correo',
    disposable: 'con direcciones desechables',
    signals: 'con aspecto automático',
    surge: 'de una subida repentina',
  },
  lead: 'Estas firmas parecen parte de una avalancha de firmas falsas. No cuentan ni reciben ningún correo hasta que usted decida.',
  none: 'No hay nada en revisión.',
  inGroups: (n: number) => counted(n, { one: 'en {n} grupo', other: 'en {n} grupos' }),
  until: (day: string) =>
    `Decida antes del ${day}. Después se borran los correos pendientes y estas personas ya no podrán confirmar.`,
  why: {
    network: ({ networkPerHour }) => `Llegaron más de ${number(networkPerHour)} por hora de una misma red.`,
    'email-domain': ({ emailDomainPerHour }) =>
      `Llegaron más de ${number(emailDomainPerHour)} por hora de un mismo dominio de correo.`,
    disposable: ({ disposablePerHour }) =>
      `Llegaron más de ${number(disposablePerHour)} por hora con direcciones desechables.`,
    signals: () =>
      'Se rellenó un campo oculto, el nombre es un insulto o el formulario se envió más rápido de lo que se puede rellenar.',
    surge: ({ surgePerMinute }) =>
      `Llegaron más de ${number(surgePerMinute)} por minuto, y estas además parecen automáticas.`,
  },
  confirmed: 'Confirmadas por correo',
  ofAll: (n: number, all: number) => `${number(n)} de ${number(all)}`,
  within: 'Llegaron en',
  disposable: 'Direcciones desechables',
  names: 'Nombres para la página',
  noNames: 'ninguno',
  likely: { people: 'Parecen personas', flood: 'Parece una avalancha', unclear: 'Difícil de decir' },
  check: 'Revisar este grupo',
  record: 'Cómo se lleva este recuento: estas cifras también son públicas',
  expecting: '¿Espera muchas firmas de un mismo lugar?',
  expectingText:
    'Antes de un día en que mucha gente firmará desde un mismo lugar, como una escuela, una fábrica o una oficina, permita más firmas por hora.',
  underWay: { release: 'Se están admitiendo:', remove: 'Se están eliminando:', undo: 'Vuelven a revisión:' },
  continues: 'Continúa por sí solo, aunque cierre esta página. Hasta que termine no se puede tomar otra decisión.',
  partly:
    'Hay más firmas en revisión de las que indican estas cifras. Cuando haya decidido sobre estas, se mostrarán las siguientes.',
  decided: 'Decidido antes',
  which: 'Cuáles',
  when: 'Cuándo',
  undoUntil: (moment: string) => `Se puede deshacer hasta: ${moment}`,
  since: (moment: string) => `En revisión desde: ${moment}. No pasa nada hasta que usted elija.`,
  changed: (was: number, now: number) =>
    `Mientras tanto ha cambiado el número: eran ${number(was)}, ahora son ${number(now)}. No se ha hecho nada. Compruebe las nuevas cifras.`,
  clues: 'Lo que se ve',
  clue: 'Indicio',
  group: 'Este grupo',
  suggestsTitle: 'Sugiere',
  suggests: { people: 'Personas', flood: 'Una avalancha', either: 'Cualquiera de las dos' },
  countries: 'Países',
  unknownCountry: 'desconocido',
  signals: {
    trap: 'Campo oculto rellenado',
    'no-render-time': 'Enviada sin abrir la página',
    'too-fast': 'Enviada demasiado rápido',
    'abusive-name': 'Un insulto como nombre',
  },
  noTrace: 'Las redes y los dominios de correo se guardan como códigos que nadie puede descifrar, 30 días como máximo.',
  narrow: 'Acotar',
  country: 'País',
  all: 'Todas',
  onlyWith: 'Solo con',
  onlyWithout: 'Solo sin',
  signal: 'Señal de automatismo',
  update: 'Actualizar las cifras',
  letInTitle: (n: number) => `Si admite ${number(n)}`,
  rises: (now: number, then: number) => `El recuento pasa al momento de ${number(now)} a ${number(then)}.`,
  countsAtOnce: (n: number) => counted(n, { one: '{n} cuenta al momento.', other: '{n} cuentan al momento.' }),
  getsEmail: (n: number) =>
    counted(n, {
      one: '{n} recibe ahora su correo y cuenta cuando se confirme.',
      other: '{n} reciben ahora su correo y cuentan cuando se confirmen.',
    }),
  staysHeld: (n: number) => counted(n, { one: '{n} más sigue en revisión.', other: '{n} más siguen en revisión.' }),
  heldAgain: 'Otras parecidas pueden volver a retenerse. Si son personas, suba también el límite.',
  final: 'No se puede deshacer.',
  letIn: (n: number) => `Admitir ${number(n)}`,
  removeTitle: (n: number) => `Si elimina ${number(n)}`,
  stays: (n: number) => `El recuento sigue en ${number(n)}.`,
  deleted:
    'Los nombres, motivos, contactos y correos se borran definitivamente a las 24 horas. Hasta entonces puede deshacerlo.',
  neverAgain: 'Con estas direcciones ya no se podrá firmar esta petición, ni siquiera sus verdaderos dueños.',
  publicRecord: (n: number) => `El registro público dice cuántas se eliminaron (${number(n)}), nunca de quién.`,
  remove: (n: number) => `Eliminar ${number(n)}`,
  unsure: '¿No lo tiene claro? Déjelas en revisión.',
  done: {
    released: (n: number) => counted(n, { one: '{n} firma admitida.', other: '{n} firmas admitidas.' }),
    removed: (n: number) => counted(n, { one: '{n} firma eliminada.', other: '{n} firmas eliminadas.' }),
    undone: (n: number) =>
      counted(n, { one: '{n} firma está de nuevo en revisión.', other: '{n} firmas están de nuevo en revisión.' }),
    meanwhile: 'Ya se había decidido sobre estas firmas. Ahora no se ha hecho nada.',
    tooLate: 'Esto ya no se puede deshacer.',
  },
  number,
}
