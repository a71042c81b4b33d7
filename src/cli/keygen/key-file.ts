/**
 * The campaign's private keys on its own computer: a JWK (RFC 7517, RFC 8037), or a JWK Set if there are several. The server
 * never sees them.
 *
 * Limitation: the file is not encrypted. Anyone who reads it and has a copy of the database can read the contacts. A passphrase
 * would be one more thing to lose the contacts by. docs/contacts.md says where to store the file.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import * as z from 'zod/mini'

import { toHex } from '../../crypto/bytes.ts'
import { generateKeyPair, keyId, type KeyPair, publicKeyOf } from '../../crypto/key-pairs.ts'
import { Failure, systemCode } from '../failure.ts'

export interface CampaignKey extends KeyPair {
  /** The key id stored with each row, hex. */
  id: string
}

const OWNER_ONLY = 0o600

const privateJwk = z.object({ kty: z.literal('OKP'), crv: z.literal('X25519'), x: z.string(), d: z.string() })
const keySet = z.object({ keys: z.array(privateJwk).check(z.minLength(1)) })
const keyFile = z.union([
  keySet,
  z.pipe(
    privateJwk,
    z.transform((jwk) => ({ keys: [jwk] })),
  ),
])

export async function newCampaignKey(): Promise<CampaignKey> {
  const pair = await generateKeyPair()
  return { ...pair, id: toHex(await keyId(pair.publicKey)) }
}

/** The keys in the file, newest first. Throws a Failure. */
export async function readKeyFile(file: string): Promise<CampaignKey[]> {
  const parsed = z.safeParse(keyFile, parse(await read(file)))
  if (!parsed.success) throw new Failure(`${file} is not a key file. Use a file created by npm run keygen, unchanged.`)
  return Promise.all(
    parsed.data.keys.map(async ({ x, d }) => {
      const publicKey = await publicKeyOf(d).catch(() => null)
      if (publicKey !== x) throw new Failure(`${file} is corrupt: its private key does not match its public key.`)
      return { publicKey, privateKey: d, id: toHex(await keyId(publicKey)) }
    }),
  )
}

/** Creates the file, readable only by its owner. Throws a Failure if it already exists or cannot be created. */
export async function writeKeyFile(file: string, keys: readonly CampaignKey[]): Promise<void> {
  const jwks = keys.map(({ publicKey, privateKey, id }) => ({
    kty: 'OKP',
    crv: 'X25519',
    use: 'enc',
    kid: id,
    x: publicKey,
    d: privateKey,
  }))
  const text = `${JSON.stringify(jwks.length === 1 ? jwks[0] : { keys: jwks }, null, 2)}\n`
  try {
    // Flushed to disk before anything is encrypted to the key.
    await writeFile(file, text, { mode: OWNER_ONLY, flag: 'wx', flush: true })
  } catch (error) {
    throw new Failure(whyNotWritten(file, error))
  }
}

/**
 * The campaign key for local petitions, in a file beside their state; created if missing. Deleting the state keeps the key.
 * Deleting the key loses the contacts in the state.
 */
export async function developmentKeyFile(stateDir: string): Promise<{ file: string; publicKey: string }> {
  const file = `${stateDir.replace(/\/+$/, '')}.campaign-key.json`
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true })
    await writeKeyFile(file, [await newCampaignKey()])
  }
  const [key] = await readKeyFile(file)
  if (key === undefined) throw new Error(`no key in ${file}`)
  return { file, publicKey: key.publicKey }
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    const code = systemCode(error)
    throw new Failure(
      code === 'ENOENT'
        ? `There is no key file at ${file}. Use the file that npm run keygen created for this petition.`
        : `The key file ${file} cannot be read (${code ?? 'unknown error'}).`,
    )
  }
}

/** Null if it is not JSON. The parser's message is dropped, because it quotes the text, which is the key. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function whyNotWritten(file: string, error: unknown): string {
  switch (systemCode(error)) {
    case 'EEXIST':
      return `${file} already exists and was not changed, because it may be a key. Choose another name.`
    case 'ENOENT':
      return `${file} cannot be created: its directory does not exist.`
    default:
      return `${file} cannot be created: ${error instanceof Error ? error.message : String(error)}`
  }
}
