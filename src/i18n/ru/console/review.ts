import type { ConsoleWords } from '../../en/console.ts'

export const review: ConsoleWords['review'] = {
  /** What the signatures of a group have in common, after their number. */
  of: {
    network: 'из одной сети',
    'email-domain': 'с одного почтового домена',
    disposable: 'с одноразовых адресов',
    signals: 'похоже, отправлено программой',
    surge: 'во время резкого всплеска',
  },
}
