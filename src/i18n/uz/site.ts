/** Uzbek, in Latin script. A noun after a number stays singular. */
import { COMMENT_MAX_CHARS, IMAGE_SIDE_MAX_PIXELS, NAME_MAX_CHARS, PARTNER_CODE_MAX_CHARS } from '../../limits.ts'
import type { Catalogue } from '../en/site.ts'
import { formatter, type PluralForms } from '../format.ts'

const { number, plural } = formatter('uz')

const MONTHS = 'yanvar fevral mart aprel may iyun iyul avgust sentabr oktabr noyabr dekabr'.split(' ')

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
    lead: 'Har bir imzo bir marta hisobga olinadi, uni kim qoʻyganini esa faqat kampaniya oʻqiy oladi.',
    to: (addressee) => `Kimga: ${addressee}`,
    openNow: 'Hozir ochiq',
    none: 'Hozircha ochiq petitsiya yoʻq.',
  },

  petition: {
    to: 'Murojaat kimga',
    startedBy: 'Muallif',
    writtenIn: (language) => `Petitsiya ${language} tilida yozilgan.`,
    signatures: (n) => plural(n, SIGNATURES),
    count: (n) => `${number(n)} ${plural(n, SIGNATURES)}`,
    lately: (n) => `Soʻnggi 24 soatda ${number(n)} ta imzo`,
    gathered: (n) => `Bu petitsiya ${number(n)} ta imzo toʻpladi`,
    countOnYou: (starter, others) =>
      others < 1
        ? `${starter} bugun sizga umid bogʻlamoqda.`
        : `${starter} va imzo qoʻygan yana ${number(others)} kishi bugun sizga umid bogʻlamoqda.`,
    nextGoal: (n) => `Keyingi maqsad: ${number(n)}`,
    closed: 'Petitsiya yopilgan',
    closedText: 'Endi imzo qabul qilinmaydi. Imzo qoʻygan barchaga rahmat.',
    victory: 'Gʻalaba',
    victoryText: 'Kampaniya oʻz talabi bajarilganini maʼlum qildi.',
    endedOn: (day) => `Imzo yigʻish ${day} kuni yakunlangan.`,
    outcome: 'Natijasi nima boʻldi',
    recent: 'Yaqinda imzo qoʻyganlar',
    toForm: 'Petitsiyani imzolash',
    updates: 'Yangiliklar',
    allUpdates: 'Barcha yangiliklar',
    olderUpdates: 'Oldingi yangiliklar',
    feed: 'Lenta orqali kuzatish',
    embed: 'Saytingiz uchun hisoblagich',
    toPetition: 'Petitsiyaga oʻtish',
  },

  share: {
    title: 'Boshqalarga ham ulashing',
    text: 'Petitsiya ogʻizdan ogʻizga oʻtib kuchayadi. Uni hech boʻlmasa bir kishiga yuboring.',
    device: 'Ulashish…',
    by: (name) => `Ulashish: ${name}`,
    email: 'Elektron pochta',
    copyLink: 'Havoladan nusxa olish',
    copied: 'Havoladan nusxa olindi',
    qr: 'QR-kod',
    qrText: 'Plakat va varaqalar uchun: shu petitsiyaga olib keladi.',
  },

  form: {
    title: 'Petitsiyani imzolang',
    name: 'Ismingiz',
    email: 'Elektron pochta manzili',
    emailHint:
      'Hech qayerda koʻrsatilmaydi. Manzil darhol shifrlanadi: uni faqat kampaniya tashkilotchilari oʻqiy oladi.',
    emailHintConfirm:
      'Hech qayerda koʻrsatilmaydi. Sizga bitta tasdiqlash xati yuboramiz; shundan soʻng manzilni faqat kampaniya tashkilotchilari oʻqiy oladi.',
    updates: 'Kampaniya ishlar qanday borayotgani haqida menga yozib turishi mumkin',
    country: 'Mamlakat',
    countryAuto: 'Internet ulanishim boʻyicha aniqlansin',
    countryGuessed: (country) => `${country} (internet ulanishingiz boʻyicha aniqlandi)`,
    countryHint: 'Statistika va kampaniya tashkilotchilari uchun. Ismingiz yonida koʻrsatilmaydi.',
    comment: 'Nega imzo qoʻymoqdasiz?',
    more: 'Sababini yozish',
    optional: (label) => `${label} (ixtiyoriy)`,
    commentHint: 'Ismingiz yoki bosh harflaringiz koʻrsatilishiga ruxsat bersangiz, shu sahifada koʻrinadi.',
    showName: 'Shu sahifada koʻrsatilsin',
    showFull: 'toʻliq ismim',
    showInitials: 'ismimning bosh harflari',
    showAnonymous: 'ismim koʻrsatilmasin',
    submit: 'Imzolash',
    trap: 'Bu maydonni boʻsh qoldiring',
    consent:
      'Petitsiyani imzolash bilan siz shaxsga doir maʼlumotlaringizga ishlov berilishiga rozilik bildirasiz: imzongizni hisobga olamiz va ushbu shakldagi maʼlumotlarni faqat kampaniya tashkilotchilariga beramiz; elektron pochta manzilingizni xatlarimizni yetkazuvchi xizmat ham oladi. Faqat oʻzingiz koʻrsatishni tanlagan narsa hammaga koʻrinadi.',
    consentConfirm:
      'Petitsiyani imzolash bilan siz shaxsga doir maʼlumotlaringizga ishlov berilishiga rozilik bildirasiz: imzongizni hisobga olamiz va ushbu shakldagi maʼlumotlarni faqat kampaniya tashkilotchilariga beramiz; elektron pochta manzilingizni xatlarimizni yetkazuvchi xizmat ham oladi. Faqat oʻzingiz koʻrsatishni tanlagan narsa hammaga koʻrinadi. Har bir xatimizdagi havola orqali imzoni istalgan vaqtda qaytarib olishingiz mumkin.',
    working: 'Inson ekaningizni tekshirib, imzongizni yubormoqdamiz…',
    thanks: 'Rahmat. Imzongiz yoʻlga chiqdi.',
    thanksText: 'U ishonchli joyda va bir necha soniya ichida hisobga olinadi.',
    thanksConfirm: 'Yana bir qadam: pochtangizni oching',
    thanksConfirmText:
      'Sizga tasdiqlash havolasi bor xat yubordik. Havolani ochib, tugmani bosganingizdan soʻng imzongiz hisobga olinadi. Xat kelmadimi? Spam jildiga qarang yoki yana bir bor imzolang.',
    retrying: (seconds) =>
      `Hozircha yuborib boʻlmadi. Sahifani yopmang: ${number(seconds)} soniyadan keyin qayta urinamiz.`,
    busy: 'Imzongizni hozircha qabul qila olmadik. Yozganlaringiz joyida turibdi: bir daqiqadan keyin qayta urinib koʻring.',
    offline: 'Internet aloqasi yoʻq. Yozganlaringiz joyida turibdi: birozdan keyin qayta urinib koʻring.',
    fix: 'Tuzatish kerak boʻlgan joyi bor.',
    noScript:
      'Brauzeringizda bu sahifaning skriptlari ishlamayapti. Baribir imzo qoʻyishingiz mumkin: sizga xat keladi, undagi havolani ochib, tugmani bosganingizdan soʻng imzongiz hisobga olinadi.',
  },

  links: {
    confirm: {
      title: 'Imzongizni tasdiqlang',
      text: 'Tugmani bir marta bossangiz bas — imzongiz hisobga olinadi.',
      button: 'Ha, imzom hisobga olinsin',
      done: 'Rahmat. Imzongizni tasdiqladingiz.',
      doneText: 'Sahifadagi son bir necha soniya ichida oʻzgaradi. Petitsiya ogʻizdan ogʻizga oʻtib kuchayadi.',
    },
    withdraw: {
      title: 'Imzoni qaytarib olasizmi?',
      text: 'Imzongiz va u bilan bogʻliq barcha maʼlumotlar oʻchiriladi. Agar u hisobga olingan boʻlsa, imzolar soni bittaga kamayadi. Keyinroq qayta imzolashingiz mumkin.',
      button: 'Imzomni qaytarib olish',
      done: 'Imzongiz qaytarib olindi.',
      doneText: 'U bir necha soniya ichida oʻchiriladi. Uni siz qoʻyganingizni hech kim bilmaydi.',
    },
    notShown: 'Ismingiz koʻrsatilmaydi.',
    shownAs: (name) => `Sahifada shunday koʻrsatiladi: ${name}`,
    notYours: 'Buni siz yozmadingizmi? Tasdiqlamang. Oʻzingiz imzolang: shunda bu yerda sizning soʻzlaringiz turadi.',
  },

  embed: {
    title: 'Saytingiz uchun hisoblagich',
    lead: 'Koʻrinishini tanlang, bir qator koddan nusxa oling va sahifangizga qoʻying. U cookie qoʻymaydi, hech kimni kuzatmaydi va boshqa saytlardan hech narsa yuklamaydi.',
    setUp: 'Sozlash',
    theme: 'Ranglar',
    themes: { auto: 'Atrofidagi sahifadek', light: 'Yorugʻ', dark: 'Qorongʻi' },
    size: 'Oʻlcham',
    sizes: { small: 'Kichik', medium: 'Oʻrtacha', large: 'Katta' },
    language: 'Til',
    asMyPage: 'Atrofidagi sahifadek',
    goal: 'Koʻrsatiladigan maqsad',
    goals: { next: 'Keyingi maqsad', none: 'Koʻrsatilmasin' },
    signLink: '“Imzolash” tugmasi koʻrsatilsin',
    partner: 'Saytingiz kodi',
    partnerHint: 'Lotin harflari, raqamlar va defislar. Saytingiz orqali kelgan imzolar sizning hisobingizga yoziladi.',
    apply: 'Koʻrsatish',
    copy: 'Nusxa olish',
    copied: 'Nusxa olindi',
    code: (form) => `Kod: ${form}`,
    element: 'Element',
    elementText: 'Jonli, sahifangizning bir qismi. Saytga skript qoʻyish mumkin boʻlsa, eng yaxshi tanlov.',
    pinned: 'Oʻzgarmas versiyali element',
    pinnedText:
      'Xuddi shuning oʻzi, hech qachon oʻzgarmaydigan versiyada: brauzer ishga tushirishdan oldin uning barmoq izini tekshiradi.',
    frame: 'Freym',
    frameText:
      'Jonli, alohida ramkada. Ikkinchi teg — balandlikni moslaydigan skript; begona skriptlar kiritilmasa, uni olib tashlang.',
    frameTitle: (title) => `Imzolar: ${title}`,
    oembed: 'Faqat manzil',
    oembedText:
      'WordPress va oEmbed formatini tushunadigan har qanday dastur petitsiya manzilidan hisoblagichni oʻzi yasaydi.',
    badge: 'Nishon',
    badgeText: 'Imzolar soni yozilgan rasm. README fayllari, forumlar va axborot xatlari uchun.',
    link: 'Havola',
    linkText: 'Skript va rasmlarsiz oddiy HTML. Undagi son serveringiz soʻragan paytdagi sondir.',
    image: 'Rasm',
    imageText: 'Ijtimoiy tarmoqlar petitsiyani koʻrsatadigan rasm, bugungi soni bilan.',
    data: 'Sonning oʻzi',
    dataText: 'Oʻzingiz yaratadigan narsalar uchun JSON.',
  },

  feed: {
    title: (title) => `Yangiliklar: ${title}`,
    milestoneText: (n) => `Petitsiyaga qoʻyilgan imzolar ${number(n)} tadan oshdi.`,
  },

  counter: {
    signed: SIGNATURES,
    goal: 'Keyingi maqsad: {n}',
    lately: 'Soʻnggi 24 soatda {n} ta imzo',
    sign: 'Imzolash',
    closed: 'Petitsiya yopilgan',
    victory: 'Gʻalaba',
  },

  fieldErrors: {
    required: 'Bu maydonni toʻldiring.',
    'not-text': 'Bu yerda matn boʻlishi kerak.',
    'not-a-choice': 'Taklif qilingan qiymatlardan birini tanlang.',
    'not-a-number': 'Bu yerda ruxsat etilgan oraliqdagi butun son boʻlishi kerak.',
    'not-a-list': 'Bu yerda roʻyxat boʻlishi kerak.',
    'too-long': 'Juda uzun. Iltimos, qisqartiring.',
    'hidden-characters': 'Bu yerda koʻrinmas yoki boshqaruv belgilari bor. Nusxasini qoʻymasdan, qaytadan yozing.',
    'link-in-name': 'Ismda sayt manzili boʻlishi mumkin emas.',
    'no-letters': 'Ismda kamida bitta harf boʻlishi kerak.',
    'not-an-email': 'Bu elektron pochta manzilini oʻqiy olmadik. Xato ketmaganini tekshiring.',
    'not-a-country': 'Bu ISO 3166-1 boʻyicha mamlakat kodi emas. Namuna: UZ yoki DE.',
    'not-a-slug': 'Faqat a dan z gacha lotin harflari, raqamlar va defislar.',
    'not-a-partner-code': `Faqat lotin harflari, raqamlar, defis va pastki chiziq; ${number(PARTNER_CODE_MAX_CHARS)} tagacha belgi, birinchisi harf yoki raqam.`,
    'not-a-url': 'Bu hammaga ochiq https manzil boʻlishi kerak.',
    'not-a-time': 'Bu UTC vaqti boʻlishi kerak. Namuna: 2026-12-31T23:59:00Z.',
    'not-a-language': 'Bu til kodi boʻlishi kerak. Namuna: en, ru yoki sr-Latn.',
    'in-the-past': 'Bu vaqt oʻtib ketgan. Kelgusi vaqtni tanlang.',
    'not-a-cursor':
      'Bu shu roʻyxatning cursor qiymati emas. Oldingi javobdagi cursor qiymatini oling yoki uni koʻrsatmang.',
    'not-a-key': 'Bu base64url koʻrinishidagi X25519 ochiq kaliti emas. Kalitlar juftini yarating: npm run keygen',
    'no-key':
      'Petitsiyani imzolashdan oldin unga ochiq kalit kerak, shunda kontaktlarni faqat kampaniya oʻqiy oladi. Kalitlar juftini yarating: npm run keygen',
    'unknown-field': 'Bu yerda bizga nomaʼlum maydon bor. Yozishda xato ketmaganini tekshiring.',
  },

  fieldErrorsByPath: {
    'name/required': 'Ismingizni kiriting.',
    'email/required': 'Elektron pochta manzilingizni kiriting.',
    'country/not-a-country': 'Roʻyxatdan davlatni tanlang.',
    'showName/not-a-choice': 'Ismingiz qanday koʻrsatilishini tanlang.',
    'name/too-long': `Ismda koʻpi bilan ${number(NAME_MAX_CHARS)} ta belgi boʻlishi mumkin.`,
    'comment/too-long': `Sababda koʻpi bilan ${number(COMMENT_MAX_CHARS)} ta belgi boʻlishi mumkin.`,
  },

  problem: {
    title: {
      malformed: 'Soʻrovni oʻqib boʻlmadi',
      unauthorized: 'Tizimga kirilmagan',
      'bot-check-failed': 'Botlarga qarshi tekshiruvdan oʻtilmadi',
      'petition-not-found': 'Bunday petitsiya yoʻq',
      'not-found': 'Bu yerda hech narsa yoʻq',
      'link-broken': 'Havola toʻliq emas',
      'link-expired': 'Havola muddati tugagan',
      'method-not-allowed': 'Bu manzil bunday usulni qabul qilmaydi',
      'petition-closed': 'Petitsiya yopilgan',
      conflict: 'Hozirgi holatda buning iloji yoʻq',
      'too-large': 'Soʻrov juda katta',
      'unsupported-type': 'Bunday turdagi maʼlumot qabul qilinmaydi',
      'invalid-signature': 'Imzo toʻliq emas',
      'invalid-petition': 'Petitsiya toʻliq emas',
      'invalid-webhook': 'Bu vebhukdan foydalanib boʻlmaydi',
      'invalid-query': 'Soʻrov manzilida xato bor',
      'invalid-condition': 'Qaysi imzolar nazarda tutilgani aniq emas',
      'invalid-update': 'Yangilik toʻliq emas',
      'invalid-image': 'Bu rasmdan foydalanib boʻlmaydi',
      'unsupported-format': 'Bu yerda bunday format yoʻq',
      'too-many-requests': 'Tarmogʻingizdan juda koʻp soʻrov keldi',
      unavailable: 'Hozircha qabul qila olmaymiz',
    },
    malformed: {
      'not-utf-8': 'Soʻrov tanasi UTF-8 emas. Uni UTF-8 da yuboring.',
      'not-json': 'Soʻrov tanasi JSON emas. Bitta JSON obyekt yuboring.',
      'not-an-object': 'Soʻrov tanasi bitta JSON obyekt boʻlishi kerak.',
      'too-deep': 'JSON ichma-ichligi juda chuqur. Har bir maydon oddiy qiymat boʻlsin.',
      'too-slow': 'Soʻrov tanasi vaqtida kelmadi. Hech narsa qabul qilinmadi; qayta yuboring.',
      'cut-off': 'Soʻrov tanasi uzilib qoldi. Hech narsa qabul qilinmadi; qayta yuboring.',
    },
    botCheck: {
      missing: 'Tekshiruv isboti yoʻq. Topshiriqni oling, uni yeching va yechimni “proof” maydonida yuboring.',
      wrong: 'Isbot bu petitsiyaga toʻgʻri kelmaydi. Sahifani yangilab, qayta imzolang.',
      expired:
        'Sahifa uzoq vaqt ochiq turgani uchun tekshiruv eskirdi. Qayta imzolang: yangisi oʻz-oʻzidan bajariladi.',
      used: 'Bu isbot boshqa imzo uchun ishlatilgan. Sahifani yangilab, qayta imzolang.',
    },
    conflict: {
      'slug-taken': 'Bu manzilni boshqa petitsiya band qilgan. Boshqasini tanlang.',
      'not-open': 'Petitsiya ochiq emas.',
      'not-closed': 'Petitsiya yopilmagan.',
      'no-key':
        'Petitsiyaning ochiq kaliti yoʻq, uning kontaktlarini hech kim oʻqiy olmas edi. Avval kalit bering: PATCH {"publicKeys": ["…"]}.',
      'too-many-webhooks': 'Bu petitsiyada vebhuklar soni chegaraga yetgan. Avval bittasini oʻchiring.',
      'too-many-updates': 'Bu petitsiyada yangiliklar soni chegaraga yetgan. Avval bittasini oʻchiring.',
      'delivery-pending': 'Bu yetkazish hali davom etmoqda. Tugagach, uni takrorlash mumkin.',
      'group-changed':
        'Mos keladigan imzolar soni endi siz kutganingizdek emas. Hech narsa qilinmadi: yana bir qarab, keyin qaror qiling.',
    },
    image: {
      'not-an-image': 'Bitta butun JPEG, PNG yoki WebP rasmining baytlarini yuboring.',
      'too-many-pixels': `Har bir tomoni koʻpi bilan ${number(IMAGE_SIDE_MAX_PIXELS)} piksel boʻlishi mumkin. Rasmni kichraytiring.`,
    },
    unauthorized: 'Shu petitsiya yoki operator tokenini yuboring: “Authorization: Bearer …”.',
    petitionNotFound: 'Manzilni tekshiring. Ehtimol, petitsiya nomi oʻzgargan yoki u hech qachon eʼlon qilinmagan.',
    notFound: 'Manzilni tekshiring.',
    linkBroken: 'Xatdagi havolani manzil satriga toʻliq koʻchiring. Hech narsa oʻzgarmadi.',
    linkExpired: 'Yana bir bor imzolang: sizga yangi havolali yangi xat keladi. Hech narsa oʻzgarmadi.',
    methodNotAllowed: (allow) => `Quyidagidan foydalaning: ${allow}.`,
    petitionClosed: 'Endi imzo qabul qilinmaydi. Imzongiz saqlanmadi.',
    tooLarge: (maxBytes) => `Bu soʻrov koʻpi bilan ${number(maxBytes)} bayt boʻlishi mumkin.`,
    unsupportedType: 'application/json yuboring, formadan esa application/x-www-form-urlencoded.',
    unsupportedFormat: 'format=json yoki format=xml soʻrang.',
    invalid: '“errors” ichida koʻrsatilgan maydonlarni tuzatib, qayta yuboring. Hech narsa saqlanmadi.',
    tooManyRequests: (seconds) =>
      `Tarmogʻingizdan qisqa vaqt ichida koʻp soʻrov keldi. ${number(seconds)} soniyadan keyin qayta yuboring; hech narsa yoʻqolmadi.`,
    unavailable: (seconds) =>
      `Hech narsa saqlanmadi, demak, hech narsa yoʻqolmadi. Oʻsha soʻrovni ${number(seconds)} soniyadan keyin qayta yuboring.`,
    home: 'Petitsiyalarga oʻtish',
  },
}
