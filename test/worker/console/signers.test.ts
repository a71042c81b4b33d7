/** Names and reasons in the console: what moderators hide, nobody sees; and names that wait for them. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import type { ReportGround } from '../../../schema/report.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { consoleWords } from '../../../src/i18n/console-catalogue.ts'
import { NAMES_PAGE_ROWS } from '../../../src/limits.ts'
import { consumeSignatures, fetchEdge, message, startPetition, type TestPetition, unique } from '../fixtures.ts'
import { actsOf, decisionsOf, emailsSince, reported } from '../reports.ts'
import { fetchConsole, member, type Person } from './console.ts'

const named = (petition: TestPetition, n: number, publicName = `Ada ${n}`, comment: string | null = `Because ${n}`) =>
  message(petition, n, { publicName, comment })

async function here(fields: Record<string, unknown> = {}) {
  const petition = await startPetition(fields)
  const path = `/console/p/${petition.slug}/signers`
  const moderator = await member(petition.id, 'moderator')
  const get = async (rest = '', as: Person = moderator) => (await fetchConsole(path + rest, { as })).text()
  const post = (rest: string, form: Record<string, string>, as: Person = moderator) =>
    fetchConsole(path + rest, { as, form })
  return { petition, get, post }
}

const publicNames = async ({ slug }: TestPetition) =>
  (
    await (
      await fetchEdge(`/api/petitions/${slug}/signers`)
    ).json<{ signers: { name: string; comment: string | null }[] }>()
  ).signers.map(({ name, comment }) => [name, comment])

/** Whether the words are in the form of the petition's page, and in that of other sites. */
const signFormsWith = (words: string, { slug }: TestPetition): Promise<boolean[]> =>
  Promise.all(
    [`/en/p/${slug}`, `/embed/${slug}/sign`].map(async (path) =>
      (await (await fetchEdge(path)).text()).includes(words),
    ),
  )

const hiddenOf = async ({ id }: TestPetition) =>
  (
    await env.DB.prepare('SELECT act, facts FROM audit_log WHERE petition_id = ? ORDER BY id')
      .bind(id)
      .all<{ act: string; facts: string }>()
  ).results
    .slice(1)
    .map(({ act, facts }) => [act, JSON.parse(facts)])

