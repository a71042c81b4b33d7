/** The settings of a petition: each card is a form of its own, and the last ones lead to what ends it. */
import type { Child } from 'hono/jsx'

import { type CONFIRMATIONS, EMAIL_SUBJECTS, SIGNING_LIMITS } from '../../../schema/petition.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { REVIEW_RULES } from '../../limits.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { MeanwhilePage } from '../meanwhile-page.tsx'
import {
  Choices,
  ErrorSummary,
  type FormState,
  HiddenFields,
  type Options,
  Select,
  TextField,
  Tick,
} from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { OpeningFields } from '../parts/opening-fields.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { Endings } from '../ending/list.tsx'
import { type Rule, RULES, type Section, type Setting } from './values.ts'

export interface SettingsFacts {
  confirmation: (typeof CONFIRMATIONS)[number]
  /** In words; null where it is not so. */
  opened: string | null
  closed: string | null
  /** The moment at which signing ends, in words; null if none is set. */
  closes: string | null
  /** When it opens by itself, in words; null if that is not set. */
  opens: string | null
  /** Whether that can be set: of a draft alone. */
  canOpen: boolean
  /** Whether a last day can be set: not for a petition that has ended. */
  canClose: boolean
  /** The last day on which it can be reopened, in words; null if it has not ended, or it is too late. */
  reopenableUntil: string | null
  /** What clocks in the petition's time zone show, in words. */
  zoneNow: string
}

interface Props {
  around: Around
  petition: AroundPetition
  /** Of what the form shows. */
  revision: number
  form: FormState
  facts: SettingsFacts
  timeZones: Options
}

export const settingsPath = (slug: string): string => `/console/p/${slug}/settings`

export function settingLabels({ settings, start }: ConsoleWords): Readonly<Record<Setting, string>> {
  return {
    opensOn: settings.opensOn,
    opensTime: settings.opensTime,
    closesOn: start.words.lastDay,
    timeZone: start.words.timeZone,
    goal: start.words.goal,
    milestones: settings.milestones,
    emailSubject: settings.subject,
    reminder: settings.reminder,
    signingLimit: settings.signingLimit,
    ...settings.rules,
  }
}

export function SettingsPage({ around, petition, revision, form, facts, timeZones }: Props) {
  const words = consoleWords(around.locale)
  const { places, settings, start } = words
  const labels = settingLabels(words)
  const card = { words, petition, revision }
  return (
    <Page
      {...{ around, petition }}
      title={places.settings}
      place="settings"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <ErrorSummary words={words} errors={form.errors} labels={labels} />
      <Heading title={places.settings} />
      <Card {...card} section="days" title={settings.days}>
        {facts.canOpen && <OpeningFields {...{ words, form }} opens={facts.opens} />}
        {facts.canClose && (
          <TextField
            {...{ form }}
            name="closesOn"
            label={labels.closesOn}
            hint={hints(start.words.lastDayHint, facts.closes === null ? null : settings.setTo(facts.closes))}
            with={{ type: 'date', class: 'short' }}
          />
        )}
        <Select
          {...{ form }}
          name="timeZone"
          label={labels.timeZone}
          hint={settings.timeZoneHint(facts.zoneNow)}
          options={timeZones}
        />
        <NumberField {...{ form }} name="goal" label={labels.goal} hint={start.words.goalHint} />
        <TextField
          {...{ form }}
          name="milestones"
          label={labels.milestones}
          hint={settings.milestonesHint}
          with={{ inputmode: 'text', autocomplete: 'off', dir: 'ltr' }}
        />
      </Card>
      <Card {...card} section="emails" title={settings.emails}>
        <Choices
          {...{ form }}
          name="emailSubject"
          label={labels.emailSubject}
          options={EMAIL_SUBJECTS.map((value) => ({
            value,
            label: settings.subjects[value],
            hint: settings.subjectHints[value],
          }))}
        />
        <Tick {...{ form }} name="reminder" label={labels.reminder} />
      </Card>
      <Card {...card} section="floods" title={settings.floods}>
        <p class="note">{settings.floodsText}</p>
        <RuleField {...{ words, form }} name="networkPerHour" />
        <RuleField {...{ words, form }} name="emailDomainPerHour" />
        <details class="more" open={MORE_RULES.some((name) => name in form.errors || (form.values[name] ?? '') !== '')}>
          <summary>{settings.moreRules}</summary>
          {MORE_RULES.map((name) => (
            <RuleField {...{ words, form, name }} />
          ))}
        </details>
        <Choices
          {...{ form }}
          name="signingLimit"
          label={labels.signingLimit}
          options={SIGNING_LIMITS.map((value) => ({ value, label: settings.signingLimits[value] }))}
        />
      </Card>
      <section class="card">
        <h2>{words.signers.moderationTitle}</h2>
        <a href={`/console/p/${petition.slug}/signers/moderation`}>{words.frame.change}</a>
      </section>
      <section class="card" id="address">
        <h2>{start.publish.address}</h2>
        <p>
          <bdi>{`/p/${petition.slug}`}</bdi>
        </p>
        <a href={`${settingsPath(petition.slug)}/address`}>{settings.addressChange}</a>
      </section>
      <section class="card">
        <h2>{settings.fixed}</h2>
        <dl class="facts">
          <Fact label={start.publish.when}>{start.publish[facts.confirmation]}</Fact>
          {facts.opened !== null && <Fact label={settings.opened}>{facts.opened}</Fact>}
          {facts.closed !== null && <Fact label={settings.closed}>{facts.closed}</Fact>}
        </dl>
      </section>
      <Endings locale={around.locale} petition={petition} reopenableUntil={facts.reopenableUntil} />
      {petition.state === 'draft' && <DraftEnd {...{ words, petition }} />}
    </Page>
  )
}

