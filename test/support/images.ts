/** Tiny real images of 3 × 2 pixels, and what a telephone writes into them besides. */

const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (char) => char.charCodeAt(0))
const ascii = (text: string): number[] => Array.from(text, (char) => char.charCodeAt(0))

/** Grey. One scan. */
const JPEG = bytesOf(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqm' +
    'x5moq6T/wAALCAACAAMBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAABf/EABkQAAEFAAAAAAAAAAAAAAAAAAABAhJSkf/aAAgBAQAAPwACTrLp/9k=',
)
/** 40 × 40 pixels, grey, in several scans. */
export const PROGRESSIVE_JPEG = bytesOf(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////////////////' +
    '////////wgALCAAoACgBAREA/8QAFgABAQEAAAAAAAAAAAAAAAAAAAEC/9oACAEBAAAAAcIqJSBYB//EABQQAQAAAAAAAAAAAAAAAAAAAED/2gAI' +
    'AQEAAQUCT//EABQQAQAAAAAAAAAAAAAAAAAAAED/2gAIAQEABj8CT//EABQQAQAAAAAAAAAAAAAAAAAAAED/2gAIAQEAAT8hT//aAAgBAQAAABAw' +
    'jzB//8QAGhAAAwADAQAAAAAAAAAAAAAAAAERECExIP/aAAgBAQABPxB6ZTomqTWi6H3KZfL6UTzcIuP/2Q==',
)
const PNG = bytesOf(
  'iVBORw0KGgoAAAANSUhEUgAAAAMAAAACAQMAAACnuvRZAAAABlBMVEX/AAAAAP9sof2OAAAADElEQVQI12NgYHgAAADkAOF67cd7AAAAAElFTkSu' +
    'QmCC',
)
export const LOSSY_WEBP = bytesOf(
  'UklGRjgAAABXRUJQVlA4ICwAAADwAQCdASoDAAIABABoJaACdLoAAwjz9AAA/u7sja5CbkZCdqr8UApHAeAAAA==',
)
export const LOSSLESS_WEBP = bytesOf('UklGRh4AAABXRUJQVlA4TBIAAAAvAkAAAA8Q87//8x8O5iCi/xE=')

export const PLAIN = { 'image/jpeg': JPEG, 'image/png': PNG, 'image/webp': LOSSY_WEBP } as const
export type ImageType = keyof typeof PLAIN

/** What must not be left of an image. The last is 41° 17′ 42.42″: numerator and denominator of each. */
export const SECRETS: readonly (readonly number[])[] = [
  ...['SpyPhone 12', '2026:07:01', 'At home', '<x:xmpmeta', '8BIM', 'THUMBNAIL', 'TRAILER', 'GPano'].map(ascii),
  [0, 41, 0, 0, 0, 1, 0, 0, 0, 17, 0, 0, 0, 1, 0, 0, 16, 146, 0, 0, 0, 100],
]

/** What must be left: the colours. */
export const PROFILE = ascii('profile of colours')

export const holds = (bytes: Uint8Array, part: readonly number[]): boolean =>
  bytes.some((_, at) => part.every((byte, index) => bytes[at + index] === byte))

/** Big-endian TIFF with device, time and place. */
function exif(orientation: number): number[] {
  const entry = (tag: number, type: number, count: number, value: number[]) => [
    ...uint(2, tag),
    ...uint(2, type),
    ...uint(4, count),
    ...value,
  ]
  const device = [...ascii('SpyPhone 12'), 0]
  const time = [...ascii('2026:07:01 12:00:00'), 0]
  const directory = 2 + 4 * 12 + 4
  const deviceAt = 8 + directory
  const timeAt = deviceAt + device.length
  const gpsAt = timeAt + time.length
  const latitudeAt = gpsAt + 2 + 12 + 4
  return [
    ...ascii('MM'),
    0,
    42,
    ...uint(4, 8),
    ...uint(2, 4),
    ...entry(0x0110, 2, device.length, uint(4, deviceAt)),
    ...entry(0x0112, 3, 1, [...uint(2, orientation), 0, 0]),
    ...entry(0x0132, 2, time.length, uint(4, timeAt)),
    ...entry(0x8825, 4, 1, uint(4, gpsAt)),
    ...uint(4, 0),
    ...device,
    ...time,
    ...uint(2, 1),
    ...entry(0x0002, 5, 3, uint(4, latitudeAt)),
    ...uint(4, 0),
    ...[41, 1, 17, 1, 4242, 100].flatMap((value) => uint(4, value)),
  ]
}

