/** The operator's pages: what waits and the numbers, finding petitions, approvals, take-downs, reports, objections, operators. */
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'

import { accountKeys } from '../../../src/accounts/keys.ts'
import { takeDown } from '../../../src/accounts/moderate.ts'
import { listOperators } from '../../../src/accounts/operators.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { emailCatalogue } from '../../../src/i18n/email-catalogue.ts'
import { OBJECTION_DAYS, REPORTS_PER_DAY } from '../../../src/limits.ts'
import { findPetition } from '../../../src/petitions/petitions.ts'
import { consumeSignatures, fetchEdge, message, startPetition, unique } from '../fixtures.ts'
import { actsOf, decisionsOf, emailsSince, reported } from '../reports.ts'
import { fetchConsole, member, type Person, signedIn } from './console.ts'
import { revisionIn } from './steps.ts'

const words = consoleWords('en')
const { operator: said, site } = words
let operator: Person
beforeAll(async () => {
  operator = await signedIn({ isOperator: true })
})

const htmlOf = async (path: string, as = operator): Promise<string> => (await fetchConsole(path, { as })).text()
const post = (path: string, form: Record<string, string>, as = operator) => fetchConsole(path, { as, form })
/** Where a response leads, and what it says was done. */
const leadsTo = ({ headers }: Response): string => headers.get('location') ?? ''

describe('the overview', () => {
  test('has what waits, the numbers of today, and the busiest petition', async () => {
    const busy = await startPetition({ title: unique('Busy') })
    await consumeSignatures([message(busy, 1), message(busy, 2)])
    const waiting = await startPetition({ state: 'draft', title: unique('Waiting') })
    await env.DB.prepare('UPDATE petitions SET submitted_at = 1 WHERE id = ?').bind(waiting.id).run()
    await reported(busy)
    const html = await htmlOf('/console/site')
    expect(html).toContain(`href="/console/site/approvals/${waiting.slug}"`)
    expect(html).toContain(said.approvalsWait(1))
    expect(html).toContain('href="/console/site/reports"')
    expect(html).toContain(`href="/console/site/petitions/${busy.slug}"`)
    const { staticCounts, ...parts } = said.parts
    for (const name of Object.values(parts)) expect(html).toContain(name)
    expect(html).toContain(said.underMinutes(5))
    expect(html).not.toContain(staticCounts)
    const failing =
      'INSERT INTO static_counts (petition_id, claimed_at, fast_at, failing_since) VALUES (?1, ?2, ?2, ?2)'
    await env.DB.prepare(failing)
      .bind(busy.id, Date.now() - 10 * 60_000)
      .run()
    expect(await htmlOf('/console/site')).toContain(staticCounts)
    await env.DB.prepare('DELETE FROM static_counts').run()
  })

  test('counts signatures of today and of the week apart', async () => {
    const petition = await startPetition({ title: unique('Old') })
    const day = (ago: number) => new Date(Date.now() - ago * 86_400_000).toISOString().slice(0, 10)
    await env.DB.batch(
      [
        [`${day(0)}T00Z`, 3],
        [`${day(6)}T23Z`, 40],
        [`${day(7)}T23Z`, 500],
      ].map(([key, n]) =>
        env.DB.prepare(`INSERT INTO tallies (petition_id, dimension, key, n) VALUES (?1, 'hour', ?2, ?3)`).bind(
          petition.id,
          key,
          n,
        ),
      ),
    )
    const html = await htmlOf('/console/site')
    const row = new RegExp(`${petition.slug}"[^]*?</tr>`).exec(html)?.[0] ?? ''
    expect([...row.matchAll(/<td class="n"[^>]*>([^<]*)/g)].map(([, n]) => n)).toEqual(['3', '43', '0'])
  })
})

