/** How often one IP address may try to sign in. */
import { clientPrefix } from '../../src/intake/checks/client-prefix.ts'
import { keyedHash } from '../../src/crypto/derive.ts'
import { type RouteContext, servicesOf } from './context.ts'

/** Null within the limit; otherwise the seconds to wait. The binding gets a keyed hash, and no IP address. */
export async function withinSignInLimit(c: RouteContext): Promise<number | null> {
  const { keys, signInLimiter } = await servicesOf(c.env)
  const verdict = await signInLimiter.check(await keyedHash(keys.hash, `sign-in\n${clientPrefix(c.req.raw.headers)}`))
  return verdict.allowed ? null : verdict.retryAfterSeconds
}
