import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const signers: ConsoleWords['signers'] = {
  /** Why something was hidden. */
  whys: { insult: 'insulto', private: 'datos privados', threat: 'amenaza', spam: 'spam', other: 'otro motivo' },
  /** What is hidden. */
  hides: { reason: 'motivo', both: 'nombre y motivo', waiting: 'en espera' },
  moderations: { after: 'los nombres aparecen enseguida', before: 'los nombres aparecen tras una revisión' },
  lead: 'Quienes eligieron mostrar su nombre o sus iniciales. Oculte lo que insulte, amenace o sea privado: la firma sigue contando.',
  search: 'Buscar',
  find: 'Buscar',
  lists: { all: 'Todo', reasons: 'Con motivo', hidden: 'Oculto', waiting: 'En espera de revisión' },
  name: 'Nombre',
  reason: 'Motivo',
  signed: 'Fecha',
  states: { reason: 'Motivo oculto', both: 'Nombre y motivo ocultos', waiting: 'En espera de revisión' },
  none: 'Nadie ha elegido aún mostrar su nombre.',
  further: 'Seguir buscando',
  hide: 'Ocultar…',
  showAgain: 'Mostrar de nuevo',
  showIt: 'Mostrar',
  showAll: (n) => `Mostrar todo lo de esta página (${number(n)})`,
  hideTitle: 'Ocultar de la página',
  what: '¿Qué quiere ocultar?',
  why: '¿Por qué?',
  so: [
    'La firma sigue contando.',
    'No se avisa a quien firmó.',
    'El registro del equipo dice quién lo ocultó y por qué.',
    'Se puede mostrar de nuevo en cualquier momento.',
  ],
  hideButton: 'Ocultar',
  undo: 'Deshacer',
  done: {
    reason: 'El motivo está oculto.',
    both: 'El nombre y el motivo están ocultos.',
    shown: 'El nombre vuelve a estar en la página.',
    shownAll: (n) => `Nombres que ahora están en la página: ${number(n)}.`,
    undone: 'Deshecho.',
    moderation: 'Guardado.',
  },
  moderationTitle: 'Cuándo aparecen los nombres y motivos',
  modes: { after: 'Enseguida', before: 'Tras una revisión' },
  modeHints: {
    after: 'Usted oculta lo que no deba estar.',
    before: 'No aparece nada hasta que alguien del equipo lo mire.',
  },
  /** What happens when it is changed to that. */
  changed: {
    before: [
      'Los nombres que ya están en la página se quedan.',
      'Los nombres y motivos nuevos esperan hasta que alguien del equipo los muestre.',
    ],
    after: ['Desde ahora, los nombres y motivos aparecen enseguida.'],
  },
  waits: (n) => `Nombres en espera de revisión: ${number(n)}.`,
  goOnWaiting: (n) => `Los nombres en espera (${number(n)}) siguen así hasta que alguien los muestre o los oculte.`,
}
