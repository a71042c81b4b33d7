/** An import of an earlier list: what the script of its page sends. Email addresses are hashed at once, and stored nowhere. */
import * as z from 'zod/mini'

import {
  CLAIM_NOTE_MAX_CHARS,
  CLAIM_SOURCE_MAX_CHARS,
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
const isPart = z.refine<{ from: number; to: number }>(({ from, to }) => from < to, { error: 'not-a-number' })

export const testBatch = z
  .object({
    ...part,
    emails: z.array(emailAddress).check(z.maxLength(IMPORT_TEST_BATCH_MAX_ROWS)),
  })
  .check(isPart)

export const importBatch = z
  .object({
    ...part,
    rows: z
      .array(
        z.object({
          id: importId,
          email: emailAddress,
          country: z.nullable(countryCode),
          signedAt: z.int().check(z.gte(0)),
          /** A `Contact`, encrypted for each key of the campaign and for `id`: base64url. */
          contact: z.string().check(z.maxLength(IMPORT_CONTACT_MAX_CHARS), z.regex(/^[\w-]+$/)),
        }),
      )
      .check(z.maxLength(IMPORT_BATCH_MAX_ROWS)),
  })
  .check(isPart)
