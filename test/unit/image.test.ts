/** What is stored of a campaign's image, whatever bytes are sent. */
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { IMAGE_TYPES } from '../../schema/petition.ts'
import { cleanImage } from '../../src/image/clean.ts'
import { orientationOf } from '../../src/image/exif.ts'
import {
  holds,
  imageChunk,
  LOSSLESS_WEBP,
  LOSSY_WEBP,
  PLAIN,
  pngChunk,
  PROFILE,
  PROGRESSIVE_JPEG,
  riff,
  riffChunk,
  SECRETS,
  telling,
} from '../support/images.ts'

const cleaned = async (bytes: Uint8Array, type: string) => {
  const result = await cleanImage(bytes, type)
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

const refusalOf = async (bytes: Uint8Array, type: string) => {
  const result = await cleanImage(bytes, type)
  return result.ok ? null : result.refusal
}

const NOT_AN_IMAGE = { code: 'invalid-image', why: 'not-an-image' }

describe.each(IMAGE_TYPES)('%s', (type) => {
  test('keeps no place, time, device or owner, but its colours', async () => {
    const bytes = telling(type, 6)
    expect(SECRETS.filter((secret) => holds(bytes, secret)).length).toBeGreaterThanOrEqual(6)
    const clean = await cleaned(bytes, type)
    expect(SECRETS.filter((secret) => holds(clean.bytes, secret))).toEqual([])
    expect(holds(clean.bytes, PROFILE)).toBe(true)
  })

  test('without metadata stays as it is, byte for byte', async () => {
    const clean = await cleaned(PLAIN[type], type)
    expect(clean.bytes).toEqual(PLAIN[type])
    expect(clean).toMatchObject({ type, width: 3, height: 2, hash: expect.stringMatching(/^[0-9a-f]{32}$/) })
  })

  test('cut off anywhere is refused', async () => {
    for (let length = 0; length < PLAIN[type].length; length++) {
      expect({ length, refused: await refusalOf(PLAIN[type].subarray(0, length), type) }).toEqual({
        length,
        refused: NOT_AN_IMAGE,
      })
    }
  })

  test('is not recognised as another type', async () => {
    const others = ['image/jpeg', 'image/png', 'image/webp', 'image/svg+xml', 'text/html', ''].filter(
      (other) => other !== type,
    )
    for (const other of others) expect(await refusalOf(PLAIN[type], other)).toEqual(NOT_AN_IMAGE)
  })

  test('with any bytes is refused or cleaned, and never throws', async () => {
    const mutated = fc
      .tuple(
        fc.constantFrom(telling(type, 6), PLAIN[type], ...(type === 'image/jpeg' ? [PROGRESSIVE_JPEG] : [])),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
        fc.option(fc.nat()),
        fc.uint8Array({ maxLength: 40 }),
      )
      .map(([image, changes, cut, more]) => {
        const bytes = Uint8Array.from([...image, ...more])
        for (const [at, byte] of changes) bytes[at % bytes.length] = byte
        return cut === null ? bytes : bytes.subarray(0, cut % bytes.length)
      })
    const made = fc
      .uint8Array({ maxLength: 300 })
      .map((tail) => Uint8Array.from([...PLAIN[type].subarray(0, 20), ...tail]))
    await fc.assert(
      fc.asyncProperty(fc.oneof(mutated, made), async (bytes) => {
        const result = await cleanImage(bytes, type)
        if (!result.ok) return
        // What is clean has nothing left to take away.
        expect(await cleanImage(result.value.bytes, type)).toEqual(result)
      }),
      { numRuns: 2_000 },
    )
  })
})

describe.each(['image/jpeg', 'image/png'] as const)('%s', (type) => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'rotated by EXIF (%i) stays rotated, and is measured as it is shown',
    async (orientation) => {
      const clean = await cleaned(telling(type, orientation), type)
      expect([clean.width, clean.height]).toEqual(orientation < 5 ? [3, 2] : [2, 3])
      const tiffAt = Array.from(clean.bytes.keys()).find((at) =>
        holds(clean.bytes.subarray(at, at + 4), [0x4d, 0x4d, 0, 42]),
      )
      // The TIFF that says nothing else.
      expect(tiffAt === undefined ? null : orientationOf(clean.bytes.subarray(tiffAt, tiffAt + 26))).toBe(
        orientation === 1 ? null : orientation,
      )
    },
  )
})

