/** High enough for the whole of a page, in CSS pixels: what is out of sight reads no count. */
export const WINDOW = { width: 1280, height: 1600 }