describe('a moderator', () => {
  test('hides a reason, then both, and shows them again: the public sees what is left, and the signature counts', async () => {
    const { petition, get, post } = await here()
    const one = named(petition, 1)
    await consumeSignatures([one])
    const hidden = await post(`/${one.id}/hide`, { hide: 'reason', why: 'insult' })
    expect([hidden.status, hidden.headers.get('undersigned-changed')]).toEqual([303, `${petition.id}/${petition.slug}`])
    expect(await publicNames(petition)).toEqual([['Ada 1', null]])
    // Pressed twice: done once.
    await post(`/${one.id}/hide`, { hide: 'reason', why: 'insult' })
    await post(`/${one.id}/hide`, { hide: 'both', why: 'threat' })
    expect(await (await fetchEdge(`/api/petitions/${petition.slug}/count`)).json()).toMatchObject({ count: 1 })
    expect(await get()).toMatch(/<del>Ada 1<\/del>[^]*<del>Because 1<\/del>/)
    expect(await get('?show=hidden')).toContain('Ada 1')
    // Who, and why: the newest.
    expect(await get('?show=hidden')).toMatch(/<span class="sub"><bdi>[^<]+ · threat · now<\/bdi>/)
    await post(`/${one.id}/show`, { to: '' })
    await post(`/${one.id}/show`, { to: '' })
    expect(await get('?show=hidden')).not.toContain('Ada 1')
    const signature = one.id
    expect(await hiddenOf(petition)).toEqual([
      ['signer-hidden', { hide: 'reason', why: 'insult', signature }],
      ['signer-hidden', { hide: 'both', why: 'threat', signature }],
      ['signer-shown', { hide: null, signature }],
    ])
  })

  test('can undo what was hidden, from the notice', async () => {
    const { petition, post, get } = await here()
    const one = named(petition, 1)
    await consumeSignatures([one])
    const hidden = await post(`/${one.id}/hide`, { hide: 'both', why: 'spam' })
    const next = (hidden.headers.get('location') ?? '').split('/signers')[1] ?? ''
    const html = await get(next)
    expect(html).toContain(`action="/console/p/${petition.slug}/signers/${one.id}/show"`)
    expect(html).toContain('Undo')
  })

  test('sees what is wrong with a choice, and no signature of another petition', async () => {
    const [{ petition, post }, other] = [await here(), await here()]
    const one = named(petition, 1)
    await consumeSignatures([one])
    expect((await post(`/${one.id}/hide`, { hide: 'all', why: "' OR 1" })).status).toBe(422)
    expect((await other.post(`/${one.id}/hide`, { hide: 'both', why: 'spam' })).status).toBe(404)
    expect((await post('/x/hide', { hide: 'both', why: 'spam' })).status).toBe(404)
    expect(await publicNames(petition)).toEqual([['Ada 1', 'Because 1']])
  })

  test('searches names and reasons without case and accents, page by page', async () => {
    const { petition, get } = await here()
    await consumeSignatures([
      ...Array.from({ length: NAMES_PAGE_ROWS + 1 }, (_, n) => named(petition, n, `Bo ${n}`, null)),
      named(petition, 90, 'Siobhán Keane', '<b>Fährè</b>'),
    ])
    expect(await get('?q=SIOBHAN%20fahre')).toContain('&lt;b&gt;Fährè')
    expect(await get('?q=nobody')).toContain('Nothing was found')
    expect(await get('?show=reasons')).not.toContain('Bo 1')
    const first = await get()
    const before = /before=([\da-f-]{36})/.exec(first)?.[1] ?? ''
    expect(before).not.toBe('')
    const second = await get(`?before=${before}`)
    expect(second.match(/Bo \d+<\/bdi>/g)).toHaveLength(2)
  })
})

