/**
 * `npm run keygen`: creates a campaign key. The private key is written to a file only; the public key is printed, for the
 * petition. With --service, creates the service key of the consumer, which sends emails, and prints it as settings.
 */
import { parseArgs } from 'node:util'

import { generateKeyPair } from '../crypto/key-pairs.ts'
import { exitCodeOf, EXIT_USAGE, Failure, parsed } from './failure.ts'
import { newCampaignKey, readKeyFile, writeKeyFile } from './keygen/key-file.ts'

const USAGE = `Usage: npm run keygen -- --out FILE [--old FILE]
       npm run keygen -- --service

  --out FILE  new file for the private key; an existing file is never changed
  --old FILE  earlier key file to copy into the new one, so that one file decrypts old and new contacts
  --service   print a service key, as the settings SEAL_PUBLIC_KEY and SEAL_KEYS`

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)

process.exitCode = await exitCodeOf(
  async () => {
    const { out, old, service, help } = readOptions()
    if (help) console.log(USAGE)
    else if (service) await printServiceKey()
    else if (out === undefined) throw usage('Name a file for the private key: --out FILE')
    else await createKeyFile(out, old)
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
          service: { type: 'boolean', default: false },
          help: { type: 'boolean', default: false },
        },
      }),
    usage,
  )
  return values
}

async function createKeyFile(file: string, old: string | undefined): Promise<void> {
  const key = await newCampaignKey()
  await writeKeyFile(file, [key, ...(old === undefined ? [] : await readKeyFile(old))])
  // Checks that the file can be read before anything is encrypted to the key.
  const [written] = await readKeyFile(file)
  if (written?.privateKey !== key.privateKey) throw new Failure(`${file} cannot be read back. Do not use it.`)
  console.log(key.publicKey)
  console.error(`
This is the public key. Add it to the petition: "publicKeys": ["${key.publicKey}"]
The private key, ${key.id}, is in ${file}. Keep two offline copies, and share it only with people who need to read
the contacts. Nothing else can decrypt them: if the key is lost, so are the contacts.`)
}

async function printServiceKey(): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair()
  console.log(`SEAL_PUBLIC_KEY=${publicKey}\nSEAL_KEYS=${privateKey}`)
  console.error(`
SEAL_PUBLIC_KEY is a setting of the edge Worker. SEAL_KEYS is a secret of the consumer Worker only. To rotate, add the new
private key first in the list, separated by a comma, and remove the old ones when no earlier emails are queued.`)
}
