/** SHA-256 (FIPS 180-4) for content that is not secret, or that is random already. Keyed hashes are in derive.ts. */
export async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
}
