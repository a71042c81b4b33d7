import type { D1Migration } from 'cloudflare:test'

declare global {
  namespace Cloudflare {
    interface Env extends EdgeEnv {
      /** Given by the vitest config, for `setup.ts`. */
      MIGRATIONS: D1Migration[]
      /** How many stories the ledger's model plays, and from which seed; empty for any. */
      MODEL_STORIES: string
      MODEL_SEED: string
      /** `all` in `npm run test:heavy`: nothing is a part (test/heavy.ts). */
      HEAVY: string
      HOSTILE: string
      CROWD_ROWS: string
      CONSUMER_COUNTS: EdgeEnv['CONSUMER_COUNTS']
      /** What the consumer knows as COUNTS. */
      COUNTS_BUCKET: R2Bucket
    }
  }
}
