/**
 * Words that occur nowhere else, and the search for them in whatever was written, sent or stored: as they are and in the
 * disguises that software gives to text.
 */
import { Buffer } from 'node:buffer'

/** Every form in which `text` could lie somewhere. */
export function disguisesOf(text: string): Buffer[] {
  const disguises = new Set<string>()
  for (const written of [text, text.toLowerCase(), text.toUpperCase()]) {
    disguises.add(written)
    disguises.add(encodeURIComponent(written))
    disguises.add(JSON.stringify(written).slice(1, -1))
    const hex = Buffer.from(written).toString('hex')
    disguises.add(hex).add(hex.toUpperCase())
    for (const base64 of inBase64(written)) {
      disguises.add(base64).add(base64.replaceAll('+', '-').replaceAll('/', '_'))
    }
  }
  return [
    ...[...disguises].map((disguise) => Buffer.from(disguise)),
    Buffer.from(text, 'utf16le'),
    Buffer.from(text.toLowerCase(), 'utf16le'),
  ]
}

/** Base64 writes a text in three ways, by where it begins among groups of three bytes; its ends mix with what is around. */
function inBase64(text: string): string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.from(`${'\0'.repeat(before)}${text}`)
      .toString('base64')
      .replaceAll('=', '')
    return encoded.slice(before === 0 ? 0 : before + 1, -1)
  })
}

/** Where any of `canaries` occurs in `places`, by the name of the place. */
export function findCanaries(places: Record<string, Buffer | string>, canaries: readonly string[]): string[] {
  return Object.entries(places).flatMap(([place, content]) => {
    const bytes = Buffer.from(content)
    return canaries
      .filter((canary) => disguisesOf(canary).some((disguise) => bytes.includes(disguise)))
      .map((canary) => `${canary} in ${place}`)
  })
}
