/** Where the pages of the console are that links in emails lead to. `origin` is a scheme and host, or empty for a path. */

/** The page of a link that works once, whatever it is for: it shows one button. `next`: the path to which that leads. */
export const accountLinkUrl = (origin: string, token: string, next = CONSOLE_HOME): string =>
  `${origin}/console/sign-in/${token}${next === CONSOLE_HOME ? '' : `?next=${encodeURIComponent(next)}`}`

const CONSOLE_HOME = '/console'

/** The reader’s own account. */
export const ownAccountUrl = (origin: string): string => `${origin}/console/account`

/** A petition in the console. */
export const consolePetitionUrl = (origin: string, slug: string): string => `${origin}/console/p/${slug}`

/** Its team. */
export const consoleTeamUrl = (origin: string, slug: string): string => `${consolePetitionUrl(origin, slug)}/team`

/** Where its owners object to its being taken down. */
export const consoleObjectionUrl = (origin: string, slug: string): string =>
  `${consolePetitionUrl(origin, slug)}/objection`

/** What readers have reported, for the operator. */
export const consoleReportsUrl = (origin: string): string => `${origin}/console/site/reports`
