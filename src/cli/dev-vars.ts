/** `.dev.vars`: the local settings, with random secrets made once and kept; and secrets for a run that keeps none. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

import { generateKeyPair, publicKeyOf } from '../crypto/key-pairs.ts'

type Vars = Record<string, string>

export interface DevVars {
  edge: Vars
  consumer: Vars
  /** Whether secrets were made now. */
  made: boolean
}

const OWNER_ONLY = 0o600
const EDGE = '.dev.vars'
const CONSUMER = 'workers/consumer/.dev.vars'
/** Where that file was, and what its settings were called, before: the emails of a state of that time still open. */
const FORMER_CONSUMER = 'workers/.dev.vars'
const FORMER_NAMES: Record<string, string> = { EMAIL_SENDER: 'MAIL', EMAIL_FROM: 'MAIL_FROM' }

/**
 * Reads both files, or makes what is missing from their examples with fresh secrets. The consumer's private keys stand in
 * its own file alone; what both Workers share is copied from the edge's.
 */
export async function loadDevVars(overrides: Vars): Promise<DevVars> {
  const made = !existsSync(EDGE)
  if (made) writeFileSync(EDGE, filledIn(EDGE), { mode: OWNER_ONLY })
  const edge = { ...readVars(EDGE), ...overrides }
  const own = [CONSUMER, FORMER_CONSUMER].filter(existsSync).map(readVars)[0] ?? {}
  const consumer: Vars = {}
  for (const [name, example] of Object.entries(readVars(`${CONSUMER}.example`))) {
    consumer[name] = edge[name] ?? own[name] ?? own[FORMER_NAMES[name] ?? ''] ?? example
  }
  consumer['SEAL_KEYS'] ||= (await generateKeyPair()).privateKey
  writeConsumerVars(consumer)
  const [current = ''] = consumer['SEAL_KEYS'].split(',')
  return { edge: { ...edge, SEAL_PUBLIC_KEY: await publicKeyOf(current.trim()) }, consumer, made }
}

/** Settings for both Workers with random secrets, for a run that ends with its process. */
export async function passingVars(): Promise<Vars> {
  const keys = await generateKeyPair()
  return {
    ENVIRONMENT: 'development',
    ADMIN_TOKEN: secret(),
    SIGNER_PEPPER: secret(),
    TOKEN_KEYS: secret(),
    SEAL_PUBLIC_KEY: keys.publicKey,
    SEAL_KEYS: keys.privateKey,
    EMAIL_SENDER: 'inbox',
  }
}

/** The example, with a secret wherever nothing stands after the equals sign. */
const filledIn = (file: string): string =>
  readFileSync(`${file}.example`, 'utf8').replace(/^(\w+)=$/gm, (_, name: string) => `${name}=${secret()}`)

function writeConsumerVars(vars: Vars): void {
  const lines = Object.entries(vars).map(([name, value]) => `${name}="${value}"`)
  const text = `# Made by npm start. SEAL_KEYS and EMAIL_SENDER… are this Worker's own; the rest is copied from ../../.dev.vars.\n${lines.join('\n')}\n`
  // A file that is touched makes a running wrangler reload, and its local queue forgets what it holds.
  if (existsSync(CONSUMER) && readFileSync(CONSUMER, 'utf8') === text) return
  writeFileSync(CONSUMER, text, { mode: OWNER_ONLY })
}

const secret = (): string => randomBytes(32).toString('base64url')

const readVars = (file: string): Vars =>
  Object.fromEntries(
    Object.entries(parseEnv(readFileSync(file, 'utf8'))).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value]],
    ),
  )
