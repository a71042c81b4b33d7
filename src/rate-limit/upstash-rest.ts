/**
 * The part of Upstash's REST API (https://upstash.com/docs/redis/features/restapi) that a rate limit needs: one command in
 * each request, as a JSON array. Upstash's own client has every command of Redis, and adds 15 kB to either Worker for the two
 * commands that run a script.
 */
import type { Ratelimit } from '@upstash/ratelimit'

import type { UpstashSettings } from '../settings.ts'

/** The Redis client that `Ratelimit` expects. */
type Redis = ConstructorParameters<typeof Ratelimit>[0]['redis']

/** `refused`: the response is an error, whose text quotes the command. `nonsense`: the response cannot be read. */
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

/** One attempt for each command: a second would come after the deadline. */
export function upstashRest({ url, token }: UpstashSettings, timeoutMs: number): Redis {
  const run = async (...command: unknown[]): Promise<unknown> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const reply = await response.json<Reply | null>().catch(() => null)
    // The library looks for NOSCRIPT in the message, and then sends the whole script.
    if (typeof reply?.error === 'string') throw new UpstashRestError('refused', reply.error)
    if (reply?.result === undefined) throw new UpstashRestError('nonsense')
    return reply.result
  }
  const scripts = {
    eval: (script: string, keys: string[], args: unknown[]) => run('eval', script, keys.length, ...keys, ...args),
    evalsha: (sha: string, keys: string[], args: unknown[]) => run('evalsha', sha, keys.length, ...keys, ...args),
  }
  // A sliding window uses only scripts. The library's type has two more commands, and lets the caller name the type of the
  // result; the result is checked where it is used.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return scripts as unknown as Redis
}
