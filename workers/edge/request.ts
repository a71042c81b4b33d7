/**
 * What a route reads of its request, as middleware: each reads one part within its limits, checks it, and sets it for the
 * handler, typed by the schema; or refuses. It stands after the middleware that says who may call.
 */
import type { MiddlewareHandler } from 'hono'
import { createMiddleware } from 'hono/factory'
import type * as z from 'zod/mini'

import { readBody, readBytes, readOptionalBody } from '../../src/http/body.ts'
import { validate } from '../../src/http/validate.ts'
import { BODY_MAX_BYTES } from '../../src/limits.ts'
import type { Refusal } from '../../src/refusal.ts'
import { type EdgeVariables, refusal } from './respond.tsx'

/** The codes of refusals that list what is wrong with each field. */
type InvalidCode = Extract<Refusal, { errors: unknown }>['code']

interface FormOptions {
  maxBytes?: number
  /** A request without a body is read as an empty form. */
  optional?: boolean
  /** Members that are known, and refused because they cannot be changed. */
  fixed?: ReadonlySet<string>
}

/** Reads the body, JSON or a form post, and sets `form`. */
export function form<S extends z.ZodMiniType>(
  schema: S,
  code: InvalidCode,
  { maxBytes = BODY_MAX_BYTES, optional = false, fixed }: FormOptions = {},
): MiddlewareHandler<EdgeVariables<{ form: z.output<S> }>> {
  const read = optional ? readOptionalBody : readBody
  return createMiddleware(async function form(c, next) {
    const body = await read(c.req.raw, maxBytes)
    if (!body.ok) return refusal(c, body.refusal)
    const checked = validate(schema, body.value, fixed)
    if (!checked.ok) return refusal(c, { code, errors: checked.errors })
    c.set('form', checked.value)
    return next()
  })
}

/** Checks the parameters of the query and sets `query`. Of a parameter that is given twice, the first counts. */
export function query<S extends z.ZodMiniType>(
  schema: S,
  code: InvalidCode,
): MiddlewareHandler<EdgeVariables<{ query: z.output<S> }>> {
  return createMiddleware(async function query(c, next) {
    const checked = validate(schema, c.req.query())
    if (!checked.ok) return refusal(c, { code, errors: checked.errors })
    c.set('query', checked.value)
    return next()
  })
}

/** Reads a body of bytes, of whatever type, and sets `bytes`. */
export function bytes(maxBytes: number, timeoutMs: number): MiddlewareHandler<EdgeVariables<{ bytes: Uint8Array }>> {
  return createMiddleware(async function bytes(c, next) {
    const body = await readBytes(c.req.raw, maxBytes, timeoutMs)
    if (!body.ok) return refusal(c, body.refusal)
    c.set('bytes', body.value)
    return next()
  })
}