describe('all petitions', () => {
  test('are found by words of the title, by web address and by URL, drafts too', async () => {
    const title = unique('Zeppelin hangar')
    const draft = await startPetition({ state: 'draft', title })
    for (const q of [title.toUpperCase(), draft.slug, `https://petitions.example.org/en/p/${draft.slug}?x=1`]) {
      const html = await htmlOf(`/console/site/petitions?q=${encodeURIComponent(q)}`)
      expect([q, html.includes(`href="/console/site/petitions/${draft.slug}"`)]).toEqual([q, true])
    }
    expect(await htmlOf('/console/site/petitions?q=nothinglikethis')).toContain(said.foundNone)
  })

  test('are in pages, each once', async () => {
    for (let n = 0; n < 14; n++) await startPetition()
    const seen: string[] = []
    let path: string | undefined = '/console/site/petitions'
    for (let pages = 0; path !== undefined && pages < 30; pages++) {
      const html: string = await htmlOf(path)
      seen.push(...[...html.matchAll(/href="\/console\/site\/petitions\/([\w-]+)"/g)].map(([, slug = '']) => slug))
      path = /href="(\/console\/site\/petitions\?before=\d+)"/.exec(html)?.[1]
    }
    expect(seen.length).toBeGreaterThan(14)
    expect(new Set(seen).size).toBe(seen.length)
    const row = await env.DB.prepare('SELECT count(*) AS n FROM petitions').first<{ n: number }>()
    expect(seen.length).toBe(row?.n)
  })

  test.each(['before=0', 'before=abc', 'before=-1', `before=${'9'.repeat(40)}`, `q=${'%F0%9F%91%BB'.repeat(600)}`])(
    'are shown whatever is asked for: %s',
    async (query) => {
      expect((await fetchConsole(`/console/site/petitions?${query}`, { as: operator })).status).toBe(200)
    },
  )
})

describe('an approval', () => {
  test.each(['ask', 'decline'])('decides nothing that was written since it was read, with “%s”', async (decision) => {
    const petition = await startPetition({ state: 'draft', title: 'A bench', body: 'We ask for one bench.' })
    await env.DB.prepare('UPDATE petitions SET submitted_at = 1 WHERE id = ?').bind(petition.id).run()
    const path = `/console/site/approvals/${petition.slug}`
    const revision = revisionIn(await htmlOf(path))
    await env.DB.prepare(`UPDATE petitions SET body = 'Two.', revision = revision + 1 WHERE id = ?`)
      .bind(petition.id)
      .run()
    const late = await post(path, { decision, message: 'Say where.', revision })
    expect(late.status).toBe(412)
    expect(await late.text()).toContain('Say where.')
    const waits = await env.DB.prepare('SELECT submitted_at FROM petitions WHERE id = ?')
      .bind(petition.id)
      .first('submitted_at')
    expect(waits).toBe(1)
  })

  test('shows the image, and what is different since a change was asked for', async () => {
    const petition = await startPetition({ state: 'draft', title: 'A bench', body: 'We ask for one bench.' })
    const wait = () => env.DB.prepare('UPDATE petitions SET submitted_at = 1 WHERE id = ?').bind(petition.id).run()
    await wait()
    const path = `/console/site/approvals/${petition.slug}`
    const form = { decision: 'ask', message: 'Say <where>.', revision: revisionIn(await htmlOf(path)) }
    expect(leadsTo(await post(path, form))).toBe('/console/site?done=asked')
    await wait()
    expect(await htmlOf(path)).toContain(said.same)
    const image = { hash: 'cd', type: 'image/png', width: 2, height: 1, alt: 'A "square"' }
    await env.DB.batch([
      env.DB.prepare(`UPDATE petitions SET body = 'We ask for two benches.', image = ?2 WHERE id = ?1`).bind(
        petition.id,
        JSON.stringify(image),
      ),
      env.DB.prepare(`INSERT INTO images (petition_id, hash, bytes) VALUES (?1, 'cd', x'01')`).bind(petition.id),
    ])
    const html = await htmlOf(path)
    expect(html).toContain('Say &lt;where&gt;.')
    expect(html).toMatch(/<del>[^]*one[^]*<ins>[^]*two/)
    expect(html).toContain(said.imageChanged)
    const url = `/console/site/petitions/${petition.slug}/image/cd`
    expect(html).toContain(`src="${url}"`)
    const shown = await fetchConsole(url, { as: operator })
    expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png'])
    expect((await fetchConsole(url.replace(/cd$/, 'ef'), { as: operator })).status).toBe(404)
    // Nothing of it is stored once the petition is open.
    await post(path, { decision: 'approve', message: '', revision: revisionIn(html) })
    const left = await env.DB.prepare('SELECT count(*) AS n FROM asked_changes WHERE petition_id = ?')
      .bind(petition.id)
      .first('n')
    expect(left).toBe(0)
  })
})

const DOWN = { ground: 'rules', reason: 'Paragraph 2 names a child.', confirm: 'yes' }

