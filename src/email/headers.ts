/** What emails of every kind put into their headers. */

/** The same for each attempt, so that an email that is sent twice is shown once. */
export const messageIdOf = (id: string, origin: string): string => `<${id}@${new URL(origin).hostname}>`

/** Line breaks would end a header, and bidi controls would reverse the text around the title. */
export const oneLine = (title: string): string =>
  title
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ')
    .replace(/[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g, '')
    .trim()
