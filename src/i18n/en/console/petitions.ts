/** The list of petitions. */
import { number, counted, SIGNATURES } from './numbers.ts'

export const petitions = {
  title: 'Your petitions',
  start: 'Start a petition',
  todo: (n: number) => counted(n, { one: '{n} thing to do', other: '{n} things to do' }),
  of: (count: number, goal: number) => `${number(count)} of ${counted(goal, SIGNATURES)}`,
  closes: (day: string) => `closes on ${day}`,
  ended: (day: string) => `ended on ${day}`,
  changed: (when: string) => `changed ${when}`,
  continueAt: (step: number) => `Continue with step ${number(step)} of 3`,
  emptyTitle: 'You have no petition yet',
  emptyText: 'It takes about five minutes. You need:',
  needs: [
    'a title that says who should do what',
    'a few paragraphs on what is wrong and what you ask for',
    'a safe place for one file: the key to your contacts',
  ],
  invited: 'Were you invited to a petition? Open the link in your invitation to add it here.',
  claim: 'Add a petition that was started with a token',
  claimHint: 'Paste its campaign token. You become its owner. The token still works until you revoke it.',
  token: 'Campaign token',
  claimButton: 'Add the petition',
  claimWrong: 'No petition has this token. Check that all of it was copied.',
  claimOwned: 'This petition has an owner already. Ask them to invite you.',
  claimed: 'The petition is yours now.',
}
