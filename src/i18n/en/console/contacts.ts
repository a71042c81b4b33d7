/** English words of the page that opens contacts in the browser. */
export const contacts = {}
