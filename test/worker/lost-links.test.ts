/** Asking for the links of a signature again: the same response for every email address, and an email for those who signed. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import type { EmailMessage, LinksMessage, SignatureMessage } from '../../schema/message.ts'
import { makeLinkToken, readLinkToken } from '../../src/crypto/link-token.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { emailCatalogue } from '../../src/i18n/email-catalogue.ts'
import { EMAILS_PER_DAY, LINKS_REQUEST_MAX_AGE_MS } from '../../src/limits.ts'
import { findCanaries } from '../support/canaries.ts'
import {
  batchQueue,
  consumeSignatures,
  dbWithPrepare,
  failingQueue,
  fetchEdge,
  message,
  meteredDb,
  ORIGIN,
  postSignature,
  recordingQueue,
  solve,
  startPetition,
  type TestPetition,
  unique,
} from './fixtures.ts'
import { member } from './console/console.ts'
import { Importer, listRow } from './console/importing.ts'
import { readCountParts } from '../../src/ledger/count-parts.ts'
import { sendOf, TOKEN_KEYS, tokenIn } from './emails.ts'

/** Each request from a network of its own, unless it names one: the limit is the strictest there is. */
let networks = 0
const network = (): string => `2001:db8:1:${(++networks).toString(16)}::1`

afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** The time in the page's form; seen a while ago, as by a person. */
async function renderedIn(slug: string): Promise<string> {
  vi.useFakeTimers({ now: Date.now() - 10_000, toFake: ['Date'] })
  const page = await (await fetchEdge(`/en/p/${slug}/links`)).text()
  vi.useRealTimers()
  return /name="rendered" value="([^"]+)"/.exec(page)?.[1] ?? ''
}

interface Asking {
  fields?: Record<string, string>
  headers?: Record<string, string>
  overrides?: Partial<EdgeEnv>
  lang?: string
}

async function ask(slug: string, email: string, { fields, headers, overrides, lang = 'en' }: Asking = {}) {
  const body = new URLSearchParams({ email, website: '', rendered: await renderedIn(slug), ...fields })
  return fetchEdge(
    `/${lang}/p/${slug}/links`,
    {
      method: 'POST',
      redirect: 'manual',
      body,
      headers: { accept: 'text/html', 'cf-connecting-ip': network(), ...headers },
    },
    overrides,
  )
}

/** The queue's message that asking causes. */
async function asked(slug: string, email: string, lang = 'en'): Promise<LinksMessage> {
  const { queue, sent } = recordingQueue()
  await ask(slug, email, { overrides: { SIGNATURES: queue }, lang })
  return sent[0] as unknown as LinksMessage
}

const confirmable = (fields: Record<string, unknown> = {}): Promise<TestPetition> =>
  startPetition({ confirmation: 'email', ...fields })

/** A signature of `email` in the ledger, made on the page as people make it. */
async function signed(petition: TestPetition, email: string, fields: Record<string, unknown> = {}) {
  const { queue, sent } = recordingQueue()
  const form = { name: 'Ada Example', email, proof: await solve(petition.slug), ...fields }
  const headers = { 'cf-connecting-ip': network() }
  expect((await postSignature(petition.slug, form, { SIGNATURES: queue }, headers)).status).toBe(202)
  await consumeSignatures(sent)
  const [signature] = sent
  if (signature === undefined) throw new Error('no signature')
  return signature
}

const confirm = ({ petitionId, id }: SignatureMessage) =>
  consumeSignatures([{ v: 3, kind: 'confirmation', petitionId, id, emailId: id }])

/** Stores the requests. Returns the messages of the emails that they cause. */
async function store(requests: readonly unknown[], overrides: Partial<ConsumerEnv> = {}): Promise<EmailMessage[]> {
  const sent: EmailMessage[] = []
  await consumeSignatures(requests, { EMAILS: batchQueue(sent), ...overrides })
  return sent
}

async function bytesOf(response: Response): Promise<string> {
  return JSON.stringify([response.status, [...response.headers], await response.text()])
}

