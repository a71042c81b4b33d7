/** Updates: news from the campaign, on the petition's page and in its feed. */
import * as z from 'zod/mini'

import { TITLE_MAX_CHARS, UPDATE_BODY_MAX_CHARS } from '../src/limits.ts'
import { block, filledLine } from './text.ts'

/** Publishes an update. Unknown members are ignored. */
export const updateForm = z.object({
  title: filledLine(TITLE_MAX_CHARS),
  /** Markdown. */
  body: block(UPDATE_BODY_MAX_CHARS).check(z.refine((value) => value !== '', { error: 'required' })),
})
export type UpdateForm = z.output<typeof updateForm>

export const updatePatch = z.partial(updateForm)
export type UpdatePatch = z.output<typeof updatePatch>

export const updateResponse = z.object({
  id: z.uuid(),
  title: z.string(),
  /** Markdown. */
  body: z.string(),
  publishedAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
})
export type UpdateResponse = z.output<typeof updateResponse>

export const updatesResponse = z.object({
  updates: z.array(updateResponse),
  /** Pass it as `cursor` for the next page; null on the last. */
  cursor: z.nullable(z.string()),
})
export type UpdatesResponse = z.output<typeof updatesResponse>
