/** The list of petitions. */
import type { ConsoleWords } from '../../en/console.ts'
import { number } from './numbers.ts'

export const petitions: ConsoleWords['petitions'] = {
  title: 'Petitsiyalaringiz',
  start: 'Petitsiya boshlash',
  todo: (n) => `${number(n)} ta ish`,
  of: (count, goal) => `${number(goal)} ta imzodan ${number(count)} tasi`,
  closes: (day) => `imzo yigʻish ${day} kuni yakunlanadi`,
  ended: (day) => `imzo yigʻish ${day} kuni yakunlangan`,
  changed: (when) => `oʻzgartirilgan: ${when}`,
  continueAt: (step) => `${number(step)}-bosqichdan davom eting (jami 3 ta)`,
  emptyTitle: 'Hozircha petitsiyangiz yoʻq',
  emptyText: 'Bu taxminan besh daqiqa vaqt oladi. Sizga quyidagilar kerak:',
  needs: [
    'kim nima qilishi kerakligini aytadigan sarlavha',
    'nima notoʻgʻri ekani va nimani talab qilayotganingiz haqida bir necha xatboshi',
    'bitta fayl uchun ishonchli joy: unda imzolaganlarning aloqa maʼlumotlari kaliti boʻladi',
  ],
  invited:
    'Sizni petitsiya jamoasiga taklif qilishganmi? Petitsiyani bu yerga qoʻshish uchun taklifdagi havolani oching.',
  claim: 'Token bilan boshlangan petitsiyani qoʻshish',
  claimHint:
    'Uning kampaniya tokenini joylang. Siz petitsiya egasi boʻlasiz. Token uni amaldan chiqarguningizcha ishlayveradi.',
  token: 'Kampaniya tokeni',
  claimButton: 'Petitsiyani qoʻshish',
  claimWrong: 'Bunday tokenli petitsiya yoʻq. Token toʻliq nusxalanganini tekshiring.',
  claimOwned: 'Bu petitsiyaning allaqachon egasi bor. Undan sizni taklif qilishini soʻrang.',
  claimed: 'Endi bu petitsiya sizniki.',
}
