/** English words of the page of public names and reasons. */
export const signers = {}