describe('names that wait', () => {
  test('appear once a moderator shows them, and those from before stay', async () => {
    const { petition, get, post } = await here()
    const owner = await member(petition.id, 'owner')
    await consumeSignatures([named(petition, 1)])
    const at = Date.now()
    expect((await post('/moderation', { moderation: 'before' }, owner)).status).toBe(303)
    const { showNameChecked } = catalogue('en').form
    expect(await signFormsWith(showNameChecked, petition)).toEqual([true, true])
    expect(await signFormsWith(showNameChecked, await startPetition())).toEqual([false, false])
    await post('/moderation', { moderation: 'before' }, owner)
    // Given before, and delivered after.
    await consumeSignatures([
      { ...named(petition, 2), signedAt: at - 60_000 },
      { ...named(petition, 3), signedAt: Date.now() + 1 },
      { ...named(petition, 4), signedAt: Date.now() + 1 },
      { ...message(petition, 5, { publicName: null }), signedAt: Date.now() + 1 },
    ])
    expect((await publicNames(petition)).map(([name]) => name)).toEqual(['Ada 2', 'Ada 1'])
    const list = await get('?show=waiting')
    expect(list).toMatch(/Ada 3[^]*Ada 4/)
    expect(list).toContain('Show all 2 on this page')
    const ids = /name="ids" value="([^"]*)"/.exec(list)?.[1] ?? ''
    await post('/moderation', { moderation: 'after' }, owner)
    expect(await get('?show=waiting')).toContain('Ada 3')
    const shown = await post('/show', { ids: `${ids} x '` })
    expect(shown.headers.get('location')).toContain('n=2')
    expect((await post('/show', { ids })).headers.get('location')).not.toContain('n=')
    expect((await hiddenOf(petition)).map(([act]) => act)).toEqual([
      'moderation-changed',
      'moderation-changed',
      'signer-shown',
    ])
    expect(await get('?show=hidden')).toContain('Nothing was found')
  })

  test('are in the log as often as they were shown, when two moderators press at once', async () => {
    const { petition, post } = await here()
    const owner = await member(petition.id, 'owner')
    await post('/moderation', { moderation: 'before' }, owner)
    const waiting = [1, 2, 3].map((n) => Object.assign(named(petition, n), { signedAt: Date.now() + 1 }))
    await consumeSignatures(waiting)
    const [one, two, three] = waiting.map(({ id }) => id)
    const pressed = [`${one} ${two}`, `${two} ${three}`, `${one} ${two}`, `${one} ${three}`]
    await Promise.all(pressed.map((ids, n) => post('/show', { ids }, n % 2 === 0 ? owner : undefined)))
    const shown = (await hiddenOf(petition)).filter(([act]) => act === 'signer-shown').map(([, { n }]) => n)
    expect(shown.reduce((sum, n) => sum + n, 0)).toBe(3)
    expect(shown.length).toBeLessThan(4)
  })

  test('wait again once hiding one is undone, also after a second press', async () => {
    const { petition, get, post } = await here()
    await post('/moderation', { moderation: 'before' }, await member(petition.id, 'owner'))
    const one = Object.assign(named(petition, 1), { signedAt: Date.now() + 1 })
    await consumeSignatures([one])
    const hidden = (html: string, name: string): string =>
      new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
    const was = hidden(await get(`/${one.id}`), 'was')
    const press = () => post(`/${one.id}/hide`, { hide: 'both', why: 'spam', was })
    await press()
    const next = ((await press()).headers.get('location') ?? '').split('/signers')[1] ?? ''
    await post(`/${one.id}/show`, { to: hidden(await get(next), 'to') })
    expect(await publicNames(petition)).toEqual([])
    expect(await get('?show=waiting')).toContain('Ada 1')
  })

  test('wait again where all of their signer was hidden meanwhile, and is shown', async () => {
    const { petition, post } = await here()
    const owner = await member(petition.id, 'owner')
    const one = named(petition, 1)
    await consumeSignatures([one])
    await post('/moderation', { moderation: 'before' }, owner)
    const again = { ...named(petition, 1, 'Ada Unseen'), id: message(petition, 2).id, signedAt: Date.now() + 1 }
    const hidden = async () =>
      (
        await env.DB.prepare('SELECT hidden FROM repeats WHERE petition_id = ?')
          .bind(petition.id)
          .all<{ hidden: string }>()
      ).results.map(({ hidden }) => hidden)
    await consumeSignatures([again])
    expect(await hidden()).toEqual(['waiting'])
    await post(`/${one.id}/hide`, { hide: 'both', why: 'spam' })
    expect(await hidden()).toEqual(['both'])
    await post(`/${one.id}/show`, {})
    expect(await hidden()).toEqual(['waiting'])
  })
})

