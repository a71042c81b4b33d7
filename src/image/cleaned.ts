/** What the three formats share: the result of cleaning, and reading and writing bytes. */

/** An image without metadata. */
export interface Cleaned {
  /** The file, in pieces: most of them are views of the bytes that were read. */
  parts: Uint8Array[]
  /** In pixels, as it is shown: after it is turned upright. */
  width: number
  height: number
}

/** A view of bytes that need not begin where their buffer does. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Bytes that are an ASCII name: the type of a chunk, or the beginning of a segment. */
export const asciiOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)

/** Four bytes, in the byte order of the format. */
export function uint32(value: number, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(4))
  view.setUint32(0, value, littleEndian)
  return new Uint8Array(view.buffer)
}
