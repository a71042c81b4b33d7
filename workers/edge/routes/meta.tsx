/** About the service: the description of its API, what a problem means, and whether it works. */
import { Hono } from 'hono'

import type { HealthResponse } from '../../../schema/health.ts'
import { openapi } from '../../../src/http/openapi/document.ts'
import { contentSecurityPolicy } from '../../../src/pages/content-security-policy.ts'
import { DocsPage } from '../../../src/pages/docs.tsx'
import { STYLES } from '../../../src/pages/styles.ts'
import { REFUSAL_STATUS } from '../../../src/refusal.ts'
import { operatorOrAnyone } from '../access.ts'
import { waitUntil } from '../background.ts'
import { edgeFacts, type Installation } from '../../../src/health/facts.ts'
import { briefHealth, readHealth } from '../../../src/health/health.ts'
import { readInstallation } from '../../../src/health/installation.ts'
import { OPERATIONS } from '../operations.ts'
import { type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** The bindings, with what the entrypoints of other Workers answer. */
interface MetaContext extends EdgeContext {
  Bindings: EdgeEnv & { CONSUMER_INSTALLATION: Installation; CONSOLE_INSTALLATION: Installation }
}

export const metaRoutes = new Hono<MetaContext>()

const HOURLY = 'public, max-age=3600'

metaRoutes.get('/openapi.json', (c) =>
  c.json(openapi(servicesOf(c.env).settings.publicOrigin, OPERATIONS), 200, {
    ...PUBLIC_READ,
    'cache-control': HOURLY,
  }),
)

metaRoutes.get('/docs', async (c) =>
  c.html(<DocsPage origin={servicesOf(c.env).settings.publicOrigin} operations={OPERATIONS} />, 200, {
    'content-security-policy': await contentSecurityPolicy(STYLES),
    'cache-control': HOURLY,
    'content-language': 'en',
  }),
)

/** The URL that is the `type` of a problem. */
metaRoutes.get('/problems/:code', async (c): Promise<Response> => {
  const code = c.req.param('code')
  return Object.hasOwn(REFUSAL_STATUS, code) ? c.redirect(`/docs#${code}`) : refusal(c, { code: 'not-found' })
})

/** 503 when the service is down, a setting is wrong, or what was deployed does not fit together. */
metaRoutes.get('/healthz', operatorOrAnyone, async (c) => {
  // Throws when a setting is wrong.
  const { settings } = servicesOf(c.env)
  const now = Date.now()
  const { origin } = new URL(c.req.url)
  const isProduction = settings.environment === 'production'
  const read = async () => readInstallation(c.env, { own: await edgeFacts(settings), origin, isProduction, now })
  const health: HealthResponse = c.var.byOperator
    ? await readHealth(c.env, await read(), now)
    : await briefHealth(c.env, read, now, waitUntil(c))
  return c.json(health, health.status === 'down' || health.status === 'misconfigured' ? 503 : 200, PRIVATE)
})
