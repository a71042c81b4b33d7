/** keygen and export as a campaign runs them, against real Workers: what was signed over HTTP is what comes out. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { readKeyFile } from '../../src/cli/keygen/key-file.ts'
import { passphrasesFrom } from '../../src/cli/passphrase.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { bearer, jsonPost } from '../support/requests.ts'
import { portOf } from '../support/ports.ts'
import { type Ran, run } from '../support/run.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'

const ROOT = join(import.meta.dirname, '../..')
const COUNTED_TIMEOUT_MS = 120_000
const SIGNERS = 12

const directory = temporaryDirectory()
afterAll(() => directory.remove())
let serial = 0
const newPath = (ending: string): string => join(directory.path, `${++serial}.${ending}`)

let instance: Instance
beforeAll(async () => {
  instance = await startInstance({ stateDirectory: join(directory.path, 'state') })
})
afterAll(() => instance?.dispose())

const runScript = (script: string, args: string[], token?: string, passphrase?: string): Promise<Ran> =>
  run(process.execPath, [`src/cli/${script}.ts`, ...args], {
    cwd: ROOT,
    env: { UNDERSIGNED_TOKEN: token, CAMPAIGN_KEY_PASSPHRASE: passphrase },
  })

async function keygen(...args: string[]): Promise<{ file: string; publicKey: string }> {
  const file = newPath('key.json')
  const { code, stdout, stderr } = await runScript('keygen', ['--out', file, '--no-passphrase', ...args])
  expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringContaining(file) })
  return { file, publicKey: stdout.trim() }
}

const idIn = async (file: string): Promise<string | undefined> => (await readKeyFile(file, passphrasesFrom({})))[0]?.id

interface Campaign {
  slug: string
  token: string
  key: { file: string; publicKey: string }
}

async function startCampaign(): Promise<Campaign> {
  const [key, slug] = [await keygen(), `export-${++serial}`]
  const token = await instance.startPetition({ slug, confirmation: 'none', publicKeys: [key.publicKey] })
  return { slug, token, key }
}

interface Person {
  name: string
  email: string
  comment?: string
  updates?: boolean
  country?: string
}

const people = (from: number, to: number): Person[] =>
  Array.from({ length: to - from }, (_, n) => ({
    name: `Signer ${from + n}`,
    email: `signer${from + n}@example.org`,
    country: 'UZ',
    updates: n % 2 === 0,
  }))

/** One after the other, so that their order is known; each from an IP address of its own. */
async function sign({ slug }: Campaign, signers: readonly Person[]): Promise<void> {
  for (const person of signers) {
    serial++
    expect((await instance.sign(slug, { ...person }, `10.1.${serial >> 8}.${serial & 255}`)).status).toBe(202)
  }
}

/** Not `expect.poll`, which a hook may not call. */
async function counted({ slug }: Campaign, n: number): Promise<void> {
  const ledger = await until(
    () => instance.ledgerOf(slug),
    (ledger) => ledger?.counter === n,
    COUNTED_TIMEOUT_MS,
  )
  expect(ledger).toEqual({ counter: n, rows: n })
}

const exportOf = ({ slug, token, key }: Campaign, ...args: string[]): Promise<Ran> => {
  const origin = args.includes('--origin') ? [] : ['--origin', instance.url.origin]
  const keys = args.includes('--key') ? [] : ['--key', key.file]
  return runScript('export', ['--petition', slug, ...keys, ...origin, ...args], token)
}

interface Exported {
  id: string
  name: string
  email: string
  [column: string]: unknown
}

const readJsonLines = (text: string): Exported[] =>
  text
    .trimEnd()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))

const namesIn = (text: string): string[] => readJsonLines(text).map(({ name }) => name)

