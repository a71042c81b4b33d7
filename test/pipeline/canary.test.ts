/**
 * Signs with names and email addresses that occur nowhere else, on every path and through the failures that can be made to
 * happen, and then searches for them: in the database with its write-ahead log, the caches on disk, all that was logged,
 * what went to the webhook, to the limiter and into emails. And takes the database without the keys.
 */
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { SignatureMessage } from '../../schema/message.ts'
import { messageOf, petitionKey, signerHash } from '../../src/intake/message.ts'
import { renderTimeKeys, signRenderTime } from '../../src/intake/signals/render-time.ts'
import { makeLinkToken } from '../../src/crypto/link-token.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { generateKeyPair, keyId, type KeyPair } from '../../src/crypto/key-pairs.ts'
import { open } from '../../src/crypto/hpke.ts'
import { startRedis, type TestRedis } from '../support/redis/redis.ts'
import { startUpstash, type UpstashStandIn } from '../support/redis/upstash-rest.ts'
import { findCanaries } from '../support/canaries.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { portOf } from '../support/ports.ts'
import { bearer, jsonPost } from '../support/requests.ts'
import { type RecordingSmtpServer, refusal, startSmtpServer } from '../support/smtp-server.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

/** Not to be shown. */
const NAME = 'Quillon Zephyrbane'
const COMMENT = 'Because of the xylographic lanterns'
const DOMAIN = 'canary-7f3a.example.org'
const LOCAL_PARTS = [
  'quillon.z-none',
  'quillon.z-mail',
  'refused.zeph',
  'greylisted.zeph',
  'withdrawn.zeph',
  'dead.zeph',
  'nobody.zeph',
]
const NETWORK = '203.0.113.77'
const CANARIES = [NAME, 'Zephyrbane', COMMENT, 'xylographic', DOMAIN, NETWORK, ...LOCAL_PARTS]
/** Public, because its signer wants it shown: it proves that the search finds what is there. */
const SHOWN_NAME = 'Marisol Quetzalworth'

const addressOf = (local: string): string => `${local}@${DOMAIN}`

const state = temporaryDirectory()
const webhooks: string[] = []
const responses: string[] = []
let instance: Instance
let campaign: KeyPair
let redis: TestRedis
let upstash: UpstashStandIn
let smtp: RecordingSmtpServer
let receiver: Server
const tokens: Record<string, string> = {}

const logs = (): string[] => instance.logs.map(({ text }) => text)

beforeAll(async () => {
  redis = await startRedis()
  upstash = await startUpstash(redis.client)
  smtp = await startSmtpServer(
    {
      'refused.zeph': () => refusal(550, addressOf('refused.zeph')),
      'greylisted.zeph': () => refusal(451, addressOf('greylisted.zeph')),
    },
    { authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] },
  )
  receiver = createServer((request, response) => {
    let text = JSON.stringify(request.headers)
    request.on('data', (chunk: Buffer) => (text += String(chunk)))
    request.once('end', () => {
      webhooks.push(text)
      response.end()
    })
  }).listen(0, '127.0.0.1')
  await once(receiver, 'listening')

  campaign = await generateKeyPair()
  const vars = {
    EMAIL_SENDER: 'smtp',
    EMAIL_FROM: 'petitions@petitions.test',
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
    UPSTASH_REDIS_REST_URL: upstash.url,
    UPSTASH_REDIS_REST_TOKEN: upstash.token,
  }
  instance = await startInstance({ vars, stateDirectory: state.path })
  for (const confirmation of ['none', 'email']) {
    const token = await instance.startPetition({
      slug: confirmation,
      confirmation,
      milestones: [1],
      publicKeys: [campaign.publicKey],
    })
    tokens[confirmation] = token
    await instance.post(`/${confirmation}/webhooks`, { url: `http://127.0.0.1:${portOf(receiver)}/` }, bearer(token))
  }
})
afterAll(async () => {
  await instance?.dispose()
  await upstash?.stop()
  await redis?.stop()
  receiver?.close()
  await smtp?.close()
  state.remove()
})

