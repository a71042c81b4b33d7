/**
 * Chinese, in simplified characters. Around what is inserted no space is written. Passkey: 通行密钥; the campaign’s own key is
 * a 密钥 in a 密钥文件, and its passphrase a 密码短语.
 */
import type { ConsoleWords } from '../en/console.ts'
import { frame, places, roles, problems } from './console/frame.ts'
import { overview } from './console/overview.ts'
import { petitions } from './console/petitions.ts'
import { signIn, account } from './console/sign-in.ts'
import { site } from './console/site.ts'
import { start, draft } from './console/start.ts'
import { team } from './console/team.ts'
import { text } from './console/text.ts'

export const zh: ConsoleWords = {
  frame,
  places,
  roles,
  signIn,
  petitions,
  start,
  draft,
  overview,
  text,
  team,
  account,
  site,
  problems,
}
