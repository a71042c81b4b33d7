/**
 * A plugin for Miniflare: a binding of workerd's own kind of queue that sends to our broker. Miniflare imports it by its path, and
 * calls the functions for each Worker.
 */
import { QUEUE_HEADER } from './queue-endpoint.ts'

export const QUEUE_PLUGIN = { package: import.meta.filename, name: 'local-queue' }
const TYPE = 'local-queue'

interface QueueBinding {
  type: string
  dev: { options: { queue: string; address: string } }
}

interface WorkerOptions {
  config: { env?: Record<string, QueueBinding> }
}

/** A binding to `queue`, for `unsafeBindings`. `address`: of the broker. */
export const queueBinding = (name: string, queue: string, address: string) => ({
  name,
  type: TYPE,
  plugin: QUEUE_PLUGIN,
  options: { queue, address },
})

const bindingsOf = ({ config }: WorkerOptions): [string, QueueBinding][] =>
  Object.entries(config.env ?? {}).filter(([, { type }]) => type === `unsafe:${TYPE}`)

const serviceOf = ({ dev }: QueueBinding): string => `local-queue:${dev.options.queue}`

export const plugins = {
  [TYPE]: {
    getBindings: (options: WorkerOptions) =>
      bindingsOf(options).map(([name, binding]) => ({ name, queue: { name: serviceOf(binding) } })),
    getNodeBindings: () => ({}),
    getServices: ({ options }: { options: WorkerOptions }) =>
      bindingsOf(options).map(([, binding]) => ({
        name: serviceOf(binding),
        external: {
          address: binding.dev.options.address,
          http: { injectRequestHeaders: [{ name: QUEUE_HEADER, value: binding.dev.options.queue }] },
        },
      })),
  },
}
