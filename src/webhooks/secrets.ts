/**
 * Webhook secrets are derived, not stored, so that nobody can forge events with a stolen database. There is one secret for each
 * master key and generation. After a rotation the old one signs too for a while: Standard Webhooks allows several signatures
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme).
 */
import { WEBHOOK_ROTATION_OVERLAP_SECONDS } from '../limits.ts'
import { deriveSecret } from '../crypto/derive.ts'

export interface SecretHolder {
  id: string
  generation: number
  rotatedAt: number | null
}

/** The secret to show to the campaign: `whsec_…`, as Standard Webhooks writes it. */
export function webhookSecret(webhook: SecretHolder, masterKeys: readonly string[]): Promise<string> {
  const [first] = masterKeys
  if (first === undefined) throw new Error('TOKEN_KEYS is empty: there is no key to derive webhook secrets from')
  return secretOf(webhook.id, webhook.generation, first)
}

/** Every secret that a receiver may still use; each signs. */
export function signingSecrets(webhook: SecretHolder, masterKeys: readonly string[], now: number): Promise<string[]> {
  const overlapping = webhook.rotatedAt !== null && now - webhook.rotatedAt < WEBHOOK_ROTATION_OVERLAP_SECONDS * 1000
  const generations = overlapping ? [webhook.generation, webhook.generation - 1] : [webhook.generation]
  return Promise.all(
    generations.flatMap((generation) => masterKeys.map((key) => secretOf(webhook.id, generation, key))),
  )
}

const secretOf = async (id: string, generation: number, masterKey: string): Promise<string> =>
  `whsec_${await deriveSecret(masterKey, `webhook/v1/${id}/${generation}`)}`
