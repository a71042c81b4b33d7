/** How a petition is doing: what waits, the count, the pace, and where the signatures come from. */
import type { Child } from 'hono/jsx'

import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { countryNames, languageName } from '../../i18n/names.ts'
import { OVERVIEW_SHARES_MAX } from '../../limits.ts'
import { type Around, type AroundPetition, Page, wasOpen } from '../layout.tsx'
import { Heading } from '../parts/heading.tsx'
import { Icon } from '../parts/icons.tsx'
import { nameOfWay } from '../share/tables.tsx'
import { BarList } from './bars.tsx'
import { Chart } from './chart.tsx'
import type { Mark } from './geometry.ts'
import type { Pace } from './pace.ts'
import { sharesOf, type Tally } from './shares.ts'
import type { Slot } from './slots.ts'

/** What waits for somebody, the gravest first. */
export interface Todo {
  tone: 'warn' | 'danger'
  title: string
  text: string
  /** BCP 47, of a text that is not in the reader’s. */
  language?: string
  /** Null where no page of this console does it yet. */
  act: Act | null
  /** What else may be done about it. */
  other?: Act
}

interface Act {
  href: string
  label: string
}

export interface OverviewData {
  count: number
  proven: number
  claimed: number
  hasDeadline: boolean
  goal: number | null
  pace: Pace
  /** Days, or what they are put together to; hours where the reader has asked for them. */
  slots: readonly Slot[]
  marks: readonly Mark[]
  countries: readonly Tally[]
  languages: readonly Tally[]
  partners: readonly Tally[]
  /** By the codes of those in the list. */
  partnerNames: ReadonlyMap<string, string>
  versions: readonly Tally[]
}

interface Props {
  around: Around
  petition: AroundPetition
  data: OverviewData
  todos: readonly Todo[]
  by: 'day' | 'hour'
  /** Milliseconds; null if nothing is added any more. */
  now: number | null
  /** In words. */
  asOf: string
  /** Of the petition's page; null while it has none. */
  url: string | null
  /** Whether the reader may manage partners. */
  mayShare: boolean
}

export function OverviewPage({ around, petition, data, todos, by, now, asOf, url, mayShare }: Props) {
  const words = consoleWords(around.locale)
  const { overview, frame } = words
  const path = `/console/p/${petition.slug}`
  return (
    <Page {...{ around, petition }} title={overview.title} place="overview" width="wide">
      <Heading title={overview.title}>
        <p class="note">
          {frame.asOf(asOf)} <a href={by === 'day' ? path : `${path}?by=hour`}>{frame.refresh}</a>
        </p>
      </Heading>
      <Todos {...{ words, todos }} />
      <div class="grid">
        <Count {...{ words, data }} locale={around.locale} />
        <Prospect {...{ words, petition, data }} locale={around.locale} />
      </div>
      {wasOpen(petition.state) && <Growth {...{ words, around, data, by, path, now, url }} />}
      {data.proven > 0 && (
        <Origins {...{ words, data }} locale={around.locale} sharing={mayShare ? `${path}/share` : null} />
      )}
    </Page>
  )
}

