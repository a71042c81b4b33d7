/** Key files with a passphrase: what comes out is what went in, and nothing comes out of a file that was changed. */
import { createDecipheriv, createHash, pbkdf2Sync } from 'node:crypto'

import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { type KeyFile, parseKeyFile, plainText, type Protection } from '../../src/key-file/format.ts'
import { type CampaignKey, newCampaignKey } from '../../src/key-file/keys.ts'
import { holdsOneOf, openKeyFile, protectKeys } from '../../src/key-file/protect.ts'
import { KEY_FILE_ITERATIONS, KEY_FILE_ITERATIONS_MAX, KEY_FILE_MAX_BYTES } from '../../src/limits.ts'

afterEach(() => vi.restoreAllMocks())

const PASSPHRASE = 'lemon harvest stitch cobalt eleven meadow'

/** Weak, so that thousands of tries take seconds. */
const quick = (iterations = 1): Protection => ({
  iterations,
  salt: crypto.getRandomValues(new Uint8Array(16)),
  iv: crypto.getRandomValues(new Uint8Array(12)),
})

const keysOf = (n: number): Promise<CampaignKey[]> => Promise.all(Array.from({ length: n }, newCampaignKey))

const openText = async (text: string, passphrase: string): Promise<CampaignKey[] | string> => {
  const file = await parseKeyFile(text)
  return typeof file === 'string' ? file : openKeyFile(file, passphrase)
}

/** As anyone can who changes a file. */
function withNewChecksum(members: Record<string, unknown>): string {
  const { checksum: _, ...others } = members
  const hash = createHash('sha256').update(JSON.stringify(Object.values(others)))
  return JSON.stringify({ ...others, checksum: hash.digest('hex').slice(0, 16) })
}

const bytesIn = (member: string): Buffer => Buffer.from(member, 'base64url')

