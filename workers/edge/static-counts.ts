/** Static counts, as far as the edge has to do with them: nothing where the site has no bucket. */
import { STATIC_COUNT_TIMEOUT_MS } from '../../src/limits.ts'
import { withDeadline } from '../../src/platform/deadline.ts'
import { log } from '../../src/platform/log.ts'
import type { Publisher } from '../../src/static-counts/publisher.ts'

declare global {
  interface EdgeEnv {
    /** Wrangler does not know what the entrypoint of another Worker can do. */
    CONSUMER_COUNTS: Service & Publisher
  }
}

/** The static count of the petition follows a change soon; if the consumer does not answer, the cron makes it follow within a minute. */
export async function staticCountChanged(publisher: Publisher, petitionId: number): Promise<void> {
  try {
    await withDeadline(publisher.changed(petitionId), STATIC_COUNT_TIMEOUT_MS)
  } catch (error) {
    log.warn('static-counts.not-asked', { petitionId, error })
  }
}
