/** `npm run dead-letters` as the operator runs it, against real Workers and queues. */
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import type { SignatureMessage } from '../../schema/message.ts'
import { runCli } from '../support/cli.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import type { Ran } from '../support/run.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

const STORED_TIMEOUT_MS = 120_000

const directory = temporaryDirectory()
afterAll(() => directory.remove())
let instance: Instance
beforeAll(async () => {
  instance = await startInstance({ stateDirectory: join(directory.path, 'state') })
})
afterAll(() => instance?.dispose())

const deadLetters = (...args: string[]): Promise<Ran> => runCli(instance, 'dead-letters', args)

/** As the consumer stores it: a signature of the petition that could not be stored; each `n` is another signer. */
async function store(id: string, petitionId: number, n: number, fields: object = {}): Promise<void> {
  const body: SignatureMessage = {
    v: 5,
    kind: 'signature',
    id: `01980000-0000-7000-8000-${String(n).padStart(12, '0')}`,
    petitionId,
    signer: String(n).padStart(64, '0'),
    publicName: null,
    country: null,
    comment: null,
    partner: null,
    locale: 'en',
    version: null,
    signedAt: Date.now(),
    contact: '00',
    sealedEmail: null,
    review: { network: null, emailDomain: null, country: null, disposable: false, signals: [] },
    ...fields,
  }
  await instance.db
    .prepare('INSERT INTO dead_letters (id, queue, body, sent_at, stored_at) VALUES (?1, ?2, ?3, ?4, ?4)')
    .bind(id, 'undersigned-dead-letters', JSON.stringify(body), Date.now())
    .run()
}

test('dead letters are listed, replayed, counted once and deleted', async () => {
  expect(await deadLetters()).toMatchObject({ code: 0, stdout: 'There are no dead letters.\n' })
  const slug = 'night-ferry'
  await instance.startPetition({ slug, confirmation: 'none' })
  const petition = await instance.db.prepare('SELECT id FROM petitions').first<number>('id')
  for (let n = 1; n <= 30; n++) await store(`good-${n}`, petition ?? 0, n)
  await store('newer', petition ?? 0, 31, { v: 6 })
  await store('orphan', 987_654, 32)

  const first = await deadLetters()
  expect(first.stdout).toContain('good-1  signature 01980000-0000-7000-8000-000000000001, petition night-ferry')
  const [, cursor = ''] = /list --cursor (\d+)/.exec(first.stdout) ?? []
  const second = await deadLetters('list', '--cursor', cursor)
  expect(second.stdout).toContain('It cannot be read: it has version 6')
  expect(second.stdout).toContain('There is no petition with the number 987654')

  expect(await deadLetters('replay', 'newer')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('still stored'),
  })
  expect((await deadLetters('replay', 'good-7')).code).toBe(0)
  const all = await deadLetters('replay', '--all')
  expect(all).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('29 replayed. 2 cannot be stored and are left'),
  })
  const ledger = await until(
    () => instance.ledgerOf(slug),
    (ledger) => ledger?.counter === 30,
    STORED_TIMEOUT_MS,
  )
  expect(ledger).toEqual({ counter: 30, rows: 30 })

  expect((await deadLetters('delete', 'newer')).code).toBe(0)
  expect(await deadLetters('delete', 'newer')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('no dead letter'),
  })
  expect((await deadLetters()).stdout.match(/ why: /g)).toHaveLength(1)
})

test('a wrong token and an origin without a service are explained', async () => {
  const env = { ADMIN_TOKEN: 'wrong' }
  const wrong = await runCli(instance, 'dead-letters', [], env)
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('Set ADMIN_TOKEN') })
  const nowhere = await runCli(instance, 'dead-letters', ['--origin', 'http://localhost:9'], env)
  expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be reached') })
})
