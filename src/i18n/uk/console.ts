import type { ConsoleWords } from '../en/console.ts'
import { frame, places, roles, problems } from './console/frame.ts'
import { overview } from './console/overview.ts'
import { petitions } from './console/petitions.ts'
import { signIn, account } from './console/sign-in.ts'
import { site } from './console/site.ts'
import { start, draft } from './console/start.ts'
import { team } from './console/team.ts'
import { text } from './console/text.ts'
import { updates } from './console/updates.ts'
import { settings } from './console/settings.ts'
import { ending } from './console/ending.ts'
import { ends } from './console/ends.ts'
import { signers } from './console/signers.ts'
import { review } from './console/review.ts'
import { contacts } from './console/contacts.ts'
import { paper } from './console/paper.ts'
import { share } from './console/share.ts'
import { log } from './console/log.ts'
import { operator } from './console/operator.ts'

// A date ends in «р.»: no sentence has its full stop right after one.
export const uk: ConsoleWords = {
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
  updates,
  settings,
  ending,
  ends,
  signers,
  review,
  contacts,
  paper,
  share,
  log,
  operator,
  problems,
}
