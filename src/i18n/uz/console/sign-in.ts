/** Signing in, and the account. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const signIn: ConsoleWords['signIn'] = {
  title: 'Petitsiyalaringizga kirish',
  lead: 'Parol kerak emas. Elektron pochtangizga havola yuboramiz yoki kirish kalitingiz boʻlsa, u bilan kirasiz.',
  email: 'Elektron pochta manzilingiz',
  emailHint: 'Petitsiya boshlagan yoki taklif olgan manzilingiz.',
  send: 'Havolani yuborish',
  passkey: 'Kirish kalitidan foydalanish',
  passkeyTitle: 'Yoki kirish kaliti bilan',
  passkeyText:
    'Telefon yoki kompyuteringiz uni barmoq izi, yuz yoki PIN-kod orqali ochadi. Soxta sahifa uni oʻgʻirlay olmaydi.',
  passkeyFailed: 'Kirish kaliti qabul qilinmadi. Qayta urinib koʻring yoki elektron pochtaga havola soʻrang.',
  newHere:
    'Bu yerda birinchi martamisiz? Yuqoriga elektron pochta manzilingizni kiriting. Xuddi shu havola orqali petitsiya boshlash mumkin.',
  sentTitle: 'Pochtangizni tekshiring',
  sentText: (address) =>
    `Agar ${address} manzili bilan bu yerga kirish mumkin boʻlsa, havola yoʻlda. U bir marta ishlaydi va 15 daqiqa amal qiladi.`,
  sentNone: 'Xat kelmadimi? “Spam” jildini tekshiring. Xat kelishi bir necha daqiqa vaqt olishi mumkin.',
  sentMost: (n: number) => `Har bir manzilga kuniga koʻpi bilan ${number(n)} ta havola yuboriladi.`,
  sentSame:
    'Bu sahifa har qanday manzil uchun bir xil koʻrinadi: kim kampaniya olib borayotganini bu yerdan bilib boʻlmaydi.',
  again: 'Qayta yuborish',
  other: 'Boshqa manzilni kiritish',
  linkTitle: 'Kirish',
  linkText: 'Shu qurilmada hisobingizga kirish uchun tugmani bosing.',
  linkOperator: 'Siz bu saytni boshqarasiz. Oʻz elektron pochta manzilingizni kiriting: endi u bilan kirasiz.',
  linkInvited: (role, title) => `Sizni “${title}” petitsiyasi jamoasiga taklif qilishdi. Vazifangiz: ${role}.`,
  linkEmail: 'Bundan buyon hisobingizda shu elektron pochta manzilidan foydalanish uchun tugmani bosing.',
  linkButton: 'Kirish',
  acceptButton: 'Taklifni qabul qilish',
  emailButton: 'Shu manzildan foydalanish',
  linkUndo:
    'Oʻzgarishni bekor qilish uchun tugmani bosing: hisobingizda yana shu elektron pochta manzili boʻladi. Barcha qurilmalarda hisobdan chiqiladi, kirish kalitlari oʻchiriladi.',
  undoButton: 'Oʻzgarishni bekor qilish',
  firstTitle: 'Avval hisobingizga kiring',
  firstText:
    'Bu havola hisobning elektron pochta manzilini oʻzgartiradi. Havola soʻralgan hisobga kiring, keyin havolani qayta oching. Uni siz soʻramaganmisiz? Unda hech narsa qilmang, hech narsa oʻzgarmaydi.',
  takenTitle: 'Bu elektron pochta manzili band',
  takenText: 'U boshqa hisobga bogʻlangan. Avval oʻsha hisobni oʻchiring yoki boshqa manzildan foydalaning.',
  operatorKnown:
    'Bu elektron pochta manziliga bogʻlangan hisob bor. Avval unga kiring, keyin bu havolani qayta oching yoki boshqa manzildan foydalaning.',
  goneTitle: 'Bu havola endi ishlamaydi',
  goneText: 'Havola bir marta ishlaydi va 15 daqiqa amal qiladi. Yangisini soʻrang: bu bir daqiqa vaqt oladi.',
  goneOf: {
    invitation:
      'Taklif bir marta ishlaydi va bir necha kun amal qiladi. U bekor qilinganda yoki yangisi yuborilganda ham ishlamay qoladi. Agar uni qabul qilgan boʻlsangiz, kiring. Aks holda yangi taklif yuborishni soʻrang.',
    'email-change':
      'Bu havola bir marta ishlaydi va bir kun amal qiladi. Boshqasi soʻralganda ham ishlamay qoladi. Elektron pochta manzili hisobingizda koʻrsatilgan: u hali eskisi boʻlsa, uni oʻsha yerda qayta oʻzgartiring.',
    'email-undo':
      'Bu havola bir marta ishlaydi va bir necha kun amal qiladi. Elektron pochta manzili hisobingizda koʻrsatilgan. Agar endi kira olmasangiz, biz bilan bogʻlaning.',
    operator: 'Bu havola bir marta ishlaydi va qisqa vaqt amal qiladi. Yangisi serverda oʻsha buyruq bilan yaratiladi.',
  },
  goneButton: 'Yangi havola soʻrash',
  tooMany: (minutes) => `Havola juda koʻp marta soʻraldi. ${number(minutes)} daqiqa kuting va qayta urinib koʻring.`,
  signedOut: 'Hisobingizdan chiqdingiz.',
  needed: 'Bu sahifani koʻrish uchun hisobingizga kiring. Keyin shu sahifaga qaytasiz.',
}

export const account: ConsoleWords['account'] = {
  title: 'Hisobingiz',
  name: 'Ismingiz',
  nameHint: 'Uni jamoangiz koʻradi.',
  language: 'Til',
  save: 'Saqlash',
  saved: 'Saqlandi.',
  email: 'Elektron pochta manzili',
  emailNow: (address) => `Siz ${address} manzili bilan kirasiz.`,
  emailNew: 'Yangi elektron pochta manzili',
  emailButton: 'Pochta manzilini oʻzgartirish',
  emailSent:
    'Yangi elektron pochta manziliga havola yubordik. Uni hisobingizga kirilgan brauzerda ochmaguningizcha hech narsa oʻzgarmaydi.',
  emailChanged:
    'Elektron pochta manzili oʻzgartirildi, boshqa barcha qurilmalarda hisobdan chiqildi. Kirish kalitlarini tekshiring: sizniki boʻlmaganini oʻchiring.',
  emailUndone: 'Oʻzgarish bekor qilindi. Elektron pochta manzilingiz bilan kiring.',
  passkeys: 'Kirish kalitlari (passkey)',
  passkeysText: 'Kirish kaliti bilan xatsiz kirasiz, hatto pochtangizga kira olmay qolsangiz ham.',
  passkeyAdd: 'Kirish kalitini qoʻshish',
  passkeyName: 'Bu kirish kalitining nomi',
  passkeyAdded: 'Kirish kaliti qoʻshildi.',
  passkeyRemove: (name) => `Oʻchirish: ${name}`,
  passkeyRemoved: 'Kirish kaliti oʻchirildi.',
  passkeyNone: 'Kirish kalitingiz yoʻq.',
  passkeyScript: 'Kirish kalitlari uchun JavaScript kerak.',
  sessions: 'Qaysi qurilmalarda kirgansiz',
  thisOne: 'shu qurilma',
  sessionUsed: (when) => `oxirgi foydalanish: ${when}`,
  end: 'U yerdan chiqish',
  endAll: 'Hamma joydan chiqish',
  ended: 'Hisobdan chiqildi.',
  delete: 'Hisobingizni oʻchirish',
  deleteText:
    'Ismingiz, elektron pochta manzilingiz va kirish kalitlaringiz oʻchiriladi. Petitsiyalar boshqa egalarida qoladi.',
  deleteOnly: (titles) =>
    `Sizdan boshqa egasi yoʻq petitsiyalar: ${titles}. Avval boshqa kishini petitsiya egasi qilib tayinlang yoki petitsiyani yoping.`,
  deleteOperator: 'Bu saytni sizdan boshqa hech kim boshqarmaydi. Avval yana bir kishiga boshqarish huquqini bering.',
  deleteConfirm: 'Ha, hisobim oʻchirilsin',
  deleted: 'Hisobingiz oʻchirildi.',
}