describe('the response', () => {
  test('has the same bytes for an address that signed, confirmed, is held or is unknown; and so has the work', async () => {
    const petition = await confirmable()
    const addresses = {
      pending: `${unique('pending')}@example.org`,
      counted: `${unique('counted')}@example.org`,
      held: `${unique('held')}@example.org`,
      unknown: `${unique('unknown')}@example.org`,
    }
    await signed(petition, addresses.pending)
    await confirm(await signed(petition, addresses.counted))
    const held = await signed(petition, addresses.held)
    await env.DB.prepare(`UPDATE signatures SET status = 'quarantined' WHERE id = ?`).bind(held.id).run()

    const seen = new Set<string>()
    const sizes = new Set<number>()
    const queries: number[] = []
    for (const address of Object.values(addresses)) {
      const { queue, sent } = recordingQueue()
      const { DB, meter } = meteredDb()
      const response = await ask(petition.slug, address, { overrides: { SIGNATURES: queue, DB } })
      expect(response.status).toBe(303)
      expect(response.headers.get('location')).toBe(`/en/p/${petition.slug}/links-sent`)
      seen.add(await bytesOf(response))
      sizes.add(JSON.stringify(sent).length)
      queries.push(meter.rowsRead)
    }
    expect(seen.size).toBe(1)
    expect(sizes.size).toBe(1)
    // The petition, which a new environment reads once; never a signature.
    expect(new Set(queries).size).toBe(1)
  })

  test('is the same for every address when the queue fails: nothing is stored directly', async () => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    await signed(petition, address)
    const seen = new Set<string>()
    for (const each of [address, `${unique('ada')}@example.org`]) {
      const response = await ask(petition.slug, each, { overrides: { SIGNATURES: failingQueue, DB: env.DB } })
      expect(response.status).toBe(503)
      seen.add((await response.text()).replaceAll(each, 'ADDRESS').replace(/name="rendered" value="[^"]+"/, ''))
    }
    expect(seen.size).toBe(1)
  })

  test('is made without a look at signatures or emails', async () => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    await signed(petition, address)
    const statements: string[] = []
    const DB = dbWithPrepare((sql) => {
      statements.push(sql)
      return env.DB.prepare(sql)
    })
    const { queue, sent } = recordingQueue()
    await ask(petition.slug, address, { overrides: { SIGNATURES: queue, DB } })
    expect(sent).toHaveLength(1)
    // The petition is read.
    expect(statements).not.toEqual([])
    expect(statements.filter((sql) => /signatures|emails/i.test(sql))).toEqual([])
  })
})