describe('a take-down', () => {
  test('says what happens, in numbers, and wants a ground, a reason and a confirmation', async () => {
    const petition = await startPetition()
    await consumeSignatures([message(petition, 1), message(petition, 2)])
    await member(petition.id, 'owner')
    await reported(petition)
    const path = `/console/site/petitions/${petition.slug}/take-down`
    const html = await htmlOf(path)
    for (const sentence of [said.takeDownSo.kept(2), said.takeDownSo.owners(1), said.takeDownSo.reports(1)]) {
      expect(html).toContain(sentence)
    }
    const refused = await post(path, { reason: 'Words that stay.' })
    const again = await refused.text()
    expect(refused.status).toBe(422)
    expect(again).toContain('Words that stay.')
    for (const name of ['ground', 'confirm']) expect(again).toContain(`href="#${name}"`)
    expect((await fetchEdge(`/en/p/${petition.slug}`, {}, { DB: env.DB })).status).toBe(200)
    expect(leadsTo(await post(path, DOWN))).toContain('done=taken-down')
    expect((await fetchEdge(`/en/p/${petition.slug}`, {}, { DB: env.DB })).status).toBe(451)
    // Pressed twice.
    expect(leadsTo(await post(path, DOWN))).toBe(`/console/site/petitions/${petition.slug}`)
    expect((await actsOf(petition)).filter((act) => act === 'taken-down')).toHaveLength(1)
  })

  test('of more than a hundred signatures wants their number', async () => {
    const petition = await startPetition()
    await env.DB.prepare('UPDATE counters SET n = 1500 WHERE petition_id = ?').bind(petition.id).run()
    const path = `/console/site/petitions/${petition.slug}/take-down`
    expect((await post(path, DOWN)).status).toBe(422)
    expect(leadsTo(await post(path, { ...DOWN, confirm: '1,500' }))).toContain('done=taken-down')
  })

  test('decides what was reported, and tells those who reported it', async () => {
    const since = Date.now()
    const petition = await startPetition()
    const email = `${unique('reader')}@example.org`
    await reported(petition, { email, locale: 'de' })
    await reported(petition)
    await post(`/console/site/petitions/${petition.slug}/take-down`, DOWN)
    expect(await decisionsOf(petition)).toEqual(
      Array.from({ length: 2 }, () => ({
        about: 'petition',
        decision: 'taken-down',
        by: operator.accountId,
        address: null,
        hash: null,
      })),
    )
    const sent = (await emailsSince(since, 'report-decided')).filter(({ to }) => to === email)
    expect(sent.map(({ subject }) => subject)).toEqual([emailCatalogue('de').account.reportDecided.subject])
    expect(sent[0]?.text).toContain(emailCatalogue('de').account.reportDecided.decision['taken-down'])
  })
})

test('a report that arrives while its petition is taken down stays open, with its address, and can be decided', async () => {
  const since = Date.now()
  const petition = await startPetition()
  const early = `${unique('early')}@example.org`
  const late = `${unique('late')}@example.org`
  await reported(petition, { email: early })
  const found = await findPetition(env.DB, petition.slug)
  if (found === null) throw new Error('no petition')
  const keys = await accountKeys({ signerPepper: env.SIGNER_PEPPER, sealPublicKey: env.SEAL_PUBLIC_KEY })
  // Between the reading of the addresses and the transaction.
  const db = new Proxy(env.DB, {
    get: (of, name) => {
      if (name === 'batch') {
        return async (statements: D1PreparedStatement[]) => {
          await reported(petition, { email: late })
          return of.batch(statements)
        }
      }
      return of.prepare.bind(of)
    },
  })
  const taken = await takeDown(db, keys, {
    petition: found,
    by: { kind: 'operator', id: operator.accountId },
    origin: 'https://petitions.example.org',
    newId: () => crypto.randomUUID(),
    now: Date.now(),
    ground: 'rules',
    reason: DOWN.reason,
  })
  expect(taken.ok).toBe(true)
  const decided = await decisionsOf(petition)
  expect(decided.map(({ decision, address }) => [decision, address !== null])).toEqual([
    ['taken-down', false],
    [null, true],
  ])
  const path = `/console/site/reports/${petition.slug}`
  const upTo = /name="upTo" value="([\w-]+)"/.exec(await htmlOf(path))?.[1] ?? ''
  await post(`${path}/petition`, { 'decision-petition': 'taken-down', upTo })
  const sent = (await emailsSince(since, 'report-decided')).map(({ to }) => to)
  expect(sent.filter((to) => to === early || to === late).toSorted()).toEqual([early, late])
})

