import { fromBase64Url } from '../../src/crypto/bytes.ts'
import { type CampaignKey, newCampaignKey } from '../../src/key-file/keys.ts'

/** A key whose first private byte is zero, which WebKit with libgcrypt does not import: one in 32 that OpenSSL makes. */
export async function newHardKey(): Promise<CampaignKey> {
  for (;;) {
    const key = await newCampaignKey()
    if (fromBase64Url(key.privateKey)[0] === 0) return key
  }
}
