/** Public names and reasons, for moderators: the list, hiding one of them, and when they appear. */
import { isOfModerators } from '../../../schema/report.ts'
import { HIDING_GROUNDS, type Moderation, MODERATIONS } from '../../../schema/signature.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { ReportedName } from '../../ledger/reports.ts'
import type { NamedSigner, NameList } from '../../ledger/signers.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ButtonForm, Choices, ErrorSummary, type FormState, HiddenFields } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Chip, Notice } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'

export interface ShownName extends NamedSigner {
  /** In words. */
  signed: string
  /** Who hid it, why and when, in words; null where it is not hidden, or was long ago. */
  hiding: string | null
}

interface ListProps {
  around: Around
  petition: AroundPetition
  list: NameList
  lists: readonly NameList[]
  q: string
  names: readonly ShownName[]
  /** Whether the search continues on the next page, with older names. */
  isPartial: boolean
  /** The page behind this one, and the first one; null if there is none. */
  older: string | null
  newest: string | null
  mayChangeModeration: boolean
  reported: readonly ReportedName[]
}

/** In the place of what is hidden of a name: nothing. */
export const SHOWN = 'shown'

export const signersPath = (slug: string): string => `/console/p/${slug}/signers`

export function SignersPage(props: ListProps) {
  const { around, petition, list, lists, q, names, isPartial, older, newest, mayChangeModeration, reported } = props
  const words = consoleWords(around.locale)
  const { signers, places, log } = words
  const path = signersPath(petition.slug)
  const waiting = names.filter(({ hidden }) => hidden === 'waiting')
  return (
    <Page {...{ around, petition }} title={places.signers} place="signers" width="wide">
      <Heading title={places.signers} lead={signers.lead} />
      {reported.length > 0 && <ReportedNames {...{ words, path, reported }} locale={around.locale} />}
      <form class="filters" method="get" action={path}>
        <div class="field">
          <label for="q">{signers.search}</label>
          <input id="q" name="q" type="search" value={q} />
        </div>
        <div class="field">
          <label for="show">{log.show}</label>
          <select id="show" name="show">
            {lists.map((one) => (
              <option value={one} selected={one === list}>
                {signers.lists[one]}
              </option>
            ))}
          </select>
        </div>
        <button class="button quiet">{signers.find}</button>
      </form>
      {names.length === 0 ? (
        <p class="soft">{list === 'all' && q === '' && newest === null ? signers.none : log.none}</p>
      ) : (
        <table class="table cards">
          <caption class="visually-hidden">{signers.lists[list]}</caption>
          <TableHead columns={[signers.name, signers.reason, signers.signed]} act={words.frame.change} />
          <tbody>
            {names.map((name) => (
              <Row {...{ words, path, name }} />
            ))}
          </tbody>
        </table>
      )}
      <div class="acts">
        {list === 'waiting' && waiting.length > 0 && (
          <ButtonForm
            action={`${path}/show`}
            label={signers.showAll(waiting.length)}
            hidden={{ ids: waiting.map(({ id }) => id).join(' ') }}
          />
        )}
        {older !== null && (
          <a class="button quiet" href={older}>
            {isPartial ? signers.further : log.older}
          </a>
        )}
        {newest !== null && <a href={newest}>{log.newest}</a>}
      </div>
      {mayChangeModeration && (
        <p class="section">
          <a href={`${path}/moderation`}>{signers.moderationTitle}</a>
        </p>
      )}
    </Page>
  )
}

interface ReportedProps {
  words: ConsoleWords
  path: string
  reported: readonly ReportedName[]
  locale: Around['locale']
}

