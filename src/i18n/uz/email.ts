import { formatter } from '../format.ts'
import type { EmailCatalogue } from '../en/email.ts'

const { number } = formatter('uz')

export const uz: EmailCatalogue = {
  direction: 'ltr',
  greeting: 'Assalomu alaykum!',
  confirm: {
    subject: (title) => `Imzongizni tasdiqlang: ${title}`,
    neutralSubject: 'Elektron pochta manzilingizni tasdiqlang',
    what: 'Bu petitsiya sizning manzilingizdan imzolandi, aftidan, uni oʻzingiz imzolagansiz:',
    todo: 'Tasdiqlaganingizdan soʻng imzongiz hisobga olinadi.',
    button: 'Imzoni tasdiqlash',
    valid: (days) => `Havola ${number(days)} kun amal qiladi.`,
    notYou:
      'Agar bu siz boʻlmasangiz, xatga eʼtibor bermang: siz tasdiqlamasangiz, imzo hisobga olinmaydi. Imzoni darhol qaytarib olishingiz ham mumkin:',
  },
  alreadySigned: {
    subject: (title) => `Siz allaqachon imzolagansiz: ${title}`,
    neutralSubject: 'Hech narsa qilishingiz shart emas',
    what: 'Bu petitsiya sizning manzilingizdan yana bir bor imzolandi, aftidan, uni oʻzingiz imzolagansiz:',
    todo: 'Imzongiz allaqachon hisobga olingan, bir marta. Hech narsa qilishingiz shart emas.',
    button: 'Petitsiyani ochish',
    notYou: 'Agar bu siz boʻlmasangiz, oʻz imzongiz kuchda qoladi. Uni istalgan vaqtda qaytarib olishingiz mumkin:',
  },
  withdraw: 'Imzoni qaytarib olish',
}
