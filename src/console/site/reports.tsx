/** What readers have reported, and what the operator decides about it. */
import { REPORT_DECISIONS } from '../../../schema/report.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { DecidedReport, OpenReports, Report } from '../../ledger/reports.ts'
import { type Around, Page } from '../layout.tsx'
import { Choices, ErrorSummary, type FormState, HiddenFields, TextArea } from '../parts/form.tsx'
import { Back, Heading } from '../parts/heading.tsx'
import { Chip } from '../parts/notice.tsx'
import { SITE, SiteTabs } from '../parts/site-tabs.tsx'
import { TableHead } from '../parts/table-head.tsx'

type ShownOpen = OpenReports & { sinceWords: string }
type ShownDecided = DecidedReport & { decidedWords: string }

interface ReportsProps {
  around: Around
  open: readonly ShownOpen[]
  decided: readonly ShownDecided[]
}

export function ReportsPage({ around, open, decided }: ReportsProps) {
  const words = consoleWords(around.locale)
  const { operator } = words
  return (
    <Page around={around} title={operator.reports} current="site" width="wide">
      <Heading title={operator.reports} lead={operator.reportsLead} />
      <SiteTabs words={words} current="reports" />
      {open.length === 0 ? (
        <p>{operator.reportsNone}</p>
      ) : (
        <ul class="list card">
          {open.map(({ slug, title, language, count, sinceWords, hasObjection }) => (
            <li>
              <a href={`${SITE}/reports/${slug}`} lang={language} dir="auto">
                {title}
              </a>
              <p class="note">
                {operator.reportsOf(count)} · {operator.oldest(sinceWords)}{' '}
                {hasObjection && <Chip tone="warn">{operator.about.objection}</Chip>}
              </p>
            </li>
          ))}
        </ul>
      )}
      {decided.length > 0 && <Decided {...{ words, decided }} locale={around.locale} />}
    </Page>
  )
}

interface DecidedProps {
  words: ConsoleWords
  decided: readonly ShownDecided[]
  locale: Around['locale']
}

