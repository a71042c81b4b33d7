/** What is around every page of the console, and the pages that say why something was not done. */
import { counted, PEOPLE, SIGNATURES } from './numbers.ts'

/** Around every page. */
export const frame = {
  petitions: 'Petitions',
  site: 'This site',
  account: 'Account',
  help: 'Help',
  menu: 'Menu',
  seePage: 'See the page',
  signOut: 'Sign out',
  back: (place: string) => `Back to ${place}`,
  asOf: (time: string) => `As of ${time}`,
  refresh: 'Refresh',
  change: 'Change',
  cancel: 'Cancel',
  optional: 'optional',
  /** Before the title of a page with errors, in the tab of the browser. */
  error: (title: string) => `Error: ${title}`,
  errors: (n: number) => counted(n, { one: 'One thing to correct', other: '{n} things to correct' }),
  now: 'now',
  today: (time: string) => `today, ${time}`,
  yesterday: (time: string) => `yesterday, ${time}`,
  people: (n: number) => counted(n, PEOPLE),
  signatures: (n: number) => counted(n, SIGNATURES),
  days: (n: number) => counted(n, { one: '{n} day', other: '{n} days' }),
  /** Before something ends for people, or is deleted. */
  confirm: {
    understood: 'I understand what happens.',
    tick: (n: number) => `I understand that this affects ${counted(n, PEOPLE)}.`,
    tickNeeded: 'Tick the box if you understand what happens.',
    type: 'To confirm, type how many people this affects',
    typeWrong: (n: number) => `The number does not match. This affects ${counted(n, PEOPLE)}.`,
  },
}

/** The places of a petition’s menu, and its state. */
export const places = {
  groups: { petition: 'Petition', people: 'People', reach: 'Reach', manage: 'Manage' },
  overview: 'Overview',
  text: 'Text',
  updates: 'Updates and outcome',
  signers: 'Signers and reasons',
  review: 'Held for review',
  contacts: 'Contacts',
  paper: 'Paper and imports',
  share: 'Share and partners',
  team: 'Team and access',
  settings: 'Settings',
  states: {
    draft: 'Draft',
    submitted: 'Waiting for approval',
    scheduled: 'Opens on a date',
    open: 'Open',
    closed: 'Closed',
    victory: 'Victory',
    'taken-down': 'Taken down',
    deleted: 'Deleted',
  },
}

export const roles = {
  owner: 'Owner',
  editor: 'Editor',
  moderator: 'Moderator',
  you: { owner: 'You are an owner', editor: 'You are an editor', moderator: 'You are a moderator' },
}

export const problems = {
  notFound: 'There is no such page',
  notFoundText: 'Or you have no right to see it. Check the web address, or go to your petitions.',
  forbidden: 'You cannot do this',
  forbiddenText: (role: string) => `This needs the role: ${role}. Ask an owner of the petition.`,
  busy: 'Not saved yet',
  busyText: 'Something did not work on our side. What you sent is still here: send it again.',
  signedOut: 'You are signed out',
  signedOutText: 'Nothing was saved, and nothing is lost. Sign in on another page, then send it again from here.',
  signInFirst: 'Sign in on another page',
  sendAgain: 'Send it again',
  failed: 'This page cannot be shown now',
  failedText: 'Something did not work on our side. Try again in a minute.',
  tryAgain: 'Try again',
  /** Below why something was not done: its words, to be copied. */
  typed: 'What you typed',
  typedText: 'It was not saved. Copy it if you need it elsewhere.',
  crossSite: 'This request came from another site',
  crossSiteText: 'Nothing was done. Go to your petitions and do it there.',
}
