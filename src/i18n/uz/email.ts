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
    imported:
      'Imzongizni kampaniya jamoasi avvalgi roʻyxatdan koʻchirgan va u jamoaning bayoniga koʻra hisobga olingan. Buni istamasangiz, imzoni quyidagi havola orqali qaytarib oling.',
  },
  reminder: {
    subject: (title) => `Imzongiz hali hisobga olinmagan: ${title}`,
    what: 'Siz yoki elektron pochta manzilingizdan foydalangan boshqa kishi bu petitsiyani imzoladi, lekin imzo tasdiqlanmadi:',
    todo: 'Imzongiz hisobga olinishi uchun uni tasdiqlang. Boshqa eslatma yubormaymiz.',
  },
  account: {
    signIn: {
      subject: 'Kirish uchun havola',
      what: 'Mana kirish uchun havola. Uni siz yoki elektron pochta manzilingizdan foydalangan boshqa kishi soʻradi.',
      button: 'Kirish',
      valid: (minutes) => `Havola bir marta ishlaydi va ${number(minutes)} daqiqa amal qiladi.`,
      notYou: 'Agar bu siz boʻlmasangiz, xatga eʼtibor bermang: havolasiz hech kim sizning nomingizdan kira olmaydi.',
    },
    notInvited: {
      subject: 'Bu manzilga bogʻlangan hisob yoʻq',
      what: 'Siz yoki elektron pochta manzilingizdan foydalangan boshqa kishi saytga kirmoqchi boʻldi. Bu manzilga bogʻlangan hisob yoʻq, bu saytda hisob faqat taklif bilan ochiladi.',
      todo: 'Agar hisobingiz boshqa elektron pochta manziliga bogʻlangan boʻlsa, oʻsha manzil bilan kiring.',
    },
    invitation: {
      subject: (title) => `Jamoaga taklif: ${title}`,
      subjectOfSite: 'Petitsiya boshlashga taklif',
      what: (from) => `Sizni quyidagi petitsiya jamoasiga taklif qilgan kishi: ${from}`,
      whatUnnamed: 'Sizni quyidagi petitsiya jamoasiga taklif qilishdi:',
      whatOfSite: 'Sizni bu saytda petitsiya boshlashga taklif qilishdi.',
      role: {
        owner: 'Vazifangiz — egasi: hamma ishni qila olasiz va jamoani boshqarasiz.',
        editor: 'Vazifangiz — muharrir: matnni oʻzgartira olasiz va yangiliklar yozasiz.',
        moderator: 'Vazifangiz — moderator: tekshiruv uchun ushlab turilgan imzolar boʻyicha qaror qila olasiz.',
      },
      button: 'Taklifni koʻrish',
      notYou: 'Bu xatni kutmaganmidingiz? Unga eʼtibor bermang, hech narsa sodir boʻlmaydi.',
    },
    emailChange: {
      subject: 'Yangi elektron pochta manzilingizni tasdiqlang',
      what: 'Siz yoki boshqa kishi bu elektron pochta manzilini saytdagi hisobda koʻrsatmoqchi.',
      where: 'Havolani oʻsha hisobga kirilgan brauzerda oching.',
      button: 'Shu manzildan foydalanish',
      notYou: 'Agar bu siz boʻlmasangiz, xatga eʼtibor bermang: hech narsa oʻzgarmaydi.',
    },
    emailChanged: {
      subject: 'Elektron pochta manzilingiz oʻzgartirildi',
      what: 'Hisobingizning elektron pochta manzili oʻzgartirildi. Kirish havolalari endi yangi manzilga keladi.',
      undo: 'Agar bu siz boʻlmasangiz, oʻzgarishni bekor qiling: hisobda yana shu manzil boʻladi, barcha qurilmalarda hisobdan chiqiladi, kirish kalitlari oʻchiriladi.',
      button: 'Oʻzgarishni bekor qilish',
      notYou: (contact) => `Agar bu siz boʻlmasangiz, darhol bizga yozing: ${contact}`,
    },
    passkeyAdded: {
      subject: 'Hisobingizga kirish kaliti qoʻshildi',
      what: 'Bu saytdagi hisobingizga kirish kaliti qoʻshildi. U bilan xatsiz kirish mumkin.',
      button: 'Hisobga oʻtish',
      notYou: 'Agar bu siz boʻlmasangiz, kirish kalitini oʻsha yerda oʻchiring va hamma joydan chiqing.',
    },
    ownerInvited: {
      subject: (title) => `Yangi ega taklif qilindi: ${title}`,
      what: 'Quyidagi petitsiya egasi boʻlishga bir kishi taklif qilindi:',
      may: 'Petitsiya egasi hamma ishni qila oladi va jamoani boshqaradi.',
      button: 'Jamoani koʻrish',
    },
    approved: {
      subject: (title) => `Petitsiyangiz ochildi: ${title}`,
      what: 'Biz bu petitsiyani maʼqulladik, endi uni imzolash mumkin:',
      button: 'Petitsiyaga oʻtish',
    },
    approvedLater: {
      subject: (title) => `Petitsiya maʼqullandi: ${title}`,
      what: 'Biz bu petitsiyani maʼqulladik. U belgilangan vaqtda oʻzi ochiladi:',
    },
    changeAsked: {
      subject: (title) => `Petitsiyangizni oʻzgartiring: ${title}`,
      what: 'Bu petitsiyani ochishimizdan oldin undagi baʼzi narsalarni oʻzgartirish kerak:',
      button: 'Petitsiyani oʻzgartirish',
    },
    declined: {
      subject: (title) => `Petitsiya maʼqullanmadi: ${title}`,
      what: 'Biz bu petitsiyani saytda ochmaslikka qaror qildik:',
      after: 'U faqat jamoangiz koʻradigan qoralama boʻlib qoladi.',
    },
    takenDown: {
      subject: (title) => `Petitsiyangiz olib tashlandi: ${title}`,
      what: 'Biz bu petitsiyani saytdan olib tashladik:',
      after: 'Uning sahifasida matn oʻrnida shu sabab koʻrsatilgan. Hech narsa oʻchirilmadi.',
      object: 'Bu qarorga 6 oy ichida eʼtiroz bildirish mumkin.',
      button: 'Qarorga eʼtiroz bildirish',
      ground: {
        illegal: 'U bu yerda amal qiladigan qonunni buzadi.',
        danger: 'U odamlarni xavf ostiga qoʻyadi.',
        rules: 'U shu sayt qoidalarini buzadi.',
        order: 'Buni sud yoki davlat organi talab qilgan.',
      },
    },
    putBack: {
      subject: (title) => `Petitsiyangiz saytga qaytdi: ${title}`,
      what: 'Biz bu petitsiyani saytga qaytardik. Uning sahifasi yana ochiq:',
    },
    /** After an objection. */
    keptDown: {
      subject: (title) => `Petitsiyangiz saytga qaytarilmadi: ${title}`,
      what: 'Biz eʼtirozni oʻqib, qaytadan qaror qildik. Bu petitsiya saytga qaytarilmadi:',
    },
    /** After a report. */
    ownersAsked: {
      subject: (title) => `Iltimos, oʻzgartirish kiriting: ${title}`,
      what: 'Oʻquvchilar bu petitsiyadagi nimadir ustidan shikoyat qilishdi. Iltimos, oʻzgartirish kiriting:',
    },
    /** To who reported something. */
    reportDecided: {
      subject: 'Shikoyatingiz boʻyicha qaror',
      what: 'Bu petitsiya ustidan shikoyatingiz uchun rahmat:',
      decision: {
        nothing: 'Biz shikoyatni koʻrib chiqdik va hammasini oʻz holicha qoldirdik.',
        hidden: 'Siz shikoyat qilgan narsa endi koʻrsatilmaydi.',
        asked: 'Biz petitsiya egalaridan oʻzgartirish kiritishni soʻradik.',
        'taken-down': 'Biz petitsiyani saytdan olib tashladik.',
      },
      sentBy: (operator) =>
        `Sayt egasi: ${operator}. Bu xatni elektron pochta manzilingiz shikoyatda koʻrsatilgani uchun oldingiz.`,
    },
    reason: 'Bizning izohimiz:',
    contact: (contact) => `Rozi emasmisiz yoki savolingiz bormi? Bizga yozing: ${contact}`,
    sentBy: (operator) => `Sayt egasi: ${operator}. Bu xatni hisob yoki taklif munosabati bilan oldingiz.`,
  },
  withdraw: 'Imzoni qaytarib olish',
  startedBy: (starter) => `Tashabbuskor: ${starter}`,
  sentBy: (operator) =>
    `Sayt egasi: ${operator}. Elektron pochta manzilingiz petitsiyada koʻrsatilgani uchun bu xatni oldingiz.`,
}
