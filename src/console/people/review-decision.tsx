/**
 * The page that decides about a group of held signatures: what can be seen of it, narrowing it, and what each decision would do, in
 * numbers.
 */
import type { ReviewCondition, ReviewResponse } from '../../../schema/review.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { countryNames } from '../../i18n/names.ts'
import type { Matching } from '../../ledger/review-groups.ts'
import { REVIEW_FLOOD_MIN_SIGNATURES, REVIEW_HOUR_MS } from '../../limits.ts'
import { counts } from '../end-page.tsx'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { Confirm, CONFIRM } from '../parts/confirm.tsx'
import { ErrorSummary, type FormState, HiddenFields, type Options, Select } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { countryIn, groupPath, groupTitle, Names, reviewPath, spanIn, UnderWay } from './review.tsx'

/** What narrows a group, as its form sends it; empty for all. */
export interface Narrowed {
  country: string
  disposable: string
  signal: string
}

interface Props {
  around: Around
  petition: AroundPetition
  condition: ReviewCondition
  /** The group as a whole, and what is left of it when it is narrowed. */
  group: Matching
  matching: Matching
  narrowed: Narrowed
  /** The public count. */
  count: number
  needConfirmation: boolean
  /** Since when signatures of the group are held, in words. */
  since: string
  /** How many there were when the reader decided; null if they are as many now. */
  expected: number | null
  /** Another decision, which has to be done first. */
  underWay: ReviewResponse['underWay']
  /** Of the removal. */
  form: FormState
}

export function GroupPage(props: Props) {
  const { around, petition, condition, group, matching, narrowed, since, expected, underWay, form } = props
  const words = consoleWords(around.locale)
  const { review, places, frame } = words
  const { matches, confirmed } = matching
  const path = groupPath(petition.slug, { condition })
  const title = groupTitle(words, matches, { condition })
  const left = group.matches - matches
  const sent = { expected: String(matches), ...narrowed }
  return (
    <Page {...{ around, petition, title }} place="review" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={reviewPath(petition.slug)} text={frame.back(places.review)} />
      <ErrorSummary words={words} errors={form.errors} labels={{ [CONFIRM]: review.remove(matches) }} />
      {underWay !== null && <UnderWay {...{ words, underWay }} />}
      {expected !== null && underWay === null && (
        <Notice tone="warn" said>
          <p>{review.changed(expected, matches)}</p>
        </Notice>
      )}
      <Heading title={title} lead={review.since(since)} />
      {!matching.complete && (
        <Notice tone="warn">
          <p>{review.partly}</p>
        </Notice>
      )}
      <Clues {...props} {...{ words }} />
      <Narrow {...props} {...{ words, path }} />
      {matches > 0 && underWay === null && (
        <>
          <section class="card">
            <h2>{review.letInTitle(matches)}</h2>
            <Consequences
              items={[
                confirmed === 0 ? review.stays(props.count) : review.rises(props.count, props.count + confirmed),
                ...counts(
                  [confirmed, review.countsAtOnce],
                  [matches - confirmed, review.getsEmail],
                  [left, review.staysHeld],
                ),
                review.heldAgain,
                review.final,
              ]}
            />
            <form method="post" action={`${path}/release`}>
              <HiddenFields values={sent} />
              <button class="button">{review.letIn(matches)}</button>
            </form>
          </section>
          <section class="card">
            <h2>{review.removeTitle(matches)}</h2>
            <Consequences
              items={[
                review.stays(props.count),
                review.deleted,
                review.neverAgain,
                ...counts([left, review.staysHeld]),
                review.publicRecord(matches),
              ]}
            />
            <form method="post" action={`${path}/remove`} novalidate>
              <HiddenFields values={sent} />
              <Confirm {...{ words, form }} people={matches} />
              <button class="button danger">{review.remove(matches)}</button>
            </form>
          </section>
        </>
      )}
      <p class="note section">
        {review.unsure} <a href={reviewPath(petition.slug)}>{frame.back(places.review)}</a>
      </p>
    </Page>
  )
}

/** What a clue may mean. No single one decides. */
type Suggests = keyof ConsoleWords['review']['suggests']

function Clues({ words, around, matching, needConfirmation }: Props & { words: ConsoleWords }) {
  const { review } = words
  const { matches, confirmed, disposable, firstAt, lastAt, countries, signals, examples } = matching
  const isMany = matches >= REVIEW_FLOOD_MIN_SIGNATURES
  const name = countryNames(around.locale)
  const number = (n: number): string => review.ofAll(n, matches)
  const clues: readonly (readonly [clue: string, fact: unknown, suggests: Suggests])[] = [
    ...(needConfirmation
      ? [
          [
            review.confirmed,
            number(confirmed),
            confirmed * 2 >= matches ? 'people' : confirmed === 0 && isMany ? 'flood' : 'either',
          ] as const,
        ]
      : []),
    [
      review.within,
      spanIn(lastAt - firstAt, around.locale),
      lastAt - firstAt <= REVIEW_HOUR_MS || !isMany ? 'either' : 'people',
    ],
    [
      review.disposable,
      number(disposable),
      disposable === 0 ? 'people' : disposable * 2 >= matches ? 'flood' : 'either',
    ],
    [
      review.countries,
      countries.map(({ country, n }) => `${countryIn(words, name, country)}: ${number(n)}`).join(' · '),
      'either',
    ],
    ...signals.map(({ signal, n }) => [review.signals[signal], number(n), 'flood'] as const),
    [review.names, <Names {...{ words, names: examples }} />, 'either'],
  ]
  return (
    <section class="card">
      <h2>{review.clues}</h2>
      <table class="table cards">
        <caption class="visually-hidden">{review.clues}</caption>
        <TableHead columns={[review.clue, review.group, review.suggestsTitle]} />
        <tbody>
          {clues.map(([clue, fact, suggests]) => (
            <tr>
              <th scope="row">{clue}</th>
              <td data-label={review.group}>{fact}</td>
              <td data-label={review.suggestsTitle}>{review.suggests[suggests]}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="note">{review.noTrace}</p>
    </section>
  )
}

/** A GET form: it changes what the page is about, and nothing else. */
function Narrow({ words, path, around, group, narrowed }: Props & { words: ConsoleWords; path: string }) {
  const { review } = words
  const { countries, disposable, signals, matches } = group
  const name = countryNames(around.locale)
  const form = { values: { ...narrowed }, errors: {} }
  const known: Options = countries.flatMap(({ country, n }) =>
    country === null ? [] : [[country, `${name(country)} (${review.number(n)})`] as const],
  )
  return (
    <details class="more" open={Object.values(narrowed).some((value) => value !== '')}>
      <summary>{review.narrow}</summary>
      <form class="filters" method="get" action={path}>
        <Select {...{ form }} name="country" label={review.country} options={[['', review.all], ...known]} />
        <Select
          {...{ form }}
          name="disposable"
          label={review.disposable}
          options={[
            ['', review.all],
            ['yes', `${review.onlyWith} (${review.number(disposable)})`],
            ['no', `${review.onlyWithout} (${review.number(matches - disposable)})`],
          ]}
        />
        <Select
          {...{ form }}
          name="signal"
          label={review.signal}
          options={[
            ['', review.all],
            ...signals.map(({ signal, n }) => [signal, `${review.signals[signal]} (${review.number(n)})`] as const),
          ]}
        />
        <button class="button quiet">{review.update}</button>
      </form>
    </details>
  )
}