interface Request {
  redirect?: 'manual'
  method?: string
  headers?: Record<string, string>
  body?: string
}

async function request(path: string, init: Request = {}): Promise<number> {
  const response = await fetch(new URL(path, instance.url), {
    ...init,
    headers: { 'cf-connecting-ip': NETWORK, accept: 'application/json', ...init.headers },
  })
  responses.push(JSON.stringify([...response.headers]) + (await response.text()))
  return response.status
}

const send = (slug: string, body: unknown, headers: Record<string, string> = {}): Promise<number> =>
  request(`/api/petitions/${slug}/signatures`, jsonPost(body, headers))

/** The time in a form of ten seconds ago, as a person's. */
const renderedLongAgo = async (): Promise<string> =>
  signRenderTime('email', Date.now() - 10_000, await renderTimeKeys([instance.vars['TOKEN_KEYS'] ?? '']))

const askForLinks = (local: string, rendered: string): Promise<number> =>
  request('/en/p/email/links', {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ email: addressOf(local), rendered }).toString(),
  })

const person = (local: string): Record<string, unknown> => ({
  name: NAME,
  email: addressOf(local),
  comment: COMMENT,
  showName: 'anonymous',
  updates: true,
})

const statesOf = async (): Promise<Record<string, number>> => {
  const { results } = await instance.db
    .prepare(`SELECT state || coalesce('/' || last_error, '') AS key, count(*) AS n FROM emails GROUP BY key`)
    .all<{ key: string; n: number }>()
  return Object.fromEntries(results.map(({ key, n }) => [key, n]))
}

const idOf = async (n: number): Promise<string> =>
  (await instance.db
    .prepare('SELECT id FROM signatures WHERE petition_id = 2 ORDER BY id LIMIT 1 OFFSET ?')
    .bind(n)
    .first<string>('id')) ?? ''

/** Every file under `directory`, with its content: databases, their write-ahead logs, caches. */
function filesUnder(directory: string): Record<string, Buffer> {
  const names = readdirSync(directory, { recursive: true, withFileTypes: true })
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [file, readFileSync(file)]),
  )
}

/** Everything that was written, sent or stored, by place. */
const places = (): Record<string, Buffer | string> => ({
  ...filesUnder(state.path),
  logs: logs().join('\n'),
  webhooks: webhooks.join('\n'),
  'requests to Upstash': upstash.received.join('\n'),
  'responses to signers': responses.join('\n'),
  // Only the SMTP server receives the email address. It never receives the name.
  emails: smtp.emails.map(({ to, raw }) => raw.replaceAll(to[0] ?? '', '')).join('\n'),
})

