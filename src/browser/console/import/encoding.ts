/** The encoding of a file: by its mark, or by what its bytes can be. A guess, which the reader can change. */
import type { Encoding } from '../../../contacts/import-setup.ts'

const LOOKED_AT_BYTES = 262_144
const HIGH = 0x80

export async function encodingOf(file: Blob, locale: string): Promise<Encoding> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT_BYTES).arrayBuffer())
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  const zeros = [0, 1].map((odd) => bytes.filter((byte, at) => byte === 0 && at % 2 === odd).length)
  // In text, every second byte of most letters is zero.
  if (Math.max(...zeros) > bytes.length / 8) return (zeros[0] ?? 0) > (zeros[1] ?? 0) ? 'utf-16be' : 'utf-16le'
  return (await isUtf8(file)) ? 'utf-8' : ofOneByte(bytes, locale)
}

/** The whole file: a letter that is none may come late. */
async function isUtf8(file: Blob): Promise<boolean> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of chunksOf(file)) decoder.decode(bytes, { stream: true })
    decoder.decode()
    return true
  } catch {
    return false
  }
}

/** Where no letters are Latin, whole words have high bytes. */
function ofOneByte(bytes: Uint8Array, locale: string): Encoding {
  let high = 0
  let inWords = 0
  for (const [at, byte] of bytes.entries()) {
    if (byte < HIGH) continue
    high++
    if ((bytes[at - 1] ?? 0) >= HIGH) inWords++
  }
  if (inWords > high / 2) return locale === 'ar' ? 'windows-1256' : 'windows-1251'
  return locale === 'tr' || locale === 'uz' ? 'windows-1254' : 'windows-1252'
}

export async function* chunksOf(file: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reader = file.stream().getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    yield value
  }
}
