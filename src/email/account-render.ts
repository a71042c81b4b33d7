/**
 * Renders an email about an account as text and as HTML, as render.ts does those to signers. Titles, names and what the operator
 * wrote are text of somebody else: each stays in its own direction, and is never markup.
 */
import { html } from 'hono/html'

import type { AccountEmailPayload } from '../../schema/account-email.ts'
import type { Locale } from '../../schema/locales.ts'
import type { EmailCatalogue } from '../i18n/en/email.ts'
import { emailCatalogue } from '../i18n/email-catalogue.ts'
import {
  DAY_MS,
  EMAIL_CHANGE_LINK_TTL_SECONDS,
  EMAIL_UNDO_LINK_TTL_SECONDS,
  INVITATION_TTL_SECONDS,
  SIGN_IN_LINK_TTL_SECONDS,
} from '../limits.ts'
import { actionButton, emailDocument, titleHeading } from './document.ts'
import { messageIdOf, oneLine } from './headers.ts'
import { isolated } from './isolated.ts'
import type { Email } from './sender.ts'

export interface AccountEmailFacts {
  /** Of the email. */
  id: string
  payload: AccountEmailPayload
  /** For `sign-in`: whether there is no account, and none is made. */
  isUninvited: boolean
  locale: Locale
  /** The public origin. */
  origin: string
  operator: { name: string; contact: string }
}

/** An email in the order in which it is read. What it lacks is null. */
interface Said {
  subject: string
  what: string
  petition: { title: string; language: string } | null
  /** Words of the operator, under a sentence that says so. */
  words: string | null
  before: readonly string[]
  action: { label: string; url: string } | null
  after: readonly string[]
}

export async function renderAccountEmail(facts: AccountEmailFacts): Promise<Omit<Email, 'to'>> {
  const { id, payload, locale, origin, operator } = facts
  const { direction, greeting, account } = emailCatalogue(locale)
  const said = saidOf(facts)
  const { what, petition, words, before, action, after } = said
  const subject = oneLine(said.subject)
  const title = petition === null ? null : oneLine(petition.title)
  const runBy = isolated(oneLine(operator.name), direction)
  const sentBy = payload.kind === 'report-decided' ? account.reportDecided.sentBy(runBy) : account.sentBy(runBy)
  const blocks = [
    greeting,
    what,
    ...(title === null ? [] : [isolated(title, direction)]),
    ...before,
    ...(words === null ? [] : [`${account.reason}\n${words}`]),
    ...(action === null ? [] : [`${action.label}\n${action.url}`]),
    ...after,
    sentBy,
  ]
  return {
    subject,
    text: blocks.join('\n\n').concat('\n'),
    html: await emailDocument(
      { subject, language: locale, direction },
      html`<p>${greeting}</p>
        <p>${what}</p>
        ${petition === null || title === null ? '' : titleHeading(title, petition.language)}
        ${before.map((sentence) => html`<p>${sentence}</p>`)}
        ${
          words === null
            ? ''
            : html`<p>${account.reason}</p>
                <p dir="auto" style="white-space:pre-wrap">${words}</p>`
        }
        ${action === null ? '' : actionButton(action.url, action.label)}
        ${after.map((sentence) => html`<p style="font-size:14px">${sentence}</p>`)}
        <p style="font-size:14px">${sentBy}</p>`,
    ),
    headers: {
      'Message-ID': messageIdOf(id, payload.kind, origin),
      'Auto-Submitted': 'auto-generated',
      'Content-Language': locale,
    },
  }
}

const NOTHING = { petition: null, words: null, before: [], action: null, after: [] } as const

