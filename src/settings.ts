/**
 * The vars and secrets of both Workers, validated once per isolate. A missing or weak one stops the Worker, with an error that
 * names it, before it accepts a signature that it could not protect.
 */
import * as z from 'zod/mini'

import { PETITIONS_MODES, type PetitionsMode } from '../schema/account.ts'
import { parseEmail } from '../schema/email-address.ts'
import { D1_STATEMENTS_MAX, SECRET_MIN_BYTES } from './limits.ts'

/** The edge Worker's settings. */
export interface Settings {
  environment: 'development' | 'production'
  /** Scheme, host and port of the public URL, without a trailing slash. */
  publicOrigin: string
  adminToken: string
  signerPepper: string
  /** Sign with the first, verify with any. */
  tokenKeys: readonly string[]
  /** X25519 public key that email addresses are encrypted to, base64url; only the consumer can decrypt them. */
  sealPublicKey: string
  botCheck: 'altcha' | 'turnstile' | 'off'
  turnstile: TurnstileSettings | null
  upstash: UpstashSettings | null
  retention: { unconfirmedDays: number; contactsMonths: number }
  /** Statements that one invocation may send to the database. */
  statementsMax: number
  operator: Operator
  /** Who may start a petition. */
  petitions: PetitionsMode
  /** The public origin of the bucket of static counts; null without one. */
  countsOrigin: string | null
}

/** Who runs this instance, as its pages and emails say. */
export interface Operator {
  name: string
  /** An email address gets the reports of petitions; at a URL, people report them themselves. */
  contact: { kind: 'email'; address: string } | { kind: 'url'; url: string }
  imprint: { kind: 'url'; url: string } | { kind: 'text'; text: string } | null
}

export interface TurnstileSettings {
  siteKey: string
  secret: string
}

/** The REST endpoint of a Redis at Upstash. */
export interface UpstashSettings {
  url: string
  token: string
}

/** The settings for counting. */
export interface LedgerSettings {
  publicOrigin: string
  /** Statements that one invocation may send to the database. */
  statementsMax: number
}

/** The settings for sending emails. */
export interface EmailSettings {
  publicOrigin: string
  tokenKeys: readonly string[]
  /** X25519 private keys, base64url, each tried in turn. */
  sealKeys: readonly string[]
  sender: { kind: 'inbox' } | { kind: 'cloudflare'; from: string } | { kind: 'smtp'; from: string; url: string }
  upstash: UpstashSettings | null
  operator: Pick<Operator, 'name' | 'contact'>
}

export class SettingsError extends Error {
  override name = 'SettingsError'
}

const ENOUGH = `at least ${SECRET_MIN_BYTES} random bytes; create one with: openssl rand -base64 ${SECRET_MIN_BYTES}`

const secret = z
  .string({ error: `needs ${ENOUGH}` })
  .check(
    z.refine((value) => value.length >= SECRET_MIN_BYTES && new Set(value).size >= 10, { error: `needs ${ENOUGH}` }),
  )

const listOf = <S extends z.ZodMiniType<string, string>>(item: S, error: string) =>
  z.pipe(
    z.pipe(
      z.string({ error }),
      z.transform((list) => list.split(',').map((entry) => entry.trim())),
    ),
    z.array(item),
  )

const A_KEY = 'must be an X25519 key in base64url; create a key pair with: npm run keygen -- --service'
const x25519Key = z.string({ error: A_KEY }).check(z.regex(/^[\w-]{43}$/, { error: A_KEY }))

/** Vars that may be missing or empty. */
const optionalText = z.pipe(
  z.optional(z.string()),
  z.transform((text) => (text === undefined || text === '' ? null : text)),
)
const whole = (fallback: number, max: number) => {
  const error = `must be a whole number from 1 to ${max}`
  return z.pipe(
    z.pipe(
      optionalText,
      z.transform((text) => (text === null ? fallback : Number(text))),
    ),
    z.int({ error }).check(z.gte(1, { error }), z.lte(max, { error })),
  )
}