export function Todos({ words, todos }: { words: ConsoleWords; todos: readonly Todo[] }) {
  const { overview } = words
  return (
    <section aria-labelledby="todo">
      <h2 class="visually-hidden" id="todo">
        {overview.todo}
      </h2>
      {todos.length === 0 ? (
        <p class="soft">{overview.nothing}</p>
      ) : (
        <ul class="todo">
          {todos.map(({ tone, title, text, language, act, other }) => (
            <li class={tone}>
              <Icon name={tone === 'danger' ? 'warning' : 'clock'} />
              <h3>{title}</h3>
              <p {...(language === undefined ? {} : { lang: language, dir: 'auto' })}>{text}</p>
              {act !== null && (
                <div class="acts">
                  <a class="button quiet" href={act.href}>
                    {act.label}
                  </a>
                  {other !== undefined && <a href={other.href}>{other.label}</a>}
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

interface Part {
  words: ConsoleWords
  data: OverviewData
  locale: Around['locale']
}

function Count({ words, data, locale }: Part) {
  const { overview } = words
  const { number, petition } = catalogue(locale)
  const { count, proven, claimed, goal, pace } = data
  return (
    <section class="card">
      <p class="stat big">
        <strong>{number(count)}</strong> {petition.signatures(count)}
      </p>
      {goal !== null && (
        <>
          <progress value={Math.min(count, goal)} max={goal} aria-hidden="true" />
          <p class="note">{overview.goal(goal, Math.max(0, goal - count))}</p>
        </>
      )}
      {claimed > 0 && <p class="note">{overview.parts(proven, claimed)}</p>}
      <div class="stats">
        <Stat value={number(pace.today)} label={overview.today} />
        {pace.perDay !== null && <Stat value={number(pace.perDay)} label={overview.pace} />}
      </div>
    </section>
  )
}

const Stat = ({ value, label }: { value: string; label: string }) => (
  <p class="stat">
    <strong>{value}</strong> {label}
  </p>
)

function Prospect({ words, petition, data, locale }: Part & { petition: AroundPetition }) {
  const { overview } = words
  const { date } = catalogue(locale)
  const { pace, goal } = data
  if (petition.state !== 'open') return null
  return (
    <section class="card">
      <h2>{overview.willIt}</h2>
      {pace.forecast !== null && <p>{overview.forecast(pace.forecast)}</p>}
      {pace.needed !== null && goal !== null && <p>{neededText(words, locale, { goal, ...pace.needed })}</p>}
      {!data.hasDeadline && <p>{overview.noDeadline}</p>}
      {pace.best !== null && <p class="note">{overview.best(pace.best.n, date(Date.parse(pace.best.date)))}</p>}
    </section>
  )
}

function neededText(
  { overview }: ConsoleWords,
  locale: Around['locale'],
  { goal, perDay, more }: { goal: number; perDay: number; more: number | null },
): string {
  const needed = overview.needed(goal, perDay)
  if (more === null) return needed
  return catalogue(locale).sentences(needed, more > 0 ? overview.behindPace(more) : overview.ahead)
}

interface GrowthProps extends Pick<Props, 'around' | 'by' | 'now' | 'url'> {
  words: ConsoleWords
  data: OverviewData
  path: string
}

function Growth({ words, around, data, by, path, now, url }: GrowthProps) {
  const { overview } = words
  const { number, date, direction } = catalogue(around.locale)
  const { slots, marks, pace, goal } = data
  if (slots.length < 2) {
    return (
      <section class="section card">
        <p>{overview.soon}</p>
        {url !== null && (
          <p class="secret">
            <input aria-label={overview.share} value={url} readonly dir="ltr" />
          </p>
        )}
      </section>
    )
  }
  return (
    <section class="section card" aria-labelledby="growth">
      <div class="page-head">
        <h2 id="growth">{overview.chart.by[slots[0]?.unit ?? 'day']}</h2>
        <nav aria-label={overview.chart.by[slots[0]?.unit ?? 'day']}>
          <By href={path} text={overview.byDay} isCurrent={by === 'day'} /> ·{' '}
          <By href={`${path}?by=hour`} text={overview.byHour} isCurrent={by === 'hour'} />
        </nav>
      </div>
      <Chart
        id="chart"
        {...{ slots, marks, now, direction }}
        needed={by === 'hour' || pace.needed === null || goal === null ? null : { perDay: pace.needed.perDay, goal }}
        locale={around.locale}
        words={{ ...overview.chart, number, date }}
      />
    </section>
  )
}

const By = ({ href, text, isCurrent }: { href: string; text: string; isCurrent: boolean }) =>
  isCurrent ? <strong aria-current="page">{text}</strong> : <a href={href}>{text}</a>

/** `sharing`: where partners are managed; null for those who may not. */
function Origins({ words, data, locale, sharing }: Part & { sharing: string | null }) {
  const { overview, places } = words
  const { number, direction } = catalogue(locale)
  const country = countryNames(locale)
  const shared = { direction, words: { number, others: overview.others, rest: overview.rest } }
  const lists: {
    caption: string
    tallies: readonly Tally[]
    nameOf: (key: string) => string
    none: string
    note?: Child
  }[] = [
    {
      caption: overview.byPartner,
      tallies: data.partners,
      nameOf: (key) => data.partnerNames.get(key) ?? nameOfWay(words, locale, key),
      none: overview.noPartner,
      ...(sharing === null ? {} : { note: <a href={sharing}>{places.share}</a> }),
    },
    {
      caption: overview.byCountry,
      tallies: data.countries,
      nameOf: country,
      none: overview.unknownCountry,
      note: overview.countryText,
    },
    { caption: overview.byLanguage, tallies: data.languages, nameOf: (key) => languageName(key, locale), none: '' },
    {
      caption: overview.byVersion,
      tallies: data.versions,
      nameOf: (key) => overview.version(Number(key)),
      none: '',
      note: overview.ofSigned(data.proven),
    },
  ]
  return (
    <div class="grid section">
      {lists.map(({ tallies, note, ...list }) => (
        <section class="card">
          <BarList {...shared} {...list} shares={sharesOf(tallies, { max: OVERVIEW_SHARES_MAX, total: data.proven })} />
          {note !== undefined && <p class="note">{note}</p>}
        </section>
      ))}
    </div>
  )
}