describe('reports', () => {
  test('are grouped by petition, with what they say, which is opened by the consumer', async () => {
    const petition = await startPetition({ title: unique('Reported') })
    await reported(petition)
    await reported(petition, { details: 'Second.', email: 'second@example.org' })
    const list = await htmlOf('/console/site/reports')
    const row = new RegExp(`reports/${petition.slug}"[^]*?</li>`).exec(list)?.[0]
    expect(row).toContain(said.reportsOf(2))
    const html = await htmlOf(`/console/site/reports/${petition.slug}`)
    expect(html).toContain('It names &lt;b&gt;a child&lt;/b&gt;.')
    expect(html).toContain('Second.')
    expect(html).toContain(said.wantsAnswer)
    expect(html).not.toContain('second@example.org')
  })

  test('are decided once, up to the last one that was read', async () => {
    const petition = await startPetition()
    const first = await reported(petition)
    const since = Date.now()
    await reported(petition, { email: `${unique('later')}@example.org` })
    const path = `/console/site/reports/${petition.slug}`
    const form = { 'decision-petition': 'nothing', 'message-petition': '', upTo: first }
    expect(leadsTo(await post(`${path}/petition`, form))).toBe(`${path}?done=report-decided`)
    expect(leadsTo(await post(`${path}/petition`, form))).toBe(`${path}?done=report-decided`)
    expect((await decisionsOf(petition)).map(({ decision }) => decision)).toEqual(['nothing', null])
    expect(await emailsSince(since, 'report-decided')).toEqual([])
    expect(await actsOf(petition)).toEqual(['started'])
    expect(await htmlOf('/console/site/reports')).toContain(said.decisions.nothing)
  })

  test('may make the operator ask the owners, in words', async () => {
    const since = Date.now()
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const upTo = await reported(petition)
    const path = `/console/site/reports/${petition.slug}/petition`
    const refused = await post(path, { 'decision-petition': 'asked', upTo })
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('href="#message-petition"')
    const asked = await post(path, { 'decision-petition': 'asked', 'message-petition': 'Leave out <her>.', upTo })
    expect(leadsTo(asked)).toContain('done=report-decided')
    const emails = await emailsSince(since, 'owners-asked')
    expect(emails.map(({ to }) => to)).toEqual([owner.email])
    expect(emails[0]?.text).toContain('Leave out <her>.')
    expect(await actsOf(petition)).toEqual(['started', 'change-asked'])
    // Another operator, who has written meanwhile.
    const other = await signedIn({ isOperator: true })
    const form = { 'decision-petition': 'asked', 'message-petition': 'Leave out the street.', upTo }
    const late = await fetchConsole(path, { as: other, form })
    expect(late.status).toBe(409)
    const html = await late.text()
    expect(html).toContain('Leave out the street.')
    expect(html).toContain(consoleWords('en').site.decided)
    expect(await actsOf(petition)).toEqual(['started', 'change-asked'])
  })

  test('of a name hide its reason, then all of it, once, with an entry and an email each', async () => {
    const since = Date.now()
    const petition = await startPetition()
    const signed = message(petition, 1, { publicName: 'Ada Lovelace', comment: 'Her house is Mill Lane 4.' })
    await consumeSignatures([signed])
    const email = `${unique('reader')}@example.org`
    const about = { about: 'signature', aboutId: signed.id, email } as const
    const key = `signature-${signed.id}`
    const path = `/console/site/reports/${petition.slug}`
    const shown = async () => (await fetchEdge(`/api/petitions/${petition.slug}/signers`, {}, { DB: env.DB })).json()
    const hide = (decision: string, upTo: string) => post(`${path}/${key}`, { [`decision-${key}`]: decision, upTo })

    const first = await reported(petition, about)
    expect(await htmlOf(path)).toContain('Mill Lane 4')
    const hidden = await hide('reason-hidden', first)
    expect(leadsTo(hidden)).toBe(`${path}?done=report-decided`)
    expect(hidden.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    expect(leadsTo(await hide('reason-hidden', first))).toBe(`${path}?done=report-decided`)
    expect(await shown()).toMatchObject({ signers: [{ name: 'Ada Lovelace', comment: null }] })

    const second = await reported(petition, about)
    const html = await htmlOf(path)
    expect(html).toContain('Ada Lovelace')
    expect(html).not.toContain('Mill Lane 4')
    expect((await hide('reason-hidden', second)).status).toBe(422)
    expect(leadsTo(await hide('hidden', second))).toContain('done=')
    expect(await shown()).toMatchObject({ signers: [] })

    // What a moderator has hidden meanwhile is not shown here, and can be decided as such.
    const third = await reported(petition, about)
    const gone = await htmlOf(path)
    expect(gone).toContain(said.gone)
    expect(gone).not.toContain('Ada Lovelace')
    expect(leadsTo(await hide('hidden', third))).toContain('done=')
    expect((await decisionsOf(petition)).map(({ decision, by }) => [decision, by])).toEqual(
      Array.from({ length: 3 }, () => ['hidden', operator.accountId]),
    )
    expect(await actsOf(petition)).toEqual(['started', 'signer-hidden', 'signer-hidden'])
    const sent = (await emailsSince(since, 'report-decided')).filter(({ to }) => to === email)
    expect(sent.map(({ text }) => text.includes(emailCatalogue('en').account.reportDecided.decision.hidden))).toEqual([
      true,
      true,
      true,
    ])
  })

  test.each([
    ['nothing chosen', { 'message-petition': 'We have read it.' }, 422],
    ['an invented decision', { 'decision-petition': 'burn', 'message-petition': 'We have read it.' }, 422],
    ['the decision of something else', { 'decision-petition': 'put-back' }, 422],
    ['a take-down of what is up', { 'decision-petition': 'taken-down' }, 422],
    ['hiding what is no name', { 'decision-petition': 'hidden' }, 422],
    ['words that are too long', { 'decision-petition': 'asked', 'message-petition': 'x'.repeat(9_000) }, 422],
  ])('%s is refused, with what was typed', async (_, form: Record<string, string>, status) => {
    const petition = await startPetition()
    const upTo = await reported(petition)
    const response = await post(`/console/site/reports/${petition.slug}/petition`, { upTo, ...form })
    expect(response.status).toBe(status)
    expect(await response.text()).toContain(form['message-petition'] ?? '')
    expect((await decisionsOf(petition)).map(({ decision }) => decision)).toEqual([null])
  })

  test.each(['', 'x', `' OR 1=1 --`])('up to %j are none', async (upTo) => {
    const petition = await startPetition()
    await reported(petition)
    await post(`/console/site/reports/${petition.slug}/petition`, { 'decision-petition': 'nothing', upTo })
    expect((await decisionsOf(petition)).map(({ decision }) => decision)).toEqual([null])
  })
})

describe('an objection', () => {
  async function taken() {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    await post(`/console/site/petitions/${petition.slug}/take-down`, DOWN)
    return { petition, owner, path: `/console/p/${petition.slug}/objection` }
  }
  const WORDS = { words: 'The name is <public>.' }

  test('is sent once by an owner, who sees the reason, and the operator reads it', async () => {
    const { petition, owner, path } = await taken()
    expect(await htmlOf(`/console/p/${petition.slug}`, owner)).toContain(`href="${path}"`)
    const html = await htmlOf(path, owner)
    expect(html).toContain(DOWN.reason)
    expect(html).toContain(site.grounds.rules)
    expect((await post(path, { words: ' ' }, owner)).status).toBe(422)
    expect(leadsTo(await post(path, WORDS, owner))).toBe(`${path}?done=objection-sent`)
    expect(leadsTo(await post(path, WORDS, owner))).toBe(path)
    expect(await decisionsOf(petition)).toMatchObject([{ about: 'objection', decision: null }])
    expect(await htmlOf(path, owner)).not.toContain('<textarea')
    expect(await htmlOf(`/console/site/reports/${petition.slug}`)).toContain('The name is &lt;public&gt;.')
  })

  test('is sent on a day on which readers have sent all the reports that a petition may get', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    for (let n = 0; n < REPORTS_PER_DAY; n++) await reported(petition)
    await post(`/console/site/petitions/${petition.slug}/take-down`, DOWN)
    const path = `/console/p/${petition.slug}/objection`
    expect(leadsTo(await post(path, WORDS, owner))).toBe(`${path}?done=objection-sent`)
  })

  test('is decided for the petition: it is back, and its owners get an email', async () => {
    const { petition, owner, path } = await taken()
    await post(path, WORDS, owner)
    const key = `objection-${owner.accountId}`
    const since = Date.now()
    const reports = `/console/site/reports/${petition.slug}`
    const upTo = /name="upTo" value="([\w-]+)"/.exec(await htmlOf(reports))?.[1] ?? ''
    expect(leadsTo(await post(`${reports}/${key}`, { [`decision-${key}`]: 'put-back', upTo }))).toContain('done=')
    expect((await findPetition(env.DB, petition.slug))?.takenDownAt).toBe(null)
    expect(await decisionsOf(petition)).toMatchObject([{ decision: 'put-back' }])
    const emails = await emailsSince(since, 'put-back')
    expect(emails.map(({ to }) => to)).toEqual([owner.email])
    expect(leadsTo(await fetchConsole(path, { as: owner }))).toBe(`/console/p/${petition.slug}`)
  })

  test('is decided against it with a reason, and may not be sent again', async () => {
    const { petition, owner, path } = await taken()
    await post(path, WORDS, owner)
    const key = `objection-${owner.accountId}`
    const since = Date.now()
    const reports = `/console/site/reports/${petition.slug}`
    const upTo = /name="upTo" value="([\w-]+)"/.exec(await htmlOf(reports))?.[1] ?? ''
    const decide = (reason: string) =>
      post(`${reports}/${key}`, { [`decision-${key}`]: 'kept-down', [`message-${key}`]: reason, upTo })
    expect((await decide('')).status).toBe(422)
    expect(leadsTo(await decide('She is nine.'))).toContain('done=report-decided')
    expect((await emailsSince(since, 'kept-down'))[0]?.text).toContain('She is nine.')
    expect((await findPetition(env.DB, petition.slug))?.takenDownAt).not.toBe(null)
    expect(await actsOf(petition)).toEqual(['started', 'taken-down', 'kept-down'])
    expect(leadsTo(await post(path, WORDS, owner))).toBe(path)
    expect(await decisionsOf(petition)).toHaveLength(1)
  })

  test('is possible for half a year, by owners alone, and of nothing that is up', async () => {
    const { petition, owner, path } = await taken()
    const editor = await member(petition.id, 'editor')
    expect(await htmlOf(path, editor)).not.toContain('<textarea')
    expect((await post(path, WORDS, editor)).status).toBe(403)
    await env.DB.prepare('UPDATE petitions SET taken_down_at = ?1 WHERE id = ?2')
      .bind(Date.now() - OBJECTION_DAYS * 86_400_000 - 1, petition.id)
      .run()
    expect(await htmlOf(path, owner)).toContain(said.objection.late)
    expect((await post(path, WORDS, owner)).status).toBe(422)
    const up = await startPetition()
    const other = await member(up.id, 'owner')
    expect(leadsTo(await post(`/console/p/${up.slug}/objection`, WORDS, other))).toContain(`/p/${up.slug}/objection`)
    expect(await decisionsOf(up)).toEqual([])
  })
})

