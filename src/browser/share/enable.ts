/** What a page loads that has a part for sharing. */
import { enableShare } from './share.ts'

enableShare(document)