const MORE_RULES = RULES.slice(2)

const hints = (...texts: (string | null)[]): string => texts.filter((text) => text !== null).join(' ')

const Fact = ({ label, children }: { label: string; children?: Child }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
)

function Card({
  words,
  petition,
  revision,
  section,
  title,
  children,
}: {
  words: ConsoleWords
  petition: AroundPetition
  revision: number
  section: Section
  title: string
  children?: Child
}) {
  return (
    <section class="card" id={section}>
      <h2>{title}</h2>
      <form method="post" action={settingsPath(petition.slug)} novalidate>
        <HiddenFields values={{ section, revision: String(revision) }} />
        {children}
        <div class="acts">
          <button class="button">{words.account.save}</button>
        </div>
      </form>
    </section>
  )
}

const NumberField = (field: { form: FormState; name: Setting; label: string; hint: string }) => (
  <TextField {...field} with={{ inputmode: 'numeric', autocomplete: 'off', class: 'short' }} />
)

function RuleField({ words, form, name }: { words: ConsoleWords; form: FormState; name: Rule }) {
  const { rules, ruleHints } = words.settings
  return <NumberField {...{ form, name }} label={rules[name]} hint={ruleHints[name](REVIEW_RULES[name])} />
}

/** A petition that was never open. */
function DraftEnd({ words, petition }: { words: ConsoleWords; petition: AroundPetition }) {
  const path = `/console/p/${petition.slug}`
  return (
    <section class="card">
      <h2>{words.draft.delete}</h2>
      <p class="note">{words.draft.deleteSo[0]}</p>
      <div class="acts">
        <a class="button quiet danger" href={`${path}/delete`}>
          {words.draft.delete}
        </a>
      </div>
    </section>
  )
}

/** A setting of which somebody else has saved another value meanwhile. */
export interface Difference {
  setting: Setting
  there: string
  yours: string
}

interface MeanwhileProps {
  around: Around
  petition: AroundPetition
  differences: readonly Difference[]
  /** What was typed, with its section. */
  values: Readonly<Record<string, string>>
  /** Of what is there: what was typed is saved over it. */
  revision: number
}

export function SettingsMeanwhilePage({ around, petition, differences, values, revision }: MeanwhileProps) {
  const words = consoleWords(around.locale)
  const { settings, text } = words
  const labels = settingLabels(words)
  const path = settingsPath(petition.slug)
  return (
    <MeanwhilePage
      around={around}
      action={path}
      values={{ ...values, revision: String(revision) }}
      theirs={path}
      in={{ petition, place: 'settings' }}
      labels={{ ...text, meanwhileTitle: settings.meanwhileTitle, meanwhileText: settings.meanwhileText }}
    >
      <section class="card">
        <table class="table cards">
          <TableHead columns={[settings.setting, settings.there, settings.yours]} />
          <tbody>
            {differences.map(({ setting, there, yours }) => (
              <tr>
                <th scope="row">{labels[setting]}</th>
                <td data-label={settings.there}>
                  <bdi>{shown(words, setting, there)}</bdi>
                </td>
                <td data-label={settings.yours}>
                  <bdi>{shown(words, setting, yours)}</bdi>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </MeanwhilePage>
  )
}

/** A value of a field, as the page of settings says it. */
function shown({ settings }: ConsoleWords, setting: Setting, value: string): string {
  if (value === '') return settings.nothing
  if (setting === 'reminder') return '✓'
  const subject = EMAIL_SUBJECTS.find((one) => one === value)
  if (setting === 'emailSubject' && subject !== undefined) return settings.subjects[subject]
  const limit = SIGNING_LIMITS.find((one) => one === value)
  if (setting === 'signingLimit' && limit !== undefined) return settings.signingLimits[limit]
  return value
}
