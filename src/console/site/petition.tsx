/** One petition, as the operator decides about it: approval, take-down, a new owner. */
import { raw } from 'hono/html'

import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { renderMarkdown } from '../../markup/markdown.ts'
import { type Around, Page, type ShownState } from '../layout.tsx'
import { ButtonForm, Choices, ErrorSummary, type FormState, TextArea, TextField } from '../parts/form.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Chip, Notice } from '../parts/notice.tsx'

export interface ShownPetition {
  slug: string
  title: string
  addressee: string
  starter: string
  language: string
  /** Markdown. */
  body: string
  /** As it was read: what is approved is this. */
  revision: number
  state: ShownState
}

interface Props {
  around: Around
  petition: ShownPetition
  form: FormState
}

export function ApprovalPage({ around, petition, form }: Props) {
  const words = consoleWords(around.locale)
  const { site } = words
  return (
    <Page around={around} title={petition.title} current="site" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href="/console/site" text={words.frame.back(site.title)} />
      <ErrorSummary words={words} errors={form.errors} />
      <Words {...{ words, petition }} />
      <form class="section card" method="post" action={`/console/site/approvals/${petition.slug}`} novalidate>
        <input type="hidden" name="revision" value={petition.revision} />
        <Choices
          {...{ form }}
          name="decision"
          label={site.decide}
          options={[
            { value: 'approve', label: site.approve, hint: site.approveHint },
            { value: 'ask', label: site.ask, hint: site.askHint },
            { value: 'decline', label: site.decline, hint: site.declineHint },
          ]}
        />
        <TextArea {...{ form }} name="message" label={site.message} rows={5} />
        <button class="button">{site.send}</button>
      </form>
    </Page>
  )
}

/** Found by its web address. `taken`: the ground and the reason, if it is taken down. */
export function SitePetitionPage({
  around,
  petition,
  form,
  taken,
}: Props & { taken: { ground: keyof ConsoleWords['site']['grounds']; reason: string } | null }) {
  const words = consoleWords(around.locale)
  const { site } = words
  const path = `/console/site/petitions/${petition.slug}`
  return (
    <Page around={around} title={petition.title} current="site" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href="/console/site" text={words.frame.back(site.title)} />
      <ErrorSummary words={words} errors={form.errors} />
      <Words {...{ words, petition }} />
      {petition.state === 'submitted' && (
        <p class="section">
          <a class="button" href={`/console/site/approvals/${petition.slug}`}>
            {site.decide}
          </a>
        </p>
      )}
      {taken === null && isUp(petition) && (
        <section class="section card">
          <h2>{site.takeDownTitle}</h2>
          <Consequences items={site.takeDownSo} />
          <form method="post" action={`${path}/take-down`} novalidate>
            <Choices
              {...{ form }}
              name="ground"
              label={site.ground}
              options={Object.entries(site.grounds).map(([value, label]) => ({ value, label }))}
            />
            <TextArea {...{ form }} name="reason" label={site.reason} hint={site.reasonHint} rows={5} />
            <div class="acts">
              <button class="button danger">{site.takeDownButton}</button>
              <a href="/console/site">{site.leaveUp}</a>
            </div>
          </form>
        </section>
      )}
      {taken !== null && (
        <section class="section">
          <Notice tone="danger">
            <h2>{site.grounds[taken.ground]}</h2>
            <p>{taken.reason}</p>
          </Notice>
          <ButtonForm action={`${path}/put-back`} label={site.putBack} kind="quiet" />
        </section>
      )}
      <section class="section card">
        <h2>{site.invite}</h2>
        <p>{site.inviteHint}</p>
        <form method="post" action={`${path}/owners`} novalidate>
          <TextField
            {...{ form }}
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

/** Nobody sees a draft: there is nothing to take down. */
const isUp = ({ state }: ShownPetition): boolean => state !== 'draft' && state !== 'submitted'

function Words({ words, petition }: { words: ConsoleWords; petition: ShownPetition }) {
  const { title, addressee, starter, language, body, state } = petition
  return (
    <>
      <Heading title={title}>
        <Chip tone="plain">{words.places.states[state]}</Chip>
      </Heading>
      <dl class="facts">
        <div>
          <dt>{words.start.words.addressee}</dt>
          <dd>
            <bdi>{addressee}</bdi>
          </dd>
        </div>
        <div>
          <dt>{words.start.words.starter}</dt>
          <dd>
            <bdi>{starter}</bdi>
          </dd>
        </div>
      </dl>
      <article class="prose card" lang={language} dir="auto">
        {raw(renderMarkdown(body, 2))}
      </article>
    </>
  )
}