describe('a private name and email address', () => {
  test('take every path through the system', async () => {
    // Accepted, at once and by email, as JSON and as a form; a person who shows the name; and each again.
    // Upstash lets five in ten minutes pass from one network to one petition.
    expect(await send('none', person('quillon.z-none'))).toBe(202)
    expect(await send('none', person('quillon.z-none'))).toBe(202)
    expect(await send('none', { name: SHOWN_NAME, email: 'shown@shown.example.org', showName: 'full' })).toBe(202)
    const form = new URLSearchParams({
      name: NAME,
      email: addressOf('quillon.z-mail'),
      comment: COMMENT,
      updates: 'on',
    })
    expect(await send('email', form.toString(), { 'content-type': 'application/x-www-form-urlencoded' })).toBe(202)
    for (const local of ['refused.zeph', 'greylisted.zeph', 'withdrawn.zeph']) {
      expect(await send('email', person(local))).toBe(202)
    }
    await expect.poll(statesOf).toEqual({ sent: 2, 'failed/smtp-550': 1, 'pending/smtp-451': 1 })

    // Confirmed, withdrawn, and signed again when it counts.
    const keys = [instance.vars['TOKEN_KEYS'] ?? '']
    const link = async (purpose: 'confirm' | 'withdraw', n: number): Promise<string> =>
      `/${purpose}/${await makeLinkToken(purpose, { petitionId: 2, id: await idOf(n), signer: '00'.repeat(32), proven: true }, null, keys)}`
    const withdraw = await link('withdraw', 3)
    const confirm = await link('confirm', 0)
    for (const path of [confirm, withdraw]) {
      expect(await request(path)).toBe(200)
      expect(await request(path, { method: 'POST' })).toBe(202)
    }
    const counted = (): Promise<number | null> =>
      instance.db
        .prepare(`SELECT count(*) AS n FROM signatures WHERE petition_id = 2 AND status = 'counted'`)
        .first<number>('n')
    await expect.poll(counted).toBe(1)
    expect(await send('email', person('quillon.z-mail'))).toBe(202)
    await expect.poll(() => smtp.emails.length).toBe(3)

    // The links asked for again: by a signer, and by nobody who signed.
    expect(await askForLinks('quillon.z-mail', await renderedLongAgo())).toBe(303)
    await expect.poll(() => smtp.emails.length).toBe(4)
    expect(await askForLinks('nobody.zeph', await renderedLongAgo())).toBe(303)
    const kept = await instance.db
      .prepare('SELECT count(reminder) AS n FROM signatures WHERE petition_id = 2')
      .first<number>('n')
    expect(kept).toBeGreaterThan(0)

    // Refused, in each way that a body can be wrong; and one too many.
    const bad: [unknown, Record<string, string>?][] = [
      [{ ...person('quillon.z-none'), email: `${NAME}@@${DOMAIN}` }],
      [{ ...person('quillon.z-none'), name: `${NAME} https://${DOMAIN}` }],
      [{ ...person('quillon.z-none'), comment: COMMENT.repeat(100) }],
      [{ ...person('quillon.z-none'), country: NAME, showName: NAME, locale: NAME, partner: NAME }],
      [`{"name": "${NAME}", "email": "${addressOf('quillon.z-none')}"`],
      [JSON.stringify({ a: { b: { c: { d: { e: person('quillon.z-none') } } } } })],
      [JSON.stringify({ ...person('quillon.z-none'), pad: NAME.repeat(1_000) })],
      [person('quillon.z-none'), { 'content-type': `text/${DOMAIN}` }],
    ]
    for (const [body, headers] of bad) expect(await send('none', body, headers)).toBeGreaterThanOrEqual(400)
    expect(await send('nowhere', person('quillon.z-none'))).toBe(404)
    const query = new URLSearchParams({ name: NAME, email: addressOf('quillon.z-none') }).toString()
    for (const path of ['/', '/en/p/none', '/api/petitions/none/count', '/embed/none', '/badge/none.svg', '/nowhere']) {
      await request(`${path}?${query}`, { headers: { accept: 'text/html', referer: `https://${DOMAIN}/` } })
    }
    const late = [202, 202, 202, 202, 202, 202]
    for (const n of late.keys()) late[n] = await send('none', person('quillon.z-none'))
    expect(late.at(-1)).toBe(429)

    // Dead: a message of no release, with everything that a message has.
    const message = await sealedMessage('dead.zeph')
    await instance.send('undersigned-signatures', { ...message, v: 0 })
    const letters = (): Promise<number | null> =>
      instance.db.prepare('SELECT count(*) AS n FROM dead_letters').first<number>('n')
    await expect.poll(letters).toBe(1)
    // Of a petition that is not there.
    await instance.send('undersigned-signatures', { ...message, petitionId: 999 })
    await expect.poll(() => logs().some((line) => line.includes('ledger.poisoned'))).toBe(true)

    // Exported, closed, sent to the webhook, and past the cron triggers.
    await request('/api/petitions/email/contacts?status=all', {
      headers: bearer(tokens['email'] ?? ''),
    })
    await request('/api/petitions/none/close', {
      method: 'POST',
      headers: bearer(tokens['none'] ?? ''),
    })
    await instance.ringCrons()
    await expect.poll(() => webhooks.length).toBe(3)
  })

  test('are found nowhere: not in the database, its write-ahead log, a cache, the Workers’ log or a request to others', () => {
    expect(instance.logs.length).toBeGreaterThan(10)
    expect(upstash.received.length).toBeGreaterThan(5)
    expect(Object.keys(filesUnder(state.path)).some((file) => file.endsWith('-wal'))).toBe(true)
    expect(findCanaries(places(), CANARIES)).toEqual([])
  })

  test('are searched for by a search that finds public names, in plain text and in every encoding', () => {
    expect(findCanaries(places(), [SHOWN_NAME])).not.toEqual([])
    for (const disguised of [
      Buffer.from(`..${NAME}..`).toString('base64'),
      Buffer.from(`.${NAME}`).toString('base64url'),
      Buffer.from(NAME.toLowerCase()).toString('hex'),
      encodeURIComponent(NAME),
      NAME.toUpperCase(),
    ]) {
      expect(findCanaries({ here: `x${disguised}x` }, [NAME])).toEqual([`${NAME} in here`])
    }
  })

  test('are still found nowhere after the Workers have stopped and the write-ahead log is merged', async () => {
    const rows = await contacts()
    await instance.dispose()
    expect(findCanaries(places(), CANARIES)).toEqual([])
    await openedOnlyByTheCampaign(rows)
  })
})

