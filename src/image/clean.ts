/**
 * Removes metadata from a campaign's image before it is stored. Photographs say where, when and with which device they were
 * taken, which can put people in danger: only what is needed to show the image stays.
 *
 * No library is used: the available ones either remove a list of known metadata, and so leave what is not on the list, or
 * are ten times as long.
 *
 * Limitations: the ICC profile stays, because colours depend on it, and a manufacturer may have written to it. What the
 * image shows, and data hidden on purpose in its pixels or tables, is not examined.
 */
import { type PetitionImage, IMAGE_TYPES } from '../../schema/petition.ts'
import { concat, toHex } from '../crypto/bytes.ts'
import { sha256 } from '../crypto/hash.ts'
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

/** The beginning of the SHA-256: 128 bits are enough to distinguish the images of one petition. */
const HASH_BYTES = 16

const CLEANERS: Record<ImageType, (bytes: Uint8Array) => Cleaned | null> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
}

/** `type` is the media type that the request claims. Refused when the bytes are of another type. */
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
  return ok({ type: known, width, height, bytes: clean, hash: toHex((await sha256(clean)).subarray(0, HASH_BYTES)) })
}
