/** Before something ends or is deleted: what happens, in numbers. English words. */
import { counted } from './numbers.ts'

export const ends = {
  noUndo: 'This cannot be undone.',
  tokens: (n: number) =>
    counted(n, {
      one: '{n} token is revoked. Programs that use it stop working at once.',
      other: '{n} tokens are revoked. Programs that use them stop working at once.',
    }),
  invitations: (n: number) =>
    counted(n, { one: '{n} open invitation no longer works.', other: '{n} open invitations no longer work.' }),
  sessions: (n: number) =>
    counted(n, { one: 'You are signed out on {n} device.', other: 'You are signed out on {n} devices.' }),
  teams: (n: number) =>
    counted(n, { one: 'You leave the team of {n} petition.', other: 'You leave the teams of {n} petitions.' }),
  drafts: (n: number) => counted(n, { one: '{n} draft is deleted.', other: '{n} drafts are deleted.' }),
  emailLink: 'A link that was to change your email address no longer works.',
  /** Before what happens, where another role is chosen. */
  ifNoOwner: 'If this person is no longer an owner:',
  passkey: {
    title: (name: string) => `Remove the passkey “${name}”?`,
    text: 'It no longer signs you in.',
    last: 'You have no other passkey: after that, only the link by email signs you in.',
    others: (n: number) => counted(n, { one: 'You have {n} other passkey.', other: 'You have {n} other passkeys.' }),
  },
  session: {
    title: (label: string) => `Sign out on “${label}”?`,
    text: 'That browser is signed out at once. What is being written there can be sent after signing in again.',
  },
  everywhere: 'Sign out everywhere?',
  invitation: {
    title: (email: string) => `Cancel the invitation to ${email}?`,
    text: 'The link in its email no longer works. You can invite this email address again.',
  },
  draft: {
    title: 'Delete this draft?',
    text: 'What you have typed is deleted.',
    link: 'The link with which others read it no longer works.',
    key: 'The key file that you saved for it opens nothing.',
  },
  translation: {
    title: (language: string) => `Take the translation off the page: ${language}?`,
    text: 'Readers see the original instead.',
    signed: (n: number) =>
      counted(n, {
        one: '{n} person has signed it. The signature stays, and so does the text that was signed.',
        other: '{n} people have signed it. Their signatures stay, and so does the text that they signed.',
      }),
  },
}
