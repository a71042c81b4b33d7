/**
 * The notice to the operator that a petition was reported, or that its owners object to a take-down. In English, like the API and the
 * log: it is not known which language the operator reads. It says nothing of the report, which is read in the console.
 */
import { html } from 'hono/html'

import { consoleReportsUrl } from '../http/console-urls.ts'
import { petitionUrl } from '../http/urls.ts'
import { actionButton, emailDocument } from './document.ts'
import { messageIdOf, oneLine } from './headers.ts'
import type { Email } from './sender.ts'

export interface ReportFacts {
  /** Of the report. */
  id: string
  petition: { slug: string; title: string; language: string }
  /** The public origin. */
  origin: string
}

export async function renderReport({ id, petition, origin }: ReportFacts): Promise<Omit<Email, 'to'>> {
  const title = oneLine(petition.title)
  const subject = `Report of a petition: ${title}`
  const url = petitionUrl(origin, petition.slug, null)
  const intro = 'Somebody reported this petition, or something on its page:'
  const label = 'Read the report'
  const action = consoleReportsUrl(origin)
  const end = `Further reports of it within an hour cause no email. Sent by ${origin}`
  return {
    subject,
    text: [intro, `${title}\n${url}`, `${label}\n${action}`, `-- \n${end}`].join('\n\n').concat('\n'),
    html: await emailDocument(
      { subject, language: 'en', direction: 'ltr' },
      html`<p>${intro}</p>
        <p dir="auto" lang="${petition.language}"><a href="${url}" style="color:inherit">${title}</a></p>
        ${actionButton(action, label)}
        <p style="font-size:14px">${end}</p>`,
    ),
    headers: {
      'Message-ID': messageIdOf(id, 'report', origin),
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'en',
    },
  }
}