describe.concurrent('an export', () => {
  const hostile: Person = {
    name: '=Ada "Countess" Пример',
    email: 'ada@example.org',
    comment: 'First,\n=second;+third',
    updates: true,
    country: 'GB',
  }
  const plain: Person = { name: 'Ngọc Ví Dụ', email: 'ngoc@example.org' }
  let campaign: Campaign
  beforeAll(async () => {
    campaign = await startCampaign()
    await sign(campaign, [hostile, plain])
    await counted(campaign, 2)
  })

  test('contains exactly what was signed, as JSON lines', async () => {
    const { code, stdout, stderr } = await exportOf(campaign, '--format', 'jsonl')
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/^2 exported in .* per second/) })
    const [first, second] = readJsonLines(stdout)
    expect(first).toEqual({
      id: expect.stringMatching(/^[\da-f-]{36}$/),
      signed_at: expect.any(String),
      confirmed_at: expect.any(String),
      status: 'counted',
      name: hostile.name,
      email: hostile.email,
      country: 'GB',
      comment: hostile.comment,
      updates: true,
      consented_at: first?.['signed_at'],
      locale: 'en',
      partner: null,
      version: 1,
    })
    expect(second).toMatchObject({ ...plain, updates: false, comment: null })
  })

  test('has no formulas in CSV, in a file that only its owner can read', async () => {
    const file = newPath('csv')
    expect((await exportOf(campaign, '--bom', '--out', file)).code).toBe(0)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    const text = readFileSync(file, 'utf8')
    expect(text).toMatch(
      /^\uFEFFid,signed_at,confirmed_at,status,name,email,country,comment,updates,consented_at,locale,partner,version\r\n/,
    )
    expect(text).toContain(`counted,"'=Ada ""Countess"" Пример",ada@example.org,GB,"First,\n'=second;'+third",true,`)
    expect(text).toContain(',Ngọc Ví Dụ,ngoc@example.org,')
    expect(text.endsWith('\r\n')).toBe(true)

    const again = await exportOf(campaign, '--out', file)
    expect(again).toMatchObject({ code: 1, stderr: expect.stringContaining(file) })
    expect(readFileSync(file, 'utf8')).toBe(text)
  })

  test('is the same by another web address that the petition has', async () => {
    const renamed = await startCampaign()
    await sign(renamed, [plain])
    await counted(renamed, 1)
    await instance.rename(renamed.slug, `${renamed.slug}-renamed`)
    const { code, stdout } = await exportOf({ ...renamed, slug: `${renamed.slug}-renamed` }, '--format', 'jsonl')
    expect(code).toBe(0)
    expect(namesIn(stdout)).toEqual([plain.name])
  })

  test('can begin at a time or after a row', async () => {
    const all = readJsonLines((await exportOf(campaign, '--format', 'jsonl')).stdout)
    const since = await exportOf(campaign, '--format', 'jsonl', '--since', String(all[1]?.['signed_at']))
    expect(namesIn(since.stdout)).toEqual([plain.name])
    const after = await exportOf(campaign, '--after', String(all[0]?.id))
    expect(after.stdout).toMatch(/^[\da-f-]{36},[^\n]*Ngọc[^\n]*\r\n$/)
    const future = await exportOf(campaign, '--since', '2099-01-01')
    expect(future).toMatchObject({ code: 0, stdout: expect.stringMatching(/^id,[^\n]*\r\n$/) })
  })

  test('with the key of another petition makes no file and names both keys', async () => {
    const [other, file] = [await keygen(), newPath('csv')]
    const { code, stdout, stderr } = await exportOf(campaign, '--key', other.file, '--out', file)
    expect({ code, stdout, made: existsSync(file) }).toEqual({ code: 1, stdout: '', made: false })
    for (const key of [other, campaign.key]) expect(stderr).toContain(await idIn(key.file))
    expect(stderr).not.toContain('ada@')
  })

  test.each<[string, string[], string]>([
    ['there is no key file', ['--key', '/nowhere/key.json'], '/nowhere/key.json'],
    ['the key file is invalid', ['--key', 'package.json'], 'is not a key file'],
    ['the server cannot be reached', ['--origin', 'http://127.0.0.1:65535'], '65535 cannot be reached (ECONNREFUSED)'],
  ])('reports the error when %s', async (_, args, words) => {
    const { code, stdout, stderr } = await exportOf(campaign, ...args)
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  test('reports a token of another petition, and a petition that does not exist', async () => {
    const other = await startCampaign()
    const refused = await exportOf({ ...campaign, token: other.token })
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('UNDERSIGNED_TOKEN') })
    const missing = await exportOf({ ...campaign, slug: 'nowhere', token: instance.vars['ADMIN_TOKEN'] ?? '' })
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('no petition nowhere') })
  })

  test.each([
    '--format xml',
    '--since yesterday',
    '--after 7',
    '--origin http://petitions.example.org',
    '--bom --format jsonl',
    '--nonsense',
  ])('prints its usage for invalid arguments: %s', async (args) => {
    const { code, stderr } = await exportOf(campaign, ...args.split(' '))
    expect(code).toBe(2)
    expect(stderr).toContain('--petition SLUG')
  })
})

