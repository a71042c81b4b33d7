/** What the edge asks this Worker for, to tell whether what was deployed fits together. No key leaves it. */
import { WorkerEntrypoint } from 'cloudflare:workers'

import type { InstallationFacts } from '../../schema/health.ts'
import { consoleFacts, type Installation as Facts } from '../../src/health/facts.ts'

export class Installation extends WorkerEntrypoint<ConsoleEnv> implements Facts {
  facts(): Promise<InstallationFacts> {
    return consoleFacts(this.env)
  }
}
