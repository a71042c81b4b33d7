/**
 * Campaign keys in the browser: one is made, put into a file that a passphrase protects, and read back from the file that was saved.
 * Nothing here makes a request: the private key is in this page and in the file.
 */
import { parseKeyFile } from '../../key-file/format.ts'
import { type CampaignKey, newCampaignKey } from '../../key-file/keys.ts'
import { type KeyFileProblem, openKeyFile, protectKeys } from '../../key-file/protect.ts'
import { KEY_FILE_MAX_BYTES } from '../../limits.ts'
import { save } from './save.ts'

/** Null where the browser has no X25519, as Chrome before 133, or where the page is no secure context. */
export const makeKey = (): Promise<CampaignKey | null> => newCampaignKey().catch(() => null)

export const saveKeyFile = async (key: CampaignKey, passphrase: string, name: string): Promise<void> =>
  save(new Blob([await protectKeys([key], passphrase)], { type: 'application/json' }), name)

/** The newest public key of a file that opens. `saved`: the one that it must be, or null if any will do. */
export async function checkKeyFile(
  file: Blob,
  passphrase: string,
  saved: CampaignKey | null,
): Promise<{ publicKey: string } | KeyFileProblem> {
  // What is too large is not read.
  if (file.size > KEY_FILE_MAX_BYTES) return 'not-a-key-file'
  const parsed = await parseKeyFile(await file.text())
  if (typeof parsed === 'string') return parsed
  if (saved !== null && !parsed.publicKeys.includes(saved.publicKey)) return 'other-key'
  const keys = await openKeyFile(parsed, passphrase)
  if (typeof keys === 'string') return keys
  const same = saved === null ? keys[0] : keys.find(({ privateKey }) => privateKey === saved.privateKey)
  return same === undefined ? 'other-key' : { publicKey: same.publicKey }
}