describe('the request', () => {
  test('has no email address in plain text, in the queue, the database, a refusal or the log', async () => {
    const petition = await confirmable()
    const domain = 'canary-lost-5d1c.example.org'
    const address = `quillon.lost@${domain}`
    const canaries = ['quillon.lost', domain, '203.0.113.79']
    const logged: string[] = []
    for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
      vi.spyOn(console, level).mockImplementation((...args: unknown[]) => void logged.push(args.map(String).join(' ')))
    }
    await signed(petition, address)
    const headers = { 'cf-connecting-ip': '203.0.113.79' }
    const { queue, sent } = recordingQueue()
    const accepted = await ask(petition.slug, address, { overrides: { SIGNATURES: queue }, headers })
    expect(sent).toHaveLength(1)
    const emails = await store(sent)
    expect(emails).toHaveLength(1)
    await ask(petition.slug, address, { overrides: { SIGNATURES: failingQueue }, headers })
    const rows = await env.DB.batch(
      ['signatures', 'emails', 'dead_letters'].map((table) => env.DB.prepare(`SELECT * FROM ${table}`)),
    )
    const places = {
      queue: JSON.stringify([sent, emails]),
      response: await bytesOf(accepted),
      database: rows.map(({ results }) => JSON.stringify(results)).join(),
      blobs: rows.map(({ results }) => results.map((row) => textOf(Object(row))).join()).join(),
      log: logged.join(),
    }
    expect(logged.length).toBeGreaterThan(0)
    expect(findCanaries(places, canaries)).toEqual([])
  })

  test.each<[string, Asking]>([
    ['without the time in the form', { fields: { rendered: '' } }],
    ['with a time that is not ours', { fields: { rendered: 'abc.def' } }],
    ['with the hidden field filled in', { fields: { website: 'https://example.org' } }],
    ['from another site', { headers: { origin: 'https://elsewhere.example.org' } }],
  ])('%s is refused, and the form comes back', async (_, asking) => {
    const petition = await confirmable()
    const { queue, sent } = recordingQueue()
    const response = await ask(petition.slug, 'ada@example.org', { ...asking, overrides: { SIGNATURES: queue } })
    expect(response.status).toBe(403)
    const page = await response.text()
    expect(page).toContain(catalogue('en').lost.check)
    // The words of another site are not shown in our form.
    expect(page.includes('value="ada@example.org"')).toBe(asking.headers === undefined)
    expect(sent).toEqual([])
  })

  test.each([
    ['', 'Enter your email address.'],
    ['ada@', 'Enter an email address in the right format, like name@example.org.'],
  ])('of %j says what is wrong beside the field', async (address, error) => {
    const petition = await confirmable()
    const response = await ask(petition.slug, address)
    expect(response.status).toBe(422)
    const page = await response.text()
    expect(page).toContain(`<small class="error" id="email-error">${error}</small>`)
    expect(page).toContain(`value="${address}"`)
  })

  test('is limited by network, apart from signing, and says when to come back', async () => {
    const petition = await confirmable()
    const headers = { 'cf-connecting-ip': '198.51.100.7' }
    const statuses = []
    for (let n = 0; n < 3; n++) statuses.push(await ask(petition.slug, `${unique('a')}@example.org`, { headers }))
    expect(statuses.map(({ status }) => status)).toEqual([303, 303, 429])
    expect(Number(statuses[2]?.headers.get('retry-after'))).toBeGreaterThan(0)
    const form = { name: 'Ada Example', email: `${unique('ada')}@example.org`, proof: await solve(petition.slug) }
    expect((await postSignature(petition.slug, form, {}, headers)).status).toBe(202)
  })

  test.each(['closed', 'victory'])('is accepted on a petition in the state %s, and on no draft', async (state) => {
    const petition = await confirmable()
    await env.DB.prepare('UPDATE petitions SET state = ? WHERE id = ?').bind(state, petition.id).run()
    expect((await ask(petition.slug, 'ada@example.org')).status).toBe(303)
    const draft = await confirmable({ state: 'draft' })
    expect((await ask(draft.slug, 'ada@example.org')).status).toBe(404)
  })
})

