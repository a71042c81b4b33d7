import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'd’un même réseau',
    'email-domain': 'd’un même domaine de messagerie',
    disposable: 'avec des adresses jetables',
    signals: 'd’apparence automatique',
    surge: 'd’un afflux soudain',
  },
}
