/** Uzbek, in Latin script. A noun after a number stays singular. */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'
import { MONTHS } from './months.ts'

const { number, plural } = formatter('uz')

/** Formatted here for the reason in format.ts. */
function date(ms: number): string {
  const day = new Date(ms)
  return `${day.getUTCFullYear()}-yil ${day.getUTCDate()}-${MONTHS[day.getUTCMonth()] ?? ''}`
}

const SIGNATURES: PluralForms = { one: 'ta imzo', other: 'ta imzo' }

export const uz: Catalogue = {
  name: 'Oʻzbekcha',
  direction: 'ltr',
  languages: 'Til',
  skip: 'Asosiy matnga oʻtish',
  number,
  date,
  labelled: (label, value) => `${label}: ${value}`,
  sentences: (first, second) => `${first} ${second}`,
  signatures: 'Imzolar',

  home: {
    title: 'Petitsiyalar',
    lead: 'Har bir imzo bir marta hisobga olinadi. Aloqa maʼlumotlaringiz shifrlanadi: ularni faqat kampaniya tashkilotchilari oʻqiy oladi.',
    to: (addressee) => `Kimga: ${addressee}`,
    openNow: 'Imzo yigʻilmoqda',
    none: 'Hozircha ochiq petitsiya yoʻq.',
  },

  listing: {
    search: 'Petitsiyalarni qidirish',
    submit: 'Qidirish',
    found: (query) => `Qidiruv natijalari: “${query}”`,
    notFound: (query) => `“${query}” boʻyicha petitsiya topilmadi.`,
    notFoundText: 'Yozilishini tekshiring yoki kamroq soʻz kiriting. Faqat sarlavhalar boʻyicha qidiriladi.',
    notFoundYet: 'Hozircha hech narsa topilmadi. Oldingi petitsiyalardan ham qidirish mumkin.',
    searchMore: 'Oldingi petitsiyalardan qidirish',
    victories: 'Gʻalabalar',
    closed: 'Yopilgan petitsiyalar',
    allVictories: 'Barcha gʻalabalar',
    allClosed: 'Barcha yopilgan petitsiyalar',
    more: 'Yana petitsiyalar',
    newest: 'Eng yangi petitsiyalarga qaytish',
  },

  petition: {
    to: 'Murojaat kimga',
    startedBy: 'Tashabbuskor',
    writtenIn: (language) => `Petitsiya ${language} tilida yozilgan.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `Soʻnggi 24 soatda: +${number(n)}`,
    gathered: (n) => `Bu petitsiya ${number(n)} kishining imzosini toʻpladi.`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} bugun sizning imzongizga umid qilmoqda.`
        : `${starter} va yana ${number(others)} kishi bugun sizning imzongizga umid qilmoqda.`,
    nextGoal: (n) => `Keyingi maqsad: ${number(n)}`,
    closed: 'Petitsiya yopilgan',
    closedText: 'Endi imzo qabul qilinmaydi. Petitsiyani imzolagan barchaga rahmat.',
    victory: 'Gʻalaba!',
    victoryText:
      'Kampaniya tashkilotchilari talab bajarilganini maʼlum qilishdi. Petitsiyani imzolagan barchaga rahmat.',
    endedOn: (day) => `Imzo yigʻish ${day} kuni yakunlangan.`,
    outcome: 'Natija',
    recent: 'Soʻnggi imzolaganlar',
    toForm: 'Petitsiyani imzolash',
    updates: 'Yangiliklar',
    allUpdates: 'Barcha yangiliklar',
    olderUpdates: 'Oldingi yangiliklar',
    feed: 'Yangiliklarni RSS orqali kuzatish',
    embed: 'Saytingizga hisoblagich qoʻying',
    toPetition: 'Petitsiyaga oʻtish',
    opened: 'Eʼlon qilingan sana',
    signUntil: 'Imzo yigʻish muddati',
    lastDay: 'Imzolash uchun oxirgi kun',
    daysLeft: (n) => `${number(n)} kun qoldi`,
    organisationCounts: (organisation, signers) =>
      `${organisation} va petitsiyani imzolagan ${number(signers)} kishi bugun sizning imzongizga umid qilmoqda.`,
  },

  share: {
    title: 'Petitsiyani ulashing',
    text: 'Imzolashni istaydigan tanishingiz bormi? Unga bu petitsiyani yuboring.',
    device: 'Ulashish…',
    by: (name) => `${name} orqali ulashish`,
    email: 'Elektron pochta',
    copyLink: 'Havoladan nusxa olish',
    copied: 'Havoladan nusxa olindi',
    qr: 'QR-kod',
    qrText: 'Kod skanerlanganda shu petitsiya sahifasi ochiladi. Undan plakat va varaqalarda foydalaning.',
  },

  print: {
    title: 'Imzo varaqasi',
    link: 'Chop etish uchun imzo varaqasi',
    how: 'Bu sahifani brauzer menyusi orqali A4 yoki Letter qogʻozida chop eting.',
    declaration: 'Imzo qoʻyib, bu petitsiyani qoʻllab-quvvatlayman.',
    fullText: 'Toʻliq matn petitsiya sahifasida.',
    name: 'Ism va familiya',
    place: 'Shahar, mamlakat',
    signature: 'Imzo',
    online: 'Bu petitsiya internetda',
    poster: 'Plakat',
    posterLink: 'Chop etish uchun plakat',
    scan: 'Telefoningizdan imzo qoʻying: kodni skanerlang yoki manzilni tering.',
    handTo: (starter) =>
      `Toʻldirilgan varaqa kimga topshiriladi: ${starter}. Undagi maʼlumotlar faqat shu petitsiya uchun ishlatiladi.`,
  },

  versions: {
    changedOn: (day) => `Petitsiya matni oʻzgartirildi. Sana: ${day}`,
    kinds: { correction: 'Tuzatish', facts: 'Yangi faktlar', demand: 'Boshqa talab' },
    see: 'Oʻzgarishlarni koʻrish',
    title: 'Nima oʻzgardi',
    first: 'Birinchi tahrir',
    read: 'Shu tahrirni oʻqish',
    signedThis: 'Shu tahrirga qoʻyilgan imzolar',
    added: 'qoʻshildi',
    removed: 'olib tashlandi',
    unchanged: 'Oʻzgarmagan xatboshilar',
    petitionTitle: 'Sarlavha',
    changedMind:
      'Avvalgi tahrirni imzolagansiz, endi esa rozi emasmisiz? Imzongizni istalgan vaqtda qaytarib olishingiz mumkin.',
    translation: 'Tarjima',
    translations: 'Tarjimalar',
    version: (n) => `${number(n)}-tahrir`,
    old: 'Bu matnning avvalgi tahriri.',
    originalIn: (language) => `Bu tarjima. Asl matn tili: ${language}.`,
    toOriginal: 'Asl matnni oʻqish',
    toTranslation: 'Tarjimani oʻqish',
    behind: 'Bu tarjimadan keyin asl matn oʻzgargan.',
  },

  choices: {
    detected: 'avtomatik',
    anonymous: 'Ism koʻrsatilmaydi',
    initials: 'Bosh harflar koʻrsatiladi',
    full: 'Toʻliq ism koʻrsatiladi',
    change: 'Oʻzgartirish',
  },

  form: {
    title: 'Petitsiyani imzolang',
    name: 'Ism va familiyangiz',
    email: 'Elektron pochta manzili',
    emailHint:
      'Hech qayerda koʻrsatilmaydi. Manzil darhol shifrlanadi: uni faqat kampaniya tashkilotchilari oʻqiy oladi.',
    emailHintConfirm:
      'Hech qayerda koʻrsatilmaydi. Sizga tasdiqlash havolasi yozilgan xat yuboramiz; shundan soʻng manzilni faqat kampaniya tashkilotchilari oʻqiy oladi.',
    updates: 'Kampaniya tashkilotchilaridan shu petitsiya yangiliklarini elektron pochta orqali olmoqchiman',
    country: 'Mamlakat',
    countryAuto: 'Avtomatik aniqlash (IP-manzil boʻyicha)',
    countryGuessed: (country) => `${country} (avtomatik)`,
    countryHint: 'Statistika uchun; uni kampaniya tashkilotchilari ham koʻradi. Ismingiz yonida koʻrsatilmaydi.',
    comment: 'Nima uchun imzolayapsiz?',
    more: 'Sababini yozish',
    optional: (label) => `${label} (ixtiyoriy)`,
    commentHint:
      'Uni kampaniya tashkilotchilari oʻqiy oladi. Bu sahifada esa faqat ismingiz yoki bosh harflaringiz koʻrsatilsa chiqadi.',
    showName: 'Sahifada ismingiz qanday koʻrsatilsin?',
    showNameChecked: 'Ismlar kampaniya jamoasi tekshirgandan keyin chiqadi.',
    showFull: 'Toʻliq ism va familiya',
    showInitials: 'Faqat bosh harflar',
    showAnonymous: 'Koʻrsatilmasin',
    submit: 'Imzolash',
    trap: 'Bu maydonni boʻsh qoldiring',
    consent:
      'Petitsiyani imzolash bilan siz shaxsga doir maʼlumotlaringizga ishlov berilishiga rozilik bildirasiz: imzongizni hisobga olamiz va ushbu formadagi maʼlumotlarni kampaniya tashkilotchilariga beramiz. Ularni boshqa hech kimga bermaymiz, faqat elektron pochta manzilingizni xatlarimizni yetkazuvchi xizmat ham oladi. Hammaga faqat oʻzingiz koʻrsatishni tanlagan maʼlumotlar koʻrinadi.',
    consentConfirm:
      'Petitsiyani imzolash bilan siz shaxsga doir maʼlumotlaringizga ishlov berilishiga rozilik bildirasiz: imzongizni hisobga olamiz va ushbu formadagi maʼlumotlarni kampaniya tashkilotchilariga beramiz. Ularni boshqa hech kimga bermaymiz, faqat elektron pochta manzilingizni xatlarimizni yetkazuvchi xizmat ham oladi. Hammaga faqat oʻzingiz koʻrsatishni tanlagan maʼlumotlar koʻrinadi. Har bir xatimizdagi havola orqali imzoni istalgan vaqtda qaytarib olishingiz mumkin.',
    working: 'Robot emasligingiz tekshirilmoqda, imzongiz yuborilmoqda…',
    thanks: 'Rahmat! Imzongiz qabul qilindi.',
    thanksText: 'U bir necha soniya ichida hisobga olinadi.',
    thanksConfirm: 'Yana bir qadam: imzongizni pochtangizdagi xat orqali tasdiqlang',
    thanksConfirmText:
      'Sizga havolali xat yubormoqdamiz. Havolani ochib, tugmani bosganingizdan soʻng imzongiz hisobga olinadi. Xat kelmadimi? “Spam” jildini tekshiring yoki qaytadan imzolang.',
    didYouMean: (address) => `Balki ${address} demoqchi boʻlgandirsiz?`,
    useSuggestion: 'Manzilni tuzatish',
    sentTo: (address) => `Xat ${address} manziliga yuborildi`,
    changeEmail: 'Pochta manzilini oʻzgartirish',
    sendAgain: 'Xatni qayta yuborish',
    retrying: (seconds) =>
      `Hozircha yuborib boʻlmadi. Sahifani yopmang: ${number(seconds)} soniyadan keyin qayta urinamiz.`,
    busy: (minutes) =>
      `Imzongizni hozircha qabul qila olmadik. Yozganlaringiz yoʻqolmadi: ${number(minutes)} daqiqadan keyin qayta urinib koʻring.`,
    offline: 'Internet aloqasi yoʻqqa oʻxshaydi. Yozganlaringiz yoʻqolmadi: aloqa tiklangach, qayta urinib koʻring.',
    fix: 'Belgilangan maydonlarni tuzating.',
    noScript:
      'Brauzeringizda JavaScript oʻchirilgan. Baribir imzolashingiz mumkin: sizga xat yuboramiz, undagi havolani ochib, tugmani bosganingizdan soʻng imzongiz hisobga olinadi.',
  },

  after: {
    signedWith: (others) =>
      others < 1 ? 'Birinchi imzo sizniki.' : `Sizdan tashqari yana ${number(others)} kishi imzolagan.`,
    missing: (n, goal) => `${number(goal)} ta imzoga yetish uchun yana ${number(n)} ta kerak.`,
    sendTitle: 'Endi petitsiyani bir kishiga yuboring',
    sendText: 'Bu masalaga befarq boʻlmagan bir tanishingizni oʻylang va unga yozing.',
    messageLabel: 'Nima deb yozish mumkin',
    messageHint: 'Petitsiya havolasi oxiriga qoʻshiladi.',
    message: (title) => `Men hozirgina “${title}” petitsiyasini imzoladim. Siz ham imzolaysizmi?`,
    copyText: 'Matn va havoladan nusxa olish',
    textCopied: 'Matn va havoladan nusxa olindi',
    changedMind: 'Fikringiz oʻzgarsa',
    keepLink:
      'Bu havolani saqlang yoki chop eting: u orqali imzongizni xatsiz ham qaytarib olasiz. Shu elektron pochta manzili bilan oldinroq qoʻyilgan imzoni u qaytarib olmaydi.',
    keepUnconfirmed:
      'Bu havolani saqlang yoki chop eting: imzo tasdiqlanmagan boʻlsa, u hozir kiritgan maʼlumotlaringizni oʻchiradi. Tasdiqlangandan keyin yoki oldin imzolagan boʻlsangiz, xatlarimizdagi havoladan foydalaning.',
    keepConfirmed:
      'Bu havolani saqlang yoki chop eting: u orqali imzongizni qaytarib olasiz. Bunday havola har bir xatimizda ham bor.',
  },

  links: {
    confirm: {
      title: 'Imzongizni tasdiqlang',
      text: 'Tugmani bossangiz, imzongiz hisobga olinadi.',
      button: 'Imzoni tasdiqlash',
      done: 'Rahmat! Imzongiz tasdiqlandi.',
      doneText: 'Hisoblagich bir necha soniya ichida yangilanadi.',
    },
    withdraw: {
      title: 'Imzongizni qaytarib olmoqchimisiz?',
      text: 'Imzongiz va u bilan birga bergan maʼlumotlaringiz oʻchiriladi. Agar u hisobga olingan boʻlsa, imzolar soni bittaga kamayadi. Keyinroq qayta imzolashingiz mumkin.',
      button: 'Imzomni qaytarib olish',
      done: 'Imzongiz qaytarib olindi.',
      doneText: 'U bir necha soniya ichida oʻchiriladi. Bu sizning imzongiz boʻlganini hech kimga aytmaymiz.',
    },
    notShown: 'Ismingiz koʻrsatilmaydi.',
    shownAs: (name) => `Sahifada shunday koʻrsatiladi: ${name}`,
    notYours:
      'Buni siz yozmaganmisiz? Tasdiqlamang. Petitsiyani oʻzingiz imzolang: shunda bu maʼlumotlar oʻrnida sizniki chiqadi.',
  },

  lost: {
    open: 'Xatni yoʻqotdingizmi? Havolalarni qayta oling',
    title: 'Havolalarni qayta olish',
    text: 'Petitsiyani imzolagan elektron pochta manzilingizni kiriting. Imzoni tasdiqlash yoki qaytarib olish havolalarini yuboramiz.',
    same: 'Bu sahifa har qanday manzil uchun bir xil natijani koʻrsatadi: kim imzolaganini bu yerdan bilib boʻlmaydi.',
    button: 'Havolalarni yuborish',
    sent: 'Pochtangizni tekshiring',
    sentText:
      'Agar petitsiya shu manzil bilan imzolangan boʻlsa, havolali xat yoʻlda. Bu bir necha daqiqa vaqt olishi mumkin.',
    none: 'Xat kelmadimi? “Spam” jildini va manzil toʻgʻri yozilganini tekshiring. Agar bu manzil bilan imzolanmagan boʻlsa, hech narsa yubormaymiz. Bitta manzilga kuniga bir nechtadan ortiq xat yuborilmaydi.',
    other: 'Boshqa manzilni kiritish',
    check: 'Shaklni inson yuborganini tekshirib boʻlmadi. Bir necha soniya kuting va tugmani yana bosing.',
  },

  trust: {
    about:
      'Undersigned har bir imzoni bir marta hisobga oladi va aloqa maʼlumotlarini shifrlaydi: ularni faqat kampaniya tashkilotchilari oʻqiy oladi.',
    runBy: (name) => `Sayt egasi: ${name}`,
    privacy: 'Shaxsiy maʼlumotlar',
    terms: 'Qoidalar',
    imprint: 'Sayt egasi haqida',
    contact: 'Biz bilan bogʻlanish',
    keep: 'Imzomni qoldirish',

    count: {
      title: 'Imzolar qanday sanaladi',
      asOf: (day, time) => `Holat: ${day}, ${time} UTC`,
      data: 'Imzolar soni maʼlumot shaklida (JSON)',
      signed: 'Shu yerda imzolaganlar',
      signedConfirmed: 'Shu yerda imzolab, pochta orqali tasdiqlaganlar',
      claimed: 'Qogʻozda va avvalgi roʻyxatlarda',
      claimedText:
        'Qogʻozda yoki avvalgi roʻyxatlarda necha kishi imzolaganini kampaniya tashkilotchilari maʼlum qiladi. Biz bu sonni tekshirmaganmiz.',
      claimKinds: { paper: 'Qogʻozda', list: 'Avvalgi roʻyxat', import: 'Avvalgi roʻyxatdan import qilingan' },
      collectedUntil: (day: string) => `${day} sanasigacha yigʻilgan`,
      whatCounts: 'Nima hisobga olinadi',
      once: 'Har bir elektron pochta manzilidan bitta imzo, manzil qanday yozilganidan qatʼi nazar.',
      confirmed: 'Imzo elektron pochta orqali tasdiqlangach hisobga olinadi.',
      unconfirmed:
        'Imzo darhol hisobga olinadi. JavaScript oʻchirilgan brauzerdan yuborilgani esa elektron pochta orqali tasdiqlangach hisobga olinadi.',
      withdrawing:
        'Har kim imzosini istalgan vaqtda qaytarib olishi mumkin. Biz uni oʻchiramiz va imzolar soni bittaga kamayadi.',
      taken: 'Hisobdan chiqarilganlar',
      takenText:
        'Bir joydan birdaniga juda koʻp imzo kelsa yoki ular avtomatik yuborilganga oʻxshasa, kampaniya tashkilotchilari tekshirguncha ular chetga olib qoʻyiladi. Yuqoridagi songa ular kirmaydi.',
      heldNow: 'Hozir tekshiruvda',
      withdrawn: 'Imzolaganlarning oʻzi qaytarib olgan',
      quarantined: 'Tekshirish uchun chetga olingan',
      released: 'Tekshirilib, hisobga olingan',
      removed: 'Tekshirilib, oʻchirilgan',
      byDay: 'Kunlar boʻyicha',
      day: 'Kun',
      what: 'Nima boʻldi',
      removals: 'Barcha kunlar maʼlumot shaklida (JSON)',
      who: 'Kim imzolaganini kimlar koʻra oladi',
      whoText:
        'Ismlar va elektron pochta manzillari faqat kampaniya tashkilotchilarida bor kalit bilan shifrlanadi. Sayt egasi ularni oʻqiy olmaydi. U faqat necha kishi, qachon va qaysi davlatlardan imzolaganini koʻradi. Ism faqat imzolagan kishi oʻzi koʻrsatishni tanlagan boʻlsa hammaga koʻrinadi.',
    },

    report: {
      title: 'Petitsiya ustidan shikoyat qilish',
      text: 'Bu petitsiyada nima notoʻgʻri ekanini ayting. Shikoyatni faqat sayt egasi oladi, kampaniya tashkilotchilari olmaydi.',
      /** The link beside what a signer or an update says, and above the form what it is about. */
      link: 'Shikoyat qilish',
      aboutSigner: 'Siz mana shu ism va sabab ustidan shikoyat qilyapsiz:',
      aboutUpdate: 'Siz mana shu yangilik ustidan shikoyat qilyapsiz:',
      aboutText:
        'Unda nima notoʻgʻri ekanini ayting. Kampaniya tashkilotchilari uning ustidan shikoyat qilinganini va qanday asosda ekanini koʻradi, soʻzlaringizni ham, manzilingizni ham koʻrmaydi.',
      ground: 'Nima notoʻgʻri?',
      grounds: {
        illegal: 'Qonunni buzadi',
        hateful: 'Odamlarni haqorat qiladi yoki ularga tahdid qiladi',
        false: 'Yolgʻon yoki chalgʻituvchi',
        'personal-data': 'Birovning shaxsiy maʼlumotlarini oshkor qiladi',
        spam: 'Spam yoki firibgarlik',
        other: 'Boshqa sabab',
      },
      details: 'Aynan nima va nima uchun?',
      detailsHint:
        'Nazarda tutgan soʻzlaringizni keltiring. Qonun buzilgan boʻlsa va qaysi qonunligini bilsangiz, uni ayting.',
      emailHint: 'Qarorimizni sizga aytishimiz uchun. Manzil darhol shifrlanadi va shundan keyin oʻchiriladi.',
      faith: 'Shikoyatni yuborish bilan, bilishingizcha, aytganlaringiz haqiqat ekanini tasdiqlaysiz.',
      send: 'Shikoyatni yuborish',
      again: 'Shikoyatingizni tekshirib, yana bir marta yuboring.',
      done: 'Xabaringiz uchun rahmat',
      doneText:
        'Biz koʻrib chiqib, qaror qilamiz. Elektron pochta manzilingizni koʻrsatgan boʻlsangiz, qarorimizni sizga aytamiz.',
      elsewhere: 'Bu petitsiya ustidan sayt egasining mana bu sahifasida shikoyat qilish mumkin:',
    },
  },

  embed: {
    title: 'Saytingizga hisoblagich qoʻying',
    lead: 'Koʻrinishini tanlang, bir qator kodni nusxalang va sahifangizga joylang. Hisoblagich cookie fayllaridan foydalanmaydi, hech kimni kuzatmaydi va boshqa saytlardan hech narsa yuklamaydi.',
    setUp: 'Sozlamalar',
    theme: 'Rang mavzusi',
    themes: { auto: 'Saytdagidek', light: 'Yorugʻ', dark: 'Qorongʻi' },
    size: 'Oʻlcham',
    sizes: { small: 'Kichik', medium: 'Oʻrtacha', large: 'Katta' },
    language: 'Til',
    asMyPage: 'Saytdagidek',
    goal: 'Koʻrsatiladigan maqsad',
    goals: { next: 'Keyingi maqsad', none: 'Koʻrsatilmasin' },
    signLink: '“Imzolash” tugmasini koʻrsatish',
    partner: 'Saytingiz kodi',
    partnerHint:
      'Lotin harflari, raqamlar, defis va pastki chiziq. Saytingiz orqali kelgan imzolar shu kod boʻyicha sanaladi.',
    apply: 'Qoʻllash',
    copy: 'Nusxa olish',
    copied: 'Nusxa olindi',
    code: (form) => `Joylash kodi: ${form}`,
    element: 'HTML element',
    elementText:
      'Real vaqtda yangilanadi va sahifangizning bir qismi boʻladi. Saytga skript qoʻshish mumkin boʻlsa, eng yaxshi tanlov.',
    pinned: 'Oʻzgarmas versiyali HTML element',
    pinnedText:
      'Xuddi shu element, lekin versiyasi hech qachon oʻzgarmaydi: brauzer ishga tushirishdan oldin uning nazorat yigʻindisini (SRI) tekshiradi.',
    frame: 'Freym (iframe)',
    frameText:
      'Real vaqtda, alohida freymda yangilanadi. Ikkinchi teg — balandlikni moslaydigan skript; tashqi skriptlarga ruxsat berilmasa, uni olib tashlang.',
    frameTitle: (title) => `Imzolar soni: ${title}`,
    signForm: 'Imzo shakli',
    signFormText:
      'Odamlar saytingizdan chiqmasdan imzolaydi. Alohida freymda, cookie fayllarisiz, oʻquvchining tilida. Skript balandlikni moslaydi.',
    signFormTitle: (title) => `Imzolash: ${title}`,
    oembed: 'Faqat havola (oEmbed)',
    oembedText:
      'Petitsiya manzilini qoʻying: WordPress va oEmbed formatini qoʻllab-quvvatlaydigan boshqa tizimlar uni oʻzi hisoblagichga aylantiradi.',
    badge: 'Nishon',
    badgeText: 'Imzolar soni yozilgan rasm: README fayllari, forumlar va elektron xabarnomalar uchun.',
    link: 'Matnli havola',
    linkText: 'Skript va rasmlarsiz oddiy HTML. Imzolar soni serveringiz soʻrov yuborgan paytga toʻgʻri keladi.',
    image: 'Ijtimoiy tarmoqlar uchun rasm',
    imageText:
      'Petitsiya ulashilganda ijtimoiy tarmoqlarda koʻrinadigan rasm; imzolar soni yaqin vaqtdagi holatga koʻra.',
    data: 'Maʼlumotlar (JSON)',
    dataText: 'Oʻz loyihalaringiz uchun JSON.',
  },

  feed: {
    title: (title) => `Yangiliklar: ${title}`,
    milestoneText: (n) => `Petitsiya ${number(n)} ta imzoga yetdi.`,
  },

  counter: {
    signed: SIGNATURES,
    first: 'Birinchi boʻlib imzolang',
    goal: 'Keyingi maqsad: {n}',
    lately: 'Soʻnggi 24 soatda: +{n}',
    sign: 'Imzolash',
    closed: 'Petitsiya yopilgan',
    victory: 'Gʻalaba!',
  },

  fieldErrors: {
    required: 'Bu maydonni toʻldiring.',
    'not-text': 'Bu yerda matn boʻlishi kerak.',
    'not-a-choice': 'Taklif qilingan qiymatlardan birini tanlang.',
    'not-a-number': 'Ruxsat etilgan oraliqdagi butun sonni kiriting.',
    'not-a-list': 'Bu yerda roʻyxat boʻlishi kerak.',
    'too-long': 'Matn juda uzun. Iltimos, qisqartiring.',
    'hidden-characters': 'Bu yerda koʻrinmas yoki boshqaruv belgilari bor. Matnni nusxalab qoʻymasdan, qoʻlda yozing.',
    'link-in-name': 'Ismda sayt manzili boʻlishi mumkin emas.',
    'no-letters': 'Ismda kamida bitta harf yoki raqam boʻlishi kerak.',
    'not-an-email': 'Elektron pochta manzilini toʻgʻri kiriting. Namuna: name@example.org.',
    'not-a-country': 'Ikki harfli mamlakat kodini (ISO 3166-1) kiriting. Namuna: UZ yoki DE.',
    'not-a-slug': 'Faqat kichik lotin harflari (a–z), raqamlar va defislar.',
    'not-a-partner-code': `Faqat lotin harflari (a–z), raqamlar, defis va pastki chiziq; ${number(PARTNER_CODE_MAX_CHARS)} tagacha belgi, birinchisi harf yoki raqam.`,
    'not-a-url': 'Hamma uchun ochiq https:// manzilni kiriting.',
    'too-many-marks': 'Bitta harfda belgilar juda koʻp. Uni bezaksiz yozing.',
    'email-in-name': 'Bu yerga elektron pochta manzilini emas, ismingizni yozing.',
    'not-a-time':
      'Bu UTC farqi koʻrsatilgan vaqt boʻlishi kerak. Namuna: 2026-12-31T23:59:00Z yoki 2026-12-31T23:59:00+01:00.',
    'not-a-time-zone': 'Bu vaqt mintaqasining nomi boʻlishi kerak. Namuna: Europe/Berlin yoki Asia/Tashkent.',
    'not-a-language': 'Bu til kodi boʻlishi kerak. Namuna: en, ru yoki sr-Latn.',
    'in-the-past': 'Bu vaqt oʻtib ketgan. Kelajakdagi vaqtni tanlang.',
    'before-opening': 'Bu petitsiya ochilganidan keyin boʻlishi kerak.',
    'not-a-cursor': 'Bu cursor qiymati yaroqsiz. Oldingi javobdagi cursor qiymatini oling yoki uni koʻrsatmang.',
    'not-a-key': 'Bu base64url koʻrinishidagi X25519 ochiq kaliti emas. Kalitlar juftini yarating: npm run keygen',
    'no-key':
      'Imzo yigʻishni boshlashdan oldin ochiq kalit qoʻshing: shunda imzolaganlarning aloqa maʼlumotlarini faqat kampaniya tashkilotchilari oʻqiy oladi. Kalitlar juftini yarating: npm run keygen',
    'unknown-field': 'Nomaʼlum maydon. Nomida xato yoʻqligini tekshiring.',
    'cannot-change': 'Buni bu yerda oʻzgartirib boʻlmaydi.',
    'no-such-version': 'Bunday raqamli tahrir yoʻq. Sahifani yangilang va qayta urinib koʻring.',
  },

  fieldErrorsByPath: {
    'name/required': 'Ism va familiyangizni kiriting.',
    'email/required': 'Elektron pochta manzilingizni kiriting.',
    'country/not-a-country': 'Roʻyxatdan mamlakatni tanlang.',
    'showName/not-a-choice': 'Ismingiz qanday koʻrsatilishini tanlang.',
    'name/too-long': `Ism ${number(NAME_MAX_CHARS)} ta belgidan oshmasligi kerak.`,
    'comment/too-long': `Matn ${number(COMMENT_MAX_CHARS)} ta belgidan oshmasligi kerak.`,
  },

  problem: {
    title: {
      malformed: 'Soʻrovni qayta ishlab boʻlmadi',
      unauthorized: 'Token koʻrsatilmagan yoki yaroqsiz',
      'scope-missing': 'Bu tokenga bunday huquq berilmagan',
      'bot-check-failed': 'Robot emasligingiz tasdiqlanmadi',
      'petition-not-found': 'Petitsiya topilmadi',
      'taken-down': 'Bu petitsiya saytdan olib tashlangan',
      deleted: 'Bu petitsiya oʻchirilgan',
      'not-found': 'Sahifa topilmadi',
      'link-broken': 'Havola toʻliq emas',
      'link-expired': 'Havolaning amal qilish muddati tugagan',
      'method-not-allowed': 'Bu usul (method) qoʻllab-quvvatlanmaydi',
      'signature-gone': 'Bu imzo endi yoʻq',
      'petition-closed': 'Petitsiya yopilgan',
      conflict: 'Hozirgi holatda buning iloji yoʻq',
      'changed-meanwhile': 'Petitsiya oʻzgartirilgan',
      'too-large': 'Soʻrov juda katta',
      'unsupported-type': 'Bu turdagi maʼlumot qoʻllab-quvvatlanmaydi',
      'invalid-signature': 'Imzo maʼlumotlarini tekshiring',
      'invalid-petition': 'Petitsiya maʼlumotlarini tekshiring',
      'invalid-webhook': 'Webhook yaroqsiz',
      'invalid-query': 'Soʻrov parametrlari yaroqsiz',
      'invalid-condition': 'Shart yaroqsiz',
      'invalid-update': 'Yangilik maʼlumotlarini tekshiring',
      'invalid-image': 'Bu rasmdan foydalanib boʻlmaydi',
      'unsupported-format': 'Bu format qoʻllab-quvvatlanmaydi',
      'too-many-requests': 'Tarmogʻingizdan juda koʻp soʻrov keldi',
      unavailable: 'Xizmat vaqtincha ishlamayapti',
    },
    malformed: {
      'not-utf-8': 'Soʻrov tanasi yaroqli UTF-8 emas. Uni UTF-8 kodlashida qayta yuboring.',
      'not-json': 'Soʻrov tanasi yaroqli JSON emas. Bitta JSON obyekt yuboring.',
      'not-an-object': 'Soʻrov tanasi bitta JSON obyekt boʻlishi kerak.',
      'too-deep': 'JSON juda koʻp darajali.',
      'too-slow': 'Soʻrov tanasi vaqtida kelmadi. Hech narsa saqlanmadi; soʻrovni qayta yuboring.',
      'cut-off': 'Soʻrov uzilib qoldi. Hech narsa saqlanmadi; soʻrovni qayta yuboring.',
    },
    botCheck: {
      missing: 'Tekshiruv yechimi yoʻq. Topshiriqni oling, yeching va yechimni “proof” maydonida yuboring.',
      wrong: 'Tekshiruv boshqa petitsiyaga tegishli. Sahifani yangilab, qayta imzolang.',
      expired:
        'Sahifa uzoq vaqt ochiq turgani uchun tekshiruv eskirdi. “Imzolash” tugmasini yana bosing: yangi tekshiruv avtomatik oʻtadi.',
      used: 'Bu tekshiruv allaqachon ishlatilgan. Sahifani yangilab, qayta imzolang.',
    },
    conflict: {
      'slug-taken': 'Bu manzilni boshqa petitsiya band qilgan. Boshqasini tanlang.',
      'not-open': 'Petitsiya ochiq emas.',
      'not-closed': 'Petitsiya yopilmagan.',
      'too-late': 'Petitsiya yopilganiga 30 kundan oshgan. Uni qayta ochib boʻlmaydi.',
      'slug-changed-often': '30 kun ichida manzil uch marta oʻzgartirilgan. Yana oʻzgartirishdan oldin biroz kuting.',
      'no-key':
        'Petitsiyaning ochiq kaliti yoʻq, shuning uchun imzolaganlarning aloqa maʼlumotlarini hech kim oʻqiy olmaydi. Avval kalit qoʻshing: PATCH {"publicKeys": ["…"]}.',
      'needs-approval':
        'Bu saytda petitsiyalar operator maʼqullagandan keyin ochiladi. Uni konsolda maʼqullashga yuboring.',
      'too-many-webhooks': 'Bu petitsiya uchun webhooklar soni chegaraga yetgan. Avval bittasini oʻchiring.',
      'too-many-rotations':
        'Maxfiy kalit oxirgi 24 soatda juda koʻp almashtirildi. Avvalgilari hali ishlatilayotgan boʻlishi mumkin. Keyinroq urinib koʻring.',
      'too-many-updates': 'Bu petitsiya uchun yangiliklar soni chegaraga yetgan. Avval bittasini oʻchiring.',
      'delivery-pending': 'Yetkazish hali tugamagan. Tugaganidan keyin uni takrorlash mumkin.',
      'group-changed':
        'Mos imzolar soni oʻzgargan va siz kutgan songa teng emas. Hech narsa qilinmadi: qayta koʻrib chiqib, keyin qaror qiling.',
      'decision-under-way':
        'Hozir boshqa qaror bajarilmoqda. Hech narsa qilinmadi: bir necha daqiqadan keyin, u tugagach, qayta urinib koʻring.',
      'not-published': 'Petitsiya hali eʼlon qilinmagan. Avval uni eʼlon qiling.',
      'too-many-versions': 'Matn tahrirlari soni chegaraga yetgan.',
    },
    image: {
      'not-an-image': 'Bitta buzilmagan rasm faylini yuboring: JPEG, PNG yoki WebP.',
      'too-many-pixels': `Har bir tomoni koʻpi bilan ${number(IMAGE_SIDE_MAX_PIXELS)} piksel boʻlishi mumkin. Rasmni kichraytiring.`,
    },
    unauthorized: 'Shu petitsiyaning yoki sayt operatorining tokenini yuboring: “Authorization: Bearer …”.',
    petitionNotFound: 'Manzilni tekshiring. Ehtimol, petitsiya manzili oʻzgargan yoki u hali eʼlon qilinmagan.',
    notFound: 'Manzilni tekshiring yoki barcha petitsiyalarni koʻring.',
    linkBroken: 'Xatdagi havolani toʻliq nusxalab, brauzerning manzil satriga qoʻying. Hech narsa oʻzgarmadi.',
    linkExpired: 'Petitsiyani qaytadan imzolang: sizga yangi havolali xat yuboramiz. Hech narsa oʻzgarmadi.',
    signatureGone: 'U qaytarib olingan yoki oʻchirilgan, tasdiqlaydigan narsa yoʻq. Yana imzolashingiz mumkin.',
    scopeMissing: (scope) =>
      `Buning uchun “${scope}” yoki “all” huquqi kerak. Bunday huquqli tokenni kampaniya tashkilotchilari yaratishi mumkin.`,
    deleted: (day, n) =>
      `Uni tashkilotchilari ${day} kuni oʻchirgan. Oʻshanda unda ${number(n)} ${plural(n, SIGNATURES)} bor edi.`,
    takenDown: (ground, reason) =>
      `Sayt egasi uni olib tashlagan: uni oʻqib ham, imzolab ham boʻlmaydi. ${ground}. Sayt egasining izohi: ${reason}`,
    takenDownGround: {
      illegal: 'U bu yerda amal qiladigan qonunni buzadi',
      danger: 'U odamlarni xavf ostiga qoʻyadi',
      rules: 'U shu sayt qoidalarini buzadi',
      order: 'Buni sud yoki davlat organi talab qilgan',
    },
    methodNotAllowed: (allow) => `Quyidagidan foydalaning: ${allow}.`,
    changedMeanwhile:
      'Siz oʻqiganingizdan keyin petitsiya oʻzgartirilgan. Hech narsa saqlanmadi. Hozirgi matn “current” ichida.',
    petitionClosed: 'Endi imzo qabul qilinmaydi. Imzongiz saqlanmadi.',
    tooLarge: (maxBytes) => `Soʻrov hajmi ${number(maxBytes)} baytdan oshmasligi kerak.`,
    unsupportedType: 'application/json yuboring. HTML formadan application/x-www-form-urlencoded yuborish mumkin.',
    unsupportedFormat: 'format=json yoki format=xml soʻrang.',
    invalid: '“errors” ichida koʻrsatilgan maydonlarni tuzatib, qayta yuboring. Hech narsa saqlanmadi.',
    tooManyRequests: (seconds) =>
      `Tarmogʻingizdan juda koʻp soʻrov keldi. ${number(seconds)} soniyadan keyin qayta urinib koʻring; hech narsa yoʻqolmadi.`,
    unavailable: (seconds) => `Hech narsa saqlanmadi. ${number(seconds)} soniyadan keyin qayta urinib koʻring.`,
    home: 'Barcha petitsiyalar',
  },
}
