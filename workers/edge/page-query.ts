/**
 * Which page of a public list is asked for. A `limit` that is not a positive integer means the default; a `cursor` that was
 * not made for this list is refused, since the reader would take the first page for the next one.
 */
import * as z from 'zod/mini'

import { type CursorList, makeCursor, readCursor } from '../../src/crypto/cursor.ts'
import { ok, refuse, type Result } from '../../src/refusal.ts'
import type { RouteContext } from './respond.tsx'
import { servicesOf } from './services.ts'

export interface PageQuery {
  limit: number
  /** The id of the last row of the page before; null for the first page. */
  cursor: string | null
}

export async function pageQuery(
  c: RouteContext,
  list: CursorList,
  defaultRows: number,
  maxRows: number,
): Promise<Result<PageQuery>> {
  const asked = Number(c.req.query('limit') ?? defaultRows)
  const limit = Number.isInteger(asked) && asked > 0 ? Math.min(asked, maxRows) : defaultRows
  const given = c.req.query('cursor') ?? ''
  if (given === '') return ok({ limit, cursor: null })
  const cursor = await readCursor(list, given, await servicesOf(c.env).keys.cursorKeys())
  return cursor === null
    ? refuse({ code: 'invalid-query', errors: [{ path: 'cursor', code: 'not-a-cursor' }] })
    : ok({ limit, cursor })
}

/** `page` with its cursor signed, as the public reads it. */
export async function withSignedCursor<P extends { cursor: string | null }>(
  c: RouteContext,
  list: CursorList,
  page: P,
): Promise<P> {
  if (page.cursor === null) return page
  return { ...page, cursor: await makeCursor(list, page.cursor, await servicesOf(c.env).keys.cursorKeys()) }
}

/** In lower case; null if `text` is not a UUID. */
export const uuidOf = (text: string | undefined): string | null =>
  z.safeParse(z.uuid(), text).data?.toLowerCase() ?? null
