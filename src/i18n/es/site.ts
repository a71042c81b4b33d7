/** Spanish, for readers anywhere, addressed as usted. */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'

const { number, plural, counted, date } = formatter('es')

/** `many` is for whole millions, which take «de»: 1.000.000 de firmas. */
const SIGNATURES: PluralForms = { one: 'firma', many: 'de firmas', other: 'firmas' }
const SIGNERS: PluralForms = { one: 'firmante', many: 'de firmantes', other: 'firmantes' }
const SECONDS: PluralForms = { one: 'segundo', many: 'de segundos', other: 'segundos' }
const MINUTES: PluralForms = { one: 'minuto', many: 'de minutos', other: 'minutos' }

export const es: Catalogue = {
  name: 'Español',
  direction: 'ltr',
  languages: 'Idioma',
  skip: 'Ir al contenido principal',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'Firmas',

  home: {
    title: 'Peticiones',
    lead: 'Cada firma cuenta una sola vez. Sus datos de contacto se cifran: solo el equipo de la campaña puede leerlos.',
    to: (addressee) => `Para: ${addressee}`,
    openNow: 'Peticiones abiertas',
    none: 'Ahora mismo no hay peticiones abiertas.',
  },

  listing: {
    search: 'Buscar peticiones',
    submit: 'Buscar',
    found: (query) => `Resultados de la búsqueda: «${query}»`,
    notFound: (query) => `No se encontraron peticiones con «${query}».`,
    notFoundText: 'Revise la ortografía o use menos palabras. Solo se busca en los títulos.',
    notFoundYet: 'Por ahora no hay resultados. También puede buscar en peticiones anteriores.',
    searchMore: 'Buscar en peticiones anteriores',
    victories: 'Victorias',
    closed: 'Peticiones cerradas',
    allVictories: 'Todas las victorias',
    allClosed: 'Todas las peticiones cerradas',
    more: 'Más peticiones',
    newest: 'Volver a las peticiones más recientes',
  },

  petition: {
    to: 'Dirigida a',
    startedBy: 'Impulsada por',
    writtenIn: (language) => `Esta petición está escrita en ${language}.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `${number(n)} más en las últimas 24 horas`,
    gathered: (n) => `Esta petición reunió a ${number(n)} ${plural(n, SIGNERS)}.`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} cuenta hoy con usted.`
        : `${starter} y ${number(others)} ${plural(others, { one: 'persona', many: 'de personas', other: 'personas' })} más cuentan hoy con usted.`,
    nextGoal: (n) => `Próxima meta: ${number(n)}`,
    closed: 'Petición cerrada',
    closedText: 'Esta petición ya no admite más firmas. Gracias a todas las personas que firmaron.',
    victory: 'Victoria',
    victoryText:
      'El equipo de la campaña anunció que se cumplió su petición. Gracias a todas las personas que firmaron.',
    endedOn: (day) => `La petición terminó el ${day}.`,
    outcome: 'Resultado',
    recent: 'Firmas recientes',
    toForm: 'Firmar esta petición',
    updates: 'Novedades',
    allUpdates: 'Todas las novedades',
    olderUpdates: 'Novedades anteriores',
    feed: 'Suscribirse a las novedades (feed)',
    embed: 'Añadir este contador a su sitio web',
    toPetition: 'Ir a la petición',
    opened: 'Publicada el',
    signUntil: 'Se puede firmar hasta el',
    lastDay: 'Último día para firmar',
    daysLeft: (n) => counted(n, { one: 'Queda {n} día', many: 'Quedan {n} de días', other: 'Quedan {n} días' }),
    organisationCounts: (organisation, signers) =>
      `${organisation} y ${number(signers)} ${plural(signers, SIGNERS)} cuentan hoy con usted.`,
  },

  share: {
    title: 'Comparta esta petición',
    text: '¿Conoce a alguien que firmaría? Envíele la petición.',
    device: 'Compartir…',
    by: (name) => `Compartir con ${name}`,
    email: 'Correo electrónico',
    copyLink: 'Copiar el enlace',
    copied: 'Enlace copiado',
    qr: 'Código QR',
    qrText: 'Al escanearlo se abre esta petición. Para carteles y folletos.',
  },

  print: {
    title: 'Hoja de firmas',
    link: 'Hoja de firmas para imprimir',
    how: 'Imprima esta página desde el menú del navegador, en papel A4 o carta.',
    declaration: 'Con mi firma apoyo esta petición.',
    fullText: 'El texto completo está en la página de la petición.',
    name: 'Nombre',
    place: 'Ciudad, país',
    signature: 'Firma',
    online: 'Esta petición en internet',
    poster: 'Cartel',
    posterLink: 'Cartel para imprimir',
    scan: 'Firme con su teléfono: escanee el código o escriba la dirección.',
    handTo: (starter) => `Entregue esta hoja a ${starter}. Los datos que contiene solo se usan para esta petición.`,
  },

  versions: {
    changedOn: (day) => `El texto de esta petición se modificó el ${day}.`,
    kinds: { correction: 'Corrección', facts: 'Nuevos datos', demand: 'Otra demanda' },
    see: 'Ver qué cambió',
    title: 'Qué cambió',
    first: 'Primera versión',
    read: 'Leer esta versión',
    signedThis: 'Firmas de esta versión',
    added: 'añadido',
    removed: 'eliminado',
    unchanged: 'Párrafos sin cambios',
    petitionTitle: 'Título',
    changedMind: '¿Firmó una versión anterior y ya no está de acuerdo? Puede retirar su firma cuando quiera.',
    translation: 'Traducción',
    translations: 'Traducciones',
    version: (n) => `Versión ${number(n)}`,
    old: 'Esta es una versión anterior del texto.',
    originalIn: (language) => `Esta es una traducción. Idioma del original: ${language}.`,
    toOriginal: 'Leer el original',
    toTranslation: 'Leer la traducción',
    behind: 'El original cambió después de esta traducción.',
  },

  choices: {
    detected: 'detectado',
    anonymous: 'Nombre no visible',
    initials: 'Iniciales visibles',
    full: 'Nombre completo visible',
    change: 'Cambiar',
  },

  form: {
    title: 'Firme esta petición',
    name: 'Su nombre',
    email: 'Correo electrónico',
    emailHint: 'Nunca se muestra. Lo ciframos enseguida: solo el equipo de la campaña puede leerlo.',
    emailHintConfirm:
      'Nunca se muestra. Recibirá un correo para confirmar. Después, solo el equipo de la campaña podrá leer su dirección.',
    updates: 'Sí, el equipo de la campaña puede enviarme novedades de esta petición por correo electrónico',
    country: 'País',
    countryAuto: 'Detectar automáticamente',
    countryGuessed: (country) => `${country} (detectado)`,
    countryHint: 'Para las estadísticas y el equipo de la campaña. Nunca aparece junto a su nombre.',
    comment: '¿Por qué firma?',
    more: 'Añadir un motivo',
    optional: (label) => `${label} (opcional)`,
    commentHint:
      'El equipo de la campaña puede leer su motivo. Solo aparece en esta página si muestra su nombre o sus iniciales.',
    showName: 'Su nombre en esta página',
    showNameChecked: 'Los nombres aparecen después de que el equipo de la campaña los revise.',
    showFull: 'Nombre completo',
    showInitials: 'Solo iniciales',
    showAnonymous: 'No mostrar',
    submit: 'Firmar ahora',
    trap: 'Deje este campo vacío',
    consent:
      'Al firmar, acepta que contemos su firma y entreguemos los datos de este formulario al equipo de la campaña. No los entregamos a nadie más; solo su dirección de correo se entrega también al servicio que envía nuestros correos. Solo es público lo que usted decida mostrar.',
    consentConfirm:
      'Al firmar, acepta que contemos su firma y entreguemos los datos de este formulario al equipo de la campaña. No los entregamos a nadie más; solo su dirección de correo se entrega también al servicio que envía nuestros correos. Solo es público lo que usted decida mostrar. Todos nuestros correos llevan un enlace para retirar su firma.',
    working: 'Comprobando que no es un bot y enviando su firma…',
    thanks: '¡Gracias por firmar!',
    thanksText: 'Recibimos su firma. Se contará en unos segundos.',
    thanksConfirm: 'Un paso más: revise su correo',
    thanksConfirmText:
      'Le enviaremos un correo. Abra el enlace que contiene para confirmar su firma. ¿No le llegó? Revise el correo no deseado o firme de nuevo.',
    didYouMean: (address) => `¿Quiso decir ${address}?`,
    useSuggestion: 'Usar esta dirección',
    sentTo: (address) => `Enviado a ${address}`,
    changeEmail: 'Cambiar la dirección de correo',
    sendAgain: 'Enviar el correo otra vez',
    retrying: (seconds) =>
      `No se pudo enviar. Mantenga esta página abierta: lo intentaremos de nuevo en ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    busy: (minutes) =>
      `Lo sentimos: no se pudo guardar su firma. Sus datos siguen aquí. Inténtelo de nuevo en ${number(minutes)} ${plural(minutes, MINUTES)}.`,
    offline: 'Parece que no tiene conexión. Sus datos siguen aquí. Inténtelo de nuevo cuando vuelva a tenerla.',
    fix: 'Revise los campos marcados con un error.',
    noScript:
      'JavaScript está desactivado en su navegador. Aun así puede firmar: le enviaremos un enlace de confirmación por correo.',
  },

  after: {
    signedWith: (others) =>
      others < 1
        ? 'Su firma es la primera.'
        : `Usted y ${number(others)} ${plural(others, { one: 'persona', many: 'de personas', other: 'personas' })} más firmaron esta petición.`,
    missing: (n, goal) =>
      `${plural(n, { one: 'Falta', other: 'Faltan' })} ${number(n)} ${plural(n, SIGNATURES)} para llegar a ${number(goal)}.`,
    sendTitle: 'Ahora envíela a una persona',
    sendText: 'Piense en alguien a quien le importe este tema y escríbale.',
    messageLabel: 'Lo que podría escribir',
    messageHint: 'El enlace a la petición se añade al final.',
    message: (title) => `Acabo de firmar «${title}». ¿Te sumas?`,
    copyText: 'Copiar el texto y el enlace',
    textCopied: 'Texto y enlace copiados',
    changedMind: 'Si cambia de opinión',
    keepLink:
      'Guarde o imprima este enlace: sirve para retirar su firma sin necesidad de un correo. No retira una firma anterior hecha con la misma dirección de correo.',
    keepUnconfirmed:
      'Guarde o imprima este enlace: borra lo que acaba de introducir, mientras no esté confirmado. Después, o si ya había firmado, use el enlace de nuestros correos.',
    keepConfirmed:
      'Guarde o imprima este enlace: sirve para retirar su firma. También lo encontrará en cada uno de nuestros correos.',
  },

  links: {
    confirm: {
      title: 'Confirme su firma',
      text: 'Su firma contará en cuanto la confirme.',
      button: 'Confirmar mi firma',
      done: 'Gracias. Su firma está confirmada.',
      doneText: 'El contador cambiará en unos segundos.',
    },
    withdraw: {
      title: '¿Retirar su firma?',
      text: 'Borraremos su firma y los datos que la acompañan. Si ya se había contado, el total bajará en uno. Podrá volver a firmar más adelante.',
      button: 'Retirar mi firma',
      done: 'Su firma se ha retirado.',
      doneText: 'La borraremos en unos segundos. Nunca decimos de quién era.',
    },
    notShown: 'Su nombre no se mostrará.',
    shownAs: (name) => `En la página de la petición aparecerá como ${name}`,
    notYours: '¿No lo escribió usted? No confirme. Firme usted la petición y sus datos reemplazarán estos.',
  },

  lost: {
    open: '¿Perdió el correo? Reciba otra vez sus enlaces',
    title: 'Recibir otra vez mis enlaces',
    text: 'Escriba la dirección de correo con la que firmó. Le enviaremos los enlaces para confirmar o retirar su firma.',
    same: 'Esta página muestra el mismo resultado para cualquier dirección de correo: nadie puede averiguar aquí quién firmó.',
    button: 'Enviar mis enlaces',
    sent: 'Revise su correo',
    sentText:
      'Si esta dirección de correo firmó la petición, ya va en camino un correo con los enlaces. Puede tardar unos minutos.',
    none: '¿No le llegó? Revise el correo no deseado y cómo escribió la dirección. Si no firmó con ella, no enviamos nada. Cada dirección recibe solo unos pocos correos al día.',
    other: 'Probar otra dirección de correo',
    check: 'No pudimos comprobar que una persona envió este formulario. Espere unos segundos y envíelo de nuevo.',
  },

  trust: {
    about:
      'Undersigned cuenta cada firma una sola vez y cifra los datos de contacto: solo el equipo de la campaña puede leerlos.',
    runBy: (name) => `Sitio gestionado por ${name}`,
    privacy: 'Privacidad',
    terms: 'Condiciones de uso',
    imprint: 'Aviso legal',
    contact: 'Contacto',
    keep: 'Mantener mi firma',

    count: {
      title: 'Cómo se cuentan las firmas',
      asOf: (day, time) => `A ${day}, ${time} UTC`,
      data: 'El total como datos (JSON)',
      signed: 'Firmas hechas aquí',
      signedConfirmed: 'Firmas hechas aquí y confirmadas por correo',
      claimed: 'En papel y de listas anteriores',
      claimedText:
        'El equipo de la campaña indica cuántas personas firmaron en papel o en listas anteriores. No hemos comprobado esa cifra.',
      claimKinds: { paper: 'En papel', list: 'Lista anterior', import: 'Importadas de una lista anterior' },
      collectedUntil: (day: string) => `recogidas hasta el ${day}`,
      whatCounts: 'Qué cuenta',
      once: 'Una firma por dirección de correo, se escriba como se escriba.',
      confirmed: 'Una firma cuenta cuando se confirma por correo.',
      unconfirmed:
        'Una firma cuenta enseguida. Desde un navegador sin JavaScript, cuenta cuando se confirma por correo.',
      withdrawing: 'Cualquiera puede retirar su firma cuando quiera. La borramos y el total baja en uno.',
      taken: 'Qué se ha apartado',
      takenText:
        'Cuando llegan muchísimas firmas a la vez del mismo lugar, o parecen automáticas, se retienen hasta que el equipo de la campaña las comprueba. El total de arriba no las incluye.',
      heldNow: 'Retenidas ahora para su revisión',
      withdrawn: 'Retiradas por quienes firmaron',
      quarantined: 'Retenidas para su revisión',
      released: 'Comprobadas y admitidas',
      removed: 'Comprobadas y eliminadas',
      byDay: 'Por día',
      day: 'Día',
      what: 'Qué ocurrió',
      removals: 'Todos los días como datos (JSON)',
      who: 'Quién puede ver quién ha firmado',
      whoText:
        'Los nombres y las direcciones de correo se cifran con una clave que solo tiene el equipo de la campaña. Quienes gestionan este sitio no pueden leerlos. Pueden ver cuántas personas firmaron, cuándo y desde qué países. Un nombre solo es público si quien firmó decidió mostrarlo.',
    },

    report: {
      title: 'Denunciar esta petición',
      text: 'Díganos cuál es el problema de esta petición. Su denuncia llega solo a quienes gestionan este sitio, no al equipo de la campaña.',
      /** The link beside what a signer or an update says, and above the form what it is about. */
      link: 'Denunciar',
      aboutSigner: 'Va a denunciar este nombre y motivo:',
      aboutUpdate: 'Va a denunciar esta novedad:',
      aboutText:
        'Díganos cuál es el problema. El equipo de la campaña ve que se denunció y por qué causa, pero no sus palabras ni su dirección de correo.',
      ground: '¿Cuál es el problema?',
      grounds: {
        illegal: 'Infringe la ley',
        hateful: 'Insulta o amenaza a personas',
        false: 'Es falsa o engañosa',
        'personal-data': 'Revela datos personales de alguien',
        spam: 'Es spam o una estafa',
        other: 'Otra cosa',
      },
      details: '¿Qué exactamente y por qué?',
      detailsHint: 'Cite las palabras a las que se refiere. Si infringe la ley, diga cuál, si lo sabe.',
      emailHint: 'Para comunicarle lo que decidamos. La ciframos enseguida y después la borramos.',
      faith: 'Al enviar esta denuncia, confirma que, según su leal saber y entender, lo que dice es cierto.',
      send: 'Enviar la denuncia',
      again: 'Compruebe su denuncia y envíela otra vez.',
      done: 'Gracias por su denuncia',
      doneText: 'Lo examinaremos y decidiremos. Si indicó su dirección de correo, le comunicaremos lo que decidamos.',
      elsewhere: 'Para denunciar esta petición, use esta página de quienes gestionan el sitio:',
    },
  },

  embed: {
    title: 'Añadir el contador a su sitio web',
    lead: 'Elija su aspecto, copie una línea de código y péguela en su página. No usa cookies, no rastrea a nadie y no carga nada de otros servicios.',
    setUp: 'Opciones',
    theme: 'Tema',
    themes: { auto: 'Como mi página', light: 'Claro', dark: 'Oscuro' },
    size: 'Tamaño',
    sizes: { small: 'Pequeño', medium: 'Mediano', large: 'Grande' },
    language: 'Idioma',
    asMyPage: 'Como mi página',
    goal: 'Meta',
    goals: { next: 'Próxima meta', none: 'Sin meta' },
    signLink: 'Mostrar el botón «Firmar»',
    partner: 'Código de colaboración',
    partnerHint:
      'Letras sin acento, números, guiones y guiones bajos. Las firmas que lleguen desde su sitio web se atribuyen a este código.',
    apply: 'Actualizar la vista previa',
    copy: 'Copiar',
    copied: 'Copiado',
    code: (form) => `Código para insertar: ${form}`,
    element: 'Componente web',
    elementText: 'Se actualiza en tiempo real y forma parte de su página. La mejor opción si puede añadir un script.',
    pinned: 'Componente web, versión fija',
    pinnedText: 'El mismo contador en una versión que nunca cambia. El navegador la verifica antes de ejecutarla.',
    frame: 'Iframe',
    frameText:
      'Se actualiza en tiempo real en un iframe propio. La segunda etiqueta es un script que ajusta la altura: quítela si su sitio web no permite scripts de terceros.',
    frameTitle: (title) => `Contador de firmas: ${title}`,
    signForm: 'Formulario de firma',
    signFormText:
      'Se firma sin salir de su sitio web. En un iframe propio, sin cookies y en el idioma de cada persona. El script ajusta la altura.',
    signFormTitle: (title) => `Firmar: ${title}`,
    oembed: 'Dirección web (oEmbed)',
    oembedText:
      'WordPress y otras herramientas compatibles con oEmbed convierten la dirección de la petición en un contador.',
    badge: 'Insignia',
    badgeText: 'Una imagen con el número de firmas, para archivos README, foros y boletines.',
    link: 'Enlace de texto',
    linkText: 'HTML sencillo, sin scripts ni imágenes. El número es el de la última consulta de su servidor.',
    image: 'Imagen de vista previa',
    imageText: 'La imagen que las redes sociales muestran de esta petición, con un número reciente.',
    data: 'Número en JSON',
    dataText: 'Para crear su propia visualización.',
  },

  feed: {
    title: (title) => `Novedades: ${title}`,
    milestoneText: (n) => `La petición alcanzó ${number(n)} ${plural(n, SIGNATURES)}.`,
  },

  counter: {
    signed: SIGNATURES,
    first: 'Sea la primera persona en firmar',
    goal: 'Próxima meta: {n}',
    lately: '{n} más en las últimas 24 horas',
    sign: 'Firmar',
    closed: 'Petición cerrada',
    victory: 'Victoria',
  },

  fieldErrors: {
    required: 'Complete este campo.',
    'not-text': 'Debe ser un texto.',
    'not-a-choice': 'Elija una de las opciones.',
    'not-a-number': 'Debe ser un número entero dentro de los límites.',
    'not-a-list': 'Debe ser una lista.',
    'too-long': 'Es demasiado largo. Acorte el texto.',
    'hidden-characters': 'Contiene caracteres ocultos. Escríbalo en lugar de pegarlo.',
    'too-many-marks': 'Una letra lleva demasiados acentos. Escríbala sin adornos.',
    'link-in-name': 'Un nombre no puede contener una dirección web.',
    'email-in-name': 'Escriba aquí su nombre, no su dirección de correo.',
    'no-letters': 'Un nombre necesita al menos una letra o un número.',
    'not-an-email': 'Escriba una dirección de correo válida, por ejemplo nombre@example.org.',
    'not-a-country': 'Use un código de país de dos letras (ISO 3166-1), como UZ o DE.',
    'not-a-slug': 'Use solo letras de la a a la z, números y guiones.',
    'not-a-partner-code': `Use como máximo ${number(PARTNER_CODE_MAX_CHARS)} caracteres: letras sin acento, números, guiones y guiones bajos. Empiece por una letra o un número.`,
    'not-a-url': 'Use una dirección https pública.',
    'not-a-time':
      'Use una hora con su diferencia respecto a UTC, como 2026-12-31T23:59:00Z o 2026-12-31T23:59:00+01:00.',
    'not-a-time-zone': 'Use el nombre de una zona horaria, como Europe/Berlin o Asia/Tashkent.',
    'not-a-language': 'Use un código de idioma, como en, ru o sr-Latn.',
    'in-the-past': 'Esa fecha ya pasó. Elija una fecha futura.',
    'before-opening': 'Debe ser posterior a la apertura de la petición.',
    'not-a-cursor': 'El cursor no es válido. Use el de la respuesta anterior u omítalo.',
    'not-a-key': 'Use una clave pública X25519 en base64url. Para crear un par de claves: npm run keygen',
    'no-key':
      'Añada una clave pública antes de abrir la petición, para que solo el equipo de la campaña pueda leer los contactos. Para crear un par de claves: npm run keygen',
    'unknown-field': 'Campo desconocido. Revise la ortografía.',
    'cannot-change': 'Este campo no se puede cambiar aquí.',
    'no-such-version': 'No hay ninguna versión con este número. Vuelva a cargar la página e inténtelo de nuevo.',
  },

  fieldErrorsByPath: {
    'name/required': 'Escriba su nombre.',
    'email/required': 'Escriba su correo electrónico.',
    'country/not-a-country': 'Elija un país de la lista.',
    'showName/not-a-choice': 'Elija cómo aparece su nombre.',
    'name/too-long': `Su nombre puede tener ${number(NAME_MAX_CHARS)} caracteres como máximo.`,
    'comment/too-long': `Su motivo puede tener ${number(COMMENT_MAX_CHARS)} caracteres como máximo.`,
  },

  problem: {
    title: {
      malformed: 'No se pudo leer la solicitud',
      unauthorized: 'Falta el token o no es válido',
      'scope-missing': 'Este token no permite hacer eso',
      'bot-check-failed': 'La comprobación contra bots falló',
      'petition-not-found': 'Petición no encontrada',
      'taken-down': 'Esta petición se ha retirado del sitio',
      deleted: 'Esta petición se eliminó',
      'not-found': 'Página no encontrada',
      'link-broken': 'Este enlace está incompleto',
      'link-expired': 'Este enlace ha caducado',
      'signature-gone': 'Esta firma ya no existe',
      'method-not-allowed': 'Método no permitido',
      'petition-closed': 'Esta petición está cerrada',
      conflict: 'No es posible en el estado actual',
      'changed-meanwhile': 'Alguien hizo otro cambio entretanto',
      'too-large': 'La solicitud es demasiado grande',
      'unsupported-type': 'Tipo de contenido no admitido',
      'invalid-signature': 'Revise sus datos',
      'invalid-petition': 'Revise los datos de la petición',
      'invalid-webhook': 'Revise los datos del webhook',
      'invalid-query': 'La consulta no es válida',
      'invalid-condition': 'La condición no es válida',
      'invalid-update': 'Revise la novedad',
      'invalid-image': 'Esta imagen no se puede usar',
      'unsupported-format': 'Formato no admitido',
      'too-many-requests': 'Demasiadas solicitudes desde su red',
      unavailable: 'Lo sentimos, no funcionó',
    },
    malformed: {
      'not-utf-8': 'El cuerpo no es UTF-8 válido. Envíelo en UTF-8.',
      'not-json': 'El cuerpo no es JSON válido. Envíe un objeto JSON.',
      'not-an-object': 'El cuerpo debe ser un único objeto JSON.',
      'too-deep': 'El JSON tiene demasiados niveles.',
      'too-slow': 'El cuerpo no llegó a tiempo. No se guardó nada. Envíelo de nuevo.',
      'cut-off': 'El envío se interrumpió. No se guardó nada. Inténtelo de nuevo.',
    },
    botCheck: {
      missing:
        'Falta la comprobación contra bots. Pida un reto (challenge), resuélvalo y envíe la solución como «proof».',
      wrong: 'La comprobación contra bots es de otra petición. Recargue la página y firme de nuevo.',
      expired:
        'La página estuvo abierta demasiado tiempo y la comprobación contra bots caducó. Firme de nuevo: se hará otra automáticamente.',
      used: 'Esta comprobación contra bots ya se usó. Recargue la página y firme de nuevo.',
    },
    conflict: {
      'slug-taken': 'Otra petición ya usa este identificador (slug). Elija otro.',
      'not-open': 'La petición no está abierta.',
      'not-closed': 'La petición no está cerrada.',
      'too-late': 'La petición terminó hace más de 30 días. Ya no se puede reabrir.',
      'slug-changed-often': 'La dirección cambió tres veces en 30 días. Espere antes de cambiarla de nuevo.',
      'no-key':
        'La petición no tiene clave pública, así que nadie podría leer los contactos. Añada una primero: PATCH {"publicKeys": ["…"]}.',
      'needs-approval':
        'Aquí las peticiones se abren cuando el operador las aprueba. Envíela para su aprobación en la consola.',
      'too-many-webhooks': 'Esta petición alcanzó el máximo de webhooks. Elimine uno primero.',
      'too-many-rotations':
        'El secreto se ha sustituido demasiadas veces en las últimas 24 horas. Es posible que los anteriores aún se usen. Inténtelo más tarde.',
      'too-many-updates': 'Esta petición alcanzó el máximo de novedades. Elimine una primero.',
      'delivery-pending': 'Este envío sigue en curso. Podrá repetirlo si falla.',
      'group-changed': 'El número de firmas que coinciden cambió. No se hizo nada. Revíselo de nuevo y decida.',
      'decision-under-way':
        'Se está aplicando otra decisión. No se hizo nada. Inténtelo de nuevo en unos minutos, cuando haya terminado.',
      'not-published': 'La petición todavía es un borrador. Publíquela primero.',
      'too-many-versions': 'El texto alcanzó el número máximo de versiones.',
    },
    image: {
      'not-an-image': 'Envíe una imagen completa en JPEG, PNG o WebP.',
      'too-many-pixels': `Cada lado puede medir como máximo ${number(IMAGE_SIDE_MAX_PIXELS)} píxeles. Reduzca la imagen.`,
    },
    unauthorized:
      'Envíe el token de esta petición, o el de la administración de la plataforma, como «Authorization: Bearer …».',
    petitionNotFound: 'Revise la dirección. Puede que la petición cambiara de nombre o aún no se haya publicado.',
    notFound: 'Revise la dirección o vea todas las peticiones.',
    linkBroken: 'Copie el enlace completo del correo y péguelo en la barra de direcciones. No cambió nada.',
    linkExpired: 'Firme otra vez y le enviaremos un enlace nuevo por correo. No cambió nada.',
    signatureGone: 'Fue retirada o eliminada: no hay nada que confirmar. Puede firmar de nuevo.',
    scopeMissing: (scope) =>
      `Hace falta el permiso «${scope}» o «all». El equipo de la campaña puede crear un token que lo tenga.`,
    deleted: (day, n) =>
      `Quienes la iniciaron la eliminaron el ${day}. Tenía entonces ${number(n)} ${plural(n, SIGNATURES)}.`,
    takenDown: (ground, reason) =>
      `Quienes gestionan este sitio la han retirado: no se puede leer ni firmar. ${ground}. Su motivo: ${reason}`,
    takenDownGround: {
      illegal: 'Infringe la ley aplicable aquí',
      danger: 'Pone en peligro a personas',
      rules: 'Infringe las normas de este sitio',
      order: 'Lo ordenó un tribunal o una autoridad',
    },
    methodNotAllowed: (allow) => `Utilice ${allow}.`,
    changedMeanwhile:
      'La petición cambió después de que usted la leyera. No se guardó nada. El texto actual está en «current».',
    petitionClosed: 'Esta petición ya no admite más firmas. La suya no se guardó.',
    tooLarge: (maxBytes) =>
      `La solicitud puede tener como máximo ${number(maxBytes)} ${plural(maxBytes, { one: 'byte', many: 'de bytes', other: 'bytes' })}.`,
    unsupportedType: 'Envíe application/json o, desde un formulario, application/x-www-form-urlencoded.',
    unsupportedFormat: 'Use format=json o format=xml.',
    invalid: 'Corrija los campos indicados en «errors» e inténtelo de nuevo. No se guardó nada.',
    tooManyRequests: (seconds) =>
      `Recibimos muchas solicitudes desde su red. Inténtelo de nuevo en ${number(seconds)} ${plural(seconds, SECONDS)}. No se pierde nada.`,
    unavailable: (seconds) =>
      `No se guardó nada. Inténtelo de nuevo en ${number(seconds)} ${plural(seconds, SECONDS)}.`,
    home: 'Ver todas las peticiones',
  },
}
