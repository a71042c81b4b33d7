/** Asks the Open Graph Worker for an Open Graph image. */
import { withDeadline } from '../platform/deadline.ts'
import { OG_IMAGE_TIMEOUT_MS } from '../limits.ts'
import type { OgFacts } from './facts.ts'

/** The PNG. Throws when the Worker fails, is not there, or takes too long. */
export const drawnBy = (
  worker: Pick<Fetcher, 'fetch'>,
  facts: OgFacts,
  timeoutMs = OG_IMAGE_TIMEOUT_MS,
): Promise<Uint8Array> => withDeadline(ask(worker, facts), timeoutMs)

async function ask(worker: Pick<Fetcher, 'fetch'>, facts: OgFacts): Promise<Uint8Array> {
  // Nobody looks at the address: a binding leads to one Worker.
  const response = await worker.fetch('https://og-image.test/', { method: 'POST', body: JSON.stringify(facts) })
  if (!response.ok) throw new Error(`the Open Graph Worker answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
