/** English words of the pages that close, reopen or delete a petition. */
export const ending = {}
