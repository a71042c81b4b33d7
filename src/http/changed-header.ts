/** How the console tells the edge, which passes its responses on, that a petition has changed: its caches then forget it. */
export const CHANGED_HEADER = 'undersigned-changed'

export interface Changed {
  id: number
  slug: string
}

export const changedHeader = ({ id, slug }: Changed): Record<string, string> => ({ [CHANGED_HEADER]: `${id}/${slug}` })

export function readChanged(headers: Headers): Changed | null {
  const found = /^(\d+)\/([\w-]+)$/.exec(headers.get(CHANGED_HEADER) ?? '')
  return found?.[1] === undefined || found[2] === undefined ? null : { id: Number(found[1]), slug: found[2] }
}
