/** How the console shows what the database has: states and times in words. */
import { addressOf } from '../../src/address.ts'
import type { AroundPetition, ShownState } from '../../src/console/layout.tsx'
import type { NotOpened } from '../../src/accounts/moderate.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { type StateFacts, stateAt } from '../../schema/petition-state.ts'
import type { Signed } from './access.ts'
import { type RouteContext, servicesOf } from './context.ts'
import { wordsOf } from './respond.tsx'

export function shownStateOf(
  { state, closesAt, submittedAt, scheduledAt, takenDownAt, deletedAt }: StateFacts,
  now: number,
): ShownState {
  if (deletedAt !== null) return 'deleted'
  if (takenDownAt !== null) return 'taken-down'
  if (state === 'draft' && submittedAt !== null) return 'submitted'
  if (state === 'draft' && scheduledAt !== null) return 'scheduled'
  return stateAt({ state, closesAt }, now)
}

export const aroundPetitionOf = (
  petition: StateFacts & { slug: string; publicSlug: string | null; title: string; language: string },
  now: number,
): AroundPetition => ({
  slug: addressOf(petition),
  title: petition.title,
  language: petition.language,
  state: shownStateOf(petition, now),
})

/** Whether what this reader starts waits for the operator, whose own petitions wait for nobody. */
export async function needsApproval(c: RouteContext & { var: Signed }): Promise<boolean> {
  const { settings } = await servicesOf(c.env)
  return settings.petitions === 'approval' && !c.var.session.account.isOperator
}

/** Why a petition was not opened, with what it is about: its last day, or its keys. */
export function openingText(c: RouteContext, why: Exclude<NotOpened, 'changed'>): string {
  const { start } = wordsOf(c)
  const { fieldErrors, labelled } = catalogue(c.var.locale)
  return labelled(why === 'in-the-past' ? start.words.lastDay : start.publish.key, fieldErrors[why])
}
