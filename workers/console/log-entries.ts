/** Entries of the audit log in the reader’s words: the names of accounts, tokens and updates are looked up as they are now. */
import {
  type Actor,
  AUDIT_ACTS,
  AUDIT_FACTS,
  type AuditAct,
  type AuditFact,
  type AuditGroup,
} from '../../schema/audit.ts'
import { ROLES, SCOPES } from '../../schema/account.ts'
import { namesOfAccounts } from '../../src/accounts/account.ts'
import type { ListedEntry } from '../../src/audit.ts'
import type { ShownEntry } from '../../src/console/team/log.tsx'
import { catalogue } from '../../src/i18n/catalogue.ts'
import type { ConsoleWords } from '../../src/i18n/console-catalogue.ts'
import { listed } from '../../src/i18n/lists.ts'
import { languageName } from '../../src/i18n/names.ts'
import { iso } from '../../src/iso-time.ts'
import { namesOfTokens } from '../../src/petitions/team-tokens.ts'
import { titlesOfUpdates } from '../../src/petitions/updates.ts'
import type { InPetition } from './access.ts'
import type { RouteContext } from './context.ts'
import { memberNames } from './names.ts'
import { wordsOf } from './respond.tsx'
import { momentOf } from './when.ts'

/** Of the petition, if all entries are of one. */
export interface Team {
  petitionId: number
  timeZone: string
  /** The names that its members have, or their email addresses, by the ids of their accounts. */
  members: ReadonlyMap<string, string>
}

export const teamOf = async (c: RouteContext & { var: InPetition }): Promise<Team> => ({
  petitionId: c.var.petition.id,
  timeZone: c.var.petition.timeZone,
  members: await memberNames(c),
})

interface Names {
  words: ConsoleWords
  locale: RouteContext['var']['locale']
  members: ReadonlyMap<string, string>
  /** Of all accounts that are named, also of operators and of former members. */
  accounts: ReadonlyMap<string, string>
  tokens: ReadonlyMap<string, string>
  updates: ReadonlyMap<string, string>
}

type Fact = string | number

export async function shownEntries<Entry extends ListedEntry>(
  c: RouteContext,
  entries: readonly Entry[],
  team: Team | null,
): Promise<(ShownEntry & { entry: Entry })[]> {
  const idsIn = (fact: AuditFact, kinds: readonly Actor['kind'][]): string[] => [
    ...new Set(
      entries.flatMap(({ by, facts }) => {
        const id = facts[fact]
        return [...(typeof id === 'string' ? [id] : []), ...(by.id !== null && kinds.includes(by.kind) ? [by.id] : [])]
      }),
    ),
  ]
  const { DB } = c.env
  const none = Promise.resolve(new Map<string, string>())
  const [accounts, tokens, updates] = await Promise.all([
    namesOfAccounts(DB, idsIn('account', ['account', 'operator'])),
    team === null ? none : namesOfTokens(DB, team.petitionId, idsIn('token', ['token'])),
    team === null ? none : titlesOfUpdates(DB, team.petitionId, idsIn('update', [])),
  ])
  const names: Names = {
    words: wordsOf(c),
    locale: c.var.locale,
    members: team?.members ?? new Map(),
    accounts,
    tokens,
    updates,
  }
  return entries.map((entry) => ({
    entry,
    group: groupOf(entry.act),
    what: isAct(entry.act) ? names.words.log.acts[entry.act] : entry.act,
    facts: factsOf(entry, names),
    who: whoOf(entry.by, names),
    when: momentOf(c, entry.at, team?.timeZone),
    at: iso(entry.at),
    petition: null,
  }))
}

function whoOf({ kind, id }: Actor, names: Names): string {
  const { log } = names.words
  switch (kind) {
    case 'account':
      return accountName(id ?? '', names)
    case 'token':
      return tokenName(id ?? '', names)
    case 'operator': {
      const name = names.accounts.get(id ?? '') ?? ''
      return name === '' ? log.operator : log.operatorNamed(name)
    }
    case 'site':
      return log.site
  }
}

function accountName(id: string, { words, members, accounts }: Names): string {
  const name = accounts.get(id) ?? ''
  return members.get(id) ?? (name === '' ? words.log.former : words.log.formerNamed(name))
}

function tokenName(id: string, { words, tokens }: Names): string {
  const name = tokens.get(id)
  if (name === undefined) return words.log.lostToken
  return words.log.token(name === '' ? words.team.tokens.first : name)
}

/** How each fact is said in words; null for one that is not shown. */
const TELL: Record<AuditFact, (fact: Fact, names: Names, act: string) => string | null> = {
  account: (id, names) => accountName(String(id), names),
  role: (role, { words }) => {
    const known = ROLES.find((one) => one === role)
    return known === undefined ? null : words.roles[known]
  },
  token: (id, names) => tokenName(String(id), names),
  scopes: (scopes, { words, locale }) =>
    listed(
      SCOPES.filter((scope) => partsOf(scopes).includes(scope)).map((scope) => words.team.tokens.scope[scope]),
      locale,
    ),
  fields: (fields, { words, locale }) => {
    const known: Readonly<Partial<Record<string, string>>> = words.log.fields
    return listed(
      partsOf(fields).flatMap((field) => known[field] ?? []),
      locale,
    )
  },
  version: (n, { words }) => words.overview.version(Number(n)),
  language: (tag, { locale }) => languageName(String(tag), locale),
  update: (id, { updates }) => updates.get(String(id)) ?? null,
  webhook: () => null,
  partner: (code) => String(code),
  suspicion: (suspicion, { words }) => knownIn(words.review.of, suspicion),
  decision: () => null,
  signature: () => null,
  hide: (hide, { words }) => knownIn(words.signers.hides, hide),
  why: (why, { words }) => knownIn(words.signers.whys, why),
  moderation: (moderation, { words }) => knownIn(words.signers.moderations, moderation),
  n: (n, { words, locale }, act) =>
    groupOf(act) === 'review' ? words.frame.signatures(Number(n)) : catalogue(locale).number(Number(n)),
}

function factsOf({ act, by, facts }: ListedEntry, names: Names): string[] {
  return AUDIT_FACTS.flatMap((name) => {
    const fact = facts[name]
    // Whose own act it is, is said already.
    if (fact === undefined || fact === null || (name === 'account' && fact === by.id)) return []
    const text = TELL[name](fact, names, act)
    return text === null || text === '' ? [] : [text]
  })
}

const knownIn = (words: Readonly<Record<string, string>>, name: Fact): string | null =>
  Object.hasOwn(words, name) ? (words[name] ?? null) : null

const partsOf = (list: Fact): string[] => String(list).split(' ')

const GROUPS = new Map<string, AuditGroup>(
  Object.entries(AUDIT_ACTS).flatMap(([group, acts]) =>
    isGroup(group) ? acts.map((act) => [act, group] as const) : [],
  ),
)
const groupOf = (act: string): AuditGroup | null => GROUPS.get(act) ?? null
const isAct = (act: string): act is AuditAct => GROUPS.has(act)

export function isGroup(name: string): name is AuditGroup {
  return Object.hasOwn(AUDIT_ACTS, name)
}
