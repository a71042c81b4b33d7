/** The pages on privacy and terms. Periods and recipients come from the limits and the settings: no text has its own. */
import type { Child } from 'hono/jsx'

import type { Locale } from '../../schema/locales.ts'
import type { PageUrls } from '../http/urls.ts'
import { catalogue } from '../i18n/catalogue.ts'
import { periods } from '../i18n/format.ts'
import { type Legal, legalTexts } from '../i18n/legal.ts'
import {
  DATABASE_HISTORY_DAYS,
  DEAD_LETTERS_RETENTION_DAYS,
  EMAILS_RETENTION_DAYS,
  REVIEW_RETENTION_DAYS,
  REPORTS_OPEN_RETENTION_DAYS,
  REPORTS_RETENTION_DAYS,
  UNSENT_EMAILS_RETENTION_DAYS,
  WITHDRAWALS_RETENTION_DAYS,
} from '../limits.ts'
import type { Operator, Settings } from '../settings.ts'
import { Layout } from './layout.tsx'
import { contactHref } from './operator.ts'

export interface LegalPageProps {
  locale: Locale
  /** Those that the texts depend on. */
  settings: Pick<Settings, 'publicOrigin' | 'operator' | 'retention' | 'turnstile' | 'upstash'>
}

export function PrivacyPage({ locale, settings }: LegalPageProps) {
  const title = catalogue(locale).trust.privacy
  const text = legalTexts(locale).privacy
  return (
    <Page {...{ locale, settings, title }} path="privacy">
      <h2>{text.who}</h2>
      <OperatorLines {...settings} />
      <Paragraphs texts={text.whoText} />
      <h2>{text.what}</h2>
      <List texts={text.whatText} />
      <p>{text.noCookies}</p>
      <h2>{text.basis}</h2>
      <Paragraphs texts={text.basisText} />
      <h2>{text.recipients}</h2>
      <List texts={recipients(text.recipientsText, settings)} />
      <p>{text.recipientsText.noOne}</p>
      <h2>{text.kept}</h2>
      <table class="sum">
        <tbody>
          {keptRows(locale, text.keptText, settings).map(([what, period]) => (
            <tr>
              <th scope="row">{what}</th>
              <td>{period}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{text.petition}</p>
      <h2>{text.rights}</h2>
      <List texts={text.rightsText} />
    </Page>
  )
}

export function TermsPage({ locale, settings }: LegalPageProps) {
  const words = catalogue(locale).trust
  const text = legalTexts(locale).terms
  const { imprint } = settings.operator
  return (
    <Page {...{ locale, settings, title: words.terms }} path="terms">
      <h2>{text.sign}</h2>
      <p>{text.signText}</p>
      <h2>{text.start}</h2>
      <p>{text.startText}</p>
      <h2>{text.down}</h2>
      <p>{text.downText}</p>
      <h2>{text.warranty}</h2>
      <p>{text.warrantyText}</p>
      <h2 id="imprint">{words.imprint}</h2>
      <OperatorLines {...settings} />
      {imprint?.kind === 'url' && (
        <p>
          <a href={imprint.url}>{imprint.url}</a>
        </p>
      )}
      {imprint?.kind === 'text' && (
        <p class="lines" dir="auto">
          {imprint.text}
        </p>
      )}
    </Page>
  )
}

interface PageProps extends LegalPageProps {
  title: string
  path: 'privacy' | 'terms'
  children?: Child
}

function Page({ locale, settings, title, path, children }: PageProps) {
  const urls: PageUrls = { of: (other) => `/${other}/${path}`, neutral: `/${path}` }
  return (
    <Layout locale={locale} title={title} urls={{ ...urls, origin: settings.publicOrigin }}>
      <main class="narrow plain" id="content">
        <h1>{title}</h1>
        {children}
      </main>
    </Layout>
  )
}

function OperatorLines({ operator }: { operator: Operator }) {
  const { name, contact } = operator
  return (
    <p>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <br />
      <a href={contactHref(operator)}>
        <bdi>{contact.kind === 'email' ? contact.address : contact.url}</bdi>
      </a>
    </p>
  )
}

const Paragraphs = ({ texts }: { texts: readonly string[] }) => (
  <>
    {texts.map((text) => (
      <p>{text}</p>
    ))}
  </>
)

const List = ({ texts }: { texts: readonly string[] }) => (
  <ul>
    {texts.map((text) => (
      <li>{text}</li>
    ))}
  </ul>
)

const recipients = (
  { campaign, emailService, cloudflare, ...words }: Legal['privacy']['recipientsText'],
  { turnstile, upstash }: LegalPageProps['settings'],
): string[] => [
  campaign,
  emailService,
  cloudflare,
  ...(turnstile === null ? [] : [words.turnstile]),
  ...(upstash === null ? [] : [words.upstash]),
]

function keptRows(
  locale: Locale,
  words: Legal['privacy']['keptText'],
  { retention }: LegalPageProps['settings'],
): [what: string, period: string][] {
  const { days, months } = periods(locale)
  return [
    [words.review, days(REVIEW_RETENTION_DAYS)],
    [words.unconfirmed, days(retention.unconfirmedDays)],
    [words.contacts, months(retention.contactsMonths)],
    [words.unsent, days(UNSENT_EMAILS_RETENTION_DAYS)],
    [words.reports, days(REPORTS_RETENTION_DAYS)],
    [words.openReports, days(REPORTS_OPEN_RETENTION_DAYS)],
    [words.emails, days(EMAILS_RETENTION_DAYS)],
    [words.withdrawals, days(WITHDRAWALS_RETENTION_DAYS)],
    [words.deadLetters, days(DEAD_LETTERS_RETENTION_DAYS)],
    [words.history, days(DATABASE_HISTORY_DAYS)],
  ]
}
