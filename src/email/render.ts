/**
 * Renders an email as text and as HTML: one button, no remote content, and colours that work in dark mode. The title of the
 * petition is text of the campaign: it stays on one line, in its own direction, and is never markup. Language and direction
 * are in the HTML twice, because webmail keeps only the content of the body.
 */
import { html } from 'hono/html'

import type { Locale } from '../../schema/locales.ts'
import type { EmailKind } from '../../schema/email.ts'
import type { EmailSubject } from '../../schema/petition.ts'
import type { EmailCatalogue } from '../i18n/en/email.ts'
import { emailCatalogue } from '../i18n/email-catalogue.ts'
import { CONFIRM_TOKEN_TTL_SECONDS, DAY_MS } from '../limits.ts'
import { actionButton, emailDocument, titleHeading } from './document.ts'
import { oneLine } from './headers.ts'
import { isolated } from './isolated.ts'
import type { Email } from './sender.ts'

export interface EmailFacts {
  kind: Exclude<EmailKind, 'report'>
  /** Whether the button confirms the signature; otherwise it is counted. */
  confirms: boolean
  /** Whether the signer is of an earlier list alone. */
  isListed: boolean
  locale: Locale
  petition: { title: string; starter: string; language: string }
  /** The name of who runs this site. */
  operator: string
  /** `neutral`: neither the subject nor the first words name the petition, because a lock screen shows both. */
  subject: EmailSubject
  /** The URL of the button: the confirmation, or the petition. */
  actionUrl: string
  withdrawUrl: string
  /** The same for each attempt, so that an email that is sent twice is shown once. */
  messageId: string
}

export async function renderEmail(facts: EmailFacts): Promise<Omit<Email, 'to'>> {
  const { confirms, locale, actionUrl, withdrawUrl, messageId, petition } = facts
  const { direction, ...words } = emailCatalogue(locale)
  const said = saidOf(facts, words)
  const { what, todo, button, notYou } = said
  const valid = confirms ? words.confirm.valid((CONFIRM_TOKEN_TTL_SECONDS * 1000) / DAY_MS) : null
  const isNeutral = facts.subject === 'neutral'
  const title = oneLine(petition.title)
  const inline = isolated(title, direction)
  const subject = isNeutral ? said.neutralSubject : said.subject(inline)
  const starter = isolated(oneLine(petition.starter), direction)
  const sentBy = words.sentBy(isolated(oneLine(facts.operator), direction))
  const about = [what, `${inline}\n${words.startedBy(starter)}`]
  const action = `${button}\n${actionUrl}`
  const withdrawal = `${notYou}\n${withdrawUrl}`
  const asked = [todo, action, ...(valid === null ? [] : [valid]), withdrawal]
  // In the text the URLs are read too, and that of the petition has its slug in it.
  const neutral = confirms ? [...asked, ...about] : [todo, withdrawal, ...about, action]
  const titled = html`<p>${what}</p>
    ${titleHeading(title, petition.language)}
    <p>${words.startedBy(starter)}</p>`
  return {
    subject,
    text: [words.greeting, ...(isNeutral ? neutral : [...about, ...asked]), sentBy].join('\n\n').concat('\n'),
    html: await emailDocument(
      { subject, language: locale, direction },
      html`<p>${words.greeting}</p>
        ${isNeutral ? '' : titled}
        <p>${todo}</p>
        ${actionButton(actionUrl, button)} ${valid === null ? '' : html`<p>${valid}</p> `}
        <p style="font-size:14px">
          ${notYou}<br />
          <a href="${withdrawUrl}" style="color:inherit">${words.withdraw}</a>
        </p>
        ${isNeutral ? titled : ''}
        <p style="font-size:14px">${sentBy}</p>`,
    ),
    headers: {
      'Message-ID': messageId,
      'Auto-Submitted': 'auto-generated',
      'Content-Language': locale,
      // Without the one-click header of RFC 8058, with which an email program could withdraw a signature by itself. The URL
      // opens a page that asks first.
      'List-Unsubscribe': `<${withdrawUrl}>`,
    },
  }
}

type Words = Pick<EmailCatalogue, 'confirm' | 'alreadySigned' | 'links' | 'reminder'>

function saidOf({ kind, confirms, isListed }: EmailFacts, { confirm, alreadySigned, links, reminder }: Words) {
  switch (kind) {
    case 'confirm':
      return confirm
    case 'already-signed':
      return alreadySigned
    case 'links':
      return { ...(confirms ? confirm : alreadySigned), ...links, todo: todoOf(links, { confirms, isListed }) }
    case 'reminder':
      return { ...confirm, ...reminder }
  }
}

function todoOf(
  { toConfirm, imported, counted }: Words['links'],
  of: Pick<EmailFacts, 'confirms' | 'isListed'>,
): string {
  if (of.confirms) return toConfirm
  return of.isListed ? imported : counted
}
