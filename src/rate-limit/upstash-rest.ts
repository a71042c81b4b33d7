/**
 * As much of Upstash's REST API (https://upstash.com/docs/redis/features/restapi) as a rate limit needs: one command a
 * request, as a JSON array. Their client speaks every command of Redis, which is 15 kB of either Worker for the two that
 * run a script.
 */
import type { Ratelimit } from '@upstash/ratelimit'

import type { UpstashSettings } from '../settings.ts'

/** What `Ratelimit` asks of a Redis. */
type Redis = ConstructorParameters<typeof Ratelimit>[0]['redis']

/** `refused`: it answered with an error, whose words quote the command. `nonsense`: it answered with something else. */
export class UpstashRestError extends Error {
  override name = 'UpstashRestError'
  readonly why: 'refused' | 'nonsense'
  constructor(why: UpstashRestError['why'], message: string = why) {
    super(message)
    this.why = why
  }
}

interface Reply {
  result?: unknown
  error?: unknown
}

/** One try a command: a second would come after the deadline. */
export function upstashRest({ url, token }: UpstashSettings, timeoutMs: number): Redis {
  const run = async (...command: unknown[]): Promise<unknown> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const answer = await response.json<Reply | null>().catch(() => null)
    // The library looks for NOSCRIPT in it, and then sends the whole script.
    if (typeof answer?.error === 'string') throw new UpstashRestError('refused', answer.error)
    if (answer?.result === undefined) throw new UpstashRestError('nonsense')
    return answer.result
  }
  const scripts = {
    eval: (script: string, keys: string[], args: unknown[]) => run('eval', script, keys.length, ...keys, ...args),
    evalsha: (sha: string, keys: string[], args: unknown[]) => run('evalsha', sha, keys.length, ...keys, ...args),
  }
  // A sliding window runs scripts and nothing else. Their type asks for two more commands, and promises answers of
  // whatever type the caller names; what comes is checked where it is used.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return scripts as unknown as Redis
}
