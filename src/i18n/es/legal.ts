import type { Legal } from '../en/legal.ts'

export const es: Legal = {
  privacy: {
    who: 'Quién es responsable',
    whoText: [
      'El gestor nombrado aquí guarda y cuenta las firmas y envía los correos.',
      'El equipo de la campaña de una petición recibe sus datos de contacto, es el único que puede descifrarlos y responde de lo que haga con ellos.',
    ],
    what: 'Qué usamos y para qué',
    whatText: [
      'Nombre, dirección de correo, país, motivo y elección sobre novedades: para el equipo de la campaña, cifrados de modo que no podamos leerlos. Solo es público lo que usted decida mostrar.',
      'Su dirección de correo: para enviarle correos sobre su firma y, como resumen con clave, para contar a cada persona una sola vez.',
      'De una petición anterior cuyas firmas el equipo de la campaña ha añadido aquí: nombre y dirección de correo electrónico, cifrados para ese equipo, y un resumen con clave de la dirección.',
      'Su país, su idioma y el sitio del que vino: para estadísticas.',
      'Resúmenes con clave de su red (de la dirección IP) y del dominio de su correo: para reconocer avalanchas de firmas falsas.',
      'Una denuncia sobre una petición, con su dirección de correo si la indica: solo para el gestor.',
    ],
    noCookies: 'No usamos cookies ni guardamos un registro de visitas.',
    basis: 'Base jurídica',
    basisText: [
      'Su consentimiento, que da al firmar: art. 6.1.a) del RGPD y, como una firma puede revelar sus opiniones, art. 9.2.a). Denuncias y protección contra abusos: nuestro interés legítimo, art. 6.1.f).',
      'Firmar es voluntario. Sin nombre y dirección de correo no es posible.',
      'Ninguna decisión es automática: una firma que parece falsa se retiene hasta que decide el equipo de la campaña.',
    ],
    recipients: 'Quién los recibe',
    recipientsText: {
      campaign: 'El equipo de la campaña: los datos que usted dio.',
      emailService: 'El servicio que entrega nuestros correos: su dirección y el correo.',
      cloudflare: 'Cloudflare, en cuyos servidores funciona este sitio, en muchos países.',
      turnstile: 'Cloudflare Turnstile, que examina su navegador cuando empieza a firmar.',
      upstash: 'Upstash, que cuenta solicitudes contra los abusos y puede ver su dirección IP.',
      noOne: 'Nadie más.',
    },
    kept: 'Cuánto tiempo se guardan',
    keptText: {
      review: 'Resúmenes de la red y del dominio del correo, tras firmar',
      unconfirmed: 'Firmas sin confirmar, tras el fin de la petición',
      contacts: 'Datos de contacto cifrados, tras el fin de la petición',
      unsent: 'Dirección de correo o denuncia cifrada hasta su envío; como máximo',
      reports: 'Denuncias, después de la decisión',
      openReports: 'Denuncias sobre las que nadie ha decidido',
      emails: 'Constancia de un correo y datos de una firma repetida',
      withdrawals: 'Identificador de una firma retirada',
      deadLetters: 'Mensajes que no se pudieron procesar',
      history: 'Datos borrados en el historial de la base de datos',
    },
    petition:
      'Hasta que se borre la petición: el total, las estadísticas, los nombres mostrados y el resumen con clave de su dirección de correo.',
    rights: 'Sus derechos',
    rightsText: [
      'Retirar su firma cuando quiera con el enlace que recibió: se borra. Lo hecho antes sigue siendo lícito.',
      'Pedir acceso, una copia, rectificación, supresión o limitación, u oponerse: sobre los datos de contacto, al equipo de la campaña; sobre lo demás, al gestor.',
      'Reclamar ante una autoridad de protección de datos.',
    ],
  },
  terms: {
    sign: 'Firmar',
    signText:
      'Cualquiera puede firmar, gratis, una vez por petición, con su propio nombre real y su propia dirección de correo.',
    start: 'Impulsar una petición',
    startText:
      'Quien impulsa una petición da su nombre real y responde del texto. El equipo de la campaña usa los datos de contacto solo para esa petición y envía novedades solo a quienes las pidieron.',
    down: 'Qué retiramos',
    downText:
      'Lo que infrinja la ley, incite al odio o a la violencia, revele datos personales de alguien, engañe o haga publicidad. Cualquiera puede denunciar una petición al final de su página. Decide una persona y explica por qué. Si no está de acuerdo, escriba al gestor.',
    warranty: 'Sin garantías',
    warrantyText:
      'Hacemos lo posible, pero no prometemos que este sitio esté siempre disponible ni que una petición tenga éxito. Una petición dice lo que piensa quien la impulsa, no lo que pensamos nosotros.',
  },
}
