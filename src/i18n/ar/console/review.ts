import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'من شبكة واحدة',
    'email-domain': 'من نطاق بريد واحد',
    disposable: 'من عناوين بريد مؤقتة',
    signals: 'يبدو أنها آلية',
    surge: 'من تدفق مفاجئ',
  },
}