describe('rows that cannot be decrypted', () => {
  test('after a rotation are the old ones for the new key and the new ones for the old key, and none with both', async () => {
    const campaign = await startCampaign()
    await sign(campaign, people(0, 1))
    const both = await keygen('--old', campaign.key.file)
    const body = { publicKeys: [both.publicKey] }
    await fetch(new URL(`/api/petitions/${campaign.slug}`, instance.url), {
      ...jsonPost(body, bearer(campaign.token)),
      method: 'PATCH',
    })
    await sign(campaign, people(1, 2))
    await counted(campaign, 2)

    const old = await exportOf(campaign, '--format', 'jsonl')
    expect(old.code).toBe(3)
    expect(namesIn(old.stdout)).toEqual(['Signer 0'])
    expect(old.stderr).toContain(await idIn(both.file))

    const whole = await exportOf(campaign, '--format', 'jsonl', '--key', both.file)
    expect(whole.code).toBe(0)
    expect(namesIn(whole.stdout)).toEqual(['Signer 0', 'Signer 1'])
  })

  test('are reported by id, and the others are exported', async () => {
    const campaign = await startCampaign()
    await sign(campaign, people(0, 3))
    await counted(campaign, 3)
    const ids = readJsonLines((await exportOf(campaign, '--format', 'jsonl')).stdout).map(({ id }) => id)
    // Sealed for another signature: as it is when rows are exchanged in the database.
    await instance.db
      .prepare('UPDATE signatures SET contact = (SELECT contact FROM signatures WHERE id = ?1) WHERE id = ?2')
      .bind(ids[0], ids[1])
      .run()
    await instance.db.prepare('UPDATE signatures SET contact = NULL WHERE id = ?').bind(ids[2]).run()

    const { code, stdout, stderr } = await exportOf(campaign, '--format', 'jsonl')
    expect(code).toBe(3)
    expect(readJsonLines(stdout).map(({ id, email }) => [id, email])).toEqual([
      [ids[0], 'signer0@example.org'],
      [ids[2], null],
    ])
    expect(stderr).toContain(ids[1])
    expect(stderr).toContain('1 of them without a contact')
  })
})

describe('a key file with a passphrase', () => {
  const PASSPHRASE = 'lantern ferry meadow cobalt eleven stitch'

  test('opens with it, after a rotation too, and says what is missing without it', async () => {
    const file = newPath('key.json')
    const made = await runScript('keygen', ['--out', file], undefined, PASSPHRASE)
    expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining('or its passphrase is lost') })
    const slug = `export-${++serial}`
    const publicKey = made.stdout.trim()
    const token = await instance.startPetition({ slug, confirmation: 'none', publicKeys: [publicKey] })
    const campaign: Campaign = { slug, token, key: { file, publicKey } }
    await sign(campaign, people(0, 1))
    await counted(campaign, 1)
    expect(readFileSync(file, 'utf8')).not.toContain('"d"')

    const both = newPath('key.json')
    expect((await runScript('keygen', ['--out', both, '--old', file], undefined, PASSPHRASE)).code).toBe(0)
    const args = ['--petition', slug, '--origin', instance.url.origin, '--format', 'jsonl', '--key']
    for (const key of [file, both]) {
      const { code, stdout } = await runScript('export', [...args, key], token, ` ${PASSPHRASE.toUpperCase()} `)
      expect({ code, names: namesIn(stdout) }).toEqual({ code: 0, names: ['Signer 0'] })
    }
    expect(await runScript('export', [...args, file], token, 'another')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('not the passphrase'),
    })
    expect(await runScript('export', [...args, file], token)).toMatchObject({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('CAMPAIGN_KEY_PASSPHRASE'),
    })
  })

  test('is not made with a weak one, and not without one unless that is said', async () => {
    for (const passphrase of ['too short', '1'.repeat(20), undefined]) {
      const file = newPath('key.json')
      const { code, stderr } = await runScript('keygen', ['--out', file], undefined, passphrase)
      expect({ code, made: existsSync(file) }).toEqual({ code: 1, made: false })
      expect(stderr).toContain('CAMPAIGN_KEY_PASSPHRASE')
    }
  })
})

