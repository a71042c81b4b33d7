/** What a form of the console sends, as text by the names of its fields, and what is wrong with it in the reader’s words. */
import { createMiddleware } from 'hono/factory'
import type * as z from 'zod/mini'

import type { FormState } from '../../src/console/parts/form.tsx'
import { validate } from '../../src/http/validate.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import type { FieldProblem } from '../../src/refusal.ts'
import type { RouteContext, With } from './context.ts'
import { refused } from './respond.tsx'
import { readValues, type Values } from './values.ts'

/** Reads the form and sets `values`. After the middleware that says who may call. */
export const form = (maxBytes?: number) =>
  createMiddleware<With<{ values: Values }>>(async function form(c, next) {
    const values = await readValues(c.req.raw, maxBytes)
    if (!values.ok) return refused(c, values.refusal)
    c.set('values', values.value)
    return next()
  })

export type Checked<T> = { ok: true; value: T } | { ok: false; form: FormState }

/** Checks values against a schema; what is wrong is in the words of the reader. */
export function check<S extends z.ZodMiniType>(c: RouteContext, schema: S, values: Values): Checked<z.output<S>> {
  const checked = validate(schema, values)
  return checked.ok ? checked : { ok: false, form: { values, errors: errorsOf(c, checked.errors) } }
}

export function errorsOf(c: RouteContext, problems: readonly FieldProblem[]): FormState['errors'] {
  const { fieldErrors, fieldErrorsByPath } = catalogue(c.var.locale)
  return Object.fromEntries(
    // Of a list, the field that has all of it.
    problems.map(({ path, code }) => [
      path.split('.')[0] ?? '',
      fieldErrorsByPath[`${path}/${code}`] ?? fieldErrors[code],
    ]),
  )
}

/** A form whose one field is wrong for a reason that no schema knows. */
export const wrong = (values: Values, name: string, text: string): FormState => ({ values, errors: { [name]: text } })
