/** English words of the operator’s pages. */
export const operator = {}
