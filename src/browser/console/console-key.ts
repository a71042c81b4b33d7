/** The script of the page on which a petition's key is made. */
import { enableKey } from './key-page.ts'

enableKey(document)
