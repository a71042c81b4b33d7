/** What the edge asks this Worker for: that static counts follow a change, and the passing of time. */
import { WorkerEntrypoint } from 'cloudflare:workers'

import { log } from '../../src/platform/log.ts'
import { publishAfterChange, renewStaticCounts } from '../../src/static-counts/publish.ts'
import type { Publisher } from '../../src/static-counts/publisher.ts'

/** The bucket of static counts is bound where the site has one: that is not in wrangler.toml, from which the other bindings are. */
export interface WithCounts {
  COUNTS?: R2Bucket
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

export class Counts extends WorkerEntrypoint<ConsumerEnv & WithCounts> implements Publisher {
  /** The caller does not wait for it. */
  async changed(petitionId: number): Promise<void> {
    const { DB: db, COUNTS: bucket } = this.env
    if (bucket === undefined) return
    const publishing = publishAfterChange({ db, bucket, now: Date.now }, petitionId, pause)
    this.ctx.waitUntil(publishing.catch((error: unknown) => log.error('static-counts.publish-failed', { error })))
  }

  async renew(): Promise<number> {
    const { DB: db, COUNTS: bucket } = this.env
    return bucket === undefined ? 0 : renewStaticCounts({ db, bucket, now: Date.now })
  }
}
