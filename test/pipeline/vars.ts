/** Vars for Workers that a test runs through the harness: fresh secrets, and the service's keys. */
import { randomBytes } from 'node:crypto'

const secret = (): string => randomBytes(32).toString('base64url')

export const TEST_VARS = {
  ENVIRONMENT: 'development',
  PUBLIC_ORIGIN: 'http://petitions.test',
  BOT_CHECK: 'off',
  ADMIN_TOKEN: secret(),
  SIGNER_PEPPER: secret(),
  TOKEN_KEYS: secret(),
  SEAL_PUBLIC_KEY: 'xsLu_rsrLo9qR9X76R7DOtwEcg8LoYiOjl_F0ZOkTzk',
  SEAL_KEYS: 'oP1RpLFaBCs8HJqyRO0W4R3T1j6BDnDpmCihlcvEBl8',
  MAIL: 'inbox',
}

/** Whose private half no test needs. */
export const CAMPAIGN_PUBLIC_KEY = 'JIz_M3YEn_zIy7JUaNxi6ygAxiRqK3n_WOjKxcgPPUQ'
