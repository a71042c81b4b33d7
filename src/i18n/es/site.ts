/** Spanish, for readers anywhere, addressed as usted. */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'

const { number, plural, date } = formatter('es')

/** `many` is for whole millions, which take «de»: 1.000.000 de firmas. */
const SIGNATURES: PluralForms = { one: 'firma', many: 'de firmas', other: 'firmas' }
const SIGNERS: PluralForms = { one: 'firmante', many: 'de firmantes', other: 'firmantes' }
const SECONDS: PluralForms = { one: 'segundo', many: 'de segundos', other: 'segundos' }
export const es: Catalogue = {
  name: 'Español',
  direction: 'ltr',
  languages: 'Idioma',
  skip: 'Ir al contenido',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'Firmas',

  home: {
    title: 'Peticiones',
    lead: 'Cada firma se cuenta una sola vez, y solo la campaña puede leer de quién es.',
    to: (addressee) => `Para: ${addressee}`,
    openNow: 'Abiertas ahora',
    none: 'En este momento no hay ninguna petición abierta.',
  },

  petition: {
    to: 'Dirigida a',
    startedBy: 'Iniciada por',
    writtenIn: (language) => `Esta petición está escrita en ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `${number(n)} más en las últimas 24 horas`,
    gathered: (n) => `Esta petición reunió a ${number(n)} ${plural(n, SIGNERS)}`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} cuenta hoy con usted.`
        : `${starter} y ${number(others)} ${plural(others, SIGNERS)} más cuentan hoy con usted.`,
    nextGoal: (n) => `Próxima meta: ${number(n)}`,
    closed: 'Petición cerrada',
    closedText: 'Esta petición ya no admite más firmas. Gracias a todas las personas que firmaron.',
    victory: 'Victoria',
    victoryText: 'La campaña ha anunciado que se consiguió lo que pedía.',
    endedOn: (day) => `La petición terminó el ${day}.`,
    outcome: 'Cómo terminó',
    recent: 'Firmas recientes',
    toForm: 'Firmar esta petición',
    updates: 'Novedades',
    allUpdates: 'Todas las novedades',
    olderUpdates: 'Novedades anteriores',
    feed: 'Suscribirse al feed',
    embed: 'El contador en su sitio',
    toPetition: 'Ir a la petición',
  },

  share: {
    title: 'Compártala',
    text: 'Una petición crece de boca en boca. Envíela a una persona más.',
    device: 'Compartir…',
    by: (name) => `Compartir por ${name}`,
    email: 'Correo electrónico',
    copyLink: 'Copiar el enlace',
    copied: 'Enlace copiado',
    qr: 'Código QR',
    qrText: 'Para carteles y folletos: lleva a esta petición.',
  },

  form: {
    title: 'Firme esta petición',
    name: 'Su nombre',
    email: 'Correo electrónico',
    emailHint: 'Nunca se muestra. Lo ciframos enseguida: solo el equipo de la campaña puede leerlo.',
    emailHintConfirm:
      'Nunca se muestra. Recibirá un correo para confirmar. Después, solo el equipo de la campaña podrá leer su dirección.',
    updates: 'La campaña puede escribirme para contarme cómo sigue todo',
    country: 'País',
    countryAuto: 'El que indique mi conexión',
    countryGuessed: (country) => `${country} (según su conexión)`,
    countryHint: 'Para las estadísticas y el equipo de la campaña. Nunca aparece junto a su nombre.',
    comment: '¿Por qué firma?',
    more: 'Contar el motivo',
    optional: (label) => `${label} (opcional)`,
    commentHint: 'Aparecerá en esta página si permite mostrar su nombre o sus iniciales.',
    showName: 'En esta página, mostrar',
    showFull: 'mi nombre completo',
    showInitials: 'mis iniciales',
    showAnonymous: 'nada de mi nombre',
    submit: 'Firmar ahora',
    trap: 'Deje este campo vacío',
    consent:
      'Al firmar, acepta que contemos su firma y entreguemos los datos de este formulario al equipo de la campaña, y a nadie más, salvo su correo electrónico al servicio que envía nuestros correos. Solo es público lo que usted decida mostrar.',
    consentConfirm:
      'Al firmar, acepta que contemos su firma y entreguemos los datos de este formulario al equipo de la campaña, y a nadie más, salvo su correo electrónico al servicio que envía nuestros correos. Solo es público lo que usted decida mostrar. Todos nuestros correos llevan un enlace para retirar su firma.',
    working: 'Comprobando que es una persona y enviando su firma…',
    thanks: 'Gracias. Su firma va en camino.',
    thanksText: 'Está a salvo con nosotros y se contará en unos segundos.',
    thanksConfirm: 'Un paso más: abra su correo',
    thanksConfirmText:
      'Le hemos enviado un mensaje con un enlace. Su firma contará cuando abra el enlace y pulse el botón. ¿No le ha llegado? Búsquelo en el correo no deseado o firme de nuevo.',
    retrying: (seconds) =>
      `No se pudo enviar. Mantenga esta página abierta: nuevo intento en ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    busy: 'Todavía no hemos podido recibir su firma. Lo que escribió sigue aquí: inténtelo de nuevo en un minuto.',
    offline: 'No hay conexión. Lo que escribió sigue aquí: inténtelo de nuevo en un momento.',
    fix: 'Falta corregir algo.',
    noScript:
      'Su navegador no ejecuta scripts en esta página. Puede firmar de todos modos: recibirá un mensaje, y su firma contará cuando abra el enlace y pulse el botón.',
  },

  links: {
    confirm: {
      title: 'Confirme su firma',
      text: 'Pulse el botón y su firma contará.',
      button: 'Sí, contar mi firma',
      done: 'Gracias. Ha confirmado su firma.',
      doneText: 'El número de la página cambiará en unos segundos. Una petición crece de boca en boca.',
    },
    withdraw: {
      title: '¿Retirar su firma?',
      text: 'Borraremos su firma y los datos que la acompañan. Si ya se había contado, el total bajará en uno. Podrá volver a firmar más adelante.',
      button: 'Retirar mi firma',
      done: 'Su firma queda retirada.',
      doneText: 'Se borrará en unos segundos. Nadie sabrá que era suya.',
    },
    notShown: 'Su nombre no se mostrará.',
    shownAs: (name) => `En la página de la petición aparecerá como ${name}`,
    notYours: '¿No lo escribió usted? No confirme. Firme por su cuenta y sus palabras ocuparán ese lugar.',
  },

  embed: {
    title: 'El contador en su sitio',
    lead: 'Elija su aspecto, copie una línea y péguela en su página. No instala cookies, no rastrea a nadie y no carga nada de otros sitios.',
    setUp: 'Configúrelo',
    theme: 'Colores',
    themes: { auto: 'Los de la página que lo rodea', light: 'Claros', dark: 'Oscuros' },
    size: 'Tamaño',
    sizes: { small: 'Pequeño', medium: 'Mediano', large: 'Grande' },
    language: 'Idioma',
    asMyPage: 'El de la página que lo rodea',
    goal: 'Meta que se muestra',
    goals: { next: 'La próxima', none: 'Ninguna' },
    signLink: 'Mostrar el botón para firmar',
    partner: 'Su código de colaborador',
    partnerHint: 'Letras sin acentos, cifras y guiones. Las firmas que lleguen desde su sitio se le atribuirán.',
    apply: 'Mostrarlo',
    copy: 'Copiar',
    copied: 'Copiado',
    code: (form) => `Código: ${form}`,
    element: 'El elemento',
    elementText: 'En directo y parte de su página. La mejor opción si puede pegar un script.',
    pinned: 'El elemento, en versión fija',
    pinnedText: 'Lo mismo en una versión que nunca cambia: el navegador comprueba su huella antes de ejecutarla.',
    frame: 'El marco',
    frameText:
      'En directo, en un marco propio. La segunda etiqueta es un script que ajusta la altura; si no se admiten scripts ajenos, quítela.',
    frameTitle: (title) => `Firmas: ${title}`,
    oembed: 'Solo la dirección',
    oembedText:
      'WordPress y cualquier otro programa que entienda oEmbed convierten la dirección de la petición en el contador.',
    badge: 'La insignia',
    badgeText: 'Una imagen con el número. Para archivos README, foros y boletines.',
    link: 'El enlace',
    linkText: 'HTML sencillo, sin scripts ni imágenes. Su número es el del momento en que su servidor lo pide.',
    image: 'La imagen',
    imageText: 'Lo que las redes sociales muestran de la petición, con el número del día.',
    data: 'El número solo',
    dataText: 'JSON, para lo que usted quiera construir.',
  },

  feed: {
    title: (title) => `Novedades: ${title}`,
    milestoneText: (n) => `La petición ha superado la marca de ${number(n)} ${plural(n, SIGNATURES)}.`,
  },

  counter: {
    signed: SIGNATURES,
    goal: 'Próxima meta: {n}',
    lately: '{n} más en las últimas 24 horas',
    sign: 'Firmar',
    closed: 'Petición cerrada',
    victory: 'Victoria',
  },

  fieldErrors: {
    required: 'Complete este campo.',
    'not-text': 'Aquí debe ir un texto.',
    'not-a-choice': 'Elija uno de los valores ofrecidos.',
    'not-a-number': 'Aquí debe ir un número entero dentro del intervalo permitido.',
    'not-a-list': 'Aquí debe ir una lista.',
    'too-long': 'Es demasiado largo. Acórtelo, por favor.',
    'hidden-characters': 'Contiene caracteres ocultos o de control. Escríbalo de nuevo en lugar de pegarlo.',
    'link-in-name': 'Un nombre no puede contener una dirección web.',
    'no-letters': 'Un nombre necesita al menos una letra.',
    'not-an-email': 'No logramos leer esta dirección de correo. Compruebe si hay alguna errata.',
    'not-a-country': 'No es un código de país de ISO 3166-1, como UZ o DE.',
    'not-a-slug': 'Use solo las letras de la a a la z sin acentos, cifras y guiones.',
    'not-a-partner-code': `Use como máximo ${number(PARTNER_CODE_MAX_CHARS)} caracteres: letras sin acento, números, guiones y guiones bajos. Empiece por una letra o un número.`,
    'not-a-url': 'Debe ser una dirección https pública.',
    'not-a-time': 'Debe ser una hora en UTC como 2026-12-31T23:59:00Z.',
    'not-a-language': 'Debe ser un código de idioma como en, ru o sr-Latn.',
    'in-the-past': 'Ese momento ya pasó. Elija uno futuro.',
    'not-a-cursor': 'No es un cursor de esta lista. Use el cursor de la respuesta anterior u omítalo.',
    'not-a-key': 'No es una clave pública X25519 en base64url. Cree un par de claves con: npm run keygen',
    'no-key':
      'Antes de que se pueda firmar, la petición necesita una clave pública, para que solo la campaña pueda leer los datos de quienes firman. Cree un par de claves con: npm run keygen',
    'unknown-field': 'Contiene un campo que aquí no se conoce. Compruebe si hay alguna errata.',
  },

  fieldErrorsByPath: {
    'name/required': 'Escriba su nombre.',
    'email/required': 'Escriba su correo electrónico.',
    'country/not-a-country': 'Elija un país de la lista.',
    'showName/not-a-choice': 'Elija cómo aparece su nombre.',
    'name/too-long': `Un nombre puede tener como máximo ${number(NAME_MAX_CHARS)} caracteres.`,
    'comment/too-long': `Un motivo puede tener como máximo ${number(COMMENT_MAX_CHARS)} caracteres.`,
  },

  problem: {
    title: {
      malformed: 'No se pudo leer la solicitud',
      unauthorized: 'Falta identificarse',
      'bot-check-failed': 'No se superó la comprobación contra bots',
      'petition-not-found': 'No existe esa petición',
      'not-found': 'Aquí no hay nada',
      'link-broken': 'Este enlace está incompleto',
      'link-expired': 'Este enlace ha caducado',
      'method-not-allowed': 'Esta dirección no admite ese método',
      'petition-closed': 'Esta petición está cerrada',
      conflict: 'No es posible en el estado actual',
      'too-large': 'La solicitud es demasiado grande',
      'unsupported-type': 'No se admite este tipo de contenido',
      'invalid-signature': 'La firma no está completa',
      'invalid-petition': 'La petición no está completa',
      'invalid-webhook': 'Este webhook no se puede usar',
      'invalid-query': 'La dirección pide algo que no puede ser',
      'invalid-condition': 'No está claro de qué firmas se trata',
      'invalid-update': 'La novedad no está completa',
      'invalid-image': 'Esta imagen no se puede usar',
      'unsupported-format': 'Aquí no se ofrece ese formato',
      'too-many-requests': 'Demasiadas solicitudes desde su red',
      unavailable: 'Ahora mismo no podemos recibirla',
    },
    malformed: {
      'not-utf-8': 'El cuerpo no está en UTF-8. Envíelo en UTF-8.',
      'not-json': 'El cuerpo no es JSON. Envíe un objeto JSON.',
      'not-an-object': 'El cuerpo debe ser un único objeto JSON.',
      'too-deep': 'El JSON tiene demasiados niveles. Cada campo es un valor simple.',
      'too-slow': 'El cuerpo no llegó a tiempo. No se aceptó nada; envíelo de nuevo.',
      'cut-off': 'El cuerpo se interrumpió. No se aceptó nada; envíelo de nuevo.',
    },
    botCheck: {
      missing: 'Falta la prueba de trabajo. Pida un reto, resuélvalo y envíe la solución como «proof».',
      wrong: 'La prueba no corresponde a esta petición. Recargue la página y firme de nuevo.',
      expired:
        'La página estuvo abierta tanto tiempo que su comprobación caducó. Firme de nuevo: se hará otra automáticamente.',
      used: 'Esta prueba ya se usó para otra firma. Recargue la página y firme de nuevo.',
    },
    conflict: {
      'slug-taken': 'Otra petición ya usa esta dirección. Elija otra.',
      'not-open': 'La petición no está abierta.',
      'not-closed': 'La petición no está cerrada.',
      'no-key':
        'La petición no tiene clave pública, así que nadie podría leer los datos de quienes firman. Dele una primero: PATCH {"publicKeys": ["…"]}.',
      'too-many-webhooks': 'Esta petición ya tiene todos los webhooks que puede tener. Elimine uno primero.',
      'too-many-updates': 'Esta petición ya tiene todas las novedades que puede tener. Elimine una primero.',
      'delivery-pending': 'Esta entrega sigue en curso. Podrá repetirse cuando termine.',
      'group-changed':
        'El número de firmas que coinciden ya no es el que esperaba. No se hizo nada: revíselo y decida de nuevo.',
    },
    image: {
      'not-an-image': 'Envíe los bytes de una sola imagen JPEG, PNG o WebP que esté completa.',
      'too-many-pixels': `Cada lado puede medir como máximo ${number(IMAGE_SIDE_MAX_PIXELS)} píxeles. Reduzca la imagen.`,
    },
    unauthorized: 'Envíe el token de esta petición, o el del operador, como «Authorization: Bearer …».',
    petitionNotFound: 'Compruebe la dirección. Puede que la petición haya cambiado de nombre o nunca se publicara.',
    notFound: 'Compruebe la dirección.',
    linkBroken: 'Copie el enlace completo del mensaje en la barra de direcciones. No ha cambiado nada.',
    linkExpired: 'Firme otra vez: recibirá un mensaje nuevo con otro enlace. No ha cambiado nada.',
    methodNotAllowed: (allow) => `Utilice ${allow}.`,
    petitionClosed: 'Ya no admite más firmas. La suya no se guardó.',
    tooLarge: (maxBytes) =>
      `Esta solicitud puede tener como máximo ${number(maxBytes)} ${plural(maxBytes, { one: 'byte', many: 'de bytes', other: 'bytes' })}.`,
    unsupportedType: 'Envíe application/json o, desde un formulario, application/x-www-form-urlencoded.',
    unsupportedFormat: 'Pida format=json o format=xml.',
    invalid: 'Corrija los campos indicados en «errors» y envíelo de nuevo. No se guardó nada.',
    tooManyRequests: (seconds) =>
      `Su red ha enviado muchas solicitudes en poco tiempo. Espere ${number(seconds)} ${plural(seconds, SECONDS)} y envíela de nuevo; no se pierde nada.`,
    unavailable: (seconds) =>
      `No se guardó nada, así que nada se perdió. Envíe la misma solicitud de nuevo en ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    home: 'Ver las peticiones',
  },
}