function saidOf({ payload, isUninvited, locale, operator }: AccountEmailFacts): Said {
  const { direction, confirm, account } = emailCatalogue(locale)
  const inline = (text: string): string => isolated(oneLine(text), direction)
  const contact = account.contact(operator.contact)
  const days = (seconds: number): string => confirm.valid((seconds * 1000) / DAY_MS)
  switch (payload.kind) {
    case 'sign-in': {
      const { subject, what, button, valid, notYou } = account.signIn
      const { notInvited } = account
      if (isUninvited)
        return { ...NOTHING, subject: notInvited.subject, what: notInvited.what, after: [notInvited.todo] }
      const after = [valid(SIGN_IN_LINK_TTL_SECONDS / 60), notYou]
      return { ...NOTHING, subject, what, action: { label: button, url: payload.url }, after }
    }
    case 'invitation': {
      const { button, notYou } = account.invitation
      const action = { label: button, url: payload.url }
      return { ...NOTHING, ...invited(payload, account, inline), action, after: [days(INVITATION_TTL_SECONDS), notYou] }
    }
    case 'email-change': {
      const { subject, what, button, notYou } = account.emailChange
      const after = [days(EMAIL_CHANGE_LINK_TTL_SECONDS), notYou]
      const before = [account.emailChange.where]
      return { ...NOTHING, subject, what, before, action: { label: button, url: payload.url }, after }
    }
    case 'email-changed': {
      const { subject, what, undo, button, notYou } = account.emailChanged
      const { url } = payload
      if (url === undefined) return { ...NOTHING, subject, what, after: [notYou(operator.contact)] }
      const after = [days(EMAIL_UNDO_LINK_TTL_SECONDS), notYou(operator.contact)]
      return { ...NOTHING, subject, what, before: [undo], action: { label: button, url }, after }
    }
    case 'passkey-added': {
      const { subject, what, button, notYou } = account.passkeyAdded
      return { ...NOTHING, subject, what, action: { label: button, url: payload.url }, after: [notYou] }
    }
    case 'owner-invited': {
      const { subject, what, may, button } = account.ownerInvited
      const action = { label: button, url: payload.url }
      return {
        ...NOTHING,
        subject: subject(inline(payload.title)),
        what,
        petition: payload,
        before: [may],
        action,
        after: [contact],
      }
    }
    case 'approved': {
      const { subject, what } = payload.isLater === true ? account.approvedLater : account.approved
      const action = { label: account.approved.button, url: payload.url }
      return { ...NOTHING, subject: subject(inline(payload.title)), what, petition: payload, action }
    }
    case 'change-asked': {
      const { subject, what, button } = account.changeAsked
      const { title, words, url } = payload
      const action = { label: button, url }
      return { ...NOTHING, subject: subject(inline(title)), what, petition: payload, words, action, after: [contact] }
    }
    case 'declined': {
      const { subject, what, after } = account.declined
      const { title, words } = payload
      return { ...NOTHING, subject: subject(inline(title)), what, petition: payload, words, after: [after, contact] }
    }
    case 'taken-down': {
      const { subject, what, ground, after, object, button } = account.takenDown
      const { title, words, url } = payload
      return {
        ...NOTHING,
        subject: subject(inline(title)),
        what,
        petition: payload,
        before: [ground[payload.ground]],
        words,
        action: url === undefined ? null : { label: button, url },
        after: [after, ...(url === undefined ? [] : [object]), contact],
      }
    }
    case 'put-back': {
      const { subject, what } = account.putBack
      const { title, url } = payload
      const action = { label: account.approved.button, url }
      return { ...NOTHING, subject: subject(inline(title)), what, petition: payload, action }
    }
    case 'kept-down': {
      const { subject, what } = account.keptDown
      const { title, words } = payload
      return { ...NOTHING, subject: subject(inline(title)), what, petition: payload, words, after: [contact] }
    }
    case 'owners-asked': {
      const { subject, what } = account.ownersAsked
      const { title, words, url } = payload
      const action = { label: account.changeAsked.button, url }
      return { ...NOTHING, subject: subject(inline(title)), what, petition: payload, words, action, after: [contact] }
    }
    case 'report-decided': {
      const { subject, what, decision } = account.reportDecided
      const before = [decision[payload.decision]]
      return { ...NOTHING, subject, what, petition: payload, before, after: [contact] }
    }
  }
}

function invited(
  { petition, role, from }: Extract<AccountEmailPayload, { kind: 'invitation' }>,
  { invitation }: EmailCatalogue['account'],
  inline: (text: string) => string,
): Pick<Said, 'subject' | 'what' | 'petition' | 'before'> {
  if (petition === null) {
    return { subject: invitation.subjectOfSite, what: invitation.whatOfSite, petition, before: [] }
  }
  return {
    subject: invitation.subject(inline(petition.title)),
    what: from === '' ? invitation.whatUnnamed : invitation.what(inline(from)),
    petition,
    before: role === null ? [] : [invitation.role[role]],
  }
}
