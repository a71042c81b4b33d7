/** English words of the settings of a petition. */
export const settings = {}
