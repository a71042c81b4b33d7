/**
 * `npm run keygen`: creates a campaign key. The private key is written to a file only; the public key is printed, for the
 * petition. With --service, creates the service key of the consumer, which sends emails, and prints it as settings.
 */
import { parseArgs } from 'node:util'

import { generateKeyPair } from '../crypto/key-pairs.ts'
import { newCampaignKey } from '../key-file/keys.ts'
import { exitCodeOf, EXIT_USAGE, Failure, parsed } from './failure.ts'
import { readKeyFile, writeKeyFile } from './keygen/key-file.ts'
import { newPassphrase, type Passphrases, passphrasesFrom } from './passphrase.ts'

const USAGE = `Usage: npm run keygen -- --out FILE [--old FILE] [--no-passphrase]
       npm run keygen -- --service

  --out FILE       new file for the private key; an existing file is never changed
  --old FILE       earlier key file to copy into the new one, so that one file decrypts old and new contacts
  --no-passphrase  write the file without a passphrase: anyone who has it can read the contacts
  --service        print a service key, as the settings SEAL_PUBLIC_KEY and SEAL_KEYS

The passphrase is asked for, or read from the environment variable CAMPAIGN_KEY_PASSPHRASE.`

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)

process.exitCode = await exitCodeOf(
  async () => {
    const { out, old, service, help, 'no-passphrase': plain } = readOptions()
    if (help) console.log(USAGE)
    else if (service) await printServiceKey()
    else if (out === undefined) throw usage('Name a file for the private key: --out FILE')
    else await createKeyFile(out, old, plain)
    return 0
  },
  { unexpected: 'No key was created:' },
)

function readOptions() {
  const { values } = parsed(
    () =>
      parseArgs({
        options: {
          out: { type: 'string' },
          old: { type: 'string' },
          'no-passphrase': { type: 'boolean', default: false },
          service: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }),
    usage,
  )
  return values
}

async function createKeyFile(file: string, old: string | undefined, plain: boolean): Promise<void> {
  const passphrases = passphrasesFrom(process.env)
  const oldKeys = old === undefined ? [] : await readKeyFile(old, passphrases)
  const passphrase = plain ? null : await newPassphrase(passphrases, console.error)
  const key = await newCampaignKey()
  await writeKeyFile(file, [key, ...oldKeys], passphrase)
  // Checks that the file can be read before anything is encrypted to the key.
  const [written] = await readKeyFile(file, known(passphrase))
  if (written?.privateKey !== key.privateKey) throw new Failure(`${file} cannot be read back. Do not use it.`)
  console.log(key.publicKey)
  console.error(`
This is the public key. Add it to the petition: "publicKeys": ["${key.publicKey}"]
The private key, ${key.id}, is in ${file}. Keep two offline copies, and share it only with people who need to read
the contacts. Nothing else can decrypt them: if the key${passphrase === null ? '' : ' or its passphrase'} is lost, so are the contacts.`)
}

function known(passphrase: string | null): Passphrases {
  return { typed: false, ask: () => Promise.resolve(passphrase ?? '') }
}

async function printServiceKey(): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair()
  console.log(`SEAL_PUBLIC_KEY=${publicKey}\nSEAL_KEYS=${privateKey}`)
  console.error(`
SEAL_PUBLIC_KEY is a setting of the edge Worker. SEAL_KEYS is a secret of the consumer Worker only. To rotate, add the new
private key first in the list, separated by a comma, and remove the old ones when no earlier emails are queued.`)
}