const settings = z.object({
  ENVIRONMENT: z.enum(['development', 'production'], { error: 'must be development or production' }),
  PUBLIC_ORIGIN: z.pipe(
    z.url({ protocol: /^https?$/, error: 'must be the public URL, for example https://petitions.example.org' }),
    z.transform((url) => new URL(url).origin),
  ),
  ADMIN_TOKEN: secret,
  SIGNER_PEPPER: secret,
  TOKEN_KEYS: listOf(secret, `needs one or more keys, separated by commas, each of ${ENOUGH}`),
  SEAL_PUBLIC_KEY: x25519Key,
  SEAL_KEYS: listOf(x25519Key, A_KEY),
  BOT_CHECK: z.enum(['altcha', 'turnstile', 'off'], { error: 'must be altcha or turnstile, or off in development' }),
  TURNSTILE_SITE_KEY: optionalText,
  TURNSTILE_SECRET: optionalText,
  UPSTASH_REDIS_REST_URL: optionalText,
  UPSTASH_REDIS_REST_TOKEN: optionalText,
  EMAIL_SENDER: z.enum(['inbox', 'cloudflare', 'smtp'], {
    error: 'must be cloudflare or smtp, or inbox in development',
  }),
  EMAIL_FROM: optionalText,
  SMTP_URL: optionalText,
  D1_STATEMENTS_MAX: whole(D1_STATEMENTS_MAX, D1_STATEMENTS_MAX),
  RETENTION_UNCONFIRMED_DAYS: whole(30, 3_650),
  RETENTION_CONTACTS_MONTHS: whole(6, 120),
  OPERATOR_NAME: optionalText,
  OPERATOR_CONTACT: optionalText,
  IMPRINT: optionalText,
  COUNTS_ORIGIN: optionalText,
  PETITIONS: z.pipe(
    z.pipe(
      optionalText,
      z.transform((text) => text ?? PETITIONS_MODES[0]),
    ),
    z.enum(PETITIONS_MODES, { error: 'must be open, approval or invitation' }),
  ),
})

const edge = z.omit(settings, { SEAL_KEYS: true, EMAIL_SENDER: true, EMAIL_FROM: true, SMTP_URL: true })
const upstash = { UPSTASH_REDIS_REST_URL: true, UPSTASH_REDIS_REST_TOKEN: true } as const
const emails = z.pick(settings, {
  ENVIRONMENT: true,
  PUBLIC_ORIGIN: true,
  TOKEN_KEYS: true,
  SEAL_KEYS: true,
  EMAIL_SENDER: true,
  EMAIL_FROM: true,
  SMTP_URL: true,
  OPERATOR_NAME: true,
  OPERATOR_CONTACT: true,
  ...upstash,
})

const consoleFields = z.pick(settings, {
  ENVIRONMENT: true,
  PUBLIC_ORIGIN: true,
  SIGNER_PEPPER: true,
  SEAL_PUBLIC_KEY: true,
  PETITIONS: true,
  D1_STATEMENTS_MAX: true,
  RETENTION_CONTACTS_MONTHS: true,
  OPERATOR_NAME: true,
  OPERATOR_CONTACT: true,
})

/** Throws a SettingsError that names every invalid setting. */
export function readSettings(env: object): Settings {
  const data = check(edge, env)
  const production = data.ENVIRONMENT === 'production'
  if (production && data.BOT_CHECK === 'off') refuse('BOT_CHECK may be off only in development.')
  requireHttps(data)
  return {
    environment: data.ENVIRONMENT,
    publicOrigin: data.PUBLIC_ORIGIN,
    adminToken: data.ADMIN_TOKEN,
    signerPepper: data.SIGNER_PEPPER,
    tokenKeys: data.TOKEN_KEYS,
    sealPublicKey: data.SEAL_PUBLIC_KEY,
    botCheck: data.BOT_CHECK,
    turnstile: data.BOT_CHECK === 'turnstile' ? turnstileOf(data) : null,
    upstash: upstashOf(data),
    retention: {
      unconfirmedDays: data.RETENTION_UNCONFIRMED_DAYS,
      contactsMonths: data.RETENTION_CONTACTS_MONTHS,
    },
    statementsMax: data.D1_STATEMENTS_MAX,
    operator: { ...operatorOf(data), imprint: imprintOf(data.IMPRINT) },
    petitions: data.PETITIONS,
    countsOrigin: countsOriginOf(data),
  }
}

