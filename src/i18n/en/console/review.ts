/** English words of the pages of signatures that are held for review. */
export const review = {}
