/** English words of the page of partners and sharing. */
export const share = {}
