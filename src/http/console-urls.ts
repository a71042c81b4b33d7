/** Where the pages of the console are that links in emails lead to. `origin` is a scheme and host, or empty for a path. */

/** The page of a link that works once, whatever it is for: it shows one button. */
export const accountLinkUrl = (origin: string, token: string): string => `${origin}/console/sign-in/${token}`

/** A petition in the console. */
export const consolePetitionUrl = (origin: string, slug: string): string => `${origin}/console/p/${slug}`
