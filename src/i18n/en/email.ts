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
    imported:
      'The campaign team added your signature from an earlier list. It is counted. If you don’t want that, withdraw it with the link below.',
  },
  reminder: {
    subject: (title: string) => `Your signature isn’t counted yet: ${title}`,
    what: 'You, or someone using your email address, signed this petition, but the signature has not been confirmed:',
    todo: 'Please confirm your signature so that it counts. We won’t remind you again.',
  },
  /** Emails to people who have an account, or are invited to have one. */
  account: {
    signIn: {
      subject: 'Your link to sign in',
      what: 'Here is the link to sign in. You, or someone using your email address, asked for it.',
      button: 'Sign in',
      valid: (minutes: number) =>
        `This link works once, and expires in ${number(minutes)} ${plural(minutes, { one: 'minute', other: 'minutes' })}.`,
      notYou: 'Not you? Ignore this email: without this link, no one can sign in as you.',
    },
    notInvited: {
      subject: 'There is no account with this email address',
      what: 'You, or someone using your email address, wanted to sign in here. There is no account with this email address, and accounts on this site are by invitation.',
      todo: 'If you have an account with another email address, sign in with that one.',
    },
    invitation: {
      subject: (title: string) => `Invitation to the team: ${title}`,
      /** Not to a petition, but to have an account. */
      subjectOfSite: 'Invitation to start a petition',
      what: (from: string) => `${from} invites you to the team of this petition:`,
      /** Of somebody without a name. */
      whatUnnamed: 'You are invited to the team of this petition:',
      whatOfSite: 'You are invited to start petitions on this site.',
      role: {
        owner: 'You would be an owner: you could do everything, and manage the team.',
        editor: 'You would be an editor: you could change the text and write updates.',
        moderator: 'You would be a moderator: you could decide on signatures that are held for review.',
      },
      button: 'See the invitation',
      notYou: 'Not expected? Ignore this email and nothing happens.',
    },
    emailChange: {
      subject: 'Confirm your new email address',
      what: 'You, or someone using your email address, wants to use it for an account on this site.',
      where: 'Open the link in a browser where you are signed in to that account.',
      button: 'Use this email address',
      notYou: 'Not you? Ignore this email and nothing changes.',
    },
    emailChanged: {
      subject: 'Your email address was changed',
      what: 'The email address of your account was changed. Links to sign in now go to the new one.',
      undo: 'Not you? Undo the change: the account then has this email address again, is signed out everywhere, and its passkeys are removed.',
      button: 'Undo the change',
      notYou: (contact: string) => `Not you? Write to us now: ${contact}`,
    },
    passkeyAdded: {
      subject: 'A passkey was added to your account',
      what: 'A passkey was added to your account on this site. Anyone who has it can sign in without an email.',
      button: 'Go to your account',
      notYou: 'Not you? Remove the passkey there, and sign out everywhere.',
    },
    /** To the other owners of a petition. */
    ownerInvited: {
      subject: (title: string) => `A new owner was invited: ${title}`,
      what: 'Somebody was invited to be an owner of this petition:',
      may: 'An owner can do everything, and manage the team.',
      button: 'See the team',
    },
    approved: {
      subject: (title: string) => `Your petition is open: ${title}`,
      what: 'We have approved this petition. It is open for signatures:',
      button: 'Go to the petition',
    },
    approvedLater: {
      subject: (title: string) => `Approved: ${title}`,
      what: 'We have approved this petition. It opens by itself at the time that was set:',
    },
    changeAsked: {
      subject: (title: string) => `Please change your petition: ${title}`,
      what: 'Before we can open this petition, please change something:',
      button: 'Change the petition',
    },
    declined: {
      subject: (title: string) => `Not approved: ${title}`,
      what: 'We have decided not to open this petition on this site:',
      after: 'It stays a draft that only your team can see.',
    },
    takenDown: {
      subject: (title: string) => `Your petition was taken down: ${title}`,
      what: 'We have taken this petition down:',
      after: 'Its page shows this reason instead of the text. Nothing is deleted.',
      object: 'You can object to this decision within 6 months.',
      button: 'Object to the decision',
      ground: {
        illegal: 'It breaks the law here.',
        danger: 'It puts people in danger.',
        rules: 'It breaks the rules of this site.',
        order: 'A court or an authority ordered it.',
      },
    },
    putBack: {
      subject: (title: string) => `Your petition is back: ${title}`,
      what: 'We have put this petition back. It is on its page again:',
    },
    /** After an objection. */
    keptDown: {
      subject: (title: string) => `Your petition stays taken down: ${title}`,
      what: 'We have read the objection, and decided again. This petition stays taken down:',
    },
    /** After a report. */
    ownersAsked: {
      subject: (title: string) => `Please change something: ${title}`,
      what: 'Readers have reported something about this petition. Please change it:',
    },
    /** To who reported something. */
    reportDecided: {
      subject: 'What we decided about your report',
      what: 'Thank you for your report of this petition:',
      decision: {
        nothing: 'We have looked at what you reported, and leave it as it is.',
        hidden: 'What you reported is no longer shown.',
        asked: 'We have asked the owners of the petition to change what you reported.',
        'taken-down': 'We have taken the petition down.',
      },
      sentBy: (operator: string) =>
        `${operator} runs this site and sends you this email because your email address was given with a report.`,
    },
    /** Before what the operator wrote. */
    reason: 'Our reason:',
    contact: (contact: string) => `Do you disagree, or have a question? Write to us: ${contact}`,
    sentBy: (operator: string) =>
      `${operator} runs this site and sends you this email about an account or an invitation.`,
  },
  withdraw: 'Withdraw this signature',
  /** Under the title of the petition. */
  startedBy: (starter: string) => `Started by ${starter}`,
  /** Who sends the email, and why. */
  sentBy: (operator: string) =>
    `${operator} runs this site and sends you this email because your email address was entered on a petition.`,
}

export type EmailCatalogue = typeof en
