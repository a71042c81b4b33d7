/** English words of the page of updates and of the outcome. */
export const updates = {}