/** Each with what was said against it, as a ground: the words of a report are for the operator alone. */
function ReportedNames({ words, path, reported, locale }: ReportedProps) {
  const { operator, signers } = words
  const { grounds: groundWords } = catalogue(locale).trust.report
  return (
    <section class="section">
      <h2>{operator.reported}</h2>
      <p>{operator.reportedText}</p>
      <ul class="list card">
        {reported.map(({ id, name, comment, grounds, upTo }) => (
          <li>
            <p>
              <strong>
                <bdi>{name}</bdi>
              </strong>
            </p>
            {comment !== null && <blockquote dir="auto">{comment}</blockquote>}
            <p>
              {grounds.map((ground) => (
                <Chip tone="warn">{groundWords[ground]}</Chip>
              ))}
            </p>
            <div class="acts">
              <a class="button quiet" href={`${path}/${id}`}>
                {signers.hide} <span class="visually-hidden">{name}</span>
              </a>
              {grounds.some(isOfModerators) && (
                <ButtonForm
                  action={`${path}/${id}/dismiss`}
                  label={operator.nothingToHide}
                  kind="quiet"
                  hidden={{ upTo }}
                />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Row({ words, path, name }: { words: ConsoleWords; path: string; name: ShownName }) {
  const { signers } = words
  const { hidden } = name
  const one = `${path}/${name.id}`
  return (
    <tr>
      <th scope="row">
        <bdi>{hidden === 'both' ? <del>{name.name}</del> : name.name}</bdi>
      </th>
      <td data-label={signers.reason}>
        {name.comment !== null && (
          <bdi dir="auto">{hidden === 'reason' || hidden === 'both' ? <del>{name.comment}</del> : name.comment}</bdi>
        )}
        {hidden !== null && <Chip tone={hidden === 'waiting' ? 'warn' : 'plain'}>{signers.states[hidden]}</Chip>}
        {name.hiding !== null && (
          <span class="sub">
            <bdi>{name.hiding}</bdi>
          </span>
        )}
      </td>
      <td data-label={signers.signed}>{name.signed}</td>
      <td class="act">
        {hidden === 'waiting' && <ButtonForm action={`${one}/show`} label={signers.showIt} kind="quiet" />}
        {(hidden === 'reason' || hidden === 'both') && (
          <ButtonForm action={`${one}/show`} label={signers.showAgain} kind="quiet" />
        )}
        {(hidden === null || hidden === 'waiting') && (
          <a href={one}>
            {signers.hide} <span class="visually-hidden">{name.name}</span>
          </a>
        )}
      </td>
    </tr>
  )
}

interface HideProps {
  around: Around
  petition: AroundPetition
  name: ShownName
  /** The last report of it; empty for none. */
  upTo: string
  form: FormState
}

export function HidePage({ around, petition, name, upTo, form }: HideProps) {
  const words = consoleWords(around.locale)
  const { signers, places } = words
  const path = signersPath(petition.slug)
  return (
    <Page
      {...{ around, petition }}
      title={signers.hideTitle}
      place="signers"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <Back href={path} text={places.signers} />
      <ErrorSummary words={words} errors={form.errors} labels={{ hide: signers.what, why: signers.why }} />
      <Heading title={signers.hideTitle} />
      <section class="card">
        <p>
          <strong>
            <bdi>{name.name}</bdi>
          </strong>
        </p>
        {name.comment !== null && <blockquote dir="auto">{name.comment}</blockquote>}
        <p class="note">{name.signed}</p>
      </section>
      <form class="card" method="post" action={`${path}/${name.id}/hide`}>
        {/* `was`: for the undo, after a second press too. */}
        <HiddenFields values={{ was: name.hidden ?? SHOWN, upTo }} />
        <Choices
          {...{ form }}
          name="hide"
          label={signers.what}
          options={(name.comment === null || name.hidden === 'reason'
            ? (['both'] as const)
            : (['reason', 'both'] as const)
          ).map((value) => ({
            value,
            label: signers.hides[value],
          }))}
        />
        <Choices
          {...{ form }}
          name="why"
          label={signers.why}
          options={HIDING_GROUNDS.map((value) => ({ value, label: signers.whys[value] }))}
        />
        <Consequences items={signers.so} />
        <div class="acts">
          <button class="button">{signers.hideButton}</button>
          <a href={path}>{words.frame.cancel}</a>
        </div>
      </form>
    </Page>
  )
}

interface ModerationProps {
  around: Around
  petition: AroundPetition
  moderation: Moderation
  /** How many names wait. */
  waiting: number
  form: FormState
}

/** When names appear; what changing it does, in numbers. */
export function ModerationPage({ around, petition, moderation, waiting, form }: ModerationProps) {
  const words = consoleWords(around.locale)
  const { signers, places } = words
  const path = signersPath(petition.slug)
  const other = moderation === 'before' ? 'after' : 'before'
  return (
    <Page
      {...{ around, petition }}
      title={signers.moderationTitle}
      place="signers"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <Back href={path} text={places.signers} />
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={signers.moderationTitle} />
      {waiting > 0 && (
        <Notice tone="warn">
          <p>
            {signers.waits(waiting)} <a href={`${path}?show=waiting`}>{signers.lists.waiting}</a>
          </p>
        </Notice>
      )}
      <form class="card" method="post" action={`${path}/moderation`}>
        <Choices
          {...{ form }}
          name="moderation"
          label={signers.moderationTitle}
          options={MODERATIONS.map((value) => ({ value, label: signers.modes[value], hint: signers.modeHints[value] }))}
        />
        <Consequences items={[...signers.changed[other], ...(waiting > 0 ? [signers.goOnWaiting(waiting)] : [])]} />
        <button class="button">{words.account.save}</button>
      </form>
    </Page>
  )
}
