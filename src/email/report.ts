/**
 * The email with a report of a petition, to the operator. In English, like the API and the log: it is not known which
 * language the operator reads. What the report says is text of a stranger: never markup, and in no header.
 */
import { html } from 'hono/html'

import { type ReportGround, type SealedReport } from '../../schema/report.ts'
import { petitionUrl } from '../http/urls.ts'
import { emailDocument } from './document.ts'
import { messageIdOf, oneLine } from './headers.ts'
import type { Email } from './sender.ts'

const GROUNDS: Record<ReportGround, string> = {
  illegal: 'It breaks the law',
  hateful: 'It insults or threatens people',
  false: 'It is untrue or misleading',
  'personal-data': 'It reveals personal data',
  spam: 'It is spam or a scam',
  other: 'Something else',
}

export interface ReportFacts {
  report: SealedReport
  /** Of the report. */
  id: string
  petition: { slug: string; title: string; language: string }
  /** The public origin. */
  origin: string
}

export async function renderReport({ report, id, petition, origin }: ReportFacts): Promise<Omit<Email, 'to'>> {
  const title = oneLine(petition.title)
  const subject = `Report of a petition: ${title}`
  const url = petitionUrl(origin, petition.slug, null)
  const reply = report.email === null ? 'No email address was given for a reply.' : `Reply to: ${report.email}`
  const facts = [
    `What is wrong: ${GROUNDS[report.ground]}`,
    reply,
    ...(report.trapped ? ['A field that no person sees was filled in: a bot may have sent this.'] : []),
  ]
  const intro = 'Somebody reported this petition:'
  const end = `This report is not stored. It was sent by ${origin}`
  return {
    subject,
    text: [intro, `${title}\n${url}`, facts.join('\n'), report.details, `-- \n${end}`].join('\n\n').concat('\n'),
    html: await emailDocument(
      { subject, language: 'en', direction: 'ltr' },
      html`<p>${intro}</p>
        <p dir="auto" lang="${petition.language}"><a href="${url}" style="color:inherit">${title}</a></p>
        ${facts.map((fact) => html`<p>${fact}</p>`)}
        <p dir="auto" style="white-space:pre-wrap">${report.details}</p>
        <p style="font-size:14px">${end}</p>`,
    ),
    headers: {
      'Message-ID': messageIdOf(id, 'report', origin),
      'Auto-Submitted': 'auto-generated',
      'Content-Language': 'en',
    },
  }
}