describe('operators', () => {
  test('are listed with their addresses, and removed by another one', async () => {
    const other = await signedIn({ isOperator: true })
    const list = await htmlOf('/console/site/operators')
    expect(list).toContain(other.email)
    expect(await htmlOf(`/console/site/operators/${other.accountId}`)).toContain(said.removeButton)
    const path = `/console/site/operators/${other.accountId}/remove`
    expect(leadsTo(await post(path, {}))).toBe('/console/site/operators?done=operator-removed')
    expect(leadsTo(await post(path, {}))).toBe('/console/site/operators')
    // At once, in the session that is open.
    expect((await fetchConsole('/console/site', { as: other })).status).toBe(404)
    expect((await fetchConsole('/console', { as: other })).status).toBe(200)
  })

  test('are never none, even when two remove each other at once', async () => {
    const [one, two] = [await signedIn({ isOperator: true }), await signedIn({ isOperator: true })]
    await env.DB.prepare('UPDATE accounts SET is_operator = 0 WHERE id NOT IN (?1, ?2)')
      .bind(one.accountId, two.accountId)
      .run()
    await Promise.all([
      post(`/console/site/operators/${two.accountId}/remove`, {}, one),
      post(`/console/site/operators/${one.accountId}/remove`, {}, two),
    ])
    const left = await listOperators(env.DB)
    expect(left).toHaveLength(1)
    const last = left[0]?.accountId === one.accountId ? one : two
    const refused = await post(`/console/site/operators/${last.accountId}/remove`, {}, last)
    expect(refused.status).toBe(409)
    expect(await refused.text()).toContain(said.lastOperator)
    operator = last
  })
})
