/** English words of the pages that close, reopen or delete a petition. */
import { counted, number, SIGNATURES } from './numbers.ts'

export const ending = {
  title: 'End the petition',
  close: 'Close the petition',
  closeTitle: 'Close the petition now?',
  closeText: 'No one can sign any more. The page stays. You can reopen it for 30 days.',
  closesBySelf: (day: string) => `It closes by itself after ${day}.`,
  closed: 'The petition is closed.',
  victory: 'Declare victory',
  victoryTitle: 'Declare victory?',
  victoryText: 'The demand was met, wholly or in good part. Say in which part.',
  declared: 'The page now says that the demand was met.',
  keepOpen: 'Leave it as it is',
  reopen: 'Reopen the petition',
  reopenTitle: 'Reopen the petition?',
  reopenText: (day: string) => `It has been closed since ${day}.`,
  reopenable: (day: string) => `You can reopen it until ${day}.`,
  tooLate: 'It was closed more than 30 days ago. It can no longer be reopened.',
  reopened: 'People can sign again.',
  lastDay: 'New last day',
  lastDayHint: (timeZone: string) => `Until midnight there: ${timeZone}. Leave it empty for none.`,
  outcome: 'Outcome',
  outcomeHint: 'At the top of the page and in the feed. You can write it later, and change it.',
  preview: 'Preview',
  previewTitle: 'How it will look',
  so: 'What happens',
  held: (n: number) =>
    counted(n, { one: '{n} signature is held for review.', other: '{n} signatures are held for review.' }),
  /** What happens. */
  stays: (n: number) => `The count is ${number(n)} now. No one else can sign.`,
  waiting: (n: number) =>
    counted(n, {
      one: '{n} signature is waiting for confirmation. It counts if it is confirmed within 7 days of signing.',
      other: '{n} signatures are waiting for confirmation. Each counts if it is confirmed within 7 days of signing.',
    }),
  waitingMany: 'Many signatures are waiting for confirmation. Each counts if it is confirmed within 7 days of signing.',
  saysClosed: 'The page and the counters of partners say that it is closed. Webhooks get an event.',
  saysVictory: 'The page and the counters of partners say “Victory”. Webhooks get an event.',
  noEmails: 'Signers get no email from this site. With the contacts you can email those who agreed to receive updates.',
  contacts: (day: string) => `Contacts are deleted after ${day}. Download those that you need before.`,
  again: (n: number) => `People can sign again. The count continues from ${number(n)}.`,
  between: 'What was signed while it was closed stays uncounted.',
  outcomeKept: 'The outcome is taken off the page. It is saved for you as a draft.',
  contactsAgain:
    'Contacts are stored again for as long as it is open. The time until they are deleted starts again when it is next closed.',
  /** Somebody else was faster. */
  meanwhileTitle: 'It was closed meanwhile',
  meanwhileText:
    'Somebody else has closed it with another outcome. Yours is not lost: choose which one the page shows.',
  theirs: 'On the page now',
  saveYours: 'Show yours',
  keepTheirs: 'Keep the other',
  saved: 'The outcome is on the page.',
  delete: 'Delete the petition',
  deleteTitle: 'Delete the petition?',
  deleteText: 'The page and everything that was collected. For 14 days it can be undone.',
  /** What happens, before and after 14 days. */
  deleteOffline: 'The page is gone at once. In its place it says when it was deleted, and how many signatures it had.',
  deleteCloses: 'It is closed with this. No one can sign or confirm any more.',
  deleteGrace: (day: string) => `Until ${day} any owner can undo this.`,
  deleteRows: (n: number) =>
    counted(n, {
      one: 'After that, {n} signature is deleted for good, with its name, reason and contact.',
      other: 'After that, {n} signatures are deleted for good, with their names, reasons and contacts.',
    }),
  deleteRest: 'With them the text, updates, image, webhooks, tokens and the team.',
  deleteStays: 'What stays: the web address, which no one else gets, the number of signatures, and the dates.',
  deleteLog:
    'Entries of the log stay until they are a year old. Backups of the database have the rest for up to 30 days more.',
  deleteConfirm: 'Delete the petition',
  deletedTitle: 'This petition is deleted',
  deletedText: (day: string, n: number) => `Deleted on ${day}, with ${counted(n, SIGNATURES)}.`,
  erasedAfter: (day: string) => `It will be deleted for good after ${day}. Until then an owner can bring it back.`,
  erasing: 'It is being deleted for good. It can no longer be brought back.',
  undo: 'Undo the deletion',
  undoSo: 'The page is back as it was, and closed. An owner can reopen it for 30 days after its end.',
  undone: 'The petition is back. It is closed.',
}
