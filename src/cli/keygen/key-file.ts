/**
 * The campaign's key files on its own computer: readable only by their owner, and never overwritten. src/key-file/ says what is in
 * them. docs/contacts.md says where to store them.
 */
import { createReadStream, existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { text } from 'node:stream/consumers'

import { type KeyFile, parseKeyFile, plainText } from '../../key-file/format.ts'
import { type CampaignKey, newCampaignKey } from '../../key-file/keys.ts'
import { type KeyFileProblem, openKeyFile, protectKeys } from '../../key-file/protect.ts'
import { KEY_FILE_MAX_BYTES } from '../../limits.ts'
import { Failure, systemCode } from '../failure.ts'
import type { Passphrases } from '../passphrase.ts'

const OWNER_ONLY = 0o600
const PASSPHRASE_TRIES = 3

/** The keys in the file, newest first. `passphrases` is asked if the file has one. Throws a Failure. */
export async function readKeyFile(path: string, passphrases: Passphrases): Promise<CampaignKey[]> {
  const file = await parseKeyFile(await read(path))
  if (typeof file === 'string') throw failureOf(path, file)
  for (let tries = 1; ; tries++) {
    const opened = await openKeyFile(file, file.format === 1 ? '' : await passphrases.ask(promptFor(path, file)))
    if (typeof opened !== 'string') return opened
    if (opened !== 'wrong-passphrase' || !passphrases.typed || tries === PASSPHRASE_TRIES) throw failureOf(path, opened)
  }
}

const promptFor = (path: string, { publicKeys }: KeyFile): string =>
  `Passphrase of ${path} (public key ${publicKeys[0] ?? ''}): `

function failureOf(path: string, problem: KeyFileProblem): Failure {
  switch (problem) {
    case 'not-a-key-file':
      return new Failure(
        `${path} is not a key file. Use a file created by npm run keygen or in the console, unchanged.`,
      )
    case 'corrupt':
      return new Failure(`${path} is corrupt: it was changed or cut off. Use another copy of it.`)
    case 'wrong-passphrase':
      return new Failure(`This is not the passphrase of ${path}.`)
    case 'other-key':
      return new Failure(`${path} holds other keys.`)
  }
}

/**
 * Creates the file, readable only by its owner. `passphrase`: null for a file that anyone who has it can read. Throws a Failure if it
 * already exists or cannot be created.
 */
export async function writeKeyFile(
  file: string,
  keys: readonly CampaignKey[],
  passphrase: string | null,
): Promise<void> {
  const content = passphrase === null ? plainText(keys) : await protectKeys(keys, passphrase)
  try {
    // Flushed to disk before anything is encrypted to the key.
    await writeFile(file, content, { mode: OWNER_ONLY, flag: 'wx', flush: true })
  } catch (error) {
    throw new Failure(whyNotWritten(file, error))
  }
}

/** `npm start` asks for nothing. */
const NO_PASSPHRASE: Passphrases = {
  typed: false,
  ask: () => Promise.reject(new Failure('The campaign key of a local instance must have no passphrase.')),
}

/**
 * The campaign key for local petitions, in a file beside their state; created if missing. Deleting the state keeps the key.
 * Deleting the key loses the contacts in the state.
 */
export async function developmentKeyFile(stateDir: string): Promise<{ file: string; publicKey: string }> {
  const file = `${stateDir.replace(/\/+$/, '')}.campaign-key.json`
  if (!existsSync(file)) {
    await mkdir(dirname(file), { recursive: true })
    await writeKeyFile(file, [await newCampaignKey()], null)
  }
  const [key] = await readKeyFile(file, NO_PASSPHRASE)
  if (key === undefined) throw new Error(`no key in ${file}`)
  return { file, publicKey: key.publicKey }
}

/** A file that is too large is no key file, and is not read further. */
async function read(file: string): Promise<string> {
  try {
    return await text(createReadStream(file, { end: KEY_FILE_MAX_BYTES }))
  } catch (error) {
    const code = systemCode(error)
    throw new Failure(
      code === 'ENOENT'
        ? `There is no key file at ${file}. Use the file that npm run keygen created for this petition.`
        : `The key file ${file} cannot be read (${code ?? 'unknown error'}).`,
    )
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
