/**
 * Where a Worker's processor time goes, and how large its heap is: V8's sampling profiler over the inspector protocol (chromedevtools.github.io/devtools-protocol,
 * domain Profiler), as a table of functions.
 *
 * Limitation: what WebCrypto and the database do in the runtime itself counts for the function that calls them, or for none.
 */
const SAMPLE_MICROSECONDS = 100
const BYTES_PER_MIB = 1024 ** 2

interface Node {
  id: number
  callFrame: { functionName: string }
  children?: number[]
}

interface Profile {
  nodes: Node[]
  samples: number[]
  timeDeltas: number[]
}

export interface Profiled {
  /** Name of a function, and microseconds of it and of what it calls, in all. */
  total: Map<string, number>
  /** The same without what it calls. */
  self: Map<string, number>
}

/** Profiles the Worker at `inspector` while `work` runs. */
export async function profiled(inspector: URL, work: () => Promise<unknown>): Promise<Profiled> {
  const session = await attach(inspector)
  try {
    await session.call('Profiler.enable')
    await session.call('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS })
    await session.call('Profiler.start')
    await work()
    const { profile } = await session.call<{ profile: Profile }>('Profiler.stop')
    return tablesOf(profile)
  } finally {
    session.close()
  }
}

/** MiB that the objects of the isolate at `inspector` take, and what it has reserved for them. */
export async function heapMiB(inspector: URL): Promise<{ used: number; reserved: number }> {
  const session = await attach(inspector)
  try {
    const { usedSize, totalSize } = await session.call<{ usedSize: number; totalSize: number }>('Runtime.getHeapUsage')
    return { used: usedSize / BYTES_PER_MIB, reserved: totalSize / BYTES_PER_MIB }
  } finally {
    session.close()
  }
}

interface Reply {
  id: number
  result: never
  error?: { message: string }
}

async function attach(inspector: URL) {
  const socket = new WebSocket(inspector.href)
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true })
    socket.addEventListener('error', () => reject(new Error(`no inspector at ${inspector.href}`)), { once: true })
  })
  const waiting = new Map<number, PromiseWithResolvers<never>>()
  let id = 0
  socket.addEventListener('message', ({ data }) => {
    const reply: Reply = JSON.parse(String(data))
    const asked = waiting.get(reply.id)
    if (reply.error === undefined) asked?.resolve(reply.result)
    else asked?.reject(new Error(reply.error.message))
  })
  return {
    call<T>(method: string, params: object = {}): Promise<T> {
      const asked = Promise.withResolvers<never>()
      waiting.set(++id, asked)
      socket.send(JSON.stringify({ id, method, params }))
      return asked.promise
    },
    close: () => socket.close(),
  }
}

function tablesOf({ nodes, samples, timeDeltas }: Profile): Profiled {
  const nameOf = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.functionName || '(anonymous)']))
  const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const total = new Map<string, number>()
  const self = new Map<string, number>()
  const add = (to: Map<string, number>, name: string, microseconds: number): void =>
    void to.set(name, (to.get(name) ?? 0) + microseconds)
  for (const [at, sample] of samples.entries()) {
    // The time until the next sample was spent in this one.
    const microseconds = timeDeltas[at + 1] ?? 0
    const stack = new Set<string>()
    for (let node: number | undefined = sample; node !== undefined; node = parentOf.get(node)) {
      stack.add(nameOf.get(node) ?? '')
    }
    add(self, nameOf.get(sample) ?? '', microseconds)
    for (const name of stack) add(total, name, microseconds)
  }
  return { total, self }
}
