/** The edge Worker: everything that people, pages and campaigns talk to. */
import { app } from './app.ts'
import { keepReady, readyResponse } from './ready.ts'
import { runScheduled } from './scheduled.ts'

export default {
  fetch: (request: Request, env, ctx) =>
    readyResponse(request, env, ctx) ?? keepReady(request, env, app.fetch(request, env, ctx)),
  scheduled: ({ cron }, env) => runScheduled(cron, env, Date.now()),
} satisfies ExportedHandler<EdgeEnv>
