/**
 * Modern Standard Arabic, right to left. Verbal nouns («الحفظ», «يُرجى …») replace imperatives, which would address a man
 * only, and «دورك: …» a predicate with a gender. Text with a direction of its own is enclosed in FSI and PDI (UAX #9). Passkey:
 * «مفتاح المرور»; the campaign’s own key is a «مفتاح» in a «ملف المفتاح», and its passphrase «عبارة المرور».
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

export const ar: ConsoleWords = {
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
