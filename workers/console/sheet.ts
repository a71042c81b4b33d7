/** The URL of the style sheet: it has a hash of the sheet, so that browsers store it for good. */
import { toHex } from '../../src/crypto/bytes.ts'
import { sha256 } from '../../src/crypto/hash.ts'
import { CONSOLE_SHEET } from '../../src/console/sheet.ts'

let path: Promise<string> | undefined

export const sheetPath = (): Promise<string> => (path ??= make())

async function make(): Promise<string> {
  const hash = toHex(await sha256(Uint8Array.from(new TextEncoder().encode(CONSOLE_SHEET))))
  return `/console/${hash.slice(0, 12)}.css`
}
