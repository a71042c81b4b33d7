/** Starting a petition by HTTP, without a script: a draft, its steps, its link, and what it becomes. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { CAMPAIGN_KEYS, fetchEdge, unique } from '../fixtures.ts'
import { fetchConsole, signedIn } from './console.ts'
import { fill, idIn, newDraft, ready, revisionIn, send, WORDS } from './steps.ts'

describe('a draft', () => {
  test('becomes an open petition, and its starter the owner', async () => {
    const as = await signedIn()
    const slug = unique('crossing')
    const id = await ready(as, slug)
    const published = await send(as, id, 'publish', { confirmation: 'email' })
    expect([published.status, published.headers.get('location')]).toEqual([303, `/console/p/${slug}?done=published`])
    expect(published.headers.get('undersigned-changed')).toMatch(new RegExp(`^\\d+/${slug}$`))
    expect((await fetchEdge(`/en/p/${slug}`)).status).toBe(200)
    expect((await fetchConsole(`/console/p/${slug}`, { as })).status).toBe(200)
    // The draft is gone: a second click leads to the petition of the first.
    expect((await fetchConsole(`/console/new/${id}/text`, { as })).status).toBe(404)
    const again = { revision: '9', slug, confirmation: 'email' }
    const second = await fetchConsole(`/console/new/${id}/publish`, { as, form: again })
    expect(second.headers.get('location')).toBe(`/console/p/${slug}?done=published`)
    const other = await signedIn()
    expect((await fetchConsole(`/console/new/${id}/publish`, { as: other, form: again })).status).toBe(404)
  })

  test('waits for the operator where petitions need approval', async () => {
    const [as, operator] = [await signedIn(), await signedIn({ isOperator: true })]
    const slug = unique('crossing')
    const id = await ready(as, slug)
    const page = await (await fetchConsole(`/console/new/${id}/publish`, { as })).text()
    const form = { revision: revisionIn(page), confirmation: 'email' }
    await fetchConsole(`/console/new/${id}/publish`, { as, form }, { PETITIONS: 'approval' })
    // The edge is not asked before: it would remember that there is none until it is told, which it is by the console's response.
    const state = () => env.DB.prepare('SELECT state FROM petitions WHERE slug = ?').bind(slug).first('state')
    expect(await state()).toBe('draft')
    const path = `/console/site/approvals/${slug}`
    const revision = revisionIn(await (await fetchConsole(path, { as: operator })).text())
    const approved = await fetchConsole(path, { as: operator, form: { decision: 'approve', revision } })
    expect(approved.headers.get('location')).toBe('/console/site?done=approved')
    expect((await fetchEdge(`/en/p/${slug}`)).status).toBe(200)
  })

  test('says at each field what is missing, and loses nothing', async () => {
    const as = await signedIn()
    const id = await newDraft(as)
    const response = await send(as, id, 'text', {
      ...WORDS,
      addressee: '',
      body: 'x'.repeat(20_000),
      closesOn: '2026-02-31',
    })
    const html = await response.text()
    expect(response.status).toBe(422)
    for (const name of ['addressee', 'body', 'closesOn']) {
      expect(html).toContain(`href="#${name}"`)
      expect(html).toContain(`id="${name}-error"`)
    }
    expect(html).toContain(`value="${WORDS.title}"`)
    // It is saved, too.
    const again = await (await fetchConsole(`/console/new/${id}/text`, { as })).text()
    expect(again).toContain(`value="${WORDS.title}"`)
  })

  test('is begun once, however often the button is pressed', async () => {
    const as = await signedIn()
    const id = await newDraft(as)
    expect(await newDraft(as)).toBe(id)
    await send(as, id, 'text', WORDS)
    expect(await newDraft(as)).not.toBe(id)
  })

  test('needs no web address before it has a title', async () => {
    const as = await signedIn()
    const html = await (await send(as, await newDraft(as), 'text', { ...WORDS, title: '' })).text()
    expect(html).toContain('href="#title"')
    expect(html).not.toContain('href="#slug"')
    expect(html).toMatch(/id="slug" name="slug" value=""/)
  })

  test('keeps the key that was checked, until another is made', async () => {
    const as = await signedIn()
    const id = await newDraft(as)
    await send(as, id, 'text', { ...WORDS, slug: unique('crossing') })
    const { publicKey } = CAMPAIGN_KEYS
    const refused = await send(as, id, 'key', { publicKeys: publicKey, checked: publicKey })
    const html = await refused.text()
    expect(refused.status).toBe(422)
    expect(html).toContain('href="#agree"')
    // No other key and passphrase are offered, which the file would not have.
    expect(html).not.toContain('id="make-key"')
    expect(html).toContain(`name="checked" value="${publicKey}"`)
    const key = await fetchConsole(`/console/new/${id}/key?again`, { as })
    expect(key.headers.get('content-security-policy')).toContain(`connect-src 'none'`)
    expect(await key.text()).toContain('id="make-key"')
    const agreed = await send(as, id, 'key', { publicKeys: publicKey, checked: publicKey, agree: 'yes' })
    expect(agreed.headers.get('location')).toBe(`/console/new/${id}/publish`)
    const publish = async () => (await fetchConsole(`/console/new/${id}/publish`, { as })).text()
    expect(await publish()).toContain('Checked, it works')
    // A key in its place was not checked.
    await send(as, id, 'key', { publicKeys: env.SEAL_PUBLIC_KEY, checked: publicKey })
    expect(await publish()).not.toContain('Checked, it works')
  })

  test('cannot be published before its steps are done', async () => {
    const as = await signedIn()
    const id = await newDraft(as)
    const early = await fetchConsole(`/console/new/${id}/publish`, {
      as,
      form: { revision: '1', confirmation: 'email' },
    })
    expect(early.headers.get('location')).toBe(`/console/new/${id}/text`)
    await send(as, id, 'text', { ...WORDS, slug: unique('crossing') })
    const withoutKey = await fetchConsole(`/console/new/${id}/publish`, { as })
    expect(withoutKey.headers.get('location')).toBe(`/console/new/${id}/key`)
    expect((await send(as, id, 'key', { publicKeys: '' })).status).toBe(422)
    expect((await send(as, id, 'key', { publicKeys: 'not a key' })).status).toBe(422)
  })

  test('that two tabs have changed shows both texts, and overwrites neither', async () => {
    const as = await signedIn()
    const id = await newDraft(as)
    const form = { revision: '1', go: 'next', slug: unique('crossing') }
    await fetchConsole(`/console/new/${id}/text`, {
      as,
      form: { ...WORDS, ...form, title: 'The title of the first tab, saved' },
    })
    const second = await fetchConsole(`/console/new/${id}/text`, {
      as,
      form: { ...WORDS, ...form, title: 'The title of the second tab, late' },
    })
    const html = await second.text()
    expect(second.status).toBe(412)
    for (const word of ['first', 'second']) expect(html).toContain(word)
    expect(await (await fetchConsole(`/console/new/${id}/text`, { as })).text()).toContain('The title of the first tab')
  })

  test('that is sent twice is saved once, and nobody else is said to have changed it', async () => {
    const as = await signedIn()
    const id = await newDraft(as)
    const twice = async (step: string, form: Record<string, string>) => {
      const path = `/console/new/${id}/${step}`
      const together = await Promise.all([1, 2].map(() => fetchConsole(path, { as, form })))
      return [...together, await fetchConsole(path, { as, form })].map(({ status }) => status)
    }
    const words = { ...WORDS, slug: unique('crossing') }
    expect(await twice('text', { ...words, revision: '1', go: 'preview' })).toEqual([303, 303, 303])
    // The page's own script has saved it meanwhile.
    expect(await twice('text', { ...words, revision: '1', go: 'next' })).toEqual([303, 303, 303])
    expect(await twice('key', { publicKeys: '', revision: '2' })).toEqual([422, 422, 422])
  })

  test('is read by anyone who has its link, and signed by nobody', async () => {
    const [as, other] = [await signedIn(), await signedIn()]
    const id = await ready(as, unique('crossing'))
    const made = await (await fetchConsole(`/console/new/${id}/link`, { method: 'POST', as })).text()
    const path = /\/console\/draft\/[\w-]{43}/.exec(made)?.[0] ?? ''
    const read = await fetchConsole(path)
    expect(read.status).toBe(200)
    expect(await read.text()).toContain(WORDS.title)
    expect(read.headers.get('content-security-policy')).toContain(`form-action 'none'`)
    await fetchConsole(`/console/new/${id}/link`, { method: 'POST', as })
    expect((await fetchConsole(path)).status).toBe(410)
    for (const step of ['text', 'key', 'publish', 'page']) {
      expect((await fetchConsole(`/console/new/${id}/${step}`, { as: other })).status).toBe(404)
    }
  })

  test('gets a web address by itself, and another one where it is taken', async () => {
    const as = await signedIn()
    const title = `Keep ${unique('the lamp')} burning at night`
    const slugs: (string | null)[] = []
    for (let n = 0; n < 2; n++) {
      const id = await newDraft(as)
      await send(as, id, 'text', { ...WORDS, title })
      await send(as, id, 'key', { publicKeys: CAMPAIGN_KEYS.publicKey })
      slugs.push((await send(as, id, 'publish', { confirmation: 'email' })).headers.get('location'))
    }
    expect(new Set(slugs).size).toBe(2)
    expect(slugs[1]).toMatch(/-2\?done=published$/)
    const taken = await newDraft(as)
    const slug = /p\/([\w-]+)/.exec(slugs[0] ?? '')?.[1] ?? ''
    const response = await send(as, taken, 'text', { ...WORDS, slug })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(`${slug}-`)
  })

  test('is begun by everybody with an account where new petitions are by invitation', async () => {
    const as = await signedIn()
    const PETITIONS = 'invitation'
    const home = await (await fetchConsole('/console', { as }, { PETITIONS })).text()
    expect(home).toContain('action="/console/new"')
    const begun = await fetchConsole('/console/new', { method: 'POST', as }, { PETITIONS })
    const id = idIn(begun)
    expect(begun.status).toBe(303)
    const slug = unique('crossing')
    await fill(as, id, slug)
    const published = await send(as, id, 'publish', { confirmation: 'email' }, { PETITIONS })
    expect(published.headers.get('location')).toBe(`/console/p/${slug}?done=published`)
  })
})
