/** English words of the pages of paper and earlier signatures. */
export const paper = {}
