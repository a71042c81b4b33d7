/** What a draft must have before it becomes a petition: looked at again where it is published, whatever was saved before. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { isSealable } from '../../../src/crypto/hpke.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { PUBLIC_KEYS_MAX_ITEMS } from '../../../src/limits.ts'
import { CAMPAIGN_KEYS, unique } from '../fixtures.ts'
import { fetchConsole, type Person, signedIn } from './console.ts'
import { fill, newDraft, ready, send, WORDS } from './steps.ts'

const stateOf = (slug: string) => env.DB.prepare('SELECT state FROM petitions WHERE slug = ?').bind(slug).first('state')

/** Not every text of 43 characters is a key: to a point of small order nothing can be sealed. */
const NOT_A_KEY = 'A'.repeat(43)

/** Where a step leads, or what it says is wrong. */
async function refusedAt(response: Response, name: string): Promise<boolean> {
  return response.status === 422 && (await response.text()).includes(`href="#${name}"`)
}

async function withWords(as: Person): Promise<{ id: string; slug: string }> {
  const slug = unique('crossing')
  const id = await newDraft(as)
  await send(as, id, 'text', { ...WORDS, slug })
  return { id, slug }
}

describe('a draft', () => {
  test('is not published with a key that nothing can be sealed to', async () => {
    expect(await isSealable(NOT_A_KEY)).toBe(false)
    const as = await signedIn()
    const { id, slug } = await withWords(as)
    expect(await refusedAt(await send(as, id, 'key', { publicKeys: NOT_A_KEY }), 'publicKeys')).toBe(true)
    expect(await refusedAt(await send(as, id, 'publish', { confirmation: 'email' }), 'publicKeys')).toBe(true)
    expect(await stateOf(slug)).toBeNull()
    // What is good about it does not help what is not.
    await send(as, id, 'key', { publicKeys: `${CAMPAIGN_KEYS.publicKey}\n${NOT_A_KEY}` })
    expect((await send(as, id, 'publish', { confirmation: 'email' })).status).toBe(422)
    expect(await stateOf(slug)).toBeNull()
  })

  test('is not published before its key is said to be in two places', async () => {
    const as = await signedIn()
    const { id, slug } = await withWords(as)
    const { publicKey } = CAMPAIGN_KEYS
    const key = { publicKeys: publicKey, checked: publicKey }
    expect(await refusedAt(await send(as, id, 'key', key), 'agree')).toBe(true)
    const page = await fetchConsole(`/console/new/${id}/publish`, { as })
    expect(page.headers.get('location')).toBe(`/console/new/${id}/key`)
    const early = await send(as, id, 'publish', { confirmation: 'email' })
    expect(early.headers.get('location')).toBe(`/console/new/${id}/key`)
    expect(await stateOf(slug)).toBeNull()
    await send(as, id, 'key', { ...key, agree: 'yes' })
    expect((await send(as, id, 'publish', { confirmation: 'email' })).headers.get('location')).toContain(
      'done=published',
    )
  })

  test('that another tab has changed does not agree to anything by itself', async () => {
    const as = await signedIn()
    const { id } = await withWords(as)
    const { publicKey } = CAMPAIGN_KEYS
    const form = { revision: '1', publicKeys: publicKey, checked: publicKey }
    const meanwhile = await fetchConsole(`/console/new/${id}/key`, { as, form })
    expect(meanwhile.status).toBe(412)
    expect(await meanwhile.text()).not.toMatch(/name="agree" value="yes"/)
    const agreed = await fetchConsole(`/console/new/${id}/key`, { as, form: { ...form, agree: 'yes' } })
    expect(await agreed.text()).toMatch(/name="agree" value="yes"/)
  })

  test('with too many keys is refused for their number, and no key is looked at', async () => {
    const as = await signedIn()
    const { id } = await withWords(as)
    const publicKeys = Array.from({ length: PUBLIC_KEYS_MAX_ITEMS + 1 }, () => NOT_A_KEY).join('\n')
    const html = await (await send(as, id, 'key', { publicKeys })).text()
    const { fieldErrors } = catalogue('en')
    expect(html).toContain(fieldErrors['too-long'])
    expect(html).not.toContain(fieldErrors['not-a-key'])
  })

  test('with a time zone that there is not is refused, and breaks no page', async () => {
    const as = await signedIn()
    const id = await newDraft(as)
    const typed = { ...WORDS, slug: unique('crossing'), timeZone: 'No/Where', closesOn: '2027-01-01' }
    expect(await refusedAt(await send(as, id, 'text', typed), 'timeZone')).toBe(true)
    for (const path of ['', `/new/${id}/text`, `/new/${id}/key`, `/new/${id}/publish`, `/new/${id}/page`]) {
      expect([path, (await fetchConsole(`/console${path}`, { as })).status < 400]).toEqual([path, true])
    }
  })

  test('with a language that there is not breaks no page', async () => {
    const as = await signedIn()
    const id = await newDraft(as)
    const typed = { ...WORDS, slug: unique('crossing'), language: 'no language' }
    expect(await refusedAt(await send(as, id, 'text', typed), 'language')).toBe(true)
    for (const path of ['', `/new/${id}/text`, `/new/${id}/key`, `/new/${id}/publish`, `/new/${id}/page`]) {
      expect([path, (await fetchConsole(`/console${path}`, { as })).status < 400]).toEqual([path, true])
    }
  })

  test('with a last day in the past is refused at the first step, and where it is published', async () => {
    const as = await signedIn()
    const { fieldErrors } = catalogue('en')
    const slug = unique('crossing')
    const id = await newDraft(as)
    const response = await send(as, id, 'text', { ...WORDS, slug, closesOn: '2020-01-01' })
    expect(response.status).toBe(422)
    expect(await response.text()).toContain(fieldErrors['in-the-past'])
    // A day that was to come when it was typed.
    await fill(as, id, slug, { closesOn: '2099-01-01' })
    await env.DB.prepare(`UPDATE drafts SET data = json_set(data, '$.closesOn', '2020-01-01') WHERE id = ?`)
      .bind(id)
      .run()
    const page = await fetchConsole(`/console/new/${id}/publish`, { as })
    expect(await page.text()).toContain(fieldErrors['in-the-past'])
    const published = await send(as, id, 'publish', { confirmation: 'email' })
    expect(published.status).toBe(422)
    expect(await published.text()).toContain(fieldErrors['in-the-past'])
    expect(await stateOf(slug)).toBeNull()
  })

  test('is published with what it can be when its last choice is none', async () => {
    const as = await signedIn()
    const slug = unique('crossing')
    const id = await ready(as, slug)
    await send(as, id, 'publish', { confirmation: 'never' })
    const row = env.DB.prepare('SELECT state, confirmation FROM petitions WHERE slug = ?').bind(slug)
    expect(await row.first()).toEqual({ state: 'open', confirmation: 'email' })
  })
})
