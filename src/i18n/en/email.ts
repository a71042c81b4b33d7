/** The words of emails in English. Their shape is the type of every language's. */
import { formatter } from '../format.ts'

const { number, plural } = formatter('en')

export const en = {
  direction: 'ltr' as 'ltr' | 'rtl',
  greeting: 'Hello,',
  confirm: {
    subject: (title: string) => `Confirm your signature: ${title}`,
    /** For petitions that are dangerous to sign: a lock screen shows it, so it tells of no petition. */
    neutralSubject: 'Please confirm your email address',
    what: 'You, or someone using your email address, signed this petition:',
    todo: 'Please confirm your signature so that it counts.',
    button: 'Confirm my signature',
    valid: (days: number) => `This link expires in ${number(days)} ${plural(days, { one: 'day', other: 'days' })}.`,
    notYou: 'Not you? Ignore this email and nothing will be counted, or withdraw the signature now:',
  },
  alreadySigned: {
    subject: (title: string) => `You have already signed: ${title}`,
    neutralSubject: 'You don’t need to do anything',
    what: 'You, or someone using your email address, tried to sign this petition again:',
    todo: 'Your signature is already counted. You don’t need to do anything.',
    button: 'Go to the petition',
    notYou: 'If it wasn’t you, your own signature still counts. You can withdraw it at any time:',
  },
  links: {
    subject: (title: string) => `Your links: ${title}`,
    neutralSubject: 'The links you asked for',
    what: 'You, or someone using your email address, asked for the links to your signature. It is on this petition:',
    toConfirm: 'Your signature is not confirmed yet. Please confirm it so that it counts.',
    counted: 'Your signature is confirmed and counted.',
  },
  reminder: {
    subject: (title: string) => `Your signature isn’t counted yet: ${title}`,
    what: 'You, or someone using your email address, signed this petition, but the signature has not been confirmed:',
    todo: 'Please confirm your signature so that it counts. We won’t remind you again.',
  },
  withdraw: 'Withdraw this signature',
  /** Under the title of the petition. */
  startedBy: (starter: string) => `Started by ${starter}`,
  /** Who sends the email, and why. */
  sentBy: (operator: string) =>
    `${operator} runs this site and sends you this email because your email address was entered on a petition.`,
}

export type EmailCatalogue = typeof en
