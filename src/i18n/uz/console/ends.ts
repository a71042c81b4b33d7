/** Before something ends or is deleted: what happens, in numbers. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const ends: ConsoleWords['ends'] = {
  noUndo: 'Buni ortga qaytarib boʻlmaydi.',
  tokens: (n) => `${number(n)} ta token bekor qilinadi. Ulardan foydalanadigan dasturlar darhol ishlamay qoladi.`,
  invitations: (n) => `${number(n)} ta ochiq taklif ishlamay qoladi.`,
  sessions: (n) => `${number(n)} ta qurilmada hisobdan chiqiladi.`,
  teams: (n) => `${number(n)} ta petitsiya jamoasidan chiqasiz.`,
  drafts: (n) => `${number(n)} ta qoralama oʻchiriladi.`,
  emailLink: 'Elektron pochta manzilini oʻzgartirish havolasi ishlamay qoladi.',
  ifNoOwner: 'Bu kishi endi petitsiya egasi boʻlmasa:',
  passkey: {
    title: (name) => `“${name}” kirish kaliti oʻchirilsinmi?`,
    text: 'U bilan endi kirib boʻlmaydi.',
    last: 'Sizda boshqa kirish kaliti yoʻq: shundan keyin faqat xatdagi havola orqali kirasiz.',
    others: (n) => `Sizda yana ${number(n)} ta kirish kaliti qoladi.`,
  },
  session: {
    title: (label) => `“${label}” qurilmasida hisobdan chiqilsinmi?`,
    text: 'Oʻsha brauzerda darhol hisobdan chiqiladi. U yerda yozilayotgan narsani qayta kirgandan keyin yuborsa boʻladi.',
  },
  everywhere: 'Hamma joydan chiqilsinmi?',
  invitation: {
    title: (email) => `${email} uchun taklif bekor qilinsinmi?`,
    text: 'Xatdagi havola ishlamay qoladi. Bu manzilni yana taklif qilish mumkin.',
  },
  draft: {
    title: 'Bu qoralama oʻchirilsinmi?',
    text: 'Yozganlaringiz oʻchiriladi.',
    link: 'Boshqalar uni oʻqigan havola ishlamay qoladi.',
    key: 'U uchun saqlangan kalit fayli hech narsani ochmaydi.',
  },
  translation: {
    title: (language) => `Tarjima sahifadan olib tashlansinmi: ${language}?`,
    text: 'Oʻquvchilar uning oʻrnida asl matnni koʻradi.',
    signed: (n) => `Uni ${number(n)} kishi imzolagan. Imzolar ham, imzolangan matn ham qoladi.`,
  },
}
