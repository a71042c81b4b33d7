/** Requests an image from the Open Graph Worker. */
import { withDeadline } from '../platform/deadline.ts'
import { OG_IMAGE_TIMEOUT_MS } from '../limits.ts'
import type { OgFacts } from './facts.ts'

/** The PNG. Throws if the Worker fails, is missing or takes too long. */
export const drawnBy = (
  worker: Pick<Fetcher, 'fetch'>,
  facts: OgFacts,
  timeoutMs = OG_IMAGE_TIMEOUT_MS,
): Promise<Uint8Array> => withDeadline(ask(worker, facts), timeoutMs)

async function ask(worker: Pick<Fetcher, 'fetch'>, facts: OgFacts): Promise<Uint8Array> {
  // The URL is ignored: a binding always calls the same Worker.
  const response = await worker.fetch('https://og-image.test/', { method: 'POST', body: JSON.stringify(facts) })
  if (!response.ok) throw new Error(`the Open Graph Worker responded with ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
