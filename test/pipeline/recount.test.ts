/** `npm run recount` as an operator runs it, against real Workers that store signatures meanwhile. */
import { join } from 'node:path'

import { afterAll, beforeAll, expect, test } from 'vitest'

import { runCli } from '../support/cli.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import type { Ran } from '../support/run.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

const SIGNERS = 60
const PATIENCE_MS = 120_000

const directory = temporaryDirectory()
afterAll(() => directory.remove())

let instance: Instance
beforeAll(async () => {
  instance = await startInstance({ stateDirectory: join(directory.path, 'state') })
})
afterAll(() => instance?.dispose())

const recount = (args: string[] = [], env: Record<string, string> = {}): Promise<Ran> =>
  runCli(instance, 'recount', args, env)

const damage = (sql: string) => instance.db.prepare(sql).run()

test('finds no drift while people sign, finds what is damaged, and fixes it', { timeout: PATIENCE_MS }, async () => {
  await instance.startPetition({ slug: 'ferry', confirmation: 'none', milestones: [10] })
  await instance.startPetition({ slug: 'quay', confirmation: 'none' })
  const progress = { isOver: false }
  const signAll = async (): Promise<void> => {
    for (let n = 0; n < SIGNERS; n++) {
      const person = { name: `Signer ${n}`, email: `signer${n}@example.org`, country: n % 2 === 0 ? 'UZ' : 'PT' }
      const response = await instance.sign(n % 3 === 0 ? 'quay' : 'ferry', person, `10.2.${n}.1`)
      expect(response.status).toBe(202)
    }
  }
  const signing = signAll().finally(() => (progress.isOver = true))
  do {
    const { code, stdout, stderr } = await recount()
    expect({ code, stderr, stdout }).toEqual({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining(': drift 0, 0 fixed.'),
    })
  } while (!progress.isOver)
  await signing
  const ledger = await until(
    () => instance.ledgerOf('ferry'),
    (it) => it?.counter === (SIGNERS * 2) / 3,
    PATIENCE_MS,
  )
  expect(ledger).toEqual({ counter: 40, rows: 40 })

  await damage(`UPDATE counters SET n = 50 WHERE petition_id = (SELECT id FROM petitions WHERE slug = 'ferry')`)
  await damage(`UPDATE tallies SET n = n - 1 WHERE dimension = 'country' AND key = 'UZ'
    AND petition_id = (SELECT id FROM petitions WHERE slug = 'ferry')`)
  const found = await recount(['--petition', 'ferry'])
  expect(found.code).toBe(1)
  expect(found.stdout).toContain('ferry: 40 signatures, 2 differences')
  expect(found.stdout).toMatch(/^ {2}counter +50 +40 +\+10$/m)
  expect(found.stdout).toMatch(/^ {2}country UZ +\d+ +\d+ +-1$/m)
  expect(found.stdout).toContain('1 petition, 40 signatures: drift 2, 0 fixed.')
  expect(found.stdout).toContain('--fix')
  expect(await instance.ledgerOf('ferry')).toMatchObject({ counter: 50 })

  const fixed = await recount(['--fix'])
  expect(fixed.code).toBe(0)
  expect(fixed.stdout).toMatch(/^ {2}counter +50 +40 +\+10 {2}fixed$/m)
  expect(fixed.stdout).toMatch(/\d+ petitions, 60 signatures: drift 2, 2 fixed\.$/m)
  expect(await instance.ledgerOf('ferry')).toMatchObject({ counter: 40 })
  expect((await recount()).code).toBe(0)
  expect(instance.logs.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/"event":"recount\.fixed","petition":"ferry","before":50,"after":40/),
  )
})

test.each([
  [['--petition', 'nowhere'], {}, 1, 'There is no petition nowhere at'],
  [[], { ADMIN_TOKEN: 'x'.repeat(40) }, 1, "does not accept this operator's token"],
  [['--origin', 'http://petitions.example.org'], {}, 2, '--origin must be an https URL'],
  [['--every'], {}, 2, 'Usage: npm run recount'],
])('%j %j: exit code %i, and what to do', async (args, env, code, text) => {
  const ran = await recount(args, env)
  expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code, stderr: expect.stringContaining(text) })
})

test('an operator whose token is not known is told how to set it', async () => {
  const { code, stderr } = await recount(['--origin', 'https://petitions.example.org'], { ADMIN_TOKEN: '' })
  expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining('ADMIN_TOKEN=… npm run recount') })
})
