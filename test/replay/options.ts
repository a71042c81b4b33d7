/** The command line of `npm run replay`. */
import { parseArgs } from 'node:util'

export interface ReplayOptions {
  signers: number
  seed: number
  json: boolean
  /** Whether floods are part of the replay. */
  attack: boolean
}

export const USAGE = `npm run replay -- [--attack] [--signers N] [--seed S] [--json]

  --signers N  how many people sign, 1 to ${(1_000_000).toLocaleString('en')}; 70438 as in the seed if not given, with --attack 4000
  --seed S     a whole number, the seed of everything random; 1 if not given
  --attack     three floods of fake signatures come too, and the campaign reviews what was held
  --json       one JSON object as the last line of stdout`

/** Its message is printed for the user. */
export class OptionsError extends Error {
  override name = 'OptionsError'
}

const SIGNERS_DEFAULT = 70_438
const ATTACKED_SIGNERS_DEFAULT = 4_000
const SIGNERS_MAX = 1_000_000
const SEED_DEFAULT = 1
const SEED_MAX = 2 ** 32 - 1

/** `help` with `--help`. Throws an OptionsError. */
export function readOptions(args: string[]): ReplayOptions | 'help' {
  const { signers, seed, json, attack, help } = parse(args)
  if (help) return 'help'
  return {
    signers: wholeNumber('--signers', signers, attack ? ATTACKED_SIGNERS_DEFAULT : SIGNERS_DEFAULT, 1, SIGNERS_MAX),
    seed: wholeNumber('--seed', seed, SEED_DEFAULT, 0, SEED_MAX),
    json,
    attack,
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        signers: { type: 'string' },
        seed: { type: 'string' },
        json: { type: 'boolean', default: false },
        attack: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error))
  }
}

function wholeNumber(name: string, text: string | undefined, fallback: number, min: number, max: number): number {
  if (text === undefined) return fallback
  const number = /^\d+$/.test(text) ? Number(text) : NaN
  if (!(number >= min && number <= max)) {
    throw new OptionsError(`${name} must be a whole number from ${min} to ${max}; it is "${text}".`)
  }
  return number
}