test('a JPEG with several scans keeps them all', async () => {
  const clean = await cleaned(PROGRESSIVE_JPEG, 'image/jpeg')
  expect(clean).toMatchObject({ width: 40, height: 40 })
  expect(clean.bytes).toEqual(PROGRESSIVE_JPEG)
})

test('a JPEG without a frame, without a scan, or of a kind that no browser supports is refused', async () => {
  const [frameAt, scanAt] = [0xc0, 0xda].map((marker) =>
    PLAIN['image/jpeg'].findIndex((byte, at, all) => byte === 0xff && all[at + 1] === marker),
  )
  const jpeg = PLAIN['image/jpeg']
  const arithmetic = Uint8Array.from(jpeg)
  arithmetic[(frameAt ?? 0) + 1] = 0xc9
  const noScan = Uint8Array.from([...jpeg.subarray(0, scanAt), 0xff, 0xd9])
  const noFrame = Uint8Array.from([...jpeg.subarray(0, frameAt), ...jpeg.subarray(scanAt)])
  for (const bytes of [arithmetic, noScan, noFrame]) expect(await refusalOf(bytes, 'image/jpeg')).toEqual(NOT_AN_IMAGE)
})

test('a PNG with a wrong checksum or an unknown critical chunk is refused', async () => {
  const png = PLAIN['image/png']
  const broken = Uint8Array.from(png)
  broken[png.length - 20] = (broken[png.length - 20] ?? 0) ^ 1
  const unknown = Uint8Array.from([...png.subarray(0, 33), ...pngChunk('SPYc', [1]), ...png.subarray(33)])
  for (const bytes of [broken, unknown]) expect(await refusalOf(bytes, 'image/png')).toEqual(NOT_AN_IMAGE)
})

test.each([
  ['lossy', LOSSY_WEBP],
  ['lossless', LOSSLESS_WEBP],
])('a %s WebP is measured', async (_, bytes) => {
  expect(await cleaned(bytes, 'image/webp')).toMatchObject({ width: 3, height: 2 })
})

test('an animated WebP keeps its frames without their metadata', async () => {
  const frame = [...Array.from({ length: 16 }, () => 0), ...imageChunk(LOSSLESS_WEBP)]
  const spying = riffChunk('ANMF', [...frame, ...riffChunk('SPY ', [...(SECRETS[0] ?? [])])])
  const file = (frames: number[][]) =>
    riff([riffChunk('VP8X', [2, 0, 0, 0, 2, 0, 0, 1, 0, 0]), riffChunk('ANIM', [0, 0, 0, 0, 0, 0]), ...frames])
  const clean = await cleaned(file([spying, spying]), 'image/webp')
  expect(clean.bytes).toEqual(file([riffChunk('ANMF', frame), riffChunk('ANMF', frame)]))
  expect(await refusalOf(file([riffChunk('ANMF', frame.slice(0, 20))]), 'image/webp')).toEqual(NOT_AN_IMAGE)
  expect(await refusalOf(file([]), 'image/webp')).toEqual(NOT_AN_IMAGE)
})

test('each side has at most 4096 pixels', async () => {
  const sized = (width: number, height: number) => {
    const png = PLAIN['image/png']
    const header = [...png.subarray(16, 29)]
    header.splice(0, 8, ...[width, height].flatMap((side) => [0, 0, side >> 8, side & 0xff]))
    return Uint8Array.from([...png.subarray(0, 8), ...pngChunk('IHDR', header), ...png.subarray(33)])
  }
  expect(await refusalOf(sized(4_096, 4_096), 'image/png')).toBeNull()
  for (const bytes of [sized(4_097, 1), sized(1, 4_097)]) {
    expect(await refusalOf(bytes, 'image/png')).toEqual({ code: 'invalid-image', why: 'too-many-pixels' })
  }
  for (const bytes of [sized(0, 1), sized(1, 0)]) expect(await refusalOf(bytes, 'image/png')).toEqual(NOT_AN_IMAGE)
})
