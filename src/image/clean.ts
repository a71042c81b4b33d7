/**
 * A campaign's image before it is kept. Photographs tell where, when and with which device they were taken, and that can
 * put people in danger: everything goes that the image does not need to be seen.
 *
 * No library: those there are take away what they know by name, which leaves what their authors have not heard of, or are
 * ten times as long. Kept, because colours depend on it, is the ICC profile, in which a maker of devices may have written.
 * What the image shows, and what somebody hid in its pixels or tables on purpose, is not looked at.
 */
import { type PetitionImage, IMAGE_TYPES } from '../../schema/petition.ts'
import { concat, toHex } from '../crypto/bytes.ts'
import { IMAGE_SIDE_MAX_PIXELS } from '../limits.ts'
import { ok, refuse, type Result } from '../refusal.ts'
import type { Cleaned } from './cleaned.ts'
import { cleanJpeg } from './jpeg.ts'
import { cleanPng } from './png.ts'
import { cleanWebp } from './webp.ts'

type ImageType = PetitionImage['type']

export interface CleanImage extends Omit<PetitionImage, 'alt'> {
  bytes: Uint8Array<ArrayBuffer>
}

const CLEANERS: Record<ImageType, (bytes: Uint8Array) => Cleaned | null> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
}

/** `type` is what the sender says that it is; refused when the bytes say otherwise. */
export async function cleanImage(bytes: Uint8Array, type: string): Promise<Result<CleanImage>> {
  const known = IMAGE_TYPES.find((known) => known === type)
  const cleaned = known === undefined ? null : CLEANERS[known](bytes)
  if (known === undefined || cleaned === null) return refuse({ code: 'invalid-image', why: 'not-an-image' })
  const { parts, width, height } = cleaned
  if (width === 0 || height === 0) return refuse({ code: 'invalid-image', why: 'not-an-image' })
  if (Math.max(width, height) > IMAGE_SIDE_MAX_PIXELS) {
    return refuse({ code: 'invalid-image', why: 'too-many-pixels' })
  }
  const clean = concat(parts)
  return ok({ type: known, width, height, bytes: clean, hash: await hashOf(clean) })
}

/** The beginning of the SHA-256: 128 bits, which nobody finds twice. */
async function hashOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes)
  return toHex(new Uint8Array(digest).subarray(0, 16))
}
