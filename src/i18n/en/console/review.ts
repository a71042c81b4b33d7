/** English words of the pages of signatures that are held for review. */
import type { Suspicion } from '../../../../schema/review.ts'

export const review = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'from one network',
    'email-domain': 'from one email domain',
    disposable: 'with disposable email addresses',
    signals: 'that look automated',
    surge: 'from a sudden surge',
  } satisfies Record<Suspicion, string>,
}
