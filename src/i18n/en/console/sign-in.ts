/** Signing in, and the account. */
import { number, counted } from './numbers.ts'

export const signIn = {
  title: 'Sign in to your petitions',
  lead: 'There is no password. We email you a link, or you use a passkey if you have one.',
  email: 'Your email address',
  emailHint: 'The one you used to start a petition, or were invited with.',
  send: 'Send me a link',
  passkey: 'Use a passkey',
  passkeyTitle: 'Or with a passkey',
  passkeyText: 'Your phone or computer unlocks it with your finger, face or PIN. A fake page cannot steal it.',
  passkeyFailed: 'The passkey was not accepted. Try again, or ask for a link by email.',
  newHere: 'New here? Enter your email address above. The same link lets you start a petition.',
  sentTitle: 'Check your email',
  sentText: (address: string) => `If ${address} can sign in here, a link is on its way. It works once, for 15 minutes.`,
  sentNone: 'Nothing there? Look in your spam folder. It can take a few minutes.',
  sentMost: (n: number) => `Each address gets at most ${number(n)} links a day.`,
  sentSame: 'This page is the same for every email address, so no one can find out who is campaigning.',
  again: 'Send it again',
  other: 'Use another email address',
  linkTitle: 'Sign in',
  linkText: 'Press the button to sign in on this device.',
  linkOperator: 'You will be the operator of this site. Enter your own email address: you sign in with it from now on.',
  linkInvited: (role: string, title: string) => `You are invited to “${title}” as: ${role}.`,
  linkEmail: 'Press the button to use this email address for your account from now on.',
  linkButton: 'Sign in',
  acceptButton: 'Accept the invitation',
  emailButton: 'Use this email address',
  linkUndo:
    'Press the button to undo the change: your account has this email address again. It is signed out everywhere, and its passkeys are removed.',
  undoButton: 'Undo the change',
  firstTitle: 'Sign in to your account first',
  firstText:
    'This link changes the email address of an account. Sign in to the account that asked for it, then open the link again. You did not ask for it? Then do nothing, and nothing changes.',
  takenTitle: 'This email address is in use',
  takenText: 'Another account has it. Delete that account first, or use another email address.',
  operatorKnown:
    'There is an account with this email address. Sign in to it, then open this link again, or use another email address.',
  goneTitle: 'This link no longer works',
  goneText: 'Links work once, and only for a while. Ask for a new one: it takes a minute.',
  /** Of a link for something else than signing in. */
  goneOf: {
    invitation:
      'An invitation works once, and only for some days. It also ends when it is cancelled or replaced by a newer one. If you have accepted it, sign in. If not, ask for a new one.',
    'email-change':
      'This link works once, and only for a day. It also ends when you ask for another one. Your account shows which email address it has: if it is not the new one yet, change it there again.',
    'email-undo':
      'This link works once, and only for some days. Your account shows which email address it has. If you can no longer sign in, contact us.',
    operator: 'This link works once, and only for a while. A new one is made on the server, with the same command.',
  },
  goneButton: 'Ask for a new link',
  tooMany: (minutes: number) =>
    `Too many links were asked for. Wait ${counted(minutes, { one: '{n} minute', other: '{n} minutes' })} and try again.`,
  signedOut: 'You are signed out.',
  needed: 'Sign in to see this page. You will come back to it.',
}

export const account = {
  title: 'Your account',
  name: 'Your name',
  nameHint: 'Your team sees it.',
  language: 'Language',
  save: 'Save',
  saved: 'Saved.',
  email: 'Email address',
  emailNow: (address: string) => `You sign in with ${address}.`,
  emailNew: 'New email address',
  emailButton: 'Change the email address',
  emailSent:
    'We have sent a link to the new email address. Nothing changes until you open it in a browser where you are signed in.',
  emailChanged:
    'The email address was changed, and you are signed out on all other devices. Check your passkeys: remove any that is not yours.',
  emailUndone: 'The change was undone. Sign in with your email address.',
  passkeys: 'Passkeys',
  passkeysText: 'A passkey lets you in without an email, also when you have lost your mailbox.',
  passkeyAdd: 'Add a passkey',
  passkeyName: 'Name of this passkey',
  passkeyAdded: 'The passkey was added.',
  passkeyRemove: (name: string) => `Remove ${name}`,
  passkeyRemoved: 'The passkey was removed.',
  passkeyNone: 'You have no passkey.',
  passkeyScript: 'Passkeys need JavaScript.',
  sessions: 'Where you are signed in',
  thisOne: 'this device',
  sessionUsed: (when: string) => `last used ${when}`,
  end: 'Sign out there',
  endAll: 'Sign out everywhere',
  ended: 'Signed out.',
  delete: 'Delete your account',
  deleteText: 'Your name, email address and passkeys are deleted. Petitions stay with their other owners.',
  deleteOnly: (titles: string) =>
    `You are the only owner of: ${titles}. Make someone else an owner, or close it first.`,
  deleteOperator: 'You are the only operator of this site. Make someone else an operator first.',
  deleteConfirm: 'Yes, delete my account',
  deleted: 'Your account was deleted.',
}