describe('reported names', () => {
  const said = consoleWords('en').operator
  const of = (aboutId: string, ground: ReportGround, email?: string) =>
    ({ about: 'signature', aboutId, ground, ...(email === undefined ? {} : { email }) }) as const

  test('are shown with their grounds while the public sees them, and nothing that a report says', async () => {
    const { petition, get, post } = await here()
    const [one, two, three] = [named(petition, 1), named(petition, 2), named(petition, 3)]
    await consumeSignatures([one, two, three])
    expect(await get()).not.toContain(said.reported)
    await reported(petition, of(one.id, 'hateful'))
    await reported(petition, of(one.id, 'spam'))
    await reported(petition, of(two.id, 'personal-data'))
    await reported(petition)
    await post(`/${two.id}/hide`, { hide: 'both', why: 'private' })
    await reported(petition, of(two.id, 'spam'))
    const html = await get()
    const list = new RegExp(`${said.reported}[^]*?</ul>`).exec(html)?.[0] ?? ''
    const { grounds } = catalogue('en').trust.report
    for (const text of ['Ada 1', 'Because 1', grounds.hateful, grounds.spam]) expect(list).toContain(text)
    for (const text of ['Ada 2', 'Ada 3', grounds['personal-data'], 'a child']) expect(list).not.toContain(text)
  })

  test('are decided with what a moderator hides: one entry, and an email; what may be illegal stays with the operator', async () => {
    const since = Date.now()
    const { petition, get, post } = await here()
    const one = named(petition, 1)
    await consumeSignatures([one])
    const hateful = `${unique('hateful')}@example.org`
    const illegal = `${unique('illegal')}@example.org`
    await reported(petition, of(one.id, 'hateful', hateful))
    await reported(petition, of(one.id, 'illegal', illegal))
    const upTo = /name="upTo" value="([^"]*)"/.exec(await get(`/${one.id}`))?.[1] ?? ''
    for (let pressed = 0; pressed < 2; pressed++) await post(`/${one.id}/hide`, { hide: 'reason', why: 'insult', upTo })
    expect((await decisionsOf(petition)).map(({ decision }) => decision)).toEqual(['hidden', null])
    const sent = (await emailsSince(since, 'report-decided')).map(({ to }) => to)
    expect(sent.filter((to) => to === hateful || to === illegal)).toEqual([hateful])
    expect((await actsOf(petition)).slice(1)).toEqual(['signer-hidden'])
    const html = await get()
    expect(html).toContain(said.reported)
    expect(html).not.toContain('/dismiss')
    expect(await get(`/${one.id}`)).not.toContain('name="hide" value="reason"')
  })

  test('that come after a moderator has read stay open when the reason alone is hidden', async () => {
    const { petition, get, post } = await here()
    const one = named(petition, 1)
    await consumeSignatures([one])
    await reported(petition, of(one.id, 'hateful'))
    const html = await get(`/${one.id}`)
    await reported(petition, of(one.id, 'personal-data'))
    const upTo = /name="upTo" value="([^"]*)"/.exec(html)?.[1] ?? ''
    await post(`/${one.id}/hide`, { hide: 'reason', why: 'insult', upTo })
    expect((await decisionsOf(petition)).map(({ decision }) => decision)).toEqual(['hidden', null])
    // With the name nothing is left to report.
    await post(`/${one.id}/hide`, { hide: 'both', why: 'insult', upTo })
    expect((await decisionsOf(petition)).map(({ decision }) => decision)).toEqual(['hidden', 'hidden'])
  })

  test('may have nothing to hide, up to the last report that was read, in one entry', async () => {
    const since = Date.now()
    const { petition, get, post } = await here()
    const [one, two] = [named(petition, 1), named(petition, 2)]
    await consumeSignatures([one, two])
    const email = `${unique('reader')}@example.org`
    await reported(petition, of(two.id, 'spam'))
    await reported(petition, of(one.id, 'illegal'))
    const upTo = await reported(petition, of(one.id, 'false', email))
    await reported(petition, of(one.id, 'hateful'))
    const done = await post(`/${one.id}/dismiss`, { upTo })
    expect(done.headers.get('location')).toContain('done=report-decided')
    const again = await post(`/${one.id}/dismiss`, { upTo })
    expect(again.headers.get('location')).not.toContain('done')
    expect((await decisionsOf(petition)).map(({ decision }) => decision)).toEqual([null, null, 'nothing', null])
    expect(await hiddenOf(petition)).toEqual([['report-dismissed', { signature: one.id }]])
    expect((await emailsSince(since, 'report-decided')).filter(({ to }) => to === email)).toHaveLength(1)
    expect(await get()).toContain('Ada 1')
    expect(await publicNames(petition)).toHaveLength(2)
    for (const bad of ['', 'x', `' OR 1=1 --`]) {
      expect((await post(`/${one.id}/dismiss`, { upTo: bad })).headers.get('location')).not.toContain('done')
    }
    expect((await decisionsOf(petition)).map(({ decision }) => decision)).toEqual([null, null, 'nothing', null])
  })
})
