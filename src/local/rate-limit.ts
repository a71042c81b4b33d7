/**
 * A stand-in for the rate-limit binding, with the limit and period of the toml. Miniflare's own scans its whole
 * table at every key that it has not seen: 0.7 ms a request at 15 000 signers, and growing. Like that one it counts in
 * windows of the wall clock.
 */
import type { V4WorkerOptions } from 'miniflare'

import type { WorkerConfig } from './read-config.ts'

const NAME = 'rate-limit'

export const rateLimitWorker = (compatibilityDate: string): V4WorkerOptions => ({
  name: NAME,
  compatibilityDate,
  modules: true,
  script: `
    import { WorkerEntrypoint } from 'cloudflare:workers'
    const windows = new Map()
    export class RateLimit extends WorkerEntrypoint {
      limit({ key }) {
        const { name, limit, period } = this.ctx.props
        const number = Math.floor(Date.now() / (period * 1000))
        let window = windows.get(name)
        if (window?.number !== number) windows.set(name, (window = { number, counts: new Map() }))
        const count = window.counts.get(key) ?? 0
        if (count < limit) window.counts.set(key, count + 1)
        return { success: count < limit }
      }
    }
    export default {}`,
})

export const rateLimitBindings = (limits: WorkerConfig['rateLimits']): V4WorkerOptions['serviceBindings'] =>
  Object.fromEntries(
    limits.map(({ name, simple }) => [name, { name: NAME, entrypoint: 'RateLimit', props: { name, ...simple } }]),
  )
