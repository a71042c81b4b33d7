/** What is around every page of the console, and the pages that say why something was not done. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const frame: ConsoleWords['frame'] = {
  petitions: 'Petitsiyalar',
  site: 'Shu sayt',
  account: 'Hisob',
  help: 'Yordam',
  menu: 'Menyu',
  seePage: 'Sahifani koʻrish',
  signOut: 'Chiqish',
  back: (place) => `Orqaga: ${place}`,
  asOf: (time) => `Holat: ${time}`,
  refresh: 'Yangilash',
  change: 'Oʻzgartirish',
  cancel: 'Bekor qilish',
  optional: 'ixtiyoriy',
  error: (title) => `Xato: ${title}`,
  errors: (n) => `${number(n)} ta xatoni tuzating`,
  now: 'hozirgina',
  today: (time) => `bugun, ${time}`,
  yesterday: (time) => `kecha, ${time}`,
  people: (n) => `${number(n)} kishi`,
  signatures: (n) => `${number(n)} ta imzo`,
  days: (n) => `${number(n)} kun`,
  confirm: {
    understood: 'Nima sodir boʻlishini tushunaman.',
    tick: (n) => `Bu ${number(n)} kishiga taʼsir qilishini tushunaman.`,
    tickNeeded: 'Nima sodir boʻlishini tushunsangiz, katakchani belgilang.',
    type: 'Tasdiqlash uchun bu necha kishiga taʼsir qilishini yozing',
    typeWrong: (n) => `Son mos kelmadi. Bu ${number(n)} kishiga taʼsir qiladi.`,
  },
}

export const places: ConsoleWords['places'] = {
  groups: { petition: 'Petitsiya', people: 'Odamlar', reach: 'Tarqatish', manage: 'Boshqaruv' },
  overview: 'Umumiy holat',
  text: 'Matn',
  updates: 'Yangiliklar va natija',
  signers: 'Ismlar va sabablar',
  review: 'Tekshiruvda',
  contacts: 'Kontaktlar',
  paper: 'Qogʻoz va import',
  share: 'Ulashish va hamkorlar',
  team: 'Jamoa va huquqlar',
  settings: 'Sozlamalar',
  states: {
    draft: 'Qoralama',
    submitted: 'Maʼqullanishi kutilmoqda',
    scheduled: 'Belgilangan kuni ochiladi',
    open: 'Ochiq',
    closed: 'Yopilgan',
    victory: 'Gʻalaba',
    'taken-down': 'Olib tashlangan',
    deleted: 'Oʻchirilgan',
  },
}

export const roles: ConsoleWords['roles'] = {
  owner: 'Egasi',
  editor: 'Muharrir',
  moderator: 'Moderator',
  you: { owner: 'Vazifangiz: egasi', editor: 'Vazifangiz: muharrir', moderator: 'Vazifangiz: moderator' },
}

export const problems: ConsoleWords['problems'] = {
  notFound: 'Bunday sahifa yoʻq',
  notFoundText: 'Yoki uni koʻrish huquqingiz yoʻq. Manzilni tekshiring yoki petitsiyalaringizga oʻting.',
  forbidden: 'Bunga huquqingiz yoʻq',
  forbiddenText: (role) => `Buning uchun shunday vazifa kerak: ${role}. Petitsiya egasiga murojaat qiling.`,
  busy: 'Hali saqlanmadi',
  busyText: 'Biz tomonda nosozlik yuz berdi. Yuborganlaringiz shu yerda turibdi: qayta yuboring.',
  signedOut: 'Siz tizimdan chiqib ketgansiz',
  signedOutText:
    'Hech narsa saqlanmadi, lekin hech narsa yoʻqolmadi ham. Boshqa sahifada kiring, keyin shu yerdan qayta yuboring.',
  signInFirst: 'Boshqa sahifada kirish',
  sendAgain: 'Qayta yuborish',
  failed: 'Bu sahifani hozir koʻrsatib boʻlmaydi',
  failedText: 'Biz tomonda nosozlik yuz berdi. Bir daqiqadan keyin qayta urinib koʻring.',
  tryAgain: 'Qayta urinish',
  typed: 'Siz yozgan matn',
  typedText: 'U saqlanmadi. Kerak boʻlsa, nusxa koʻchirib oling.',
  crossSite: 'Bu soʻrov boshqa saytdan keldi',
  crossSiteText: 'Hech narsa qilinmadi. Petitsiyalaringizga oʻting va buni oʻsha yerda bajaring.',
}
