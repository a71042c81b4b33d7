/** An import of an earlier list: what the script of its page sends. Email addresses are hashed at once, and stored nowhere. */
import * as z from 'zod/mini'

import {
  CLAIM_NOTE_MAX_CHARS,
  CLAIM_SOURCE_MAX_CHARS,
  DAY_MS,
  IMPORT_BATCH_MAX_ROWS,
  IMPORT_CONTACT_MAX_CHARS,
  IMPORT_MAX_ROWS,
  IMPORT_TEST_BATCH_MAX_ROWS,
} from '../src/limits.ts'
import { claimDay, claimEvidence } from './claim.ts'
import { emailAddress } from './email-address.ts'
import { countryCode } from './signature.ts'
import { filledLine, line } from './text.ts'

const rows = z
  .pipe(
    z.string({ error: 'not-a-number' }).check(z.regex(/^[1-9]\d{0,6}$/, { error: 'not-a-number' })),
    z.transform(Number),
  )
  .check(z.refine((n) => n <= IMPORT_MAX_ROWS, { error: 'not-a-number' }))

export const importId = z.uuid({ version: 'v7', error: 'not-text' })

export const testForm = z.object({ id: importId, rows })

export const beginForm = z.object({
  rows,
  source: filledLine(CLAIM_SOURCE_MAX_CHARS),
  collectedOn: claimDay,
  evidence: z._default(claimEvidence, ''),
  note: z._default(line(CLAIM_NOTE_MAX_CHARS), ''),
})
export type BeginForm = z.output<typeof beginForm>

/** Rows of the file after `from` up to `to`, counted from 1; those that cannot be read, or that are in it twice, are left out. */
const part = { from: z.int().check(z.gte(0)), to: z.int().check(z.lte(IMPORT_MAX_ROWS)) }
interface FilePart {
  from: number
  to: number
}
/** It has at most one row for each of the file: otherwise the size of the file would limit nothing. */
const isPart = <T extends FilePart>(rowsOf: (part: T) => readonly unknown[]) =>
  z.refine<T>((part) => part.from < part.to && rowsOf(part).length <= part.to - part.from, { error: 'not-a-number' })

/** In milliseconds. It may be tomorrow where somebody signed. */
const signedAt = z.int().check(
  z.gte(0),
  z.refine((at) => at <= Date.now() + DAY_MS),
)
/** No base64 has one character more than a multiple of four. */
const hasBytes = z.refine<string>((text) => text.length % 4 !== 1)

export const testBatch = z
  .object({
    ...part,
    emails: z.array(emailAddress).check(z.maxLength(IMPORT_TEST_BATCH_MAX_ROWS)),
  })
  .check(isPart(({ emails }) => emails))

export const importBatch = z
  .object({
    ...part,
    rows: z
      .array(
        z.object({
          id: importId,
          email: emailAddress,
          country: z.nullable(countryCode),
          signedAt,
          /** A `Contact`, encrypted for each key of the campaign and for `id`: base64url. */
          contact: z.string().check(z.maxLength(IMPORT_CONTACT_MAX_CHARS), z.regex(/^[\w-]+$/), hasBytes),
        }),
      )
      .check(z.maxLength(IMPORT_BATCH_MAX_ROWS)),
  })
  .check(isPart(({ rows }) => rows))
