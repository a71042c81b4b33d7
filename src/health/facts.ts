/**
 * What each Worker says of its own settings, so that the edge can find out whether they fit together. Keys are known by their fingerprints
 * alone: they are random and long, so nobody finds one by its hash.
 */
import type { InstallationFacts } from '../../schema/health.ts'
import { toHex } from '../crypto/bytes.ts'
import { sha256 } from '../crypto/hash.ts'
import { publicKeyOf } from '../crypto/key-pairs.ts'
import {
  readConsoleSettings,
  readDeliverySettings,
  readEmailSettings,
  readLedgerSettings,
  readSealKeys,
  type Settings,
} from '../settings.ts'

/** What a Worker answers at its entrypoint for the edge. */
export interface Installation {
  facts: () => Promise<InstallationFacts>
}

const FINGERPRINT_HEX_CHARS = 16

const fingerprint = async (key: string): Promise<string> =>
  toHex(await sha256(new Uint8Array(new TextEncoder().encode(`undersigned key: ${key}`)))).slice(
    0,
    FINGERPRINT_HEX_CHARS,
  )
const fingerprints = (keys: readonly string[]): Promise<string[]> => Promise.all(keys.map(fingerprint))

export const edgeFacts = async ({
  publicOrigin,
  tokenKeys,
  signerPepper,
  sealPublicKey,
}: Pick<Settings, 'publicOrigin' | 'tokenKeys' | 'signerPepper' | 'sealPublicKey'>): Promise<InstallationFacts> => ({
  publicOrigin,
  problems: [],
  tokenKeys: await fingerprints(tokenKeys),
  pepper: await fingerprint(signerPepper),
  sealKeys: [sealPublicKey],
})

export async function consumerFacts(env: object): Promise<InstallationFacts> {
  const problems = new Set<string>()
  const read = <T>(reading: (env: object) => T): T | null => {
    try {
      return reading(env)
    } catch (error) {
      problems.add(error instanceof Error ? error.message : String(error))
      return null
    }
  }
  const ledger = read(readLedgerSettings)
  const deliveries = read(readDeliverySettings)
  const sealKeys = read(readSealKeys) ?? []
  read(readEmailSettings)
  return {
    publicOrigin: ledger?.publicOrigin ?? null,
    problems: [...problems],
    tokenKeys: await fingerprints(deliveries?.tokenKeys ?? []),
    pepper: null,
    sealKeys: (await Promise.all(sealKeys.map((key) => publicKeyOf(key).catch(() => null)))).filter(
      (key) => key !== null,
    ),
  }
}

export async function consoleFacts(env: object): Promise<InstallationFacts> {
  const none = { tokenKeys: [], pepper: null, sealKeys: [] }
  try {
    const { publicOrigin, signerPepper, sealPublicKey } = readConsoleSettings(env)
    return { ...none, publicOrigin, problems: [], pepper: await fingerprint(signerPepper), sealKeys: [sealPublicKey] }
  } catch (error) {
    return { ...none, publicOrigin: null, problems: [error instanceof Error ? error.message : String(error)] }
  }
}
