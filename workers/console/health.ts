/** The health of the service, part by part, for the operator’s page. */
import type { ShownPart } from '../../src/console/site/site.tsx'
import { readHealth } from '../../src/health/health.ts'
import type { RouteContext } from './context.ts'

/** One line for each part that is wrong, or one that all is well. */
export async function healthParts(c: RouteContext): Promise<ShownPart[]> {
  const { status, reasons = [] } = await readHealth(c.env, Date.now())
  if (reasons.length === 0) return [{ name: status, isUp: true, reason: null }]
  return reasons.map((reason) => ({ name: status, isUp: false, reason }))
}
