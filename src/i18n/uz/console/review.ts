import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'bitta tarmoqdan',
    'email-domain': 'bitta pochta domenidan',
    disposable: 'bir martalik manzillardan',
    signals: 'dastur yuborganga oʻxshaydi',
    surge: 'keskin oqim paytida',
  },
}
