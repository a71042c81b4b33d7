import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'bitta tarmoqdan',
    'email-domain': 'bitta pochta domenidan',
    disposable: 'bir martalik manzillardan',
    signals: 'dastur yuborganga oʻxshaydi',
    surge: 'keskin oqim paytida',
  },
  lead: 'Bu imzolar soxta imzolar oqimining bir qismiga oʻxshaydi. Siz qaror qilguncha ular sanalmaydi va ularga xat yuborilmaydi.',
  none: 'Tekshiruvda hech narsa yoʻq.',
  inGroups: (n: number) => `${number(n)} ta guruhda`,
  until: (day: string) =>
    `Qarorni shu kungacha qabul qiling: ${day}. Undan keyin kutayotgan xatlar oʻchiriladi va bu odamlar imzosini tasdiqlay olmaydi.`,
  why: {
    network: ({ networkPerHour }) => `Bir soatda bitta tarmoqdan ${number(networkPerHour)} tadan koʻp keldi.`,
    'email-domain': ({ emailDomainPerHour }) =>
      `Bir soatda bitta pochta domenidan ${number(emailDomainPerHour)} tadan koʻp keldi.`,
    disposable: ({ disposablePerHour }) =>
      `Bir soatda bir martalik manzillardan ${number(disposablePerHour)} tadan koʻp keldi.`,
    signals: () =>
      'Yashirin maydon toʻldirilgan, ism oʻrnida haqorat bor yoki shakl odam toʻldira olmaydigan tezlikda yuborilgan.',
    surge: ({ surgePerMinute }) =>
      `Bir daqiqada ${number(surgePerMinute)} tadan koʻp keldi va bular dastur yuborganga oʻxshaydi.`,
  },
  confirmed: 'Pochta orqali tasdiqlangan',
  ofAll: (n: number, all: number) => `${number(all)} tadan ${number(n)} ta`,
  within: 'Kelish muddati',
  disposable: 'Bir martalik manzillar',
  names: 'Sahifa uchun ismlar',
  noNames: 'yoʻq',
  likely: { people: 'Odamlarga oʻxshaydi', flood: 'Soxta oqimga oʻxshaydi', unclear: 'Aytish qiyin' },
  check: 'Bu guruhni tekshirish',
  record: 'Imzolar qanday sanaladi: bu sonlar ham ochiq',
  expecting: 'Bir joydan koʻp imzo kutyapsizmi?',
  expectingText:
    'Koʻp odam bir joydan, masalan maktab, zavod yoki idoradan imzolaydigan kundan oldin soatiga koʻproq imzoga ruxsat bering.',
  underWay: { release: 'Qabul qilinmoqda:', remove: 'Oʻchirilmoqda:', undo: 'Tekshiruvga qaytarilmoqda:' },
  continues: 'Bu oʻz-oʻzidan davom etadi, sahifani yopsangiz ham. Tugaguncha boshqa qaror qabul qilib boʻlmaydi.',
  partly:
    'Tekshiruvda bu sonlardan koʻproq imzo bor. Bular boʻyicha qaror qilganingizdan keyin keyingilari koʻrsatiladi.',
  decided: 'Avval qaror qilinganlar',
  which: 'Qaysilari',
  when: 'Qachon',
  undoUntil: (moment: string) => `Bekor qilish mumkin, muddati: ${moment}`,
  since: (moment: string) => `Tekshiruvda, boshlanishi: ${moment}. Siz tanlamaguningizcha hech narsa boʻlmaydi.`,
  changed: (was: number, now: number) =>
    `Shu orada son oʻzgardi: ${number(was)} ta edi, endi ${number(now)} ta. Hech narsa qilinmadi. Iltimos, yangi sonlarni tekshiring.`,
  clues: 'Nimalar koʻrinadi',
  clue: 'Belgi',
  group: 'Bu guruh',
  suggestsTitle: 'Nimaga oʻxshaydi',
  suggests: { people: 'Odamlarga', flood: 'Soxta oqimga', either: 'Ikkalasiga ham' },
  countries: 'Mamlakatlar',
  unknownCountry: 'nomaʼlum',
  signals: {
    trap: 'Yashirin maydon toʻldirilgan',
    'no-render-time': 'Sahifa ochilmay yuborilgan',
    'too-fast': 'Juda tez yuborilgan',
    'abusive-name': 'Ism oʻrnida haqorat',
  },
  noTrace: 'Tarmoqlar va pochta domenlari hech kim oʻqiy olmaydigan kod sifatida, koʻpi bilan 30 kun saqlanadi.',
  narrow: 'Aniqlashtirish',
  country: 'Mamlakat',
  all: 'Hammasi',
  onlyWith: 'Faqat borlari',
  onlyWithout: 'Faqat yoʻqlari',
  signal: 'Dastur belgisi',
  update: 'Sonlarni yangilash',
  letInTitle: (n: number) => `${number(n)} tasi qabul qilinsa`,
  rises: (now: number, then: number) => `Hisob darhol ${number(now)} tadan ${number(then)} taga oʻzgaradi.`,
  countsAtOnce: (n: number) => `${number(n)} tasi darhol sanaladi.`,
  getsEmail: (n: number) => `${number(n)} tasiga xat hozir yuboriladi, tasdiqlangach sanaladi.`,
  staysHeld: (n: number) => `Yana ${number(n)} tasi tekshiruvda qoladi.`,
  heldAgain:
    'Shunga oʻxshash yangilari yana tekshiruvga tushishi mumkin. Agar ular odamlar boʻlsa, chegarani ham oshiring.',
  final: 'Buni bekor qilib boʻlmaydi.',
  letIn: (n: number) => `${number(n)} tasini qabul qilish`,
  removeTitle: (n: number) => `${number(n)} tasi oʻchirilsa`,
  stays: (n: number) => `Hisob oʻzgarmaydi: ${number(n)} ta.`,
  deleted:
    'Ismlar, sabablar, kontaktlar va xatlar 24 soatdan keyin butunlay oʻchiriladi. Ungacha buni bekor qilish mumkin.',
  neverAgain: 'Bu manzillardan endi bu petitsiyani imzolab boʻlmaydi, hatto haqiqiy egalari ham imzolay olmaydi.',
  publicRecord: (n: number) =>
    `Ochiq qaydda nechta oʻchirilgani (${number(n)} ta) yoziladi, kimligi hech qachon yozilmaydi.`,
  remove: (n: number) => `${number(n)} tasini oʻchirish`,
  unsure: 'Ishonchingiz komil emasmi? Ularni tekshiruvda qoldiring.',
  done: {
    released: (n: number) => `${number(n)} ta imzo qabul qilindi.`,
    removed: (n: number) => `${number(n)} ta imzo oʻchirildi.`,
    undone: (n: number) => `${number(n)} ta imzo yana tekshiruvda.`,
    meanwhile: 'Ular boʻyicha qaror allaqachon qabul qilingan. Hozir hech narsa qilinmadi.',
    tooLate: 'Buni endi bekor qilib boʻlmaydi.',
  },
  number,
}
