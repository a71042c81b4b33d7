/** Limits and checks of incoming signatures: with a proof for the bot check, or without one. */
import disposableDomains from '../../dist/disposable-domains.bin'
import { altcha, type BotCheck, noBotCheck } from '../../src/intake/checks/bot-check.ts'
import { turnstile } from '../../src/intake/checks/turnstile.ts'
import type { Guards } from '../../src/intake/guard.ts'
import { disposableTable } from '../../src/intake/signals/disposable.ts'
import { RATE_LIMIT_RETRY_AFTER_SECONDS } from '../../src/limits.ts'
import { log } from '../../src/platform/log.ts'
import { bindingLimiter, type Limiter, unlimited } from '../../src/rate-limit/limiter.ts'
import { upstashLimiter } from '../../src/rate-limit/upstash.ts'
import type { Settings } from '../../src/settings.ts'
import type { Keys } from './keys.ts'

/**
 * `unproven` is for forms that run no script and so solve no challenge: the strictest limits apply, and the signature must be
 * confirmed by email on any petition. Both have the same `requestLimiter`, which is also asked before confirmations and
 * withdrawals.
 */
export type SigningGuards = Record<'proven' | 'unproven', Guards>

export function makeGuards(
  env: Pick<EdgeEnv, 'SIGNING_LIMIT' | 'UNPROVEN_LIMIT'>,
  settings: Pick<Settings, 'publicOrigin' | 'tokenKeys' | 'botCheck' | 'turnstile' | 'upstash'>,
  challengeKeys: Keys['challengeKeys'],
): SigningGuards {
  const shared = {
    requestLimiter: bindingLimiter(env.SIGNING_LIMIT, RATE_LIMIT_RETRY_AFTER_SECONDS),
    spentProofs: new Map<string, string>(),
    disposableDomains: disposableTable(disposableDomains),
  }
  return {
    proven: {
      ...shared,
      formLimiter: unlimited,
      worldwideLimiter: worldwideLimiter('signatures', settings),
      botCheck: botCheckOf(settings, challengeKeys),
    },
    unproven: {
      ...shared,
      formLimiter: bindingLimiter(env.UNPROVEN_LIMIT, RATE_LIMIT_RETRY_AFTER_SECONDS),
      worldwideLimiter: worldwideLimiter('unproven', settings),
      botCheck: noBotCheck,
    },
  }
}

/** Allows everything where Upstash is not configured. */
const worldwideLimiter = (
  what: 'signatures' | 'unproven',
  { upstash, tokenKeys }: Pick<Settings, 'upstash' | 'tokenKeys'>,
): Limiter => (upstash === null ? unlimited : upstashLimiter(what, upstash, { masterKey: tokenKeys[0] ?? '', log }))

function botCheckOf(
  settings: Pick<Settings, 'publicOrigin' | 'botCheck' | 'turnstile'>,
  challengeKeys: Keys['challengeKeys'],
): BotCheck {
  if (settings.turnstile !== null) {
    return turnstile({
      secret: settings.turnstile.secret,
      hostname: new URL(settings.publicOrigin).hostname,
      fetch: (url, init) => fetch(url, init),
      log,
    })
  }
  return settings.botCheck === 'off' ? noBotCheck : altcha(challengeKeys)
}
