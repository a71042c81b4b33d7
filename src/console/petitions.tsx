/** The petitions of an account, those that wait for something first. */
import { type ConsoleWords, consoleWords } from '../i18n/console-catalogue.ts'
import { type Around, Page, type ShownState } from './layout.tsx'
import { ErrorSummary, type FormState, TextField } from './parts/form.tsx'
import { Heading } from './parts/heading.tsx'
import { Chip } from './parts/notice.tsx'

export type Listed =
  | {
      kind: 'petition'
      slug: string
      title: string
      language: string
      state: ShownState
      role: keyof ConsoleWords['roles']['you']
      count: number
      goal: number | null
      todo: number
      /** Already in words; null where there is none. */
      day: string | null
    }
  | { kind: 'draft'; id: string; title: string; language: string; step: 1 | 2 | 3; changed: string }

interface Props {
  around: Around
  listed: readonly Listed[]
  /** To add a petition by its token. */
  claim: FormState
}

export function PetitionsPage({ around, listed, claim }: Props) {
  const words = consoleWords(around.locale)
  const { petitions } = words
  return (
    <Page
      around={around}
      title={petitions.title}
      current="petitions"
      width="medium"
      hasErrors={Object.keys(claim.errors).length > 0}
    >
      <ErrorSummary words={words} errors={claim.errors} />
      <Heading title={petitions.title}>{listed.length > 0 && <StartButton words={words} />}</Heading>
      {listed.length === 0 ? <Empty words={words} /> : <List words={words} listed={listed} />}
      <details class="more section" open={Object.keys(claim.errors).length > 0}>
        <summary>{petitions.claim}</summary>
        <form method="post" action="/console/claim">
          <TextField
            form={claim}
            name="token"
            label={petitions.token}
            hint={petitions.claimHint}
            with={{ autocomplete: 'off', spellcheck: false, dir: 'ltr' }}
          />
          <button class="button quiet">{petitions.claimButton}</button>
        </form>
      </details>
    </Page>
  )
}

const StartButton = ({ words }: { words: ConsoleWords }) => (
  <form method="post" action="/console/new">
    <button class="button">{words.petitions.start}</button>
  </form>
)

function Empty({ words }: { words: ConsoleWords }) {
  const { petitions } = words
  return (
    <section class="card">
      <h2>{petitions.emptyTitle}</h2>
      <p>{petitions.emptyText}</p>
      <ul>
        {petitions.needs.map((need) => (
          <li>{need}</li>
        ))}
      </ul>
      <StartButton words={words} />
      <p class="section note">{petitions.invited}</p>
    </section>
  )
}

function List({ words, listed }: { words: ConsoleWords; listed: readonly Listed[] }) {
  return (
    <ul class="petitions">
      {listed.map((one) => (
        <li class="card">{one.kind === 'draft' ? <Draft {...{ words, one }} /> : <Petition {...{ words, one }} />}</li>
      ))}
    </ul>
  )
}

const STEPS = { 1: 'text', 2: 'key', 3: 'publish' } as const

function Draft({ words, one }: { words: ConsoleWords; one: Extract<Listed, { kind: 'draft' }> }) {
  return (
    <>
      <div>
        <h2 lang={one.language} dir="auto">
          <a href={`/console/new/${one.id}/${STEPS[one.step]}`}>
            {one.title === '' ? words.places.states.draft : one.title}
          </a>
        </h2>
        <p class="meta">
          <Chip tone="plain">{words.places.states.draft}</Chip>
          {words.petitions.changed(one.changed)}
        </p>
      </div>
      <p class="note">{words.petitions.continueAt(one.step)}</p>
    </>
  )
}

function Petition({ words, one }: { words: ConsoleWords; one: Extract<Listed, { kind: 'petition' }> }) {
  const { slug, title, language, state, role, count, goal, todo, day } = one
  return (
    <>
      <div>
        <h2 lang={language} dir="auto">
          <a href={`/console/p/${slug}`}>{title}</a>
        </h2>
        <p class="meta">
          <Chip tone={state === 'taken-down' ? 'danger' : state === 'submitted' ? 'warn' : 'plain'}>
            {words.places.states[state]}
          </Chip>
          {day !== null && <span>{day}</span>}
          <span>{words.roles.you[role]}</span>
          {todo > 0 && <Chip tone="warn">{words.petitions.todo(todo)}</Chip>}
        </p>
      </div>
      <p class="number">
        {goal === null ? words.frame.signatures(count) : words.petitions.of(count, goal)}
        {goal !== null && <progress value={Math.min(count, goal)} max={goal} aria-hidden="true" />}
      </p>
    </>
  )
}