describe('the email', () => {
  test('to a signer who has not confirmed has the link to confirm, and the one to withdraw', async () => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    const signature = await signed(petition, address)
    const request = await asked(petition.slug, address)
    const [due] = await store([request])
    const email = await sendOf(due)
    expect(email.to).toBe(address)
    expect(email.subject).toBe('Your links: A title')
    expect(email.text).toContain(emailCatalogue('en').links.toConfirm)
    const target = { petitionId: petition.id, id: signature.id, signer: signature.signer, proven: true }
    const read = (purpose: 'confirm' | 'withdraw') =>
      readLinkToken(tokenIn(email, purpose), purpose, TOKEN_KEYS, Date.now())
    expect(await read('confirm')).toEqual({ ok: true, target })
    expect(await read('withdraw')).toEqual({ ok: true, target })
    await confirm(signature)
    const { status } = (await rowOf(signature)) ?? {}
    expect(status).toBe('counted')
  })

  test('to a signer who is counted has the link to withdraw and the petition, and nothing to confirm', async () => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    await confirm(await signed(petition, address))
    const email = await sendOf((await store([await asked(petition.slug, address, 'ru')]))[0])
    expect(email.headers['Content-Language']).toBe('ru')
    expect(email.text).toContain(emailCatalogue('ru').links.counted)
    expect(email.text).toContain(`${ORIGIN}/ru/p/${petition.slug}`)
    expect(email.text).not.toContain('/confirm/')
    expect(tokenIn(email, 'withdraw')).not.toBe('')
  })

  test('to somebody of an earlier list alone has the link that takes them off it', async () => {
    const petition = await confirmable()
    const list = new Importer(petition, await member(petition.id, 'owner'))
    const [first, second] = [`${unique('ada')}@example.org`, `${unique('ada')}@example.org`]
    const id = await list.import([listRow(1, { email: first }), listRow(2, { email: second })])
    const request = await asked(petition.slug, first)
    const [due, ...more] = await store([request, request])
    expect(more).toEqual([])
    const email = await sendOf(due)
    expect(email.to).toBe(first)
    expect(email.text).toContain(emailCatalogue('en').links.imported)
    expect(email.text).not.toContain('/confirm/')
    const page = await fetchEdge(`/withdraw/${tokenIn(email, 'withdraw')}?lang=en`)
    expect(page.status).toBe(200)
    const { queue, sent } = recordingQueue()
    await fetchEdge(`/withdraw/${tokenIn(email, 'withdraw')}`, { method: 'POST' }, { SIGNATURES: queue })
    await consumeSignatures(sent)
    const left = await env.DB.prepare('SELECT count(*) AS n FROM imported WHERE petition_id = ?')
      .bind(petition.id)
      .first('n')
    expect(left).toBe(1)
    expect(await readCountParts(env.DB, petition.id, 0)).toMatchObject({ claimed: 1, count: 1 })
    // Nor are they brought back by the same list, and there is nothing left to ask for.
    await list.import([listRow(3, { email: first })])
    expect(await readCountParts(env.DB, petition.id, 0)).toMatchObject({ claimed: 1 })
    expect(await store([await asked(petition.slug, first)])).toEqual([])
    // Once the import is undone, there is none either; and none where no email confirms signatures.
    await list.post(`/${id}/undo`, { confirm: 'yes' })
    expect(await store([await asked(petition.slug, second)])).toEqual([])
    const unconfirmed = await startPetition()
    const other = new Importer(unconfirmed, await member(unconfirmed.id, 'owner'))
    await other.import([listRow(1, { email: first })])
    expect(await store([await asked(unconfirmed.slug, first)])).toEqual([])
  })

  test('names no petition in its subject or first words where the petition is dangerous to sign', async () => {
    const petition = await confirmable({ emailSubject: 'neutral', title: 'A dangerous title' })
    const address = `${unique('ada')}@example.org`
    await signed(petition, address)
    const email = await sendOf((await store([await asked(petition.slug, address)]))[0])
    expect(email.subject).toBe(emailCatalogue('en').links.neutralSubject)
    expect(email.text.slice(0, 150)).not.toContain('dangerous')
  })

  test('confirms what the signer gave last, if they signed more than once', async () => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    const first = await signed(petition, address, { name: 'Some Body', showName: 'full' })
    const again = await signed(petition, address, { name: 'Ada Example', showName: 'full' })
    const [due] = await store([await asked(petition.slug, address)])
    const token = tokenIn(await sendOf(due), 'confirm')
    expect(await (await fetchEdge(`/confirm/${token}`)).text()).toContain('Ada Example')
    await confirm(again)
    expect(await rowOf(again)).toMatchObject({ status: 'counted', publicName: 'Ada Example' })
    expect(await rowOf(first)).toBeNull()
  })

  test('is none to a counted signer of a petition that emails nobody: who reads the mailbox could ask for it', async () => {
    const petition = await startPetition({ confirmation: 'none' })
    const address = `${unique('ada')}@example.org`
    const { id } = await signed(petition, address)
    expect(await store([await asked(petition.slug, address)])).toEqual([])
    // Who signed there without a script has had an email.
    await env.DB.prepare(`UPDATE signatures SET status = 'pending' WHERE id = ?`).bind(id).run()
    expect(await store([await asked(petition.slug, address)])).toHaveLength(1)
    expect(await (await fetchEdge(`/en/p/${petition.slug}`)).text()).not.toContain(`/${petition.slug}/links"`)
  })

  test.each<[string, string | null]>([
    ['never signed', null],
    ['is held for review', 'quarantined'],
    ['was removed', 'removed'],
  ])('is none to an address that %s: nothing is written', async (_, status) => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    if (status !== null) {
      const { id } = await signed(petition, address)
      await env.DB.prepare('UPDATE signatures SET status = ? WHERE id = ?').bind(status, id).run()
    }
    const request = await asked(petition.slug, address)
    const { DB, meter } = meteredDb()
    expect(await store([request], { DB })).toEqual([])
    // What every batch writes: the counter.
    expect(meter.rowsWritten).toBe(1)
  })

  test('is one for a request that is delivered twice, and for several in a batch', async () => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    await signed(petition, address)
    const requests = [await asked(petition.slug, address), await asked(petition.slug, address)]
    expect(await store(requests)).toHaveLength(1)
    expect(await store(requests.slice(0, 1))).toEqual([])
  })

  test('counts to the emails of a day', async () => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    await signed(petition, address)
    let emails = 1
    for (let n = 0; n < 2 * EMAILS_PER_DAY; n++) emails += (await store([await asked(petition.slug, address)])).length
    expect(emails).toBe(EMAILS_PER_DAY)
  })

  test('is none for a request that was on its way for too long', async () => {
    const petition = await confirmable()
    const address = `${unique('ada')}@example.org`
    await signed(petition, address)
    const request = await asked(petition.slug, address)
    expect(await store([{ ...request, askedAt: Date.now() - LINKS_REQUEST_MAX_AGE_MS - 1 }])).toEqual([])
    expect(await store([request])).toHaveLength(1)
  })

  test('reads as many rows where ninety have signed as where two have, and writes two', async () => {
    const read = []
    for (const others of [1, 90]) {
      const petition = await confirmable()
      const signatures = Array.from({ length: others }, (_, n) => message(petition, n + 1, { sealedEmail: '00' }))
      await consumeSignatures(signatures)
      const address = `${unique('ada')}@example.org`
      await signed(petition, address)
      const request = await asked(petition.slug, address)
      const { DB, meter } = meteredDb()
      expect(await store([request], { DB })).toHaveLength(1)
      // The email and its index; and the counter, as in every batch.
      expect(meter.rowsWritten).toBe(3)
      read.push(meter.rowsRead)
    }
    expect(read[1]).toBe(read[0])
  })
})

