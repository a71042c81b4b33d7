/** The pages of the audit log: who, what and when in words, for the team and for operators. */
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'

import { writeAudit } from '../../../src/audit.ts'
import { AUDIT_ACTS, type AuditAct, type AuditFacts, type Actor } from '../../../schema/audit.ts'
import { LOCALES } from '../../../schema/locales.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { AUDIT_PAGE_ROWS, AUDIT_SCAN_MAX_ROWS } from '../../../src/limits.ts'
import { asOperator, fetchEdge, publishUpdate, startPetition, type TestPetition, unique } from '../fixtures.ts'
import { fetchConsole, member, type Person, signedIn } from './console.ts'

const { log, roles, team } = consoleWords('en')

/** What a page says, an entry a line. */
async function linesOf(response: Response): Promise<string[]> {
  expect(response.status).toBe(200)
  const lines: string[] = []
  await new HTMLRewriter()
    .on('.entries > li', {
      element: () => void lines.push(''),
      text: ({ text }) => void (lines[lines.length - 1] += text),
    })
    .on('.entries p', { element: () => void (lines[lines.length - 1] += ' ') })
    .transform(response)
    .arrayBuffer()
  return lines.map((line) => plain(line.replaceAll('&quot;', '"')))
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim()

const logOf = ({ slug }: TestPetition, as: Person, query = '') =>
  fetchConsole(`/console/p/${slug}/team/log${query}`, { as })

const pathIn = async (response: Response, label: string): Promise<string | null> => {
  const html = await response.text()
  const found = new RegExp(`<a class="button quiet" href="([^"]+)">${label}</a>`).exec(html)?.[1]
  return found?.replaceAll('&amp;', '&') ?? null
}

describe('the log of a petition', () => {
  let petition: TestPetition
  let owner: Person
  beforeAll(async () => {
    petition = await startPetition()
    owner = await member(petition.id, 'owner')
  })

  test('says who did what, newest first', async () => {
    const path = `/console/p/${petition.slug}/team`
    const editor = await member(petition.id, 'editor')
    await env.DB.prepare('UPDATE accounts SET name = ?2 WHERE id = ?1').bind(editor.accountId, 'Jonas Lindqvist').run()
    await fetchConsole(`${path}/tokens`, { as: owner, form: { name: 'Website', months: '6', 'may-read': 'yes' } })
    await fetchConsole(`${path}/${editor.accountId}/role`, { as: owner, form: { role: 'moderator' } })
    await publishUpdate(petition, 'A thousand of us')
    await fetchConsole(`${path}/${editor.accountId}/remove`, { as: editor, form: { confirm: 'yes' } })
    const lines = await linesOf(await logOf(petition, owner))
    expect(lines).toEqual([
      `${log.acts['member-left']} Jonas Lindqvist (former member) · now`,
      `${log.acts['update-published']} · A thousand of us ${log.token(team.tokens.first)} · now`,
      `${log.acts['role-changed']} · Jonas Lindqvist (former member) · ${roles.moderator} Marit · now`,
      `${log.acts['token-made']} · Token “Website” · ${team.tokens.scope.read} Marit · now`,
      `${log.acts.started} ${log.operator} · now`,
    ])
  })

  test('is for members alone, whatever their role', async () => {
    const [moderator, other] = [await member(petition.id, 'moderator'), await signedIn({ isOperator: true })]
    expect((await logOf(petition, moderator)).status).toBe(200)
    expect((await logOf(petition, other)).status).toBe(404)
  })

  test('shows what one member, tokens, operators or the site did, and one group of acts', async () => {
    const { id: petitionId } = petition
    const write = (act: AuditAct, by: Actor, facts: AuditFacts = {}) =>
      writeAudit(env.DB, { petitionId, act, by, facts, now: Date.now() })
    await write('released', { kind: 'account', id: owner.accountId }, { n: 61 })
    await write('closed', { kind: 'site', id: null })
    await write('contacts-read', { kind: 'token', id: 'f'.repeat(16) })
    const shown = async (query: string) => linesOf(await logOf(petition, owner, query))
    expect(await shown('?who=site')).toEqual([`${log.acts.closed} ${log.site} · now`])
    expect(await shown('?who=token&what=contacts')).toEqual([`${log.acts['contacts-read']} ${log.lostToken} · now`])
    expect(await shown('?what=review')).toEqual([`${log.acts.released} · 61 signatures Marit · now`])
    expect(await shown(`?who=${owner.accountId}&what=access`)).toHaveLength(2)
    expect(await shown('?who=operator&what=review')).toEqual([])
    // What nobody can choose is everything.
    const all = (await shown('')).length
    expect(await shown(`?who=${'x'.repeat(5000)}&what=__proto__&before=%00`)).toHaveLength(all)
  })

  test('has words for every act and every fact in every language, and no signer', async () => {
    const { id: petitionId, slug } = await startPetition()
    const facts: AuditFacts = {
      account: crypto.randomUUID(),
      role: 'owner',
      token: 'a'.repeat(16),
      scopes: 'read all',
      fields: 'closesAt goal unknown',
      version: 3,
      language: 'tr',
      n: 1234,
    }
    const as = await member(petitionId, 'owner')
    const acts = Object.values(AUDIT_ACTS).flat()
    for (const act of acts) {
      await writeAudit(env.DB, { petitionId, act, by: { kind: 'account', id: as.accountId }, facts, now: Date.now() })
    }
    for (const locale of LOCALES) {
      await env.DB.prepare('UPDATE accounts SET locale = ?2 WHERE id = ?1').bind(as.accountId, locale).run()
      const words = consoleWords(locale)
      const lines = await linesOf(await fetchConsole(`/console/p/${slug}/team/log`, { as }))
      expect(lines).toHaveLength(Math.min(acts.length + 1, AUDIT_PAGE_ROWS))
      for (const [n, act] of acts.toReversed().slice(0, AUDIT_PAGE_ROWS).entries()) {
        expect([locale, act, lines[n]?.includes(plain(words.log.acts[act]))]).toEqual([locale, act, true])
      }
      for (const text of [words.log.former, words.log.lostToken, words.roles.owner, words.log.fields.goal]) {
        expect([locale, lines[0]?.includes(text)]).toEqual([locale, true])
      }
      expect(lines[0]).not.toContain('unknown')
    }
  })

  test('names one who has given no name by the email address that the team sees', async () => {
    const here = await startPetition()
    const nameless = await member(here.id, 'owner')
    await env.DB.prepare(`UPDATE accounts SET name = '' WHERE id = ?`).bind(nameless.accountId).run()
    const by = { kind: 'account', id: nameless.accountId } as const
    await writeAudit(env.DB, { petitionId: here.id, act: 'opened', by, now: Date.now() })
    const [line] = await linesOf(await logOf(here, nameless))
    expect(line).toBe(`${log.acts.opened} ${nameless.email} · now`)
  })

  test('continues on the next page, also where what is looked for is rare', async () => {
    const here = await startPetition()
    const as = await member(here.id, 'owner')
    const count = AUDIT_SCAN_MAX_ROWS + AUDIT_PAGE_ROWS
    const at = Date.now()
    await env.DB.prepare(
      `INSERT INTO audit_log (petition_id, id, act, by_kind, by_id, facts, at)
       SELECT ?1, printf('%08x-%04x-7000-8000-%012x', ?2 >> 16, ?2 & 65535, value), 'settings-changed', 'site', NULL, '{}', ?2
       FROM json_each(?3)`,
    )
      .bind(here.id, at, JSON.stringify(Array.from({ length: count }, (_, n) => n + 1)))
      .run()
    const pages: number[] = []
    let path: string | null = `/console/p/${here.slug}/team/log`
    while (path !== null) {
      const response: Response = await fetchConsole(path, { as })
      pages.push((await linesOf(response.clone())).length)
      path = await pathIn(response, log.older)
    }
    expect(pages.reduce((sum, n) => sum + n, 0)).toBe(count + 1)
    // The oldest entry is the only one of this kind, and further away than one page looks.
    const first = await logOf(here, as, '?who=operator')
    expect(await linesOf(first.clone())).toEqual([])
    const next = (await pathIn(first, log.older)) ?? ''
    expect(next).toContain('who=operator')
    const second = await fetchConsole(next, { as })
    expect(await linesOf(second.clone())).toHaveLength(1)
    expect(await pathIn(second.clone(), log.newest)).toBe(`/console/p/${here.slug}/team/log?who=operator`)
    expect(await pathIn(second, log.older)).toBe(null)
  })
})

test('operators see what operators did to any petition, and nothing else', async () => {
  const title = unique('A title')
  const petition = await startPetition({ title })
  const operator = await signedIn({ isOperator: true })
  const owner = await member(petition.id, 'owner')
  await writeAudit(env.DB, {
    petitionId: petition.id,
    act: 'reopened',
    by: { kind: 'account', id: owner.accountId },
    now: Date.now(),
  })
  const closed = await fetchEdge(`/api/petitions/${petition.slug}/close`, {
    method: 'POST',
    headers: { ...asOperator, 'content-type': 'application/json' },
    body: '{}',
  })
  expect(closed.status).toBe(200)
  await fetchConsole(`/console/site/petitions/${petition.slug}/take-down`, {
    as: operator,
    form: { ground: 'rules', reason: 'A child is named.', confirm: 'yes' },
  })
  const lines = await linesOf(await fetchConsole('/console/site/log', { as: operator }))
  expect(lines.filter((line) => line.includes(title))).toEqual([
    `${log.acts['taken-down']} ${title} ${log.operatorNamed('Marit')} · now`,
    `${log.acts.closed} ${title} ${log.operator} · now`,
    `${log.acts.started} ${title} ${log.operator} · now`,
  ])
  expect((await fetchConsole('/console/site/log', { as: owner })).status).toBe(404)
})
