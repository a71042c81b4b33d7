/** The edge Worker: everything that people, pages and campaigns talk to. */
import { app } from './app.ts'
import { runScheduled } from './scheduled.ts'

export default {
  fetch: app.fetch,
  scheduled: ({ cron }, env) => runScheduled(cron, env, Date.now()),
} satisfies ExportedHandler<EdgeEnv>
