/**
 * Webhook secrets are derived, not stored, so that nobody can forge events with a stolen database. There is one secret for each
 * master key and generation. After a rotation the old one signs too for a while: Standard Webhooks allows several signatures
 * (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#signature-scheme).
 */
import type { EarlierSecret } from '../../schema/webhook.ts'
import { WEBHOOK_ROTATION_OVERLAP_SECONDS } from '../limits.ts'
import { deriveSecret } from '../crypto/derive.ts'

export interface SecretHolder {
  id: string
  generation: number
  rotatedAt: number | null
  earlierSecrets: readonly EarlierSecret[]
}

/** The secret to show to the campaign: `whsec_…`, as Standard Webhooks writes it. */
export function webhookSecret(
  webhook: Pick<SecretHolder, 'id' | 'generation'>,
  masterKeys: readonly string[],
): Promise<string> {
  const [first] = masterKeys
  if (first === undefined) throw new Error('TOKEN_KEYS is empty: there is no key to derive webhook secrets from')
  return secretOf(webhook.id, webhook.generation, first)
}

/** The replaced secrets that a receiver may still use at `now`, in milliseconds; the newest first. */
export function earlierSecrets({ generation, rotatedAt, earlierSecrets }: SecretHolder, now: number): EarlierSecret[] {
  // A Worker from before the list of them stores only the time of the last rotation.
  const last =
    rotatedAt === null
      ? []
      : [{ generation: generation - 1, until: rotatedAt + WEBHOOK_ROTATION_OVERLAP_SECONDS * 1000 }]
  const others = earlierSecrets.filter((earlier) => earlier.generation < generation - 1)
  return [...last, ...others].filter(({ until }) => until > now)
}

/** Every secret that a receiver may still use; each signs. */
export function signingSecrets(webhook: SecretHolder, masterKeys: readonly string[], now: number): Promise<string[]> {
  const generations = [webhook.generation, ...earlierSecrets(webhook, now).map(({ generation }) => generation)]
  return Promise.all(
    generations.flatMap((generation) => masterKeys.map((key) => secretOf(webhook.id, generation, key))),
  )
}

const secretOf = async (id: string, generation: number, masterKey: string): Promise<string> =>
  `whsec_${await deriveSecret(masterKey, `webhook/v1/${id}/${generation}`)}`