describe('a key file with a passphrase', () => {
  test('gives back the keys that went in, for every passphrase and number of keys', async () => {
    const passphrases = fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' })
    await fc.assert(
      fc.asyncProperty(passphrases, fc.integer({ min: 1, max: 4 }), async (passphrase, n) => {
        const keys = await keysOf(n)
        const text = await protectKeys(keys, passphrase, quick())
        expect(await openText(text, passphrase)).toEqual(keys)
        for (const { privateKey } of keys) expect(text).not.toContain(privateKey)
      }),
      { numRuns: 100 },
    )
  })

  test('gives nothing for another passphrase', async () => {
    const keys = await keysOf(1)
    const text = await protectKeys(keys, PASSPHRASE, quick())
    for (const other of [
      '',
      PASSPHRASE.slice(1),
      `${PASSPHRASE}s`,
      PASSPHRASE.replace(' ', '-'),
      'x'.repeat(100_000),
    ]) {
      expect(await openText(text, other)).toBe('wrong-passphrase')
    }
  })

  test('is refused when a single bit is another, unless it is of white space', async () => {
    const keys = await keysOf(2)
    const text = await protectKeys(keys, PASSPHRASE, quick())
    const bytes = Buffer.from(text)
    let opened = 0
    for (let at = 0; at < bytes.length; at++) {
      for (let bit = 1; bit < 256; bit <<= 1) {
        const changed = Buffer.from(bytes)
        changed[at] = (bytes[at] ?? 0) ^ bit
        const result = await openText(changed.toString(), PASSPHRASE)
        if (typeof result === 'string') continue
        expect(text[at]).toMatch(/\s/)
        expect(result).toEqual(keys)
        opened++
      }
    }
    // A line feed and a space have one bit each by which they become other white space, and there are some 60 of them.
    expect(opened).toBeLessThan(200)
  })

  test('is refused when a member is another, though a checksum that fits was written', async () => {
    const [mine, other] = await Promise.all([keysOf(2), keysOf(2)])
    const members = JSON.parse(await protectKeys(mine, PASSPHRASE, quick(2)))
    const others = JSON.parse(await protectKeys(other, PASSPHRASE, quick(3)))
    expect(await openText(withNewChecksum(members), PASSPHRASE)).toEqual(mine)
    for (const member of ['iterations', 'salt', 'iv', 'older', 'ciphertext']) {
      const changed = withNewChecksum({ ...members, [member]: others[member] })
      expect([member, await openText(changed, PASSPHRASE)]).toEqual([member, 'wrong-passphrase'])
    }
    const { publicKey, kid } = others
    expect(await openText(withNewChecksum({ ...members, publicKey, kid }), PASSPHRASE)).toBe('wrong-passphrase')
    expect(await openText(withNewChecksum({ ...members, kid }), PASSPHRASE)).toBe('corrupt')
    expect(await openText(withNewChecksum({ ...members, kdf: 'none' }), PASSPHRASE)).toBe('corrupt')
  })

  test('is damaged, which is not a wrong passphrase, when it is cut off or a byte is another', async () => {
    const text = await protectKeys(await keysOf(1), PASSPHRASE, quick())
    const members = JSON.parse(text)
    for (const member of ['ciphertext', 'salt', 'iv', 'publicKey', 'checksum']) {
      const changed = JSON.stringify({
        ...members,
        [member]: String(members[member]).replace(/^./, (c) => (c === 'a' ? 'b' : 'a')),
      })
      expect([member, await openText(changed, PASSPHRASE)]).toEqual([member, 'corrupt'])
      expect(await openText(JSON.stringify({ ...members, [member]: undefined }), PASSPHRASE)).toBe('corrupt')
    }
    expect(await openText(text.slice(0, -20), PASSPHRASE)).toBe('not-a-key-file')
  })

  test('survives an editor: a byte order mark, other line ends, and no line ends', async () => {
    const keys = await keysOf(1)
    const text = await protectKeys(keys, PASSPHRASE, quick())
    for (const same of [
      `\uFEFF${text}`,
      text.replaceAll('\n', '\r\n'),
      JSON.stringify(JSON.parse(text)),
      text.trim(),
    ]) {
      expect(await openText(same, PASSPHRASE)).toEqual(keys)
    }
  })

  test('names its keys before it is opened', async () => {
    const [newest, older] = await keysOf(2)
    const keys = [newest, older].filter((key) => key !== undefined)
    const file = await parseKeyFile(await protectKeys(keys, PASSPHRASE, quick()))
    if (typeof file === 'string') throw new Error(file)
    expect(file.publicKeys).toEqual(keys.map(({ publicKey }) => publicKey))
    for (const { publicKey } of keys) expect(holdsOneOf(file, ['x', publicKey])).toBe(true)
    expect(holdsOneOf(file, [(await newCampaignKey()).publicKey])).toBe(false)
    expect(JSON.parse(await protectKeys(keys, PASSPHRASE, quick()))).toMatchObject({ kid: newest?.id, v: 2 })
  })

  test('has new randomness each time, and the recommended cost', async () => {
    const keys = await keysOf(1)
    const [first, second] = await Promise.all([protectKeys(keys, PASSPHRASE), protectKeys(keys, PASSPHRASE)])
    expect(JSON.parse(first)).toMatchObject({ iterations: KEY_FILE_ITERATIONS })
    for (const member of ['salt', 'iv', 'ciphertext']) {
      expect(JSON.parse(first)[member]).not.toBe(JSON.parse(second)[member])
    }
    expect(await openText(first, PASSPHRASE)).toEqual(keys)
  })

  test('is what PBKDF2 and AES-256-GCM of node:crypto open', async () => {
    const keys = await keysOf(2)
    const file = JSON.parse(await protectKeys(keys, `  ${PASSPHRASE.toUpperCase()}`, quick(1_000)))
    const secret = pbkdf2Sync(PASSPHRASE, bytesIn(file.salt), 1_000, 32, 'sha256')
    const decipher = createDecipheriv('aes-256-gcm', secret, bytesIn(file.iv))
    const { v, kdf, iterations, salt, iv, publicKey, kid, older } = file
    decipher.setAAD(Buffer.from(JSON.stringify([v, kdf, iterations, salt, iv, publicKey, kid, older])))
    const sealed = bytesIn(file.ciphertext)
    decipher.setAuthTag(sealed.subarray(-16))
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
    expect(text.toString()).toBe(plainText(keys))
  })
})

