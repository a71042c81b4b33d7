/** The key files that a reader chooses. What is in them stays in this page: nothing here makes a request. */
import { parseKeyFile } from '../../../key-file/format.ts'
import type { CampaignKey } from '../../../key-file/keys.ts'
import { holdsOneOf, type KeyFileProblem, openKeyFile } from '../../../key-file/protect.ts'
import { KEY_FILE_MAX_BYTES } from '../../../limits.ts'

export interface FileProblem {
  why: KeyFileProblem | 'no-passphrase'
  file: string
  /** Public keys that it has, where it could be read. */
  publicKeys: readonly string[]
}

export interface Found {
  keys: CampaignKey[]
  problems: FileProblem[]
}

/** `wanted`: public keys of which a file must have one; null if any will do. Each file is opened by the same passphrase. */
export async function openKeyFiles(
  files: readonly File[],
  passphrase: string,
  wanted: readonly string[] | null,
): Promise<Found> {
  const found: Found = { keys: [], problems: [] }
  for (const file of files) {
    // What is too large is not read.
    const parsed = file.size > KEY_FILE_MAX_BYTES ? 'not-a-key-file' : await parseKeyFile(await file.text())
    const problem = (why: FileProblem['why'], publicKeys: readonly string[] = []): void =>
      void found.problems.push({ why, file: file.name, publicKeys })
    if (typeof parsed === 'string') problem(parsed)
    else if (wanted !== null && !holdsOneOf(parsed, wanted)) problem('other-key', parsed.publicKeys)
    else if (parsed.format === 2 && passphrase.trim() === '') problem('no-passphrase')
    else {
      const keys = await openKeyFile(parsed, passphrase)
      if (typeof keys === 'string') problem(keys)
      else found.keys.push(...keys)
    }
  }
  return found
}
