import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const signers: ConsoleWords['signers'] = {
  /** Why something was hidden. */
  whys: { insult: 'haqorat', private: 'shaxsiy maʼlumot', threat: 'tahdid', spam: 'spam', other: 'boshqa sabab' },
  /** What is hidden. */
  hides: { reason: 'sabab', both: 'ism va sabab', waiting: 'tekshiruvda' },
  moderations: { after: 'ismlar darhol koʻrinadi', before: 'ismlar tekshiruvdan keyin koʻrinadi' },
  lead: 'Ismini yoki bosh harflarini koʻrsatishga rozi boʻlganlar. Haqorat, tahdid va shaxsiy maʼlumotni yashiring: imzo baribir hisobga olinadi.',
  search: 'Qidiruv',
  find: 'Topish',
  lists: { all: 'Hammasi', reasons: 'Sababi borlar', hidden: 'Yashirilganlar', waiting: 'Tekshiruvni kutayotganlar' },
  name: 'Ism',
  reason: 'Sabab',
  signed: 'Qachon',
  states: { reason: 'Sabab yashirilgan', both: 'Ism va sabab yashirilgan', waiting: 'Tekshiruvni kutmoqda' },
  none: 'Hali hech kim ismini koʻrsatishni tanlamagan.',
  further: 'Qidirishni davom ettirish',
  hide: 'Yashirish…',
  showAgain: 'Yana koʻrsatish',
  showIt: 'Koʻrsatish',
  showAll: (n) => `Shu sahifadagi ${number(n)} tasini koʻrsatish`,
  hideTitle: 'Petitsiya sahifasidan yashirish',
  what: 'Nima yashirilsin?',
  why: 'Nega?',
  so: [
    'Imzo hisobga olinaveradi.',
    'Imzo qoʻygan odamga xabar berilmaydi.',
    'Kim va nega yashirgani jamoa jurnalida koʻrinadi.',
    'Istalgan vaqtda yana koʻrsatish mumkin.',
  ],
  hideButton: 'Yashirish',
  undo: 'Bekor qilish',
  done: {
    reason: 'Sabab yashirildi.',
    both: 'Ism va sabab yashirildi.',
    shown: 'Ism yana sahifada.',
    shownAll: (n) => `Endi sahifada yana ${number(n)} ta ism bor.`,
    undone: 'Bekor qilindi.',
    moderation: 'Saqlandi.',
  },
  moderationTitle: 'Ismlar va sabablar qachon paydo boʻladi',
  modes: { after: 'Darhol', before: 'Tekshiruvdan keyin' },
  modeHints: {
    after: 'Sahifada boʻlmasligi kerak narsani oʻzingiz yashirasiz.',
    before: 'Jamoadan kimdir koʻrmaguncha hech narsa paydo boʻlmaydi.',
  },
  /** What happens when it is changed to that. */
  changed: {
    before: ['Hozir sahifada turgan ismlar qoladi.', 'Yangi ismlar va sabablar jamoadan kimdir koʻrsatguncha kutadi.'],
    after: ['Endi ismlar va sabablar darhol paydo boʻladi.'],
  },
  waits: (n) => `${number(n)} ta ism tekshiruvni kutmoqda.`,
  goOnWaiting: (n) => `Kutayotgan ${number(n)} ta ism kimdir koʻrsatguncha yoki yashirguncha kutaveradi.`,
}
