/** What was just done, as the query of the next page says it: a name and a number, never a text, so that no link can put words into a page. */
import type { ConsoleWords } from '../../src/i18n/console-catalogue.ts'

const NOTICES = {
  'signed-out': (words) => words.signIn.signedOut,
  claimed: (words) => words.petitions.claimed,
  'draft-saved': (words) => words.start.saved,
  'draft-deleted': (words) => words.start.deleted,
  published: (words) => words.start.publish.published,
  submitted: (words) => words.start.publish.submitted,
  'taken-back': (words) => words.draft.takenBack,
  'petition-deleted': (words) => words.draft.deleted,
  'account-saved': (words) => words.account.saved,
  'email-sent': (words) => words.account.emailSent,
  'email-changed': (words) => words.account.emailChanged,
  'email-undone': (words) => words.account.emailUndone,
  'passkey-added': (words) => words.account.passkeyAdded,
  'passkey-removed': (words) => words.account.passkeyRemoved,
  'session-ended': (words) => words.account.ended,
  'account-deleted': (words) => words.account.deleted,
  'role-changed': (words) => words.team.saved,
  'invitation-sent': (words) => words.team.inviteSent,
  'invitation-cancelled': (words) => words.team.cancelled,
  'member-removed': (words) => words.team.memberRemoved,
  left: (words) => words.team.left,
  'token-revoked': (words) => words.team.tokens.revoked,
  approved: (words) => words.site.approved,
  asked: (words) => words.site.asked,
  declined: (words) => words.site.declined,
  'taken-down': (words) => words.site.takenDown,
  'put-back': (words) => words.site.putBackDone,
  invited: (words) => words.site.invited,
  'operator-removed': (words) => words.operator.removed,
  'report-decided': (words) => words.operator.reportDecided,
  'objection-sent': (words) => words.operator.objection.sent,
  'reason-hidden': (words) => words.signers.done.reason,
  'signer-hidden': (words) => words.signers.done.both,
  'signer-shown': (words) => words.signers.done.shown,
  'signers-shown': (words, n) => words.signers.done.shownAll(n),
  'hiding-undone': (words) => words.signers.done.undone,
  'moderation-changed': (words) => words.signers.done.moderation,
  'text-saved': (words) => words.text.savedDraft,
  'version-published': (words, n) => words.text.published(n),
  'translation-published': (words) => words.text.translations.published,
  'translation-removed': (words) => words.text.translations.removed,
  'settings-saved': (words) => words.settings.saved,
  'partner-added': (words) => words.share.added,
  'partner-saved': (words) => words.share.saved,
  'partner-removed': (words) => words.share.removed,
  'partner-link-changed': (words) => words.share.newLinkDone,
  'code-dismissed': (words) => words.share.dismissed,
  closed: (words) => words.ending.closed,
  victory: (words) => words.ending.declared,
  reopened: (words) => words.ending.reopened,
  'outcome-saved': (words) => words.ending.saved,
  'deletion-undone': (words) => words.ending.undone,
} satisfies Record<string, (words: ConsoleWords, n: number) => string>
export type Done = keyof typeof NOTICES

const isDone = (name: string): name is Done => Object.hasOwn(NOTICES, name)

/** `n`: the number in the query, for a notice that has one. */
export const noticeOf = (words: ConsoleWords, name: string | undefined, n: string | undefined): string | undefined =>
  name !== undefined && isDone(name) ? NOTICES[name](words, /^\d{1,7}$/.test(n ?? '') ? Number(n) : 0) : undefined
