/** The secrets that every site has. Each is made once, and only where the site has none. */
import { randomBytes } from 'node:crypto'

import { generateKeyPair, publicKeyOf } from '../../crypto/key-pairs.ts'
import { Failure } from '../failure.ts'
import type { Site } from './site-file.ts'

const RANDOM = ['ADMIN_TOKEN', 'SIGNER_PEPPER', 'TOKEN_KEYS'] as const
const BYTES = 32

/** The names of those that the site has not. */
export const missingKeys = ({ secrets }: Site): string[] =>
  [...RANDOM, 'SEAL_KEYS'].filter((name) => (secrets[name] ?? '') === '')

/** The site with all of them. */
export async function withKeys(site: Site): Promise<Site> {
  const secrets = { ...site.secrets }
  for (const name of RANDOM) secrets[name] ||= randomBytes(BYTES).toString('base64url')
  secrets['SEAL_KEYS'] ||= (await generateKeyPair()).privateKey
  return { ...site, secrets }
}

/** SEAL_PUBLIC_KEY, of the first key. */
export async function sealPublicKey({ secrets }: Site): Promise<string> {
  const [first = ''] = (secrets['SEAL_KEYS'] ?? '').split(',')
  try {
    return await publicKeyOf(first.trim())
  } catch {
    throw new Failure('The first of SEAL_KEYS in the site file is not a private key. Restore your copy of the file.')
  }
}
