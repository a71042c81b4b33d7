/** Local settings in `.dev.vars`, with random secrets created once; and settings for temporary runs. */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

import { generateKeyPair, publicKeyOf } from '../crypto/key-pairs.ts'

type Vars = Record<string, string>

export interface DevVars {
  edge: Vars
  consumer: Vars
  /** Whether .dev.vars was created. */
  created: boolean
}

const OWNER_ONLY = 0o600
const EDGE = '.dev.vars'
const CONSUMER = 'workers/consumer/.dev.vars'
/** Earlier path and names of these settings, read so that emails encrypted before the renaming can still be sent. */
const FORMER_CONSUMER = 'workers/.dev.vars'
const FORMER_NAMES: Record<string, string> = { EMAIL_SENDER: 'MAIL', EMAIL_FROM: 'MAIL_FROM' }

/** The edge's settings on this computer; none where there is no .dev.vars. */
export const edgeVars = (): Vars => (existsSync(EDGE) ? readVars(EDGE) : {})

/**
 * Reads both files, and creates missing ones from their examples with new secrets. The consumer's private keys are in its own
 * file only; settings that both Workers share are copied from the edge's.
 */
export async function loadDevVars(overrides: Vars): Promise<DevVars> {
  const created = !existsSync(EDGE)
  if (created) writeFileSync(EDGE, filledIn(EDGE), { mode: OWNER_ONLY })
  const edge = { ...readVars(EDGE), ...overrides }
  const own = [CONSUMER, FORMER_CONSUMER].filter(existsSync).map(readVars)[0] ?? {}
  const consumer: Vars = {}
  for (const [name, example] of Object.entries(readVars(`${CONSUMER}.example`))) {
    consumer[name] = edge[name] ?? own[name] ?? own[FORMER_NAMES[name] ?? ''] ?? example
  }
  consumer['SEAL_KEYS'] ||= (await generateKeyPair()).privateKey
  writeConsumerVars(consumer)
  const [current = ''] = consumer['SEAL_KEYS'].split(',')
  return { edge: { ...edge, SEAL_PUBLIC_KEY: await publicKeyOf(current.trim()) }, consumer, created }
}

/** Settings for both Workers with random secrets, for a run that does not store them. */
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
    PETITIONS: 'open',
  }
}

/** The example, with a random secret for each name that is followed by nothing but an equals sign. */
const filledIn = (file: string): string =>
  readFileSync(`${file}.example`, 'utf8').replace(/^(\w+)=$/gm, (_, name: string) => `${name}=${secret()}`)

function writeConsumerVars(vars: Vars): void {
  const lines = Object.entries(vars).map(([name, value]) => `${name}="${value}"`)
  const text = `# Created by npm start. SEAL_KEYS and the EMAIL_… and SMTP_… settings are this Worker's own; the rest is copied from ../../.dev.vars.\n${lines.join('\n')}\n`
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
