/**
 * `npm run keygen`: the key pair of a campaign. Its private half goes to a file and nowhere else; the public half is
 * printed, for the petition. With --service the pair of the consumer that writes emails, as settings.
 */
import { parseArgs } from 'node:util'

import { generateKeyPair } from '../crypto/key-pairs.ts'
import { EXIT_FAILED, EXIT_USAGE, Failure } from './failure.ts'
import { newCampaignKey, readKeyFile, writeKeyFile } from './keygen/key-file.ts'

const USAGE = `npm run keygen -- --out FILE [--old FILE]
npm run keygen -- --service

  --out FILE  where the new private key goes; a file that is there is never changed
  --old FILE  a key file whose keys are put into the new one too, so that one file opens old and new contacts
  --service   a pair for the settings SEAL_PUBLIC_KEY and SEAL_KEYS instead, on stdout`

process.exitCode = await main()

async function main(): Promise<number> {
  try {
    const { out, old, service, help } = readOptions()
    if (help) console.log(USAGE)
    else if (service) await printServicePair()
    else if (out === undefined) throw new Failure(`Say where the private key is to go.\n\n${USAGE}`, EXIT_USAGE)
    else await makeKeyFile(out, old)
    return 0
  } catch (error) {
    if (error instanceof Failure) {
      console.error(error.message)
      return error.exitCode
    }
    console.error('No key was made:', error)
    return EXIT_FAILED
  }
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        out: { type: 'string' },
        old: { type: 'string' },
        service: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    })
    return values
  } catch (error) {
    throw new Failure(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`, EXIT_USAGE)
  }
}

async function makeKeyFile(file: string, old: string | undefined): Promise<void> {
  const key = await newCampaignKey()
  await writeKeyFile(file, [key, ...(old === undefined ? [] : await readKeyFile(old))])
  // As it will be read one day, before anything is sealed to it.
  const [written] = await readKeyFile(file)
  if (written?.privateKey !== key.privateKey) throw new Failure(`${file} cannot be read back. Do not use it.`)
  console.log(key.publicKey)
  console.error(`
That is the public key, for the petition: "publicKeys": ["${key.publicKey}"]
The private key, ${key.id}, is in ${file}. Keep two copies of it offline, and give it to nobody who need not read the
contacts. It is the only thing that opens them: if it is lost they are lost, and nobody can help.`)
}

async function printServicePair(): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair()
  console.log(`SEAL_PUBLIC_KEY=${publicKey}\nSEAL_KEYS=${privateKey}`)
  console.error(`
SEAL_PUBLIC_KEY is a setting of the edge Worker, SEAL_KEYS a secret of the consumer Worker alone. To rotate, put the new
private key in front of the old ones, separated by commas, and drop those when no email from before is left.`)
}