/** The plain image of this type, with metadata about the photographer. */
export function telling(type: ImageType, orientation = 1): Uint8Array {
  return { 'image/jpeg': jpeg, 'image/png': png, 'image/webp': webp }[type](orientation)
}

function jpeg(orientation: number): Uint8Array {
  const segment = (marker: number, payload: number[]) => [0xff, marker, ...uint(2, payload.length + 2), ...payload]
  const jfifEnd = 2 + 18
  const scan = JPEG.findLastIndex((byte, at) => byte === 0xff && JPEG[at + 1] === 0xda)
  return Uint8Array.from([
    0xff,
    0xd8,
    // JFIF, with a thumbnail of one pixel by three.
    ...segment(0xe0, [...JPEG.subarray(6, 18), 1, 3, ...ascii('THUMBNAIL')]),
    ...segment(0xe1, [...ascii('Exif\0\0'), ...exif(orientation)]),
    ...segment(0xe1, ascii('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPano</x:xmpmeta>')),
    ...segment(0xe2, [...ascii('ICC_PROFILE\0'), 1, 1, ...PROFILE]),
    ...segment(0xe2, ascii('MPF\0TRAILER is at 42')),
    ...segment(0xed, ascii('Photoshop 3.0\x008BIM At home')),
    ...segment(0xee, [...ascii('Adobe'), 0, 100, 0, 0, 0, 0, 1, ...ascii('At home')]),
    ...segment(0xfe, ascii('At home')),
    ...JPEG.subarray(jfifEnd, scan),
    // Between tables and scan, with fill bytes before it.
    0xff,
    0xff,
    ...segment(0xfe, ascii('At home')),
    ...JPEG.subarray(scan),
    ...ascii('TRAILER: a film'),
  ])
}

export function pngChunk(type: string, data: readonly number[]): number[] {
  const checked = [...ascii(type), ...data]
  let crc = -1
  for (const byte of checked) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0)
  }
  return [...uint(4, data.length), ...checked, ...uint(4, ~crc >>> 0)]
}

function png(orientation: number): Uint8Array {
  const headerEnd = 8 + 25
  const endAt = PNG.length - 12
  return Uint8Array.from([
    ...PNG.subarray(0, headerEnd),
    ...pngChunk('iCCP', [...PROFILE, 0, 0, 1, 2, 3]),
    ...pngChunk('tEXt', ascii('Comment\0At home')),
    ...pngChunk('iTXt', ascii('XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>GPano</x:xmpmeta>')),
    ...pngChunk('zTXt', ascii('Comment\0\0At home')),
    ...pngChunk('spYc', ascii('SpyPhone 12')),
    ...PNG.subarray(headerEnd, endAt),
    ...pngChunk('tIME', [7, 234, 7, 1, 12, 0, 0]),
    ...pngChunk('eXIf', exif(orientation)),
    ...PNG.subarray(endAt),
    ...ascii('TRAILER'),
  ])
}

/** A RIFF of chunks, each given with its header. */
export function riff(chunks: readonly (readonly number[])[]): Uint8Array {
  const all = [...ascii('WEBP'), ...chunks.flat()]
  return Uint8Array.from([...ascii('RIFF'), ...uint(4, all.length).toReversed(), ...all])
}

export const riffChunk = (type: string, data: ArrayLike<number>): number[] => [
  ...ascii(type),
  ...uint(4, data.length).toReversed(),
  ...Array.from(data),
  ...(data.length % 2 === 0 ? [] : [0]),
]

/** Of an image without metadata, the chunk with its pixels. */
export const imageChunk = (simple: Uint8Array): number[] => [...simple.subarray(12)]

function webp(orientation: number): Uint8Array {
  const [hasProfile, hasExif, hasXmp] = [0x20, 0x08, 0x04]
  const whole = riff([
    riffChunk('VP8X', [hasProfile | hasExif | hasXmp, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
    riffChunk('ICCP', [...PROFILE, 1]),
    imageChunk(LOSSY_WEBP),
    riffChunk('EXIF', exif(orientation)),
    riffChunk('XMP ', ascii('<x:xmpmeta>GPano</x:xmpmeta>')),
    riffChunk('SPY ', ascii('SpyPhone 12')),
  ])
  return Uint8Array.from([...whole, ...ascii('TRAILER')])
}

/** Big-endian. */
function uint(size: number, value: number): number[] {
  return Array.from({ length: size }, (_, index) => Math.floor(value / 256 ** (size - 1 - index)) % 256)
}
