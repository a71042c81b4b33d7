/** What every route of the console has: the settings and keys of its isolate, and what the middleware found out. */
import type { Context } from 'hono'

import type { Locale } from '../../schema/locales.ts'
import type { FoundSession } from '../../src/accounts/sessions.ts'
import type { AddressBook } from '../../src/accounts/addresses.ts'
import { type AccountKeys, accountKeys } from '../../src/accounts/keys.ts'
import { RATE_LIMIT_JITTER_MAX_SECONDS, RATE_LIMIT_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { partnerKeys } from '../../src/petitions/partners.ts'
import { tokenFormKey } from '../../src/petitions/tokens.ts'
import { bindingLimiter, type Limiter, withJitter } from '../../src/rate-limit/limiter.ts'
import { type ConsoleSettings, readConsoleSettings } from '../../src/settings.ts'

/** The bindings, with what the consumer's entrypoint answers. */
export interface ConsoleBindings extends Omit<ConsoleEnv, 'ADDRESSES'> {
  ADDRESSES: AddressBook
}

export interface ConsoleContext {
  Bindings: ConsoleBindings
  Variables: {
    /** Null for readers who are not signed in. */
    session: FoundSession | null
    locale: Locale
    /** Whether the public origin is https. It is http only in development. */
    isHttps: boolean
    /** Of the petition that the page is about, for its menu. */
    petitionId?: number
  }
}

/** The context of any route, for functions that routes share: see workers/edge/respond.tsx. */
export type RouteContext = Omit<Context<ConsoleContext>, 'get' | 'set'>

/** The context of middleware that sets `V` for the handlers after it. */
export interface With<V extends object> extends ConsoleContext {
  Variables: ConsoleContext['Variables'] & V
}

export interface Services {
  settings: ConsoleSettings
  /** Those of partners’ pages and of new tokens are derived when they are first asked for: few requests need them. */
  keys: AccountKeys & { partners: () => Promise<CryptoKey>; tokens: () => Promise<CryptoKey> }
  signInLimiter: Limiter
}

const byEnv = new WeakMap<ConsoleBindings, Promise<Services>>()

/** Rejects with a SettingsError when a setting is missing or weak. */
export function servicesOf(env: ConsoleBindings): Promise<Services> {
  const services = byEnv.get(env) ?? makeServices(env)
  byEnv.set(env, services)
  return services
}

async function makeServices(env: ConsoleBindings): Promise<Services> {
  const settings = readConsoleSettings(env)
  return {
    settings,
    keys: {
      ...(await accountKeys(settings)),
      partners: once(() => partnerKeys(settings.signerPepper)),
      tokens: once(() => tokenFormKey(settings.signerPepper)),
    },
    signInLimiter: withJitter(
      bindingLimiter(env.SIGN_IN_LIMIT, RATE_LIMIT_RETRY_AFTER_SECONDS),
      RATE_LIMIT_JITTER_MAX_SECONDS,
    ),
  }
}

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}
