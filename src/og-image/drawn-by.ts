/** Asks the pictures Worker for an Open Graph image. */
import { withDeadline } from '../deadline.ts'
import { OG_IMAGE_TIMEOUT_MS } from '../limits.ts'
import type { OgFacts } from './facts.ts'

/** The PNG. Throws when the Worker fails, is not there, or takes too long. */
export const drawnBy = (
  pictures: Pick<Fetcher, 'fetch'>,
  facts: OgFacts,
  timeoutMs = OG_IMAGE_TIMEOUT_MS,
): Promise<Uint8Array> => withDeadline(ask(pictures, facts), timeoutMs)

async function ask(pictures: Pick<Fetcher, 'fetch'>, facts: OgFacts): Promise<Uint8Array> {
  // Nobody looks at the address: a binding leads to one Worker.
  const response = await pictures.fetch('https://pictures.test/', { method: 'POST', body: JSON.stringify(facts) })
  if (!response.ok) throw new Error(`the pictures Worker answered ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}