describe('a connection that is lost', () => {
  let campaign: Campaign
  beforeAll(async () => {
    campaign = await startCampaign()
    await sign(campaign, people(0, SIGNERS))
    await counted(campaign, SIGNERS)
  })

  /** A proxy that passes on only so many bytes of each response. */
  async function cutting(bytesOf: (request: number) => number): Promise<string> {
    let requests = 0
    const pass = async (path: string, authorization: string, response: ServerResponse): Promise<void> => {
      const upstream = await fetch(new URL(path, instance.url), { headers: { authorization } })
      const body = Buffer.from(await upstream.arrayBuffer())
      // What the petition is called is asked first.
      const bytes = path.includes('/contacts') ? bytesOf(++requests) : Infinity
      response.writeHead(upstream.status, { 'content-type': 'application/x-ndjson' })
      if (bytes >= body.length) response.end(body)
      else response.write(body.subarray(0, bytes), () => response.destroy())
    }
    const server = createServer((request, response) => {
      void pass(request.url ?? '', request.headers.authorization ?? '', response)
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return `http://127.0.0.1:${portOf(server)}`
  }

  const everyone = people(0, SIGNERS).map(({ name }) => name)

  test('is resumed after the last whole row', async () => {
    const origin = await cutting((request) => (request === 3 ? Infinity : 2_000))
    const { code, stdout } = await exportOf(campaign, '--format', 'jsonl', '--origin', origin)
    expect(code).toBe(0)
    expect(namesIn(stdout)).toEqual(everyone)
  })

  test('is reported when it stays lost, with the arguments that continue without gaps and repetitions', async () => {
    const origin = await cutting((request) => (request === 1 ? 2_000 : 0))
    const file = newPath('jsonl')
    const { code, stderr } = await exportOf(campaign, '--format', 'jsonl', '--out', file, '--origin', origin)
    expect(code).toBe(1)
    const written = namesIn(readFileSync(file, 'utf8'))
    expect(written.length).toBeGreaterThan(0)
    expect(written).toEqual(everyone.slice(0, written.length))
    expect(written.length).toBeLessThan(SIGNERS)

    const after = /--after ([\da-f-]{36})/.exec(stderr)?.[1] ?? ''
    expect((await exportOf(campaign, '--format', 'jsonl', '--out', file, '--after', after)).code).toBe(0)
    expect(namesIn(readFileSync(file, 'utf8'))).toEqual(everyone)
  })

  test('before the last line is not taken for the end', async () => {
    const whole = await fetch(new URL(`/api/petitions/${campaign.slug}/contacts`, instance.url), {
      headers: bearer(campaign.token),
    })
    const bytes = Buffer.from(await whole.arrayBuffer()).lastIndexOf('{"end"')
    // The server thinks that it has sent all of it.
    const origin = await cutting((request) => (request === 1 ? bytes : 0))
    const { code, stdout } = await exportOf(campaign, '--format', 'jsonl', '--origin', origin)
    expect(code).toBe(1)
    expect(namesIn(stdout)).toEqual(everyone)
  })
})
