/** Validates a request's body against its schema: the typed value, or the problems of its fields. */
import type * as z from 'zod/mini'
import { safeParse } from 'zod/mini'

import { FIELD_ERRORS, type FieldError } from '../../schema/text.ts'
import type { FieldProblem } from '../refusal.ts'
import type { Body } from './body.ts'

export type Validated<T> = { ok: true; value: T } | { ok: false; errors: FieldProblem[] }

const NONE: ReadonlySet<string> = new Set()
const KNOWN: ReadonlySet<string> = new Set(FIELD_ERRORS)
const isFieldError = (text: string): text is FieldError => KNOWN.has(text)

/**
 * Checks `body` against `schema`. Reports one problem for each field: the first. `fixed`: members that are known, but are none
 * that the schema takes, because they cannot be changed.
 */
export function validate<S extends z.ZodMiniType>(
  schema: S,
  body: Body,
  fixed: ReadonlySet<string> = NONE,
): Validated<z.output<S>> {
  const result = safeParse(schema, body)
  if (result.success) return { ok: true, value: result.data }
  const problems = new Map<string, FieldProblem>()
  for (const issue of result.error.issues) {
    const path = issue.path.join('.')
    if (issue.code === 'unrecognized_keys' && path === '') {
      for (const key of issue.keys)
        problems.set(key, { path: key, code: fixed.has(key) ? 'cannot-change' : 'unknown-field' })
      continue
    }
    if (!problems.has(path)) {
      problems.set(path, { path, code: isFieldError(issue.message) ? issue.message : 'not-text' })
    }
  }
  return { ok: false, errors: [...problems.values()] }
}
