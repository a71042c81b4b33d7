/** The console is a Worker of its own, on the same host: the edge passes its requests on, and forgets what was changed in it. */
import { Hono } from 'hono'

import { CHANGED_HEADER, readChanged } from '../../../src/http/changed-header.ts'
import { anyone } from '../access.ts'
import type { EdgeContext } from '../respond.tsx'
import { servicesOf } from '../services.ts'

/** Under `/console`. */
export const consoleRoutes = new Hono<EdgeContext>()

for (const path of ['/', '/*']) {
  consoleRoutes.on(['GET', 'POST'], path, anyone('the console checks its own sessions'), async function passOn(c) {
    const response = await c.env.CONSOLE.fetch(c.req.raw)
    const changed = readChanged(response.headers)
    if (changed !== null) await servicesOf(c.env).caches.forget(changed)
    const passed = new Response(response.body, response)
    passed.headers.delete(CHANGED_HEADER)
    return passed
  })
}