/** The console Worker's settings. It signs no links and checks no operator's token, so it has neither secret. */
export interface ConsoleSettings extends Pick<
  Settings,
  'publicOrigin' | 'signerPepper' | 'sealPublicKey' | 'petitions' | 'statementsMax'
> {
  retention: Pick<Settings['retention'], 'contactsMonths'>
  operator: Pick<Operator, 'name' | 'contact'>
}

/** Throws a SettingsError that names every invalid setting. */
export function readConsoleSettings(env: object): ConsoleSettings {
  const data = check(consoleFields, env)
  requireHttps(data)
  return {
    publicOrigin: data.PUBLIC_ORIGIN,
    signerPepper: data.SIGNER_PEPPER,
    sealPublicKey: data.SEAL_PUBLIC_KEY,
    petitions: data.PETITIONS,
    statementsMax: data.D1_STATEMENTS_MAX,
    retention: { contactsMonths: data.RETENTION_CONTACTS_MONTHS },
    operator: operatorOf(data),
  }
}

/** The settings for counting. The consumer neither hashes signers nor authenticates anyone, so it has neither secret. */
export function readLedgerSettings(env: object): LedgerSettings {
  const data = check(z.pick(settings, { PUBLIC_ORIGIN: true, D1_STATEMENTS_MAX: true }), env)
  return { publicOrigin: data.PUBLIC_ORIGIN, statementsMax: data.D1_STATEMENTS_MAX }
}

/** The settings for webhooks, separate so that a missing key does not stop counting. */
export const readDeliverySettings = (env: object): Pick<Settings, 'tokenKeys'> => ({
  tokenKeys: check(z.pick(settings, { TOKEN_KEYS: true }), env).TOKEN_KEYS,
})

/** The private keys alone, to open email addresses for the console. */
export const readSealKeys = (env: object): readonly string[] =>
  check(z.pick(settings, { SEAL_KEYS: true }), env).SEAL_KEYS

/** The settings for sending emails, separate for the same reason. */
export function readEmailSettings(env: object): EmailSettings {
  const data = check(emails, env)
  if (data.ENVIRONMENT === 'production' && data.EMAIL_SENDER === 'inbox')
    refuse('EMAIL_SENDER may be inbox only in development.')
  return {
    publicOrigin: data.PUBLIC_ORIGIN,
    tokenKeys: data.TOKEN_KEYS,
    sealKeys: data.SEAL_KEYS,
    sender: senderOf(data),
    upstash: upstashOf(data),
    operator: operatorOf(data),
  }
}

function requireHttps({
  ENVIRONMENT,
  PUBLIC_ORIGIN,
}: Pick<z.output<typeof settings>, 'ENVIRONMENT' | 'PUBLIC_ORIGIN'>): void {
  if (ENVIRONMENT === 'production' && !PUBLIC_ORIGIN.startsWith('https://')) {
    refuse('PUBLIC_ORIGIN must be https in production.')
  }
}

function countsOriginOf({
  ENVIRONMENT,
  PUBLIC_ORIGIN,
  COUNTS_ORIGIN,
}: Pick<z.output<typeof settings>, 'ENVIRONMENT' | 'PUBLIC_ORIGIN' | 'COUNTS_ORIGIN'>): string | null {
  if (COUNTS_ORIGIN === null) return null
  const url = URL.parse(COUNTS_ORIGIN)
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.origin === COUNTS_ORIGIN.replace(/\/$/, '')
  if (!isOrigin || (ENVIRONMENT === 'production' && url.protocol !== 'https:'))
    return refuse('COUNTS_ORIGIN must be https:// and the host of the bucket, for example https://counts.example.org.')
  if (url.origin === PUBLIC_ORIGIN)
    return refuse('COUNTS_ORIGIN must not be PUBLIC_ORIGIN: the bucket has a host of its own.')
  return url.origin
}

