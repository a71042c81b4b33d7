/** The text of a petition, its versions and translations. */
import type { ConsoleWords } from '../../en/console.ts'
import { number, counted } from './numbers.ts'

export const text: ConsoleWords['text'] = {
  title: 'Texto',
  tabs: { words: 'Texto', versions: 'Versiones', translations: 'Traducciones' },
  signedTitle: (n) =>
    counted(n, {
      one: '{n} persona firmó este texto.',
      many: '{n} de personas firmaron este texto.',
      other: '{n} personas firmaron este texto.',
    }),
  signedText: 'Si lo cambia, la página lo indica, muestra qué cambió y conserva la versión anterior.',
  kind: '¿Qué tipo de cambio es?',
  kinds: {
    first: 'Primer texto',
    correction: 'Corrección',
    facts: 'Hechos nuevos',
    demand: 'Demanda distinta',
    translation: 'Traducción',
  },
  kindHints: {
    correction: 'Una falta de ortografía, un enlace roto. La página dice que el texto se corrigió.',
    facts: 'La demanda sigue siendo la misma. La página dice que el texto cambió.',
    demand:
      'La página muestra además cuántas personas firmaron cada demanda. Puede que una petición nueva sea más justa.',
  },
  why: 'En una frase: ¿qué cambió y por qué?',
  whyHint: 'Todo el mundo la ve junto al cambio.',
  compare: 'Continuar con la comparación',
  nothing: 'No cambió nada.',
  notYet: 'Todavía no se publica nada: la página siguiente compara lo anterior y lo nuevo.',
  compareTitle: (n) => `Versión ${number(n)}, sin publicar`,
  comparedWith: (n) => `Comparada con la versión ${number(n)}.`,
  added: 'Añadido:',
  removed: 'Eliminado:',
  unchanged: (n) =>
    counted(n, {
      one: '{n} párrafo sin cambios',
      many: '{n} de párrafos sin cambios',
      other: '{n} párrafos sin cambios',
    }),
  publish: (n) => `Publicar la versión ${number(n)}`,
  edit: 'Seguir editando',
  published: (n) => `La versión ${number(n)} ya está en la página.`,
  behindNote: 'Las traducciones quedan marcadas como desactualizadas hasta que alguien las actualice.',
  savedDraft: 'El texto se guardó.',
  list: 'Versiones',
  number: 'Versión',
  publishedAt: 'Publicada',
  change: 'Cambio',
  signedIt: 'Firmas',
  read: (n) => `Leer la versión ${number(n)}`,
  stay: 'Las versiones no se pueden eliminar: muestran lo que se firmó.',
  claimedNote: (n) =>
    counted(n, {
      one: '{n} firma en papel o de listas anteriores no pertenece a ninguna versión.',
      many: '{n} de firmas en papel y de listas anteriores no pertenecen a ninguna versión.',
      other: '{n} firmas en papel y de listas anteriores no pertenecen a ninguna versión.',
    }),
  meanwhileTitle: 'Mientras tanto, otra persona cambió el texto',
  meanwhileText:
    'Todavía no se guardó nada y no se perdió nada. A la izquierda está el texto tal como es ahora; a la derecha, el suyo.',
  yours: 'Su texto',
  saveYours: 'Guardar el mío en su lugar',
  keepTheirs: 'Conservar el otro',
  translations: {
    lead: 'Los botones y los formularios ya están en diez idiomas. Su propio texto lo tiene que traducir una persona. Si hay traducción, cada quien lo ve en su idioma, con un enlace al original.',
    language: 'Idioma',
    state: 'Estado',
    original: 'El original',
    current: 'Al día',
    behind: 'Desactualizada',
    missing: 'Sin traducción',
    write: (language) => `Traducir al ${language}`,
    update: (language) => `Actualizar la traducción al ${language}`,
    originalText: 'El original',
    publish: 'Publicar la traducción',
    publishHint: 'Pida antes que la lea una persona que tenga ese idioma como lengua materna.',
    published: 'La traducción ya está en la página.',
    remove: 'Quitar de la página',
    removed: 'La traducción ya no está en la página.',
  },
}
