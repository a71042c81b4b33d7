/** Limits and checks of incoming signatures: with a proof for the bot check, or without one. */
import disposableDomains from '../../dist/disposable-domains.bin'
import type { SigningLimit } from '../../schema/petition.ts'
import { altcha, type BotCheck, noBotCheck } from '../../src/intake/checks/bot-check.ts'
import { turnstile } from '../../src/intake/checks/turnstile.ts'
import type { Guards } from '../../src/intake/guard.ts'
import { disposableTable } from '../../src/intake/signals/disposable.ts'
import { RATE_LIMIT_JITTER_MAX_SECONDS, RATE_LIMIT_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import {
  bindingLimiter,
  type Limiter,
  type RateLimitBinding,
  unlimited,
  withJitter,
} from '../../src/rate-limit/limiter.ts'
import { upstashLimiter } from '../../src/rate-limit/upstash.ts'
import type { Settings } from '../../src/settings.ts'
import type { Keys } from './keys.ts'

export interface SigningGuards {
  /** For every request that confirms or withdraws. */
  limiter: Limiter
  /** Of the petition's `signingLimit`. `Proof` explains `unproven`. */
  guardsOf: (proof: Proof, limit: SigningLimit) => Guards
}

/**
 * `unproven` is for forms that run no script and so solve no challenge: the strictest limits apply, and the signature must
 * be confirmed by email on any petition.
 */
export type Proof = 'proven' | 'unproven'

export function makeGuards(
  env: Pick<EdgeEnv, 'SIGNING_LIMIT' | 'SIGNING_LIMIT_HIGH' | 'SIGNING_LIMIT_VERY_HIGH' | 'UNPROVEN_LIMIT'>,
  settings: Pick<Settings, 'publicOrigin' | 'tokenKeys' | 'botCheck' | 'turnstile' | 'upstash'>,
  proofKeys: Keys['proofKeys'],
): SigningGuards {
  const requestLimiters: Record<SigningLimit, Limiter> = {
    standard: limiterOf(env.SIGNING_LIMIT),
    high: limiterOf(env.SIGNING_LIMIT_HIGH),
    'very-high': limiterOf(env.SIGNING_LIMIT_VERY_HIGH),
  }
  const worldwideLimiters: Record<SigningLimit, Limiter> = {
    standard: worldwideLimiter('signatures', settings),
    high: worldwideLimiter('signatures-high', settings),
    'very-high': worldwideLimiter('signatures-very-high', settings),
  }
  const shared = { spentProofs: new Map<string, string>(), disposableDomains: disposableTable(disposableDomains) }
  const provenCheck = botCheckOf(settings, proofKeys)
  const unproven = {
    ...shared,
    formLimiter: limiterOf(env.UNPROVEN_LIMIT),
    worldwideLimiter: worldwideLimiter('unproven', settings),
    botCheck: noBotCheck,
  }
  return {
    limiter: requestLimiters.standard,
    guardsOf: (proof, limit) =>
      proof === 'unproven'
        ? { ...unproven, requestLimiter: requestLimiters[limit] }
        : {
            ...shared,
            requestLimiter: requestLimiters[limit],
            formLimiter: unlimited,
            worldwideLimiter: worldwideLimiters[limit],
            botCheck: provenCheck,
          },
  }
}

const limiterOf = (binding: RateLimitBinding): Limiter =>
  withJitter(bindingLimiter(binding, RATE_LIMIT_RETRY_AFTER_SECONDS), RATE_LIMIT_JITTER_MAX_SECONDS)

/** Allows everything where Upstash is not configured. */
const worldwideLimiter = (
  what: Parameters<typeof upstashLimiter>[0],
  { upstash, tokenKeys }: Pick<Settings, 'upstash' | 'tokenKeys'>,
): Limiter => (upstash === null ? unlimited : upstashLimiter(what, upstash, { masterKey: tokenKeys[0] ?? '', log }))

function botCheckOf(
  settings: Pick<Settings, 'publicOrigin' | 'botCheck' | 'turnstile'>,
  proofKeys: Keys['proofKeys'],
): BotCheck {
  if (settings.turnstile !== null) {
    return turnstile({
      secret: settings.turnstile.secret,
      hostname: new URL(settings.publicOrigin).hostname,
      fetch: (url, init) => fetch(url, init),
      log,
    })
  }
  return settings.botCheck === 'off' ? noBotCheck : altcha(proofKeys)
}
