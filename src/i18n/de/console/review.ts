import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'aus einem Netz',
    'email-domain': 'von einer E-Mail-Domain',
    disposable: 'mit Wegwerfadressen',
    signals: 'die automatisch wirken',
    surge: 'aus einem plötzlichen Ansturm',
  },
}
