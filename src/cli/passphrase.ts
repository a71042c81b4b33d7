/** The passphrase of a campaign key file: from the environment, or typed on a terminal that does not show it. */
import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

import { PASSPHRASE_MIN_CHARS } from '../limits.ts'
import { randomPassphrase, normalised, weakness } from '../key-file/passphrase.ts'
import { EXIT_FAILED, Failure } from './failure.ts'

const VARIABLE = 'CAMPAIGN_KEY_PASSPHRASE'

export interface Passphrases {
  /** Whether a wrong one can be typed again. */
  typed: boolean
  /** Throws a Failure where there is none, and when the person stops. */
  ask(prompt: string): Promise<string>
}

/** The streams of a terminal; prompts are written to `output`. */
interface Terminal {
  input: NodeJS.ReadableStream
  output: NodeJS.WritableStream
  isTTY: boolean
}

/** Prompts go to stderr, because stdout may be the contacts. */
const thisTerminal = (): Terminal => ({
  input: process.stdin,
  output: process.stderr,
  isTTY: process.stdin.isTTY && process.stderr.isTTY,
})

export function passphrasesFrom(env: NodeJS.Dict<string>, terminal: Terminal = thisTerminal()): Passphrases {
  const given = env[VARIABLE]
  if (given !== undefined && given !== '') return { typed: false, ask: () => Promise.resolve(given) }
  if (terminal.isTTY) return { typed: true, ask: (prompt) => readUnseen(prompt, terminal) }
  return {
    typed: false,
    ask: () =>
      Promise.reject(
        new Failure(`A passphrase is needed: run this in a terminal, or set ${VARIABLE} in the environment.`),
      ),
  }
}

/** A passphrase for a new file, typed twice. `say` is for what the person should know. */
export async function newPassphrase(passphrases: Passphrases, say: (text: string) => void): Promise<string> {
  if (!passphrases.typed) {
    const passphrase = await passphrases.ask('')
    const why = whyWeak(passphrase)
    if (why === null) return passphrase
    throw new Failure(`The passphrase in ${VARIABLE} ${why}.`)
  }
  say(`Choose a passphrase that protects the file, for example these six random words, and write it down on paper:

  ${randomPassphrase('words')}
`)
  for (;;) {
    const passphrase = await passphrases.ask('New passphrase: ')
    const why = whyWeak(passphrase)
    if (why !== null) say(`This passphrase ${why}.`)
    else if (normalised(await passphrases.ask('The same again: ')) === normalised(passphrase)) return passphrase
    else say('The two are not the same.')
  }
}

function whyWeak(passphrase: string): string | null {
  switch (weakness(passphrase)) {
    case 'too-short':
      return `has fewer than ${PASSPHRASE_MIN_CHARS} characters`
    case 'too-long':
      return 'is too long'
    case 'too-uniform':
      return 'repeats the same few characters'
    case null:
      return null
  }
}

/** Reads a line. The terminal's echo is off, and what `readline` shows instead goes nowhere. */
function readUnseen(prompt: string, { input, output }: Terminal): Promise<string> {
  output.write(prompt)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 })
  return new Promise<string>((resolve, reject) => {
    lines.once('line', resolve)
    lines.once('close', () => reject(new Failure('No passphrase was given.', EXIT_FAILED)))
  }).finally(() => {
    lines.close()
    output.write('\n')
  })
}
