/** The words of a petition that can be signed: editing them, and the comparison from which alone they are published. */
import { CHANGE_KINDS } from '../../../schema/version.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { Words } from '../../petitions/text-change.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { MeanwhilePage } from '../meanwhile-page.tsx'
import { Choices, ErrorSummary, type FormState, HiddenFields, TextArea, TextField, labelsOf } from '../parts/form.tsx'
import { Consequences, Heading, Tabs } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { settingsPath } from '../settings/settings.tsx'
import { Comparison } from './comparison.tsx'
import { imagePath } from './image.tsx'

export const textTabs = ({ text }: ConsoleWords, slug: string) =>
  [
    [`/console/p/${slug}/text`, text.tabs.words],
    [`/console/p/${slug}/text/versions`, text.tabs.versions],
    [`/console/p/${slug}/text/translations`, text.tabs.translations],
  ] as const

interface Props {
  around: Around
  petition: AroundPetition
  revision: number
  form: FormState
  /** How many have signed the current words; null for a draft, which is changed without a version. */
  signed: number | null
  also: {
    /** The description of the image; null if there is none. */
    image: string | null
    goal: number | null
    /** In words; null if none is set. */
    lastDay: string | null
    /** Whether the reader may change goal and last day. */
    maySet: boolean
  }
}

export function WordsPage({ around, petition, revision, form, signed, also }: Props) {
  const words = consoleWords(around.locale)
  const { text, start, account } = words
  const path = `/console/p/${petition.slug}/text`
  const own = { lang: petition.language, dir: 'auto' }
  return (
    <Page {...{ around, petition }} title={text.title} place="text" hasErrors={Object.keys(form.errors).length > 0}>
      <ErrorSummary words={words} errors={form.errors} labels={labelsOf(words)} />
      <Heading title={text.title} />
      {signed !== null && <Tabs label={text.title} tabs={textTabs(words, petition.slug)} current={path} />}
      {signed !== null && signed > 0 && (
        <Notice tone="info">
          <h2>{text.signedTitle(signed)}</h2>
          <p>{text.signedText}</p>
        </Notice>
      )}
      <form method="post" action={path} novalidate>
        <input type="hidden" name="revision" value={revision} />
        <TextField {...{ form }} name="title" label={start.words.name} with={{ autocomplete: 'off', ...own }} />
        <TextField {...{ form }} name="addressee" label={start.words.addressee} with={own} />
        <TextArea {...{ form }} name="body" label={start.words.body} hint={start.words.bodyHint} rows={16} with={own} />
        {signed !== null && (
          <>
            <Choices
              {...{ form }}
              name="kind"
              label={text.kind}
              options={CHANGE_KINDS.map((kind) => ({
                value: kind,
                label: text.kinds[kind],
                hint: text.kindHints[kind],
              }))}
            />
            <TextField {...{ form }} name="why" label={text.why} hint={text.whyHint} />
          </>
        )}
        <div class="acts">
          <button class="button">{signed === null ? account.save : text.compare}</button>
        </div>
        {signed !== null && <p class="note">{text.notYet}</p>}
      </form>
      <Also {...{ words, petition, also }} locale={around.locale} />
    </Page>
  )
}

/** What else is on the petition’s page. */
function Also({
  words,
  petition,
  also,
  locale,
}: {
  words: ConsoleWords
  petition: AroundPetition
  also: Props['also']
  locale: Around['locale']
}) {
  const { frame, settings, start, updates } = words
  const { number } = catalogue(locale)
  const days = also.maySet ? `${settingsPath(petition.slug)}#days` : null
  const facts: readonly (readonly [label: string, value: string | null, href: string | null])[] = [
    [updates.image.title, also.image, imagePath(petition.slug)],
    [start.words.goal, also.goal === null ? null : number(also.goal), days],
    [start.words.lastDay, also.lastDay, days],
  ]
  return (
    <section class="section card">
      <h2>{updates.image.also}</h2>
      <dl class="facts">
        {facts.map(([label, value, href]) => (
          <div>
            <dt>{label}</dt>
            <dd>
              <bdi>{value ?? settings.nothing}</bdi>
            </dd>
            {href !== null && (
              <dd>
                <a href={href}>
                  {frame.change} <span class="visually-hidden">{label}</span>
                </a>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </section>
  )
}

interface CompareProps {
  around: Around
  petition: AroundPetition
  revision: number
  /** The number of the current version. */
  current: number
  /** That the new one will have. */
  number: number
  before: Words
  after: Words
  kind: (typeof CHANGE_KINDS)[number]
  why: string | null
  hasTranslations: boolean
}

export function ComparePage(props: CompareProps) {
  const { around, petition, revision, current, number, before, after, kind, why, hasTranslations } = props
  const words = consoleWords(around.locale)
  const { text } = words
  const path = `/console/p/${petition.slug}/text`
  const hidden = { ...after, kind, why: why ?? '', revision: String(revision) }
  return (
    <Page {...{ around, petition }} title={text.compareTitle(number)} place="text">
      <Heading title={text.compareTitle(number)} />
      <Comparison
        {...{ before, after }}
        title={text.comparedWith(current)}
        locale={around.locale}
        language={petition.language}
      />
      <dl class="facts">
        <div>
          <dt>{text.change}</dt>
          <dd>{text.kinds[kind]}</dd>
        </div>
        {why !== null && (
          <div>
            <dt>{text.why}</dt>
            <dd>
              <bdi>{why}</bdi>
            </dd>
          </div>
        )}
      </dl>
      <Consequences items={[text.signedText, ...(hasTranslations ? [text.behindNote] : [])]} />
      <form method="post">
        <HiddenFields values={hidden} />
        <div class="acts">
          <button class="button" formaction={`${path}/publish`}>
            {text.publish(number)}
          </button>
          <button class="button quiet" formaction={`${path}/edit`}>
            {text.edit}
          </button>
        </div>
      </form>
    </Page>
  )
}

/** Somebody else has saved meanwhile: both texts, and nothing is lost. */
export function TextMeanwhilePage({
  around,
  petition,
  theirs,
  yours,
  kind,
  why,
  revision,
}: {
  around: Around
  petition: AroundPetition
  theirs: Words
  yours: Words
  kind: string
  why: string
  /** Of theirs: yours is saved over it. */
  revision: number
}) {
  const { text } = consoleWords(around.locale)
  const path = `/console/p/${petition.slug}/text`
  return (
    <MeanwhilePage
      around={around}
      action={`${path}/publish`}
      values={{ ...yours, kind, why, revision: String(revision) }}
      theirs={path}
      in={{ petition, place: 'text' }}
    >
      <Comparison
        title={text.yours}
        locale={around.locale}
        before={theirs}
        after={yours}
        language={petition.language}
      />
    </MeanwhilePage>
  )
}
