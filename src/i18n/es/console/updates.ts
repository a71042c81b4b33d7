import type { ConsoleWords } from '../../en/console.ts'
import { counted, number } from './numbers.ts'

export const updates: ConsoleWords['updates'] = {
  lead: 'Las novedades aparecen en la página de la petición y en su feed en unos segundos.',
  draftNote: 'La petición es un borrador: sus novedades aparecen cuando se abra.',
  write: 'Escribir una novedad',
  body: 'Qué ocurrió y qué viene ahora',
  bodyHint: 'Termine con una cosa que la gente pueda hacer ya. **Dos asteriscos** ponen el texto en negrita.',
  left: 'Caracteres restantes',
  publish: 'Publicar la novedad',
  preview: 'Vista previa',
  published: 'La novedad está en la página.',
  tooMany: (n) => `Una petición puede tener ${number(n)} novedades. Retire antes una.`,
  tooManyVersions: 'Esta novedad ya no admite más cambios. Publique una nueva.',
  email:
    'Este sitio no puede escribir a quienes firmaron, porque no puede leer sus direcciones de correo. Para eso, exporte los contactos.',
  outcome: 'Resultado',
  outcomeText:
    'Cómo acabó todo, en sus palabras. Aparece arriba en la página cuando cierra la petición o declara la victoria.',
  list: 'Novedades publicadas',
  none: 'Su primera novedad: dé las gracias a las primeras cien personas.',
  changed: 'Cambiada',
  edit: 'Editar',
  editTitle: 'Editar una novedad',
  save: 'Guardar el cambio',
  saved: 'La novedad se cambió.',
  translations: 'Traducciones',
  takeDown: 'Retirar',
  takeDownTitle: '¿Retirar esta novedad?',
  takeDownSo: 'Desaparece de la página y del feed, con sus textos anteriores. Esto no se puede deshacer.',
  takeDownTranslations: (n) =>
    counted(n, {
      one: 'Con ella se elimina {n} traducción.',
      many: 'Con ella se eliminan {n} de traducciones.',
      other: 'Con ella se eliminan {n} traducciones.',
    }),
  takeDownCopies: 'Las copias que otras personas hayan hecho permanecen.',
  takeDownConfirm: 'Sí, retirarla',
  takenDown: 'La novedad se retiró.',
  image: {
    title: 'Imagen',
    lead: 'Está arriba en la página y donde se comparte el enlace.',
    none: 'Todavía no hay imagen.',
    file: 'Archivo de imagen',
    fileHint: (mb, pixels) =>
      `JPEG, PNG o WebP, de hasta ${number(mb)} MB y ${number(pixels)} píxeles por lado. El lugar, la hora y el dispositivo se quitan de las fotos.`,
    fileAgain: 'Para cambiar solo la descripción, no elija ningún archivo.',
    alt: 'Descripción',
    altHint: 'Para quienes no ven la imagen: quién o qué aparece y qué ocurre. En el idioma del texto.',
    save: 'Guardar la imagen',
    saved: 'La imagen se guardó.',
    noFile: 'Elija un archivo de imagen.',
    tooLarge: (mb) =>
      `Este archivo pesa más de ${number(mb)} MB. Elija uno más pequeño o active JavaScript: así esta página lo reduce.`,
    smaller: 'La imagen era demasiado grande. Esta página la redujo.',
    change: 'Cambiar la imagen',
    remove: 'Quitar la imagen',
    removeTitle: '¿Quitar la imagen?',
    removeSo: 'Desaparece de la página y se elimina aquí. Conserve su archivo si quiere volver a usarla.',
    removeCopies: 'Donde ya se compartió el enlace, puede seguir viéndose durante un tiempo.',
    removed: 'La imagen se quitó.',
    meanwhile:
      'Mientras tanto, otra persona cambió la imagen: se muestra aquí. Para usar la suya, elija el archivo otra vez.',
    also: 'También en la página de la petición',
  },
}
