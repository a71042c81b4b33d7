/** The audit log of a petition, for its team; and what operators did to any petition, for them. */
import { Hono } from 'hono'

import { AUDIT_ACTS } from '../../../schema/audit.ts'
import { addressOf } from '../../../src/address.ts'
import { type AuditFilter, isAuditId, listAudit, listOperatorAudit } from '../../../src/audit.ts'
import type { Options } from '../../../src/console/parts/form.tsx'
import { LogPage, SiteLogPage } from '../../../src/console/team/log.tsx'
import { logPath } from '../../../src/console/team/members.tsx'
import { requireOperator, requireRole } from '../access.ts'
import type { ConsoleContext, RouteContext } from '../context.ts'
import { isGroup, shownEntries, teamOf } from '../log-entries.ts'
import { pathTo } from '../path-to.ts'
import { aroundOf, page, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'

/** Under `/p/:slug/team/log`. */
export const logRoutes = new Hono<ConsoleContext>()
/** Under `/site/log`. */
export const siteLogRoutes = new Hono<ConsoleContext>()

const OTHERS = ['token', 'operator', 'site'] as const

logRoutes.get('/', requireRole('see'), async (c) => {
  const { petition } = c.var
  const team = await teamOf(c)
  const { members } = team
  const { what = '' } = c.req.query()
  const group = isGroup(what) ? what : null
  const by = byOf(c, members)
  const chosen = { who: by?.id ?? by?.kind ?? '', what: group ?? '' }
  const before = beforeOf(c)
  const { entries, next } = await listAudit(
    c.env.DB,
    petition.id,
    { acts: group === null ? null : AUDIT_ACTS[group], by },
    before,
  )
  const shown = await shownEntries(c, entries, team)
  const path = logPath(addressOf(petition))
  const view = (
    <LogPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      chosen={chosen}
      people={peopleOf(c, members)}
      entries={shown}
      older={next === null ? null : pathTo(path, { ...chosen, before: next })}
      newest={before === null ? null : pathTo(path, chosen)}
    />
  )
  return page(c, view)
})

siteLogRoutes.get('/', requireOperator, async (c) => {
  const before = beforeOf(c)
  const { entries, next } = await listOperatorAudit(c.env.DB, before)
  const shown = await shownEntries(c, entries, null)
  const path = '/console/site/log'
  const view = (
    <SiteLogPage
      around={await aroundOf(c)}
      entries={shown.map((one) => Object.assign(one, { petition: one.entry.petition }))}
      older={next === null ? null : pathTo(path, { before: next })}
      newest={before === null ? null : path}
    />
  )
  return page(c, view)
})

/** Whatever else is in the query is everyone. */
function byOf(c: RouteContext, members: ReadonlyMap<string, string>): AuditFilter['by'] {
  const { who = '' } = c.req.query()
  const kind = OTHERS.find((other) => other === who)
  if (kind !== undefined) return { kind, id: null }
  return members.has(who) ? { kind: 'account', id: who } : null
}

function peopleOf(c: RouteContext, members: ReadonlyMap<string, string>): Options {
  const { log } = wordsOf(c)
  return [...members, ['token', log.tokens], ['operator', log.operator], ['site', log.site]]
}

function beforeOf(c: RouteContext): string | null {
  const before = c.req.query('before') ?? ''
  return isAuditId(before) ? before : null
}
