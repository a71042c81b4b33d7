/** English words of the pages of the audit log. */
export const log = {}
