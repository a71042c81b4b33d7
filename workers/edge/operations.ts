/** Every operation of the API, in the order of /openapi.json and /docs. */
import type { Operations } from '../../src/http/openapi/operation.ts'
import { contactOperations } from './routes/contacts.openapi.ts'
import { countOperations } from './routes/count.openapi.ts'
import { deadLetterOperations } from './routes/dead-letters.openapi.ts'
import { emailOperations } from './routes/emails.openapi.ts'
import { embedPageOperations } from './routes/embed-page.openapi.ts'
import { embedOperations } from './routes/embeds.openapi.ts'
import { feedOperations } from './routes/feed.openapi.ts'
import { imageOperations } from './routes/image.openapi.ts'
import { linkOperations } from './routes/links.openapi.ts'
import { metaOperations } from './routes/meta.openapi.ts'
import { ogImageOperations } from './routes/og-image.openapi.ts'
import { operatorLinkOperations } from './routes/operator-links.openapi.ts'
import { petitionOperations } from './routes/petitions.openapi.ts'
import { recountOperations } from './routes/recounts.openapi.ts'
import { reviewOperations } from './routes/review.openapi.ts'
import { signatureOperations } from './routes/signatures.openapi.ts'
import { updateOperations } from './routes/updates.openapi.ts'
import { versionOperations } from './routes/versions.openapi.ts'
import { webhookOperations } from './routes/webhooks.openapi.ts'

export const OPERATIONS: Operations = {
  ...petitionOperations,
  ...versionOperations,
  ...countOperations,
  ...signatureOperations,
  ...updateOperations,
  ...imageOperations,
  ...contactOperations,
  ...emailOperations,
  ...reviewOperations,
  ...webhookOperations,
  ...recountOperations,
  ...operatorLinkOperations,
  ...linkOperations,
  ...embedOperations,
  ...embedPageOperations,
  ...feedOperations,
  ...ogImageOperations,
  ...deadLetterOperations,
  ...metaOperations,
}
