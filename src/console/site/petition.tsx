/** One petition, as the operator decides about it: approval, take-down, a new owner. */
import { raw } from 'hono/html'

import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { renderMarkdown } from '../../markup/markdown.ts'
import { type Around, Page, type ShownState, STATE_TONES, wasOpen } from '../layout.tsx'
import { ButtonForm, Choices, ErrorSummary, type FormState, TextArea, TextField } from '../parts/form.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { Back, Consequences, Heading } from '../parts/heading.tsx'
import { Chip, Notice } from '../parts/notice.tsx'
import { Comparison } from '../text/comparison.tsx'
import type { AskedChange } from '../../petitions/asked-changes.ts'
import { SITE } from '../parts/site-tabs.tsx'

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
  /** When it opens by itself once it is approved, in words; null for at once. */
  opens: string | null
  image: { hash: string; width: number; height: number; alt: string } | null
}

interface Props {
  around: Around
  petition: ShownPetition
  form: FormState
}

/** `asked`: what it was when a change was last asked for, with the time in words; null if that never was. */
export function ApprovalPage({
  around,
  petition,
  form,
  asked,
}: Props & { asked: (AskedChange & { when: string }) | null }) {
  const words = consoleWords(around.locale)
  const { site } = words
  return (
    <Page around={around} title={petition.title} current="site" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={SITE} text={words.frame.back(site.title)} />
      <ErrorSummary words={words} errors={form.errors} />
      <Words {...{ words, petition }} />
      {asked !== null && <Since {...{ words, petition, asked }} locale={around.locale} />}
      <form class="section card" method="post" action={`${SITE}/approvals/${petition.slug}`} novalidate>
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
        {petition.opens !== null && <p class="note">{words.settings.opensAfterApproval(petition.opens)}</p>}
        <TextArea {...{ form }} name="message" label={site.message} rows={5} />
        <button class="button">{site.send}</button>
      </form>
    </Page>
  )
}

interface SinceProps {
  words: ConsoleWords
  petition: ShownPetition
  asked: AskedChange & { when: string }
  locale: Around['locale']
}

/** What was asked for, and what is different since then. */
function Since({ words, petition, asked, locale }: SinceProps) {
  const { operator } = words
  const isSame = (['title', 'addressee', 'body'] as const).every((member) => asked[member] === petition[member])
  return (
    <section class="section">
      <Notice tone="info">
        <h2>{operator.asked(asked.when)}</h2>
        <p class="as-typed" dir="auto">
          {asked.message}
        </p>
        {asked.starter !== petition.starter && <p>{operator.starterChanged(asked.starter)}</p>}
        {asked.imageHash !== (petition.image?.hash ?? null) && <p>{operator.imageChanged}</p>}
        {isSame && <p>{operator.same}</p>}
      </Notice>
      {!isSame && (
        <Comparison
          {...{ locale }}
          title={operator.difference}
          before={asked}
          after={petition}
          language={petition.language}
        />
      )}
    </section>
  )
}

/** `taken`: the ground and the reason, if it is taken down. `reports`: how many are open. */
export function SitePetitionPage({
  around,
  petition,
  form,
  taken,
  reports,
}: Props & {
  taken: { ground: keyof ConsoleWords['site']['grounds']; reason: string } | null
  reports: number
}) {
  const words = consoleWords(around.locale)
  const { site, operator } = words
  const path = `${SITE}/petitions/${petition.slug}`
  return (
    <Page around={around} title={petition.title} current="site" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={`${SITE}/petitions`} text={words.frame.back(site.petitions)} />
      <ErrorSummary words={words} errors={form.errors} />
      <Words {...{ words, petition }} />
      {taken !== null && (
        <section class="section">
          <Notice tone="danger">
            <h2>{site.grounds[taken.ground]}</h2>
            <p class="as-typed" dir="auto">
              {taken.reason}
            </p>
          </Notice>
          <ButtonForm action={`${path}/put-back`} label={site.putBack} kind="quiet" />
        </section>
      )}
      <p class="section acts">
        {petition.state === 'submitted' && (
          <a class="button" href={`${SITE}/approvals/${petition.slug}`}>
            {site.decide}
          </a>
        )}
        {reports > 0 && (
          <a class="button quiet" href={`${SITE}/reports/${petition.slug}`}>
            {operator.reportsOf(reports)}
          </a>
        )}
        {taken === null && isUp(petition.state) && (
          <a class="button quiet danger" href={`${path}/take-down`}>
            {site.takeDown}…
          </a>
        )}
      </p>
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
export const isUp = (state: ShownState): boolean => wasOpen(state) && state !== 'taken-down'

interface TakeDownProps {
  around: Around
  petition: Pick<ShownPetition, 'slug' | 'title' | 'language'>
  form: FormState
  /** The public count, how many owners get an email, and how many open reports are decided. */
  numbers: { signatures: number; owners: number; reports: number }
}

export function TakeDownPage({ around, petition, form, numbers }: TakeDownProps) {
  const words = consoleWords(around.locale)
  const { site, frame } = words
  const { takeDownSo } = words.operator
  const { signatures, owners, reports } = numbers
  const path = `${SITE}/petitions/${petition.slug}`
  return (
    <Page around={around} title={site.takeDownTitle} current="site" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={path} text={frame.back(petition.title)} />
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={site.takeDownTitle}>
        <p lang={petition.language} dir="auto">
          {petition.title}
        </p>
      </Heading>
      <section class="card">
        <Consequences
          items={[
            takeDownSo.page,
            takeDownSo.kept(signatures),
            owners === 0 ? takeDownSo.noOwner : takeDownSo.owners(owners),
            ...(reports > 0 ? [takeDownSo.reports(reports)] : []),
            takeDownSo.back,
          ]}
        />
        <form method="post" action={`${path}/take-down`} novalidate>
          <Choices
            {...{ form }}
            name="ground"
            label={site.ground}
            options={Object.entries(site.grounds).map(([value, label]) => ({ value, label }))}
          />
          <TextArea {...{ form }} name="reason" label={site.reason} hint={site.reasonHint} rows={5} />
          <Confirm {...{ words, form }} people={signatures} />
          <div class="acts">
            <button class="button danger">{site.takeDownButton}</button>
            <a href={path}>{site.leaveUp}</a>
          </div>
        </form>
      </section>
    </Page>
  )
}

function Words({ words, petition }: { words: ConsoleWords; petition: ShownPetition }) {
  const { slug, title, addressee, starter, language, body, state, image } = petition
  return (
    <>
      <Heading title={title}>
        <Chip tone={STATE_TONES[state]}>{words.places.states[state]}</Chip>
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
      {image !== null && (
        <figure class="picture section">
          <img
            src={`${SITE}/petitions/${slug}/image/${image.hash}`}
            alt={image.alt}
            width={image.width}
            height={image.height}
          />
          <figcaption class="note">
            {words.operator.image}: <bdi>{image.alt}</bdi>
          </figcaption>
        </figure>
      )}
      <article class="section prose card" lang={language} dir="auto">
        {raw(renderMarkdown(body, 2))}
      </article>
    </>
  )
}
