/** How the console tells the edge, which passes its responses on, that a petition has changed: its caches then forget it. */
import { addressOf } from '../address.ts'

export const CHANGED_HEADER = 'undersigned-changed'

export interface Changed {
  id: number
  slug: string
  /** The slug in its address, where it is another one. */
  publicSlug: string | null
}

export const changedHeader = (petition: Changed): Record<string, string> => ({
  [CHANGED_HEADER]: [petition.id, ...new Set([petition.slug, addressOf(petition)])].join('/'),
})

export function readChanged(headers: Headers): Changed | null {
  const [, id, slug, publicSlug = null] =
    /^(\d+)\/([\w-]+)(?:\/([\w-]+))?$/.exec(headers.get(CHANGED_HEADER) ?? '') ?? []
  return id === undefined || slug === undefined ? null : { id: Number(id), slug, publicSlug }
}