function Decided({ words, decided, locale }: DecidedProps) {
  const { operator, site } = words
  const { grounds } = catalogue(locale).trust.report
  return (
    <section class="section">
      <table class="table cards">
        <caption>{operator.decided}</caption>
        <TableHead columns={[site.petition, operator.ground, operator.decision, operator.by, operator.when]} />
        <tbody>
          {decided.map(({ slug, title, language, about, ground, decision, by, decidedWords }) => (
            <tr>
              <th scope="row">
                <a href={`${SITE}/petitions/${slug}`} lang={language} dir="auto">
                  {title}
                </a>
                <span class="sub">{operator.about[about]}</span>
              </th>
              <td data-label={operator.ground}>{about === 'objection' ? '' : grounds[ground]}</td>
              <td data-label={operator.decision}>{operator.decisions[decision]}</td>
              <td data-label={operator.by}>{by !== null && <bdi>{by}</bdi>}</td>
              <td data-label={operator.when}>{decidedWords}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** A report as the page shows it. */
export interface ShownReport extends Report {
  /** Null where no key opens it. */
  details: string | null
  trapped: boolean
  /** In words. */
  sent: string
}

/** Reports about one thing, which are decided together. */
export interface ReportGroup {
  /** Which thing: a part of the path, and of the names of its fields, since a page has several. */
  key: string
  reports: readonly ShownReport[]
  form: FormState
}

interface PetitionReportsProps {
  around: Around
  petition: {
    slug: string
    title: string
    language: string
    isUp: boolean
    isTakenDown: boolean
  }
  groups: readonly ReportGroup[]
  /** Whether there are others than those that are shown. */
  hasMore: boolean
  errors: FormState['errors']
}

export function PetitionReportsPage({ around, petition, groups, hasMore, errors }: PetitionReportsProps) {
  const words = consoleWords(around.locale)
  const { operator, frame, site } = words
  const { slug, title, language, isUp, isTakenDown } = petition
  return (
    <Page
      around={around}
      title={operator.reportsAbout(title)}
      current="site"
      width="medium"
      hasErrors={Object.keys(errors).length > 0}
    >
      <Back href={`${SITE}/reports`} text={frame.back(operator.reports)} />
      <ErrorSummary words={words} errors={errors} />
      <Heading title={operator.reports}>
        <p>
          <a href={`${SITE}/petitions/${slug}`} lang={language} dir="auto">
            {title}
          </a>
        </p>
      </Heading>
      {groups.length === 0 && <p>{operator.reportsNone}</p>}
      {groups.map((group) => (
        <Group {...{ words, group, slug, isTakenDown }} locale={around.locale} />
      ))}
      {hasMore && <p class="section">{operator.moreReports}</p>}
      {isUp && (
        <p class="section">
          <a class="button quiet danger" href={`${SITE}/petitions/${slug}/take-down`}>
            {site.takeDown}…
          </a>
        </p>
      )}
    </Page>
  )
}

interface GroupProps {
  words: ConsoleWords
  group: ReportGroup
  slug: string
  isTakenDown: boolean
  locale: Around['locale']
}

function Group({ words, group: { key, reports, form }, slug, isTakenDown, locale }: GroupProps) {
  const { operator, site } = words
  const { grounds } = catalogue(locale).trust.report
  const [first] = reports
  const last = reports.at(-1)
  if (first === undefined || last === undefined) return null
  const { about, signer, update } = first
  return (
    <section class="card">
      <h2>{operator.about[about]}</h2>
      {about === 'signature' && <Reported {...{ words, signer }} />}
      {about === 'update' && (update === null ? <p class="note">{operator.gone}</p> : <p dir="auto">{update}</p>)}
      <ul class="list">
        {reports.map(({ ground, details, trapped, sent, hasAddress }) => (
          <li>
            {about !== 'objection' && <h3>{grounds[ground]}</h3>}
            {details === null ? (
              <p class="note">{operator.notOpened}</p>
            ) : (
              <p dir="auto" class="as-typed">
                {details}
              </p>
            )}
            <p class="note">
              {sent}
              {hasAddress && ` · ${operator.wantsAnswer}`}
            </p>
            {trapped && <p class="note">{operator.trapped}</p>}
          </li>
        ))}
      </ul>
      <form class="section" method="post" action={`${SITE}/reports/${slug}/${key}`} novalidate>
        <HiddenFields values={{ upTo: last.id }} />
        <Choices
          {...{ form }}
          name={`decision-${key}`}
          label={site.decide}
          options={choicesFor(first, isTakenDown).map((choice) => optionOf(words, first, choice))}
        />
        <TextArea {...{ form }} name={`message-${key}`} label={site.message} rows={4} />
        <button class="button">{site.send}</button>
      </form>
    </section>
  )
}

/** The name and the reason as the page shows them. */
export function Reported({ words, signer }: { words: ConsoleWords; signer: Report['signer'] }) {
  if (signer === null) return <p class="note">{words.operator.gone}</p>
  return (
    <blockquote>
      <p>
        <bdi>{signer.name}</bdi>
      </p>
      {signer.comment !== null && <p dir="auto">{signer.comment}</p>}
    </blockquote>
  )
}

/** What the operator chooses from: the decisions, and hiding the reason alone. */
export const REPORT_CHOICES = [...REPORT_DECISIONS, 'reason-hidden'] as const
export type ReportChoice = (typeof REPORT_CHOICES)[number]

/** What can be decided about it here. Taking the petition down has a page of its own; a report that arrived while that was done is here. */
export function choicesFor({ about, signer }: Report, isTakenDown: boolean): ReportChoice[] {
  if (about === 'objection') return ['kept-down', 'put-back']
  return [
    'nothing',
    ...(signer === null || signer.comment === null ? [] : (['reason-hidden'] as const)),
    ...(about === 'signature' ? (['hidden'] as const) : []),
    'asked',
    ...(isTakenDown ? (['taken-down'] as const) : []),
  ]
}

interface Option {
  value: ReportChoice
  label: string
  hint?: string
}

function optionOf({ operator }: ConsoleWords, { signer }: Report, value: ReportChoice): Option {
  const { choices, decisions, gone } = operator
  switch (value) {
    case 'nothing':
      return { value, label: choices.nothing, hint: choices.nothingHint }
    case 'reason-hidden':
      return { value, label: choices.reasonHidden, hint: choices.reasonHiddenHint }
    case 'hidden':
      return signer === null
        ? { value, label: decisions.hidden, hint: gone }
        : { value, label: choices.hidden, hint: choices.hiddenHint }
    case 'asked':
      return { value, label: choices.asked, hint: choices.askedHint }
    case 'taken-down':
      return { value, label: decisions['taken-down'] }
    case 'kept-down':
      return { value, label: choices.keptDown, hint: choices.keptDownHint }
    case 'put-back':
      return { value, label: choices.putBack, hint: choices.putBackHint }
  }
}
