import type { Legal } from '../en/legal.ts'

export const uz: Legal = {
  privacy: {
    who: 'Kim javob beradi',
    whoText: [
      'Bu yerda koʻrsatilgan sayt egasi imzolarni saqlaydi, sanaydi va xatlarni yuboradi.',
      'Kampaniya tashkilotchilari aloqa maʼlumotlaringizni oladi, ularni faqat oʻzlari ochib oʻqiy oladi va ulardan foydalanish uchun oʻzlari javob beradi.',
    ],
    what: 'Nimadan va nima uchun foydalanamiz',
    whatText: [
      'Ism, elektron pochta manzili, davlat, sabab va yangiliklarga rozilik — kampaniya tashkilotchilari uchun, biz oʻqiy olmaydigan qilib shifrlanadi. Hammaga faqat oʻzingiz koʻrsatishni tanlagan maʼlumotlar koʻrinadi.',
      'Elektron pochta manzilingiz — imzongiz haqida xat yuborish uchun, kalitli xesh shaklida esa har kimni bir marta sanash uchun.',
      'Kampaniya jamoasi imzolarini bu yerga qoʻshgan avvalgi petitsiyadan: shu jamoa uchun shifrlangan ism va elektron pochta manzili hamda manzilning kalitli xeshi.',
      'Davlatingiz, tilingiz va qaysi saytdan kelganingiz — statistika uchun.',
      'Tarmogʻingizning (IP-manzil boʻyicha) va pochta domeningizning kalitli xeshlari — soxta imzolar oqimini aniqlash uchun.',
      'Petitsiya ustidan shikoyat va, koʻrsatsangiz, elektron pochta manzilingiz — faqat sayt egasi uchun.',
    ],
    noCookies: 'Biz cookie ishlatmaymiz va tashriflar jurnalini yuritmaymiz.',
    basis: 'Qanday asosda',
    basisText: [
      'Imzo bilan bergan roziligingiz: GDPR 6(1)(a)-moddasi va, imzo qarashlaringizni oshkor qilishi mumkinligi uchun, 9(2)(a)-moddasi. Shikoyatlar va suiisteʼmoldan himoya — qonuniy manfaatimiz, 6(1)(f)-modda.',
      'Imzolash ixtiyoriy. Ism va elektron pochta manzilisiz imzolab boʻlmaydi.',
      'Hech narsa avtomatik hal qilinmaydi: soxtaga oʻxshagan imzo kampaniya tashkilotchilari qaror qilguncha chetga olib qoʻyiladi.',
    ],
    recipients: 'Maʼlumotlarni kimlar oladi',
    recipientsText: {
      campaign: 'Kampaniya tashkilotchilari: siz bergan maʼlumotlarni.',
      emailService: 'Xatlarimizni yetkazuvchi xizmat: manzilingiz va xatning oʻzini.',
      cloudflare: 'Cloudflare: sayt uning koʻplab davlatlardagi serverlarida ishlaydi.',
      turnstile: 'Cloudflare Turnstile: imzolashni boshlaganingizda brauzeringizni tekshiradi.',
      upstash: 'Upstash: suiisteʼmoldan himoya uchun soʻrovlarni sanaydi va IP-manzilingizni koʻrishi mumkin.',
      noOne: 'Boshqa hech kim.',
    },
    kept: 'Qancha vaqt saqlanadi',
    keptText: {
      review: 'Tarmoq va pochta domeni xeshlari, imzolangandan keyin',
      unconfirmed: 'Tasdiqlanmagan imzolar, petitsiya tugagandan keyin',
      contacts: 'Shifrlangan aloqa maʼlumotlari, petitsiya tugagandan keyin',
      unsent: 'Shifrlangan manzil yoki shikoyat, yuborilguncha; koʻpi bilan',
      reports: 'Shikoyatlar, qarordan keyin',
      openReports: 'Qaror qabul qilinmagan shikoyatlar',
      emails: 'Xat haqidagi yozuv va qayta imzolash maʼlumotlari',
      withdrawals: 'Qaytarib olingan imzoning raqami',
      deadLetters: 'Ishlov berib boʻlmagan xabarlar',
      history: 'Maʼlumotlar bazasi tarixidagi oʻchirilgan maʼlumotlar',
    },
    petition:
      'Petitsiya oʻchirilguncha: imzolar soni, statistika, koʻrsatilgan ismlar va elektron pochta manzilingizning xeshi.',
    rights: 'Huquqlaringiz',
    rightsText: [
      'Olgan havolangiz orqali imzongizni istalgan vaqtda qaytarib olish: u oʻchiriladi. Undan oldin qilingan ishlar qonuniyligicha qoladi.',
      'Maʼlumotlarni koʻrish, nusxasini olish, tuzatish, oʻchirish yoki cheklashni soʻrash yoxud eʼtiroz bildirish: aloqa maʼlumotlari boʻyicha kampaniya tashkilotchilariga, qolganlari boʻyicha sayt egasiga.',
      'Shaxsiy maʼlumotlarni himoya qilish organiga shikoyat qilish.',
    ],
  },
  terms: {
    sign: 'Imzolash',
    signText:
      'Har kim bepul, har bir petitsiyani bir marta, oʻzining haqiqiy ismi va oʻz elektron pochta manzili bilan imzolashi mumkin.',
    start: 'Petitsiya boshlash',
    startText:
      'Petitsiyani boshlagan kishi haqiqiy ismini koʻrsatadi va matn uchun javob beradi. Tashkilotchilar aloqa maʼlumotlaridan faqat shu petitsiya uchun foydalanadi va yangiliklarni faqat rozi boʻlganlarga yuboradi.',
    down: 'Nimalarni olib tashlaymiz',
    downText:
      'Qonunni buzadigan, nafrat yoki zoʻravonlikka chaqiradigan, birovning shaxsiy maʼlumotlarini oshkor qiladigan, aldaydigan yoki reklama qiladigan narsalarni. Har bir petitsiya sahifasining oxirida shikoyat qilish mumkin. Qarorni inson qabul qiladi va sababini aytadi. Rozi boʻlmasangiz, sayt egasiga yozing.',
    warranty: 'Kafolat yoʻq',
    warrantyText:
      'Bor kuchimiz bilan harakat qilamiz, lekin sayt doim ochiq boʻlishini yoki petitsiya muvaffaqiyatga erishishini vaʼda qilmaymiz. Petitsiya uning tashabbuskori fikrini bildiradi, biznikini emas.',
  },
}