describe('a file of 2026', () => {
  /** Never edited: people have such files on paper and sticks. Its key is Alice's of RFC 7748 §6.1. */
  const TEXT = `{
  "v": 2,
  "kdf": "PBKDF2-SHA-256",
  "iterations": 600000,
  "salt": "AAECAwQFBgcICQoLDA0ODw",
  "iv": "ZGVmZ2hpamtsbW5v",
  "publicKey": "hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo",
  "kid": "300c9c9603b92a4b",
  "older": [],
  "ciphertext": "_EnNcsCLZhs_UolNy0gJlhfp8zOJSNAflIuOPwLnAzz0wkPIKrfXJPw4Eq5SnwVX_sHJ6H3B3GNc--l9QxJliywbq25i0D_WZo1P4kUPfNrOFPGK_1XZ0sK8dwuWnuXSJyEZ_gJULGUQ18QwrAuVF6RE5Ldrr7uzQGQ0Y0YJ0ybIkXJwLxAGWEFhOGfDo06Z4XxU_TpUzskdXqjDrUhGdtNqFEK9j7hXTP6wcraJa8dzCMsP_OjoVTu9Mztvz2Ejzzb2Vz6bZ9QVK5yNLaP6",
  "checksum": "e97c3489c958312a"
}
`
  const ALICE: CampaignKey = {
    privateKey: 'dwdtCnMYpX08FsFyUbJmRd9ML4frwJkqsXf7pR25LCo',
    publicKey: 'hSDwCYkwp1R0i33ctD73Wg2_Og0mOBr066SpjqqbTmo',
    id: '300c9c9603b92a4b',
  }

  test('still opens, and the same one would be made today', async () => {
    expect(await openText(TEXT, PASSPHRASE)).toEqual([ALICE])
    const salt = Uint8Array.from({ length: 16 }, (_, at) => at)
    const iv = Uint8Array.from({ length: 12 }, (_, at) => 100 + at)
    expect(await protectKeys([ALICE], PASSPHRASE, { iterations: KEY_FILE_ITERATIONS, salt, iv })).toBe(TEXT)
  })
})

describe('a file that someone else made', () => {
  const derived = () => vi.spyOn(crypto.subtle, 'deriveKey')

  test('asks for no more work than a few seconds', async () => {
    const members = JSON.parse(await protectKeys(await keysOf(1), PASSPHRASE, quick()))
    const work = derived()
    for (const iterations of [KEY_FILE_ITERATIONS_MAX + 1, 1e300, 0, -1, 1.5, '600000', null, Infinity]) {
      expect(await openText(withNewChecksum({ ...members, iterations }), PASSPHRASE)).toBe('corrupt')
    }
    expect(work).not.toHaveBeenCalled()
  })

  test('is not read beyond its largest size', async () => {
    const parsed = vi.spyOn(JSON, 'parse')
    expect(await parseKeyFile(' '.repeat(KEY_FILE_MAX_BYTES + 1))).toBe('not-a-key-file')
    expect(parsed).not.toHaveBeenCalled()
    expect(await parseKeyFile('['.repeat(KEY_FILE_MAX_BYTES))).toBe('not-a-key-file')
  })

  test('of any JSON is refused or read, and never throws', async () => {
    const member = fc.oneof(fc.jsonValue(), fc.constantFrom('', 'AAAA', 'PBKDF2-SHA-256', 2, 1, [], {}))
    const names = [
      'kdf',
      'iterations',
      'salt',
      'iv',
      'ciphertext',
      'publicKey',
      'kid',
      'older',
      'checksum',
      'kty',
      'keys',
    ]
    const like = fc.record(Object.fromEntries(names.map((name) => [name, member])), { requiredKeys: [] })
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      like.map((value) => JSON.stringify({ v: 2, ...value })),
      like.map((value) => JSON.stringify(value)),
    )
    await fc.assert(
      fc.asyncProperty(texts, async (text) => {
        expect(['corrupt', 'not-a-key-file']).toContain(await openText(text, PASSPHRASE))
      }),
      { numRuns: 500 },
    )
  })

  test('whose public half is that of another key is refused', async () => {
    const [mine, other] = await keysOf(2)
    if (mine === undefined || other === undefined) throw new Error('no keys')
    // Anyone who knows the passphrase can write such a file.
    const text = await protectKeys([{ ...mine, publicKey: other.publicKey }], PASSPHRASE, quick())
    expect(await openText(text, PASSPHRASE)).toBe('corrupt')
    const file = await parseKeyFile(plainText([mine]))
    if (typeof file === 'string') throw new Error(file)
    expect(await openKeyFile({ ...file, publicKeys: [other.publicKey] }, '')).toBe('corrupt')
  })
})

test('a key file without a passphrase is read whatever passphrase is given', async () => {
  const keys = await keysOf(3)
  const file: KeyFile | string = await parseKeyFile(plainText(keys))
  expect(file).toMatchObject({ format: 1, publicKeys: keys.map(({ publicKey }) => publicKey) })
  expect(await openText(plainText(keys), 'anything')).toEqual(keys)
})
