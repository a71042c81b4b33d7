import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'tek bir ağdan',
    'email-domain': 'tek bir e-posta alan adından',
    disposable: 'geçici e-posta adresleriyle',
    signals: 'otomatik görünenler',
    surge: 'ani bir artıştan',
  },
}
