/** Which page of a list is asked for. What is no answer to that is taken for the first page of the usual size. */
import type { Context } from 'hono'
import * as z from 'zod/mini'

/** `cursor`: a UUID in lower case, as rows have it. */
export function pageQuery(c: Context, defaultRows: number, maxRows: number): { limit: number; cursor: string | null } {
  const asked = Number(c.req.query('limit') ?? defaultRows)
  return {
    limit: Number.isInteger(asked) && asked > 0 ? Math.min(asked, maxRows) : defaultRows,
    cursor: uuidOf(c.req.query('cursor')),
  }
}

/** In lower case; null for what is none. */
export const uuidOf = (text: string | undefined): string | null =>
  z.safeParse(z.uuid(), text).data?.toLowerCase() ?? null
