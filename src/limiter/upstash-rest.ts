/**
 * As much of Upstash's REST API (https://upstash.com/docs/redis/features/restapi) as a rate limit needs: one command a
 * request, as a JSON array. Their client speaks every command of Redis, which is 15 kB of either Worker for the two that run a script.
 */
import type { Ratelimit } from '@upstash/ratelimit'
import * as z from 'zod/mini'

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

const answer = z.union([z.object({ result: z.unknown() }), z.object({ error: z.string() })])

/** One try a command: a second would come after the deadline. */
export function upstashRest({ url, token }: UpstashSettings, timeoutMs: number): Redis {
  const run = async <T>(...command: unknown[]): Promise<T> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(command),
      signal: AbortSignal.timeout(timeoutMs),
    })
    const body = answer.safeParse(await response.json().catch(() => null))
    if (!body.success) throw new UpstashRestError('nonsense')
    // The library looks for NOSCRIPT in it, and then sends the whole script.
    if ('error' in body.data) throw new UpstashRestError('refused', body.data.error)
    // What it is, the caller checks: it knows what it has asked for.
    return body.data.result as T
  }
  const redis = {
    eval: <A extends unknown[], T>(script: string, keys: string[], args: A) =>
      run<T>('eval', script, keys.length, ...keys, ...args),
    evalsha: <A extends unknown[], T>(sha: string, keys: string[], args: A) =>
      run<T>('evalsha', sha, keys.length, ...keys, ...args),
  }
  // A sliding window runs scripts and nothing else.
  return redis as unknown as Redis
}
