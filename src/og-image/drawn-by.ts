/** Requests an image from the Open Graph Worker, and reads the request there. */
import { withDeadline } from '../platform/deadline.ts'
import type { OgFacts } from './facts.ts'
import type { StoredImage } from './petition-image.ts'

export interface OgRequest {
  facts: OgFacts
  /** The petition's own image. */
  image: StoredImage | null
}

/** The PNG or JPEG. Throws if the Worker fails, is missing or takes too long. */
export const drawnBy = (worker: Pick<Fetcher, 'fetch'>, request: OgRequest, timeoutMs: number): Promise<Uint8Array> =>
  withDeadline(ask(worker, request), timeoutMs)

async function ask(worker: Pick<Fetcher, 'fetch'>, { facts, image }: OgRequest): Promise<Uint8Array> {
  const body = new FormData()
  body.set('facts', JSON.stringify(facts))
  if (image !== null) body.set('image', new Blob([image.bytes], { type: image.type }))
  // The URL is ignored: a binding always calls the same Worker.
  const response = await worker.fetch('https://og-image.test/', { method: 'POST', body })
  if (!response.ok) throw new Error(`the Open Graph Worker responded with ${response.status}`)
  return new Uint8Array(await response.arrayBuffer())
}

export async function readRequest(form: FormData): Promise<OgRequest> {
  const facts = form.get('facts')
  const image = form.get('image')
  if (typeof facts !== 'string') throw new TypeError('a request without facts')
  const own = image instanceof Blob ? { type: image.type, bytes: new Uint8Array(await image.arrayBuffer()) } : null
  return { facts: JSON.parse(facts), image: own }
}
