/** Keys derived from the secrets of the settings. Each is derived when it is first used, and once in an isolate. */
import { type AccountKeys, accountKeys } from '../../src/accounts/keys.ts'
import { deriveHmacKeys, deriveSecrets } from '../../src/crypto/derive.ts'
import type { ProofKeys } from '../../src/intake/checks/proof.ts'
import { type PetitionKeyPurpose, petitionKey } from '../../src/intake/message.ts'
import type { SigningKeys } from '../../src/intake/sign.ts'
import { renderTimeKeys } from '../../src/intake/signals/render-time.ts'
import { CACHE_BUDGETS_BYTES, CRYPTO_KEY_BYTES } from '../../src/limits.ts'
import { createBounded } from '../../src/platform/cache/bounded.ts'
import type { Settings } from '../../src/settings.ts'

/** The first key of a list signs, all of them verify. */
export interface Keys {
  /** HMAC secrets for challenges, base64. */
  challengeKeys: () => Promise<string[]>
  proofKeys: () => Promise<ProofKeys>
  /** HMAC keys for the time in a form. */
  renderKeys: () => Promise<CryptoKey[]>
  /** HMAC keys for the cursors of public lists. */
  cursorKeys: () => Promise<CryptoKey[]>
  signingKeys: (petitionId: number) => Promise<SigningKeys>
  /** For the email address of who reports something, which is stored as those of accounts. */
  accountKeys: () => Promise<AccountKeys>
}

export function makeKeys({
  signerPepper,
  tokenKeys,
  sealPublicKey,
}: Pick<Settings, 'signerPepper' | 'tokenKeys' | 'sealPublicKey'>): Keys {
  const ofPetitions = createBounded<Promise<CryptoKey>>(CACHE_BUDGETS_BYTES.petitionKeys, () => CRYPTO_KEY_BYTES)
  const ofPetition = (petitionId: number, purpose: PetitionKeyPurpose): Promise<CryptoKey> => {
    const known = ofPetitions.get(`${purpose}/${petitionId}`)
    if (known !== undefined) return known
    const made = petitionKey(signerPepper, petitionId, purpose)
    ofPetitions.set(`${purpose}/${petitionId}`, made)
    return made
  }
  const renderKeys = once(() => renderTimeKeys(tokenKeys))
  const challengeKeys = once(() => deriveSecrets(tokenKeys, 'challenge/v1'))
  return {
    challengeKeys,
    proofKeys: once(async () => ({ challenge: await challengeKeys(), render: await renderKeys() })),
    renderKeys,
    accountKeys: once(() => accountKeys({ signerPepper, sealPublicKey })),
    cursorKeys: once(() => deriveHmacKeys(tokenKeys, 'cursor/v1')),
    signingKeys: async (petitionId) => ({
      signer: await ofPetition(petitionId, 'signer'),
      review: await ofPetition(petitionId, 'review'),
      render: await renderKeys(),
      emailPublicKey: sealPublicKey,
    }),
  }
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
