/** Signatures that are held for review: the groups, why each is held, and what was decided before. */
import type { ReviewResponse, ReviewRules } from '../../../schema/review.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { periods } from '../../i18n/format.ts'
import { DAY_MS, MINUTE_MS, REVIEW_HOUR_MS } from '../../limits.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ButtonForm } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Chip, Notice, type Tone } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { settingsPath } from '../settings/settings.tsx'
import type { ShownEntry } from '../team/log.tsx'
import { addressOfGroup, likely, type Likely } from './review-group.ts'

/** `names`: a few of the public ones. */
export type Group = ReviewResponse['groups'][number] & { names: readonly string[] }

/** A decision of before; `undo` while it can be undone. */
export interface Decided extends ShownEntry {
  undo: { decision: string; until: string } | null
}

interface Props {
  around: Around
  petition: AroundPetition
  groups: readonly Group[]
  /** Also those of groups that are left out. */
  total: number
  complete: boolean
  underWay: ReviewResponse['underWay']
  rules: ReviewRules
  needConfirmation: boolean
  /** The day before which to decide; null if nothing is held. */
  until: string | null
  decided: readonly Decided[]
  mayChangeRules: boolean
}

export const reviewPath = (slug: string): string => `/console/p/${slug}/review`
export const groupPath = (slug: string, { condition }: Pick<Group, 'condition'>): string =>
  `${reviewPath(slug)}/${addressOfGroup(condition)}`

const TONES: Record<Likely, Tone | 'plain'> = { people: 'good', flood: 'danger', unclear: 'plain' }

export function ReviewPage(props: Props) {
  const { around, petition, groups, total, complete, underWay, until, decided, mayChangeRules } = props
  const words = consoleWords(around.locale)
  const { review, places } = words
  const path = reviewPath(petition.slug)
  return (
    <Page {...{ around, petition }} title={places.review} place="review">
      <Heading title={places.review} lead={review.lead} />
      {underWay !== null && <UnderWay {...{ words, underWay }} />}
      {total === 0 ? (
        <p class="card">{review.none}</p>
      ) : (
        <>
          <p class="stat">
            <strong>{words.frame.signatures(total)}</strong>
            {review.inGroups(groups.length)}
          </p>
          {!complete && (
            <Notice tone="warn">
              <p>{review.partly}</p>
            </Notice>
          )}
          {until !== null && (
            <Notice tone="warn">
              <p>{review.until(until)}</p>
            </Notice>
          )}
          {groups.map((group) => (
            <GroupCard {...{ words, group }} {...props} />
          ))}
        </>
      )}
      {decided.length > 0 && <DecidedBefore {...{ words, path, decided }} />}
      <p class="note section">
        <a href={`/${around.locale}/p/${petition.slug}/count`}>{review.record}</a>
      </p>
      {mayChangeRules && (
        <details class="more">
          <summary>{review.expecting}</summary>
          <p>{review.expectingText}</p>
          <p>
            <a href={settingsPath(petition.slug)}>{places.settings}</a>
          </p>
        </details>
      )}
    </Page>
  )
}

/** “24 signatures · from one network”: no language needs more grammar. */
export const groupTitle = (
  { frame, review }: ConsoleWords,
  n: number,
  { condition }: Pick<Group, 'condition'>,
): string =>
  condition.suspicion === undefined ? frame.signatures(n) : `${frame.signatures(n)} · ${review.of[condition.suspicion]}`

/** A decision that is being carried out, and how far it is. */
export function UnderWay({
  words: { review },
  underWay: { decision, done, signatures },
}: {
  words: ConsoleWords
  underWay: NonNullable<ReviewResponse['underWay']>
}) {
  return (
    <Notice tone="info">
      <p>
        <strong>
          {review.underWay[decision]} {review.ofAll(done, signatures)}
        </strong>
      </p>
      <p>{review.continues}</p>
    </Notice>
  )
}

function GroupCard({
  words,
  group,
  around,
  petition,
  rules,
  needConfirmation,
}: Props & { words: ConsoleWords; group: Group }) {
  const { review } = words
  const { signatures, confirmed, disposable, condition, names } = group
  const [firstAt, lastAt] = [Date.parse(group.firstAt), Date.parse(group.lastAt)]
  const guess = likely({ signatures, confirmed, firstAt, lastAt }, needConfirmation)
  const facts = [
    ...(needConfirmation ? [[review.confirmed, review.ofAll(confirmed, signatures)]] : []),
    [review.within, spanIn(lastAt - firstAt, around.locale)],
    [review.disposable, review.ofAll(disposable, signatures)],
  ]
  return (
    <section class="card">
      <h2>{groupTitle(words, signatures, group)}</h2>
      <p>
        <Chip tone={TONES[guess]}>{review.likely[guess]}</Chip>
      </p>
      <p>{condition.suspicion !== undefined && review.why[condition.suspicion](rules)}</p>
      <dl class="facts">
        {facts.map(([term, fact]) => (
          <div>
            <dt>{term}</dt>
            <dd>{fact}</dd>
          </div>
        ))}
        <div>
          <dt>{review.names}</dt>
          <dd>
            <Names {...{ words, names }} />
          </dd>
        </div>
      </dl>
      <div class="acts">
        <a class="button quiet" href={groupPath(petition.slug, group)}>
          {review.check}
          <span class="visually-hidden">: {groupTitle(words, signatures, group)}</span>
        </a>
      </div>
    </section>
  )
}

export function Names({ words, names }: { words: ConsoleWords; names: readonly string[] }) {
  if (names.length === 0) return <>{words.review.noNames}</>
  return (
    <span>
      {names.map((name, index) => (
        <>
          {index > 0 && ' · '}
          <bdi>{name}</bdi>
        </>
      ))}
    </span>
  )
}

/** `4 minutes`, `3 days`: rounded up, since it says within what they arrived. */
export function spanIn(ms: number, locale: Around['locale']): string {
  const { minutes, hours, days } = periods(locale)
  if (ms <= REVIEW_HOUR_MS) return minutes(Math.max(1, Math.ceil(ms / MINUTE_MS)))
  return ms <= 2 * DAY_MS ? hours(Math.ceil(ms / REVIEW_HOUR_MS)) : days(Math.ceil(ms / DAY_MS))
}

function DecidedBefore({ words, path, decided }: { words: ConsoleWords; path: string; decided: readonly Decided[] }) {
  const { review, log, frame, signers } = words
  return (
    <section class="section card">
      <h2>{review.decided}</h2>
      <table class="table cards">
        <caption class="visually-hidden">{review.decided}</caption>
        <TableHead columns={[log.what, review.which, log.who, review.when]} act={frame.change} />
        <tbody>
          {decided.map(({ what, facts, who, when, at, undo }) => (
            <tr>
              <th scope="row">{what}</th>
              <td data-label={review.which}>{facts.join(' · ')}</td>
              <td data-label={log.who}>
                <bdi>{who}</bdi>
              </td>
              <td data-label={review.when}>
                <time datetime={at}>{when}</time>
                {undo !== null && <span class="sub">{review.undoUntil(undo.until)}</span>}
              </td>
              <td class="act">
                {undo !== null && (
                  <ButtonForm
                    action={`${path}/undo`}
                    label={signers.undo}
                    kind="quiet"
                    hidden={{ decision: undo.decision }}
                  />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export const countryIn = (words: ConsoleWords, name: (code: string) => string, code: string | null): string =>
  code === null ? words.review.unknownCountry : name(code)
