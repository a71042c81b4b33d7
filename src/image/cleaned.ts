/** An image of which only what makes it visible is left. */
export interface Cleaned {
  /** The file, in pieces: most of them views of the bytes that came. */
  parts: Uint8Array[]
  /** In pixels, as it is shown: after it was turned. */
  width: number
  height: number
}

/** A view of bytes that need not begin where their buffer does. */
export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

/** Of bytes that name something in ASCII: the four letters of a chunk, or the beginning of a segment. */
export const asciiOf = (bytes: Uint8Array): string => String.fromCharCode(...bytes)
