/**
 * Where a Worker's processor time goes, and how large its heap is: V8's sampling profiler over the inspector protocol
 * (chromedevtools.github.io/devtools-protocol, domain Profiler).
 *
 * Limitation: what WebCrypto and the database do in the runtime itself counts for the function that calls them, or for none.
 */
/** Rare enough that taking samples costs less than a tenth. */
const SAMPLE_MICROSECONDS = 200
const BYTES_PER_MIB = 1024 ** 2

/** A function: the script that has it and its line there, from 0. Both say nothing for functions of the runtime itself. */
export interface Frame {
  name: string
  url: string
  line: number
}

/** A moment of the isolate's time. */
export interface Sample {
  microseconds: number
  /** The functions that ran, the innermost first. */
  stack: readonly Frame[]
}

interface Node {
  id: number
  callFrame: { functionName: string; url: string; lineNumber: number }
  children?: number[]
}

interface Profile {
  nodes: Node[]
  samples: number[]
  timeDeltas: number[]
}

/** Profiles the Worker at `inspector` while `work` runs. */
export async function profiled(inspector: URL, work: () => Promise<unknown>): Promise<Sample[]> {
  const session = await attach(inspector)
  try {
    await session.call('Profiler.enable')
    await session.call('Profiler.setSamplingInterval', { interval: SAMPLE_MICROSECONDS })
    await session.call('Profiler.start')
    await work()
    const { profile } = await session.call<{ profile: Profile }>('Profiler.stop')
    return samplesOf(profile)
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

function samplesOf({ nodes, samples, timeDeltas }: Profile): Sample[] {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id] as const)))
  const stackOf = (id: number): Frame[] => {
    const stack: Frame[] = []
    for (let at: number | undefined = id; at !== undefined; at = parentOf.get(at)) {
      const { functionName: name = '', url = '', lineNumber: line = -1 } = byId.get(at)?.callFrame ?? {}
      stack.push({ name, url, line })
    }
    return stack
  }
  const stacks = new Map(nodes.map(({ id }) => [id, stackOf(id)]))
  // The time until the next sample was spent in this one.
  return samples.map((id, at) => ({ microseconds: timeDeltas[at + 1] ?? 0, stack: stacks.get(id) ?? [] }))
}
