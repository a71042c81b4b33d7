/** Key files: made once, for their owner alone, never changed, and never quoted in an error. */
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { afterAll, describe, expect, test } from 'vitest'

import { Failure } from '../../src/cli/failure.ts'
import { developmentKeyFile, readKeyFile, writeKeyFile } from '../../src/cli/keygen/key-file.ts'
import { nodeSuite } from '../../src/cli/export/node-suite.ts'
import { type Passphrases, passphrasesFrom } from '../../src/cli/passphrase.ts'
import { recipientIds, seal, type SealedFor, open, OpenError } from '../../src/crypto/hpke.ts'
import { newCampaignKey } from '../../src/key-file/keys.ts'
import { KEY_FILE_MAX_BYTES } from '../../src/limits.ts'

const directory = mkdtempSync(join(tmpdir(), 'undersigned-keys-'))
afterAll(() => rmSync(directory, { recursive: true }))
let serial = 0
const newPath = (): string => join(directory, `key-${++serial}.json`)

/** Any that is asked for fails the test. */
const NONE = passphrasesFrom({})

/** A person who types one after the other. */
function typing(...passphrases: string[]): Passphrases & { prompts: string[] } {
  const prompts: string[] = []
  return {
    typed: true,
    prompts,
    ask: (prompt) => {
      prompts.push(prompt)
      return Promise.resolve(passphrases.shift() ?? '')
    },
  }
}

describe('a key file', () => {
  test('is readable by its owner only, and is a valid JWK', async () => {
    const [file, key] = [newPath(), await newCampaignKey()]
    await writeKeyFile(file, [key], null)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(await readKeyFile(file, NONE)).toEqual([key])
    const jwk = JSON.parse(readFileSync(file, 'utf8'))
    expect(jwk).toMatchObject({ kid: key.id })
    const imported = await crypto.subtle.importKey('jwk', jwk, 'X25519', true, ['deriveBits'])
    expect(imported.type).toBe('private')
  })

  test('with several keys is a JWK Set, in their order', async () => {
    const [file, keys] = [newPath(), await Promise.all([newCampaignKey(), newCampaignKey()])]
    await writeKeyFile(file, keys, null)
    expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveProperty('keys.length', 2)
    expect(await readKeyFile(file, NONE)).toEqual(keys)
  })

  test('is never overwritten', async () => {
    const file = newPath()
    writeFileSync(file, 'mine')
    await expect(writeKeyFile(file, [await newCampaignKey()], null)).rejects.toThrow(Failure)
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  test('that is missing or invalid is refused with its name and without its content', async () => {
    await expect(readKeyFile(join(directory, 'nowhere.json'), NONE)).rejects.toThrow(
      /There is no key file at .*nowhere\.json/,
    )
    const key = await newCampaignKey()
    const jwk = { kty: 'OKP', crv: 'X25519', x: key.publicKey, d: key.privateKey }
    for (const text of [
      '',
      key.privateKey,
      JSON.stringify(jwk).slice(0, -2),
      '[]',
      '{"keys":[]}',
      JSON.stringify({ ...jwk, crv: 'Ed25519' }),
      JSON.stringify({ ...jwk, d: undefined }),
      JSON.stringify({ ...jwk, d: key.privateKey.slice(1) }),
      JSON.stringify({ ...jwk, x: (await newCampaignKey()).publicKey }),
      `${JSON.stringify(jwk)}${' '.repeat(KEY_FILE_MAX_BYTES)}`,
    ]) {
      const file = newPath()
      writeFileSync(file, text)
      const error = await readKeyFile(file, NONE).catch((error: unknown) => error)
      expect(error).toBeInstanceOf(Failure)
      expect(String(error)).toContain(file)
      expect(String(error)).not.toContain(key.privateKey.slice(1, 12))
    }
  })

  test('with a passphrase asks for it by the name of the file and its public key, three times', async () => {
    const [file, key] = [newPath(), await newCampaignKey()]
    const passphrase = 'lemon harvest stitch cobalt'
    await writeKeyFile(file, [key], passphrase)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain(key.privateKey.slice(1, 12))

    const person = typing('lemon', 'harvest', passphrase)
    expect(await readKeyFile(file, person)).toEqual([key])
    expect(new Set(person.prompts)).toEqual(new Set([`Passphrase of ${file} (public key ${key.publicKey}): `]))
    const stranger = typing('a', 'b', 'c', passphrase)
    await expect(readKeyFile(file, stranger)).rejects.toThrow('not the passphrase')
    expect(stranger.prompts).toHaveLength(3)
    await expect(readKeyFile(file, passphrasesFrom({ CAMPAIGN_KEY_PASSPHRASE: 'a' }))).rejects.toThrow(Failure)
    await expect(readKeyFile(file, NONE)).rejects.toThrow('CAMPAIGN_KEY_PASSPHRASE')
  })

  test('of this machine is made once, beside the state', async () => {
    const stateDir = join(directory, 'deep', 'state')
    const first = await developmentKeyFile(`${stateDir}/`)
    expect(first.file).toBe(`${stateDir}.campaign-key.json`)
    chmodSync(first.file, 0o400)
    expect(await developmentKeyFile(stateDir)).toEqual(first)
    expect((await readKeyFile(first.file, NONE)).map(({ publicKey }) => publicKey)).toEqual([first.publicKey])
  })
})

describe('the HPKE suite on node:crypto', () => {
  const sealedFor: SealedFor = { purpose: 'contact', petition: 'p', id: '01990000-0000-7000-8000-000000000001' }

  test('opens what the WebCrypto suite has sealed, to one key or several', async () => {
    const keys = await Promise.all([newCampaignKey(), newCampaignKey()])
    const publicKeys = keys.map(({ publicKey }) => publicKey)
    for (const text of ['', 'Ngọc', 'x'.repeat(5_000)]) {
      const sealed = await seal(text, publicKeys, sealedFor)
      expect(recipientIds(sealed)).toEqual(keys.map(({ id }) => id))
      for (const { privateKey } of keys) expect(await open(sealed, [privateKey], sealedFor, nodeSuite)).toBe(text)
    }
  })

  test('refuses what the WebCrypto suite refuses: any changed byte, another context, another key', async () => {
    const [key, other] = await Promise.all([newCampaignKey(), newCampaignKey()])
    const sealed = await seal('secret', [key.publicKey], sealedFor)
    const privateKeys = [key.privateKey]
    const refusal = (bytes: Uint8Array, at = sealedFor) =>
      open(bytes, privateKeys, at, nodeSuite).catch((error: unknown) => error)
    for (let index = 0; index < sealed.length; index++) {
      const changed = sealed.with(index, (sealed[index] ?? 0) ^ 1)
      expect(await refusal(changed)).toBeInstanceOf(OpenError)
    }
    expect(await refusal(sealed, { ...sealedFor, petition: 'q' })).toEqual(new OpenError('broken'))
    expect(await refusal(sealed, { ...sealedFor, purpose: 'email' })).toEqual(new OpenError('broken'))
    await expect(open(sealed, [other.privateKey], sealedFor, nodeSuite)).rejects.toThrow(new OpenError('no-key'))
  })
})
