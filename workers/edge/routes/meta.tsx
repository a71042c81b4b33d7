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
import { isUp, readHealth } from '../../../src/health/health.ts'
import { OPERATIONS } from '../operations.ts'
import { type EdgeContext, PRIVATE, PUBLIC_READ, refusal } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const metaRoutes = new Hono<EdgeContext>()

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

/** 503 when the service is down, or a setting is wrong. */
metaRoutes.get('/healthz', operatorOrAnyone, async (c) => {
  // Throws when a setting is wrong.
  servicesOf(c.env)
  const now = Date.now()
  const health: HealthResponse = c.var.byOperator
    ? await readHealth(c.env, now)
    : { status: (await isUp(c.env, now, waitUntil(c))) ? 'up' : 'down' }
  return c.json(health, health.status === 'down' ? 503 : 200, PRIVATE)
})
