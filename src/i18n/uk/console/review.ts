import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'з однієї мережі',
    'email-domain': 'з одного поштового домену',
    disposable: 'з одноразових адрес',
    signals: 'схоже, надіслано програмою',
    surge: 'під час різкого сплеску',
  },
}
