/** The operator's overview: what waits, numbers, whether all parts work, the busiest petitions. */
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import type { BusyPetition } from '../../ledger/site-numbers.ts'
import { OPEN_COUNT_MAX_ROWS } from '../../limits.ts'
import { type Around, Page } from '../layout.tsx'
import { type Todo, Todos } from '../overview/overview.tsx'
import { type FormState, ErrorSummary, TextField } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Chip } from '../parts/notice.tsx'
import { SITE, SiteTabs } from '../parts/site-tabs.tsx'
import { TableHead } from '../parts/table-head.tsx'

export interface Waiting {
  slug: string
  title: string
  starter: string
  /** In words. */
  sent: string
}

/** One part of the service, in words. */
export interface ShownPart {
  name: string
  isWell: boolean
  now: readonly string[]
  normal: string
}

interface Props {
  around: Around
  todos: readonly Todo[]
  waiting: readonly Waiting[]
  parts: readonly ShownPart[]
  /** `emails`: how many wait, at most so many and a plus sign. */
  numbers: { open: number; today: number; week: number; emails: string }
  busiest: readonly BusyPetition[]
  asOf: string
  /** To invite somebody to start a petition. */
  invite: FormState
}

export function SitePage({ around, todos, waiting, parts, numbers, busiest, asOf, invite }: Props) {
  const words = consoleWords(around.locale)
  const { site, frame, operator } = words
  const { number } = catalogue(around.locale)
  const stats = [
    [number(numbers.open) + (numbers.open === OPEN_COUNT_MAX_ROWS ? '+' : ''), operator.numbers.open],
    [number(numbers.today), operator.numbers.today],
    [number(numbers.week), operator.numbers.week],
    [numbers.emails, operator.numbers.emails],
  ] as const
  return (
    <Page around={around} title={site.title} current="site" width="wide" hasErrors={hasErrors(invite)}>
      <ErrorSummary words={words} errors={invite.errors} />
      <Heading title={site.title}>
        <p class="note">
          {frame.asOf(asOf)} <a href={SITE}>{frame.refresh}</a>
        </p>
      </Heading>
      <SiteTabs words={words} current="overview" />
      <Todos {...{ words, todos }} />
      <section class="card">
        <p class="note">{operator.numbersNote}</p>
        <div class="stats">
          {stats.map(([n, label]) => (
            <p class="stat">
              <strong>{n}</strong>
              {label}
            </p>
          ))}
        </div>
      </section>
      <Health {...{ words, parts }} />
      <section class="card" id="approvals">
        <h2>{site.approvals}</h2>
        {waiting.length === 0 ? (
          <p>{site.approvalsNone}</p>
        ) : (
          <ul class="list">
            {waiting.map(({ slug, title, starter, sent }) => (
              <li>
                <a href={`${SITE}/approvals/${slug}`}>{site.read(title)}</a>
                <p class="note">
                  {site.startedBy} <bdi>{starter}</bdi> · {site.sent} {sent}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <Busiest {...{ words, busiest, number }} />
      <section class="section card">
        <h2>{site.find}</h2>
        <FindForm words={words} value="" />
      </section>
      <section class="section card">
        <h2>{site.inviteNew}</h2>
        <form method="post" action={`${SITE}/invitations`} novalidate>
          <TextField
            form={invite}
            name="email"
            label={words.team.email}
            with={{ inputmode: 'email', autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
          />
          <button class="button quiet">{words.team.inviteButton}</button>
        </form>
      </section>
    </Page>
  )
}

const hasErrors = ({ errors }: FormState): boolean => Object.keys(errors).length > 0

/** Leads to the list of petitions. */
export function FindForm({ words, value }: { words: ConsoleWords; value: string }) {
  const { operator } = words
  return (
    <form action={`${SITE}/petitions`} role="search">
      <TextField
        form={{ values: { q: value }, errors: {} }}
        name="q"
        label={operator.search}
        with={{ type: 'search', autocapitalize: 'none', dir: 'auto' }}
      />
      <button class="button quiet">{operator.searchButton}</button>
    </form>
  )
}

function Health({ words, parts }: { words: ConsoleWords; parts: readonly ShownPart[] }) {
  const { site, operator } = words
  return (
    <section class="card" id="health">
      <table class="table cards">
        <caption>{site.health}</caption>
        <TableHead columns={[site.part, site.state, operator.now, operator.normal]} />
        <tbody>
          {parts.map(({ name, isWell, now, normal }) => (
            <tr>
              <th scope="row">{name}</th>
              <td data-label={site.state}>
                {isWell ? <Chip tone="good">{site.ok}</Chip> : <Chip tone="danger">{operator.attention}</Chip>}
              </td>
              <td data-label={operator.now}>
                <div>{now.map((line, index) => (index === 0 ? line : <span class="sub">{line}</span>))}</div>
              </td>
              <td data-label={operator.normal}>{normal}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

interface BusiestProps {
  words: ConsoleWords
  busiest: readonly BusyPetition[]
  number: (n: number) => string
}

function Busiest({ words, busiest, number }: BusiestProps) {
  const { site, operator } = words
  if (busiest.length === 0) {
    return (
      <section class="card">
        <h2>{operator.busiest}</h2>
        <p>{operator.busiestNone}</p>
      </section>
    )
  }
  return (
    <section class="card">
      <table class="table cards">
        <caption>{operator.busiest}</caption>
        <TableHead
          columns={[site.petition, { number: operator.today }, { number: operator.week }, { number: operator.total }]}
        />
        <tbody>
          {busiest.map(({ slug, title, language, today, week, count }) => (
            <tr>
              <th scope="row">
                <a href={`${SITE}/petitions/${slug}`} lang={language} dir="auto">
                  {title}
                </a>
              </th>
              <td class="n" data-label={operator.today}>
                {number(today)}
              </td>
              <td class="n" data-label={operator.week}>
                {number(week)}
              </td>
              <td class="n" data-label={operator.total}>
                {number(count)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
