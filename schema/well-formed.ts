/** Whether a text has no half of a surrogate pair. `String.isWellFormed` is missing in browsers that import lists. */
export const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text)
