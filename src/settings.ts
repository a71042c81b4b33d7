/**
 * The vars and secrets of both Workers, checked once an isolate. A missing or weak one stops the Worker with a
 * sentence that names it, before it takes a signature that it could not protect.
 */
import * as z from 'zod/mini'

import { SECRET_MIN_BYTES } from './limits.ts'

/** Checked once an isolate. */
export interface Settings {
  environment: 'development' | 'production'
  /** Scheme, host and port of the public address, without a slash at the end. */
  publicOrigin: string
  adminToken: string
  signerPepper: string
  /** Sign with the first, verify with any. */
  tokenKeys: readonly string[]
  botCheck: 'altcha' | 'off'
}

export class SettingsError extends Error {
  override name = 'SettingsError'
}

const ENOUGH = `at least ${SECRET_MIN_BYTES} random bytes; make one with: openssl rand -base64 ${SECRET_MIN_BYTES}`

const secret = z
  .string({ error: `needs ${ENOUGH}` })
  .check(
    z.refine((value) => value.length >= SECRET_MIN_BYTES && new Set(value).size >= 10, { error: `needs ${ENOUGH}` }),
  )

const settings = z.object({
  ENVIRONMENT: z.enum(['development', 'production'], { error: 'must be development or production' }),
  PUBLIC_ORIGIN: z.pipe(
    z.url({ protocol: /^https?$/, error: 'must be the public address, like https://petitions.example.org' }),
    z.transform((url) => new URL(url).origin),
  ),
  ADMIN_TOKEN: secret,
  SIGNER_PEPPER: secret,
  TOKEN_KEYS: z.pipe(
    z.pipe(
      z.string({ error: `needs one or more keys, separated by commas, each of ${ENOUGH}` }),
      z.transform((list) => list.split(',').map((key) => key.trim())),
    ),
    z.array(secret),
  ),
  BOT_CHECK: z.enum(['altcha', 'off'], { error: 'must be altcha, or off in development' }),
})

/** The edge Worker's. Throws a SettingsError that names every setting that is wrong. */
export function readSettings(env: object): Settings {
  const data = check(settings, env)
  const production = data.ENVIRONMENT === 'production'
  if (production && data.BOT_CHECK === 'off') {
    throw new SettingsError('Undersigned cannot start. BOT_CHECK may be off only in development.')
  }
  if (production && !data.PUBLIC_ORIGIN.startsWith('https://')) {
    throw new SettingsError('Undersigned cannot start. PUBLIC_ORIGIN must be https in production.')
  }
  return {
    environment: data.ENVIRONMENT,
    publicOrigin: data.PUBLIC_ORIGIN,
    adminToken: data.ADMIN_TOKEN,
    signerPepper: data.SIGNER_PEPPER,
    tokenKeys: data.TOKEN_KEYS,
    botCheck: data.BOT_CHECK,
  }
}

/** What counting needs. The consumer neither hashes signers nor lets anybody in, so it has neither of those secrets. */
export const readLedgerSettings = (env: object): Pick<Settings, 'publicOrigin'> => ({
  publicOrigin: check(z.pick(settings, { PUBLIC_ORIGIN: true }), env).PUBLIC_ORIGIN,
})

/** What delivering needs, apart, so that a key forgotten there keeps nothing from being counted. */
export const readDeliverySettings = (env: object): Pick<Settings, 'tokenKeys'> => ({
  tokenKeys: check(z.pick(settings, { TOKEN_KEYS: true }), env).TOKEN_KEYS,
})

function check<S extends z.ZodMiniType>(schema: S, env: object): z.output<S> {
  const result = z.safeParse(schema, env)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)
  throw new SettingsError(`Undersigned cannot start. ${problems.join('. ')}. See .dev.vars.example.`)
}
