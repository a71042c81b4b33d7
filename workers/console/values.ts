/** What a form sends, as text by the names of its fields. */
import type { FormState } from '../../src/console/parts/form.tsx'
import { readOptionalBody } from '../../src/http/body.ts'
import { CONSOLE_BODY_MAX_BYTES } from '../../src/limits.ts'
import { ok, type Result } from '../../src/refusal.ts'

export type Values = FormState['values']

/** Fields that are empty are missing, and so is what is no text: no form sends it. */
export async function readValues(request: Request, maxBytes = CONSOLE_BODY_MAX_BYTES): Promise<Result<Values>> {
  const body = await readOptionalBody(request, maxBytes)
  if (!body.ok) return body
  const texts = Object.entries(body.value).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return ok(Object.fromEntries(texts))
}
