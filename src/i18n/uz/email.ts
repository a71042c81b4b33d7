import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number } = formatter('uz')

export const uz: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Assalomu alaykum!',
  confirm: {
    subject: (title) => `Imzongizni tasdiqlang: ${title}`,
    neutralSubject: 'Elektron pochta manzilingizni tasdiqlang',
    what: 'Siz yoki elektron pochta manzilingizdan foydalangan boshqa kishi bu petitsiyani imzoladi:',
    todo: 'Imzongiz hisobga olinishi uchun uni tasdiqlang.',
    button: 'Imzoni tasdiqlash',
    valid: (days) => `Havola ${number(days)} kun amal qiladi.`,
    notYou:
      'Agar bu siz boʻlmasangiz, xatga eʼtibor bermang: tasdiqlanmagan imzo hisobga olinmaydi. Imzoni darhol qaytarib olish ham mumkin:',
  },
  alreadySigned: {
    subject: (title) => `Siz bu petitsiyani allaqachon imzolagansiz: ${title}`,
    neutralSubject: 'Hech narsa qilishingiz shart emas',
    what: 'Siz yoki elektron pochta manzilingizdan foydalangan boshqa kishi bu petitsiyani yana bir bor imzolamoqchi boʻldi:',
    todo: 'Imzongiz allaqachon hisobga olingan. Hech narsa qilishingiz shart emas.',
    button: 'Petitsiyaga oʻtish',
    notYou:
      'Agar bu siz boʻlmasangiz, xavotir olmang: oldingi imzongiz kuchda qoladi. Uni istalgan vaqtda qaytarib olishingiz mumkin:',
  },
  links: {
    subject: (title) => `Havolalaringiz: ${title}`,
    neutralSubject: 'Siz soʻragan havolalar',
    what: 'Siz yoki elektron pochta manzilingizdan foydalangan boshqa kishi imzongizga tegishli havolalarni soʻradi. Imzo quyidagi petitsiya ostiga qoʻyilgan:',
    toConfirm: 'Imzongiz hali tasdiqlanmagan. Hisobga olinishi uchun uni tasdiqlang.',
    counted: 'Imzongiz tasdiqlangan va hisobga olingan.',
  },
  reminder: {
    subject: (title) => `Imzongiz hali hisobga olinmagan: ${title}`,
    what: 'Siz yoki elektron pochta manzilingizdan foydalangan boshqa kishi bu petitsiyani imzoladi, lekin imzo tasdiqlanmadi:',
    todo: 'Imzongiz hisobga olinishi uchun uni tasdiqlang. Boshqa eslatma yubormaymiz.',
  },
  withdraw: 'Imzoni qaytarib olish',
  startedBy: (starter) => `Tashabbuskor: ${starter}`,
  sentBy: (operator) =>
    `Sayt egasi: ${operator}. Elektron pochta manzilingiz petitsiyada koʻrsatilgani uchun bu xatni oldingiz.`,
}