/** People must be able to learn who runs the site, and to reach them: only in development are there defaults. */
function operatorOf({
  ENVIRONMENT,
  OPERATOR_NAME,
  OPERATOR_CONTACT,
}: Pick<z.output<typeof settings>, 'ENVIRONMENT' | 'OPERATOR_NAME' | 'OPERATOR_CONTACT'>): Pick<
  Operator,
  'name' | 'contact'
> {
  const [name, contact] = ENVIRONMENT === 'development' ? DEVELOPMENT_OPERATOR : [null, null]
  return {
    name:
      (OPERATOR_NAME ?? name) ||
      refuse('OPERATOR_NAME must be the name of who runs this site: pages and emails show it.'),
    contact: contactOf(OPERATOR_CONTACT ?? contact ?? ''),
  }
}

const DEVELOPMENT_OPERATOR = ['Example operator', 'operator@petitions.test'] as const

function contactOf(text: string): Operator['contact'] {
  if (WEB_URL.test(text) && URL.canParse(text)) return { kind: 'url', url: text }
  const email = parseEmail(text)
  if (email !== null) return { kind: 'email', address: `${email.local}@${email.domain}` }
  return refuse(
    'OPERATOR_CONTACT must be an email address or an https:// URL: people write there, and report petitions.',
  )
}

const imprintOf = (text: string | null): Operator['imprint'] => {
  if (text === null) return null
  return WEB_URL.test(text) && URL.canParse(text) ? { kind: 'url', url: text } : { kind: 'text', text }
}

const WEB_URL = /^https?:\/\/\S+$/

function senderOf(
  data: Pick<z.output<typeof settings>, 'EMAIL_SENDER' | 'EMAIL_FROM' | 'SMTP_URL'>,
): EmailSettings['sender'] {
  if (data.EMAIL_SENDER === 'inbox') return { kind: 'inbox' }
  const from = data.EMAIL_FROM
  if (from === null || parseEmail(from) === null) return refuse('EMAIL_FROM must be the email address of the sender.')
  if (data.EMAIL_SENDER === 'cloudflare') return { kind: 'cloudflare', from }
  const url = data.SMTP_URL
  if (url === null || !/^smtps?:$/.test(URL.parse(url)?.protocol ?? '')) {
    refuse('SMTP_URL must be an SMTP URL, for example smtps://user:password@mail.example.org:465.')
  }
  return { kind: 'smtp', from, url }
}

function turnstileOf(data: { TURNSTILE_SITE_KEY: string | null; TURNSTILE_SECRET: string | null }): TurnstileSettings {
  return {
    siteKey: data.TURNSTILE_SITE_KEY ?? refuse('TURNSTILE_SITE_KEY is required for BOT_CHECK=turnstile.'),
    secret: data.TURNSTILE_SECRET ?? refuse('TURNSTILE_SECRET is required for BOT_CHECK=turnstile.'),
  }
}

function upstashOf(data: {
  UPSTASH_REDIS_REST_URL: string | null
  UPSTASH_REDIS_REST_TOKEN: string | null
}): UpstashSettings | null {
  const { UPSTASH_REDIS_REST_URL: url, UPSTASH_REDIS_REST_TOKEN: token } = data
  if (url === null && token === null) return null
  if (url === null || token === null) {
    return refuse('UPSTASH_REDIS_REST_URL and UPSTASH_REDIS_REST_TOKEN must be set together, or not at all.')
  }
  return { url, token }
}

function check<S extends z.ZodMiniType>(schema: S, env: object): z.output<S> {
  const result = z.safeParse(schema, env)
  if (result.success) return result.data
  const problems = result.error.issues.map(({ path, message }) => `${String(path[0])} ${message}`)
  return refuse(`${problems.join('. ')}. See .dev.vars.example.`)
}

function refuse(why: string): never {
  throw new SettingsError(`Undersigned cannot start. ${why}`)
}
