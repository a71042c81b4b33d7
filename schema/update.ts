/** Updates: news from the campaign, on the petition's page and in its feed. */
import * as z from 'zod/mini'

import { TITLE_MAX_CHARS, UPDATE_BODY_MAX_CHARS } from '../src/limits.ts'
import { block, filledBlock, filledLine, UNKNOWN_FIELD } from './text.ts'
import { translationRefs, versionNumber } from './version.ts'

/** Publishes an update. Unknown members are ignored. */
export const updateForm = z.object({
  title: filledLine(TITLE_MAX_CHARS),
  /** Markdown. */
  body: block(UPDATE_BODY_MAX_CHARS).check(z.refine((value) => value !== '', { error: 'required' })),
})
export type UpdateForm = z.output<typeof updateForm>

export const updatePatch = z.strictObject(z.partial(updateForm).shape, UNKNOWN_FIELD)
export type UpdatePatch = z.output<typeof updatePatch>

export const updateResponse = z.object({
  id: z.uuid(),
  title: z.string(),
  /** Markdown. */
  body: z.string(),
  publishedAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  /** The number of the version of its words. */
  version: z.int(),
  translations: translationRefs,
})
export type UpdateResponse = z.output<typeof updateResponse>

/** Members of an update, of which those that are not in `updatePatch` cannot be changed. */
export const UPDATE_MEMBERS: ReadonlySet<string> = new Set(Object.keys(updateResponse.shape))

/** The words of an update's translation. */
export const updateTranslationForm = z.object({
  title: filledLine(TITLE_MAX_CHARS),
  /** Markdown. */
  body: filledBlock(UPDATE_BODY_MAX_CHARS),
  /** The number of the version that it is of; without it, the current one. */
  of: z.optional(versionNumber),
})
export type UpdateTranslationForm = z.output<typeof updateTranslationForm>

/** A translation as it is stored. */
export const updateTranslationResponse = z.object({
  number: z.int(),
  language: z.string(),
  translates: z.int(),
  title: z.string(),
  body: z.string(),
  publishedAt: z.iso.datetime(),
})

export const updatesResponse = z.object({
  updates: z.array(updateResponse),
  /** Pass it as `cursor` for the next page; null on the last. */
  cursor: z.nullable(z.string()),
})
export type UpdatesResponse = z.output<typeof updatesResponse>
