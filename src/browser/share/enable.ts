/** Loaded by pages that have a share section. */
import { enableShare } from './share.ts'

enableShare(document)