interface Row {
  id: string
  slug: string
  contact: number[]
}

const contacts = async (): Promise<Row[]> =>
  (
    await instance.db
      .prepare(
        'SELECT s.id, p.slug, s.contact FROM signatures AS s JOIN petitions AS p ON p.id = s.petition_id WHERE s.contact IS NOT NULL',
      )
      .all<Row>()
  ).results

/** With the rows, and even with the secrets of both Workers, nobody but the campaign reads a contact. */
async function openedOnlyByTheCampaign(rows: readonly Row[]): Promise<void> {
  expect(rows.length).toBeGreaterThanOrEqual(4)
  const stranger = await generateKeyPair()
  const names: string[] = []
  for (const { id, slug, contact } of rows) {
    const sealed = Uint8Array.from(contact)
    const sealedFor = { purpose: 'contact', petition: slug, id } as const
    for (const key of [instance.vars['SEAL_KEYS'] ?? '', stranger.privateKey]) {
      await expect(open(sealed, [key], sealedFor)).rejects.toThrow('sealed to other keys')
    }
    // Another key under the id of the campaign's opens nothing either.
    const relabelled = sealed.slice()
    relabelled.set(await keyId(stranger.publicKey), 2)
    await expect(open(relabelled, [stranger.privateKey], sealedFor)).rejects.toThrow('changed')
    const other = { ...sealedFor, id: rows.find((row) => row.id !== id)?.id ?? '' }
    await expect(open(sealed, [campaign.privateKey], other)).rejects.toThrow('changed')
    names.push(JSON.parse(await open(sealed, [campaign.privateKey], sealedFor)).name)
  }
  expect(new Set(names)).toEqual(new Set([NAME, SHOWN_NAME]))
}

/** As the edge makes it. */
async function sealedMessage(local: string): Promise<SignatureMessage> {
  const petition = { id: 2, slug: 'email', publicKeys: [campaign.publicKey], toBeConfirmed: true }
  const form = {
    name: NAME,
    email: { local, domain: DOMAIN },
    comment: COMMENT,
    showName: 'anonymous',
    updates: true,
  } as const
  const checked = {
    id: crypto.randomUUID(),
    signer: await signerHash(await petitionKey(instance.vars['SIGNER_PEPPER'] ?? '', 2, 'signer'), form.email),
    review: { network: toHex(new Uint8Array(16)), emailDomain: null, country: null, disposable: false, signals: [] },
  }
  return messageOf(form, checked, {
    petition,
    sender: { country: null, locale: 'en', now: Date.now() },
    emailPublicKey: instance.vars['SEAL_PUBLIC_KEY'] ?? '',
  })
}
