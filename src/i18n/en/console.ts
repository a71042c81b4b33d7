/** English words of the console. Its shape is the type of every language: one that lacks a sentence does not compile. */
import { frame, places, roles, problems } from './console/frame.ts'
import { overview } from './console/overview.ts'
import { petitions } from './console/petitions.ts'
import { signIn, account } from './console/sign-in.ts'
import { site } from './console/site.ts'
import { start, draft } from './console/start.ts'
import { team } from './console/team.ts'
import { text } from './console/text.ts'

export const en = {
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

export type ConsoleWords = typeof en
