/**
 * The campaign's private keys on its own disk: a JWK (RFC 7517, RFC 8037), or a JWK Set once there is more than one. The
 * server never sees them.
 *
 * Weakness: the file is not encrypted. Whoever reads it and has a copy of the database reads the contacts; a passphrase
 * would be one more thing to lose them by. docs/contacts.md says where to keep it.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

import * as z from 'zod/mini'

import { toHex } from '../../crypto/bytes.ts'
import { generateKeyPair, keyId, type KeyPair, publicKeyOf } from '../../crypto/key-pairs.ts'
import { Failure, systemCode } from '../failure.ts'

export interface CampaignKey extends KeyPair {
  /** What rows name it by, hex. */
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

/** Its keys, newest first. Throws a Failure. */
export async function readKeyFile(file: string): Promise<CampaignKey[]> {
  const parsed = z.safeParse(keyFile, parse(await read(file)))
  if (!parsed.success) throw new Failure(`${file} is not a key file: it must be what npm run keygen made, unchanged.`)
  return Promise.all(
    parsed.data.keys.map(async ({ x, d }) => {
      const publicKey = await publicKeyOf(d).catch(() => null)
      if (publicKey !== x) throw new Failure(`${file} is broken: its private and its public half do not fit together.`)
      return { publicKey, privateKey: d, id: toHex(await keyId(publicKey)) }
    }),
  )
}

/** Makes the file, for its owner alone. Throws a Failure when there is one already, or when it cannot be made. */
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
    // On the disk before anything is sealed to it.
    await writeFile(file, text, { mode: OWNER_ONLY, flag: 'wx', flush: true })
  } catch (error) {
    throw new Failure(whyNotWritten(file, error))
  }
}

/**
 * A campaign's key for petitions on this machine, beside the state that they are in. Made when there is none. Whoever
 * deletes the state keeps the key, and who deletes the key loses the contacts of the state.
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
        ? `There is no key file at ${file}. It is the file that npm run keygen made for this petition.`
        : `The key file ${file} cannot be read (${code ?? 'unknown'}).`,
    )
  }
}

/** Null for what is no JSON. The parser's own message is dropped: it quotes the text, which is the key. */
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
      return `There is a file at ${file} already. It is left as it is, for it may be a key: choose another name.`
    case 'ENOENT':
      return `${file} cannot be made: its directory does not exist.`
    default:
      return `${file} cannot be made: ${error instanceof Error ? error.message : String(error)}`
  }
}
