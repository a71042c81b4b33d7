/**
 * A plugin for Miniflare: a stand-in for the rate-limit binding, with the limit and period of the toml, in the isolate of its Worker. As
 * on Cloudflare, asking it is no request. Miniflare's own asks another Worker, which scans its whole table at every key that it has not
 * seen: 0.7 ms a request at 15 000 signers, and growing. Like that one it counts in windows of the wall clock.
 *
 * Limitation: each Worker counts for itself, so two with one namespace would not share a limit.
 */
const TYPE = 'local-rate-limit'
const MODULE = 'local:rate-limit'

const SCRIPT = `
  export default ({ limit, period }) => {
    let number = 0
    let counts = new Map()
    return {
      limit: async ({ key }) => {
        const now = Math.floor(Date.now() / (period * 1000))
        if (now !== number) {
          number = now
          counts = new Map()
        }
        const count = counts.get(key) ?? 0
        if (count < limit) counts.set(key, count + 1)
        return { success: count < limit }
      },
    }
  }`

/** As in a wrangler.toml. */
export interface RateLimit {
  name: string
  /** `period` in seconds. */
  simple: { limit: number; period: number }
}

interface RateLimitBinding {
  type: string
  dev: { options: RateLimit['simple'] }
}

interface WorkerOptions {
  config: { env?: Record<string, RateLimitBinding> }
}

/** A binding for `unsafeBindings`. */
export const rateLimitBinding = ({ name, simple }: RateLimit) => ({
  name,
  type: TYPE,
  plugin: { package: import.meta.filename, name: TYPE },
  options: simple,
})

export const plugins = {
  [TYPE]: {
    getBindings: ({ config }: WorkerOptions) =>
      Object.entries(config.env ?? {})
        .filter(([, { type }]) => type === `unsafe:${TYPE}`)
        .map(([name, { dev }]) => ({
          name,
          wrapped: {
            moduleName: MODULE,
            innerBindings: Object.entries(dev.options).map(([inner, value]) => ({
              name: inner,
              json: JSON.stringify(value),
            })),
          },
        })),
    getNodeBindings: () => ({}),
    getServices: () => [],
    getExtensions: () => [{ modules: [{ name: MODULE, esModule: SCRIPT, internal: true }] }],
  },
}
