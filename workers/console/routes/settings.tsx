/** The settings of a petition. */
import { Hono } from 'hono'

import { stateAt } from '../../../schema/petition-state.ts'
import { addressOf } from '../../../src/address.ts'
import { type FormState } from '../../../src/console/parts/form.tsx'
import {
  type SettingsFacts,
  SettingsMeanwhilePage,
  SettingsPage,
  settingsPath,
} from '../../../src/console/settings/settings.tsx'
import {
  atField,
  changesOf,
  isSection,
  SECTIONS,
  sentValues,
  type Setting,
  settingValues,
} from '../../../src/console/settings/values.ts'
import { dayIn, momentIn } from '../../../src/i18n/time.ts'
import { reopenableUntil } from '../../../src/petitions/end.ts'
import { isPast } from '../../../src/petitions/opening.ts'
import { patchProblem } from '../../../src/petitions/patch-rules.ts'
import { patchPetition } from '../../../src/petitions/patch.ts'
import { findPetition, openedAt, type Petition } from '../../../src/petitions/petitions.ts'
import type { FieldProblem } from '../../../src/refusal.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { errorsOf, form } from '../form.ts'
import { aroundOf, page, refused, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf, needsApproval } from '../shown.ts'
import { timeZones } from '../time-zones.ts'
import type { Values } from '../values.ts'

/** Under `/p/:slug/settings`. */
export const settingsRoutes = new Hono<ConsoleContext>()

type SettingsContext = RouteContext & { var: InPetition }

settingsRoutes.get('/', requireRole('settings'), (c) => settingsPage(c))

settingsRoutes.post('/', requireRole('settings'), form(), async (c) => {
  const { petition, values } = c.var
  const { section = '' } = values
  if (!isSection(section)) return seeOther(c, settingsPath(addressOf(petition)))
  const now = Date.now()
  const typed = sentValues(values, fieldsOf(petition, SECTIONS[section], now))
  const changes = changesOf(typed, petition)
  if (!changes.ok) return settingsPage(c, formOf(c, values, typed, changes.errors))
  // Nothing to change: also the second press of a button.
  if (Object.keys(changes.patch).length === 0) return saved(c)
  const problem = await patchProblem(petition, changes.patch, now)
  if (problem?.code === 'invalid-petition')
    return settingsPage(c, formOf(c, values, typed, problem.errors.map(atField)))
  if (problem !== null) return refused(c, problem)
  const { settings } = await servicesOf(c.env)
  const patched = await patchPetition(c.env.DB, petition, changes.patch, {
    revisions: [Number(values['revision'])],
    by: byAccount(c.var),
    needsApproval: await needsApproval(c),
    origin: settings.publicOrigin,
    now,
  })
  if (patched.ok) return saved(c)
  const { refusal } = patched
  return refusal.code === 'changed-meanwhile' ? meanwhile(c, { ...typed, section }, typed) : refused(c, refusal)
})

/** A last day is set only where there is something to close, and an opening only of a draft. */
const fieldsOf = (petition: Petition, fields: readonly Setting[], now: number): readonly Setting[] =>
  fields.filter((name) =>
    name === 'closesOn'
      ? canClose(petition, now)
      : (name !== 'opensOn' && name !== 'opensTime') || petition.state === 'draft',
  )

const canClose = (petition: Petition, now: number): boolean => ['draft', 'open'].includes(stateAt(petition, now))

const saved = (c: SettingsContext): Response =>
  changed(c.var.petition, seeOther(c, settingsPath(addressOf(c.var.petition)), 'settings-saved'))

function formOf(c: SettingsContext, values: Values, typed: Values, problems: readonly FieldProblem[]): FormState {
  const errors = { ...errorsOf(c, problems) }
  if (problems.some(({ path }) => path === 'milestones')) errors['milestones'] = wordsOf(c).settings.milestonesWrong
  return { values: { ...typed, revision: values['revision'] ?? '' }, errors }
}

async function settingsPage(c: SettingsContext, state?: FormState): Promise<Response> {
  const { petition } = c.var
  const view = (
    <SettingsPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      revision={Number(state?.values['revision'] ?? petition.revision)}
      form={{ values: { ...settingValues(petition), ...state?.values }, errors: state?.errors ?? {} }}
      facts={factsOf(c, petition, Date.now())}
      timeZones={timeZones()}
    />
  )
  return page(c, view, state === undefined ? 200 : 422)
}

function factsOf(c: SettingsContext, petition: Petition, now: number): SettingsFacts {
  const { timeZone, closesAt, closedAt, confirmation } = petition
  const moment = (ms: number | null): string | null => (ms === null ? null : momentIn(ms, timeZone, c.var.locale))
  const isOpen = canClose(petition, now)
  const until = reopenableUntil(petition, now)
  return {
    confirmation,
    opened: moment(openedAt(petition)),
    closed: isOpen ? null : moment(closedAt ?? closesAt),
    closes: isOpen ? moment(closesAt) : null,
    opens: petition.state === 'draft' ? moment(petition.opensAt) : null,
    canOpen: petition.state === 'draft',
    canClose: isOpen,
    reopenableUntil: until === null || isPast(until, now) ? null : dayIn(until, timeZone, c.var.locale),
    zoneNow: momentIn(now, timeZone, c.var.locale),
  }
}

/** Somebody else was faster: what of it is another value than the one that was typed. */
async function meanwhile(
  c: SettingsContext,
  values: Values,
  typed: Partial<Record<Setting, string>>,
): Promise<Response> {
  const { slug } = c.var.petition
  const current = (await findPetition(c.env.DB, slug)) ?? c.var.petition
  const there = settingValues(current)
  const differences = SETTINGS.flatMap((setting) => {
    const yours = typed[setting]
    return yours === undefined || yours === there[setting] ? [] : [{ setting, there: there[setting], yours }]
  })
  // A second press sends what the first one has saved.
  if (differences.length === 0) return saved(c)
  const view = (
    <SettingsMeanwhilePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(current, Date.now())}
      differences={differences}
      values={values}
      revision={current.revision}
    />
  )
  return page(c, view, 412)
}

const SETTINGS: readonly Setting[] = [...SECTIONS.days, ...SECTIONS.emails, ...SECTIONS.floods]
