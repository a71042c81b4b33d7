/** No personal data in messages, logs and refusals, even when the queue and the database both fail. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { findCanaries } from '../support/canaries.ts'
import { consumeSignatures, dbWith, postSignature, recordingQueue, solve, startPetition } from './fixtures.ts'

const NAME = 'Quillon Zephyrbane'
const COMMENT = 'Because of the xylographic lanterns'
const EMAIL = 'quillon.zeph@canary-7f3a.example.org'
const NETWORK = '203.0.113.78'
const CANARIES = [NAME, COMMENT, EMAIL, 'canary-7f3a', NETWORK]

let logged: string[] = []
beforeEach(() => {
  logged = []
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...args: unknown[]) => void logged.push(args.map(String).join(' ')))
  }
})
afterEach(() => vi.restoreAllMocks())

/** D1's errors quote the statement, and drivers the parameters; the worst case is both. */
const quoting = (statements: readonly unknown[]): Error =>
  new Error('D1_ERROR: Network connection lost.', { cause: new Error(`D1 refused: ${JSON.stringify(statements)}`) })

const quotingDb = dbWith((statements) => Promise.reject(quoting(statements)))

async function signOnce(slug: string, overrides: Partial<EdgeEnv>, form = {}): Promise<number> {
  const body = { name: NAME, email: EMAIL, comment: COMMENT, updates: true, proof: await solve(slug), ...form }
  return (await postSignature(slug, body, overrides, { 'cf-connecting-ip': NETWORK })).status
}

test.each(['none', 'email'])(
  'no queue message of a petition with confirmation %s identifies the signer',
  async (confirmation) => {
    const petition = await startPetition({ confirmation })
    const { queue, sent } = recordingQueue()
    expect(await signOnce(petition.slug, { SIGNATURES: queue })).toBe(202)
    expect(sent).toHaveLength(1)
    expect(findCanaries({ queue: JSON.stringify(sent), logs: logged.join('\n') }, CANARIES)).toEqual([])
  },
)

test('a failing queue and a failing database log no signer', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  const SIGNATURES = { send: (message: unknown) => Promise.reject(quoting([message])) } as unknown as Queue
  expect(await signOnce(petition.slug, { SIGNATURES, DB: quotingDb })).toBe(503)
  expect(await signOnce(petition.slug, { SIGNATURES })).toBe(202)
  expect(logged.join('\n')).toContain('ledger.store-direct-failed')
  expect(findCanaries({ logs: logged.join('\n') }, CANARIES)).toEqual([])
})

test('a consumer whose database fails logs no signer', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  const { queue, sent } = recordingQueue()
  await signOnce(petition.slug, { SIGNATURES: queue })
  await consumeSignatures(sent, { DB: quotingDb })
  expect(logged.join('\n')).toContain('ledger.store-failed')
  expect(findCanaries({ logs: logged.join('\n') }, CANARIES)).toEqual([])
})

test('a refusal repeats nothing that was sent', async () => {
  const petition = await startPetition()
  const bad = { name: `${NAME} https://canary-7f3a.example`, email: `${EMAIL}@`, country: NAME, partner: NAME }
  const response = await postSignature(petition.slug, bad)
  expect(response.status).toBe(422)
  expect(findCanaries({ response: await response.text(), logs: logged.join('\n') }, CANARIES)).toEqual([])
})
