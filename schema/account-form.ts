/** What people type about their accounts and petitions in the console. */
import {
  ACCOUNT_NAME_MAX_CHARS,
  MODERATION_WORDS_MAX_CHARS,
  PASSKEY_NAME_MAX_CHARS,
  TOKEN_NAME_MAX_CHARS,
} from '../src/limits.ts'
import { filledBlock, filledLine, personName } from './text.ts'

export const accountName = personName(ACCOUNT_NAME_MAX_CHARS)
export const tokenName = filledLine(TOKEN_NAME_MAX_CHARS)
export const passkeyName = filledLine(PASSKEY_NAME_MAX_CHARS)
/** What the operator writes to the owners of a petition, and to the public about one that is taken down. */
export const moderationWords = filledBlock(MODERATION_WORDS_MAX_CHARS)