describe('the page', () => {
  test.for(LOCALES)('in %s has one field to type in, and says what comes next', async (lang) => {
    const { slug } = await startPetition()
    const { lost } = catalogue(lang)
    const page = await (await fetchEdge(`/${lang}/p/${slug}/links`)).text()
    expect(page).toContain(lost.title)
    expect(page).not.toContain('<script')
    expect(page.match(/<input(?![^>]*(?:hidden|website))/g)).toHaveLength(1)
    const sent = await (await fetchEdge(`/${lang}/p/${slug}/links-sent`)).text()
    expect(sent).toContain(lost.sentText)
    expect(sent).toContain(lost.none)
  })

  test('is linked from the petition, open or closed, and from links that no longer work', async () => {
    const petition = await confirmable()
    const link = `href="/en/p/${petition.slug}/links"`
    expect(await (await fetchEdge(`/en/p/${petition.slug}`)).text()).toContain(link)
    const target = { petitionId: petition.id, id: crypto.randomUUID(), signer: '00'.repeat(32), proven: true }
    const html = { headers: { accept: 'text/html' } }
    const expired = await makeLinkToken('confirm', target, Date.now() - 60_000, TOKEN_KEYS)
    const gone = await makeLinkToken('confirm', target, Date.now() + 60_000, TOKEN_KEYS)
    for (const [path, status] of [
      [`/confirm/${expired}?lang=en`, 410],
      [`/confirm/${gone}?lang=en`, 410],
    ] as const) {
      for (const method of ['GET', 'POST']) {
        const response = await fetchEdge(path, { ...html, method })
        expect(response.status).toBe(status)
        expect(await response.text()).toContain(link)
      }
    }
    // Whose petition a broken link was for is not known.
    expect(await (await fetchEdge('/confirm/broken?lang=en', html)).text()).not.toContain('/links"')
    await env.DB.prepare(`UPDATE petitions SET state = 'closed' WHERE id = ?`).bind(petition.id).run()
    expect(await (await fetchEdge(`/en/p/${petition.slug}`, {}, { DB: env.DB })).text()).toContain(link)
  })
})

const rowOf = ({ petitionId, id }: SignatureMessage) =>
  env.DB.prepare('SELECT status, public_name AS publicName FROM signatures WHERE petition_id = ? AND id = ?')
    .bind(petitionId, id)
    .first<{ status: string; publicName: string | null }>()

/** The blobs of a row as text. */
const textOf = (row: Record<string, unknown>): string =>
  Object.values(row)
    .filter((value) => Array.isArray(value) || value instanceof ArrayBuffer)
    .map((value) =>
      new TextDecoder().decode(Uint8Array.from(value instanceof ArrayBuffer ? new Uint8Array(value) : value)),
    )
    .join()
