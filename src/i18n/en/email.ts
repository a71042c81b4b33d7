/** The words of emails in English. Their shape is the type of every language's. */
import { formatter } from '../format.ts'

const { number, plural } = formatter('en')

export const en = {
  direction: 'ltr' as 'ltr' | 'rtl',
  greeting: 'Hello,',
  confirm: {
    subject: (title: string) => `Confirm your signature: ${title}`,
    what: 'This petition was signed with your address, most likely by you:',
    todo: 'Your signature counts once you have confirmed it.',
    button: 'Confirm my signature',
    valid: (days: number) => `The link works for ${number(days)} ${plural(days, { one: 'day', other: 'days' })}.`,
    notYou: 'If it was not you, ignore this email: without you nothing counts. Or take the signature back at once:',
  },
  alreadySigned: {
    subject: (title: string) => `You have already signed: ${title}`,
    what: 'This petition was signed once more with your address, most likely by you:',
    todo: 'Your signature counts already, and it counts once. There is nothing for you to do.',
    button: 'Open the petition',
    notYou: 'If it was not you, your own signature still stands. You can take it back at any time:',
  },
  withdraw: 'Withdraw the signature',
}

export type EmailCatalogue = typeof en
