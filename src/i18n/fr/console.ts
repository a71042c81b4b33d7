/**
 * French words of the console, addressed as vous; see site.ts on the narrow no-break space (U+202F). Roles have no gender:
 * propriétaire, rédaction, modération.
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

export const fr: ConsoleWords = {
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
