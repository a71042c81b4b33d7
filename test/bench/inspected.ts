/** What only the inspector shows of the Workers: what each step of a signature takes, and the memory of each isolate. */
import { type Instance, type InstanceOptions, startInstance } from '../support/instance.ts'
import { EASY_PROOFS, signature, solvedProofs } from './lines.ts'
import { load } from './load.ts'
import { PETITIONS, startPetitions } from './petitions.ts'
import { processorMicroseconds } from './processor.ts'
import { heapMiB, profiled } from './profile.ts'
import { type Steps, stepsOf } from './steps.ts'

const SIGNATURES = 3_000
/** Optimising takes its time. */
const WARM_UP_SIGNATURES = 1_500
const EDGE = 'undersigned'
const CONSUMER = 'undersigned-consumer'

/** Of a signature at the edge, by what it has. */
export async function measureSteps(directory: string): Promise<Record<string, Steps>> {
  return {
    'without email': await stepsAt(`${directory}-none`, PETITIONS.none),
    'with email': await stepsAt(`${directory}-email`, PETITIONS.email),
    'with its proof': await stepsAt(`${directory}-proof`, PETITIONS.none, {
      vars: { BOT_CHECK: 'altcha' },
      limits: EASY_PROOFS,
    }),
  }
}

function stepsAt(
  stateDirectory: string,
  slug: string,
  checked: Pick<InstanceOptions, 'vars' | 'limits'> = {},
): Promise<Steps> {
  let bundle = ''
  const options: InstanceOptions = {
    stateDirectory,
    ...checked,
    parts: 'edge',
    prepare(_, modules) {
      bundle = String(modules[0]?.contents)
      return modules
    },
  }
  return withInspected(options, async (instance) => {
    const requests = WARM_UP_SIGNATURES + SIGNATURES
    const proofs = checked.vars === undefined ? [] : await solvedProofs(requests, instance.vars['TOKEN_KEYS'] ?? '')
    const sign = (first: number, count: number): Promise<number> =>
      signSome(instance, count, (n) => signature(slug, first + n, first + n, proofs[first + n]))
    await sign(0, WARM_UP_SIGNATURES)
    const before = processorMicroseconds(instance.runtimePid)
    const samples = await profiled(await instance.inspectorUrl(), () => sign(WARM_UP_SIGNATURES, SIGNATURES))
    const cpuMicroseconds = processorMicroseconds(instance.runtimePid) - before
    return stepsOf(samples, { bundle, requests: SIGNATURES, cpuMicroseconds })
  })
}

/** After some thousand signatures. */
export function heapsOf(stateDirectory: string): Promise<Record<string, { used: number; reserved: number }>> {
  return withInspected({ stateDirectory }, async (instance) => {
    await signSome(instance, SIGNATURES, (n) => signature(PETITIONS.none, n, n))
    return {
      edge: await heapMiB(await instance.inspectorUrl(EDGE)),
      consumer: await heapMiB(await instance.inspectorUrl(CONSUMER)),
    }
  })
}

async function withInspected<T>(options: InstanceOptions, work: (instance: Instance) => Promise<T>): Promise<T> {
  const instance = await startInstance({ ...options, inspected: true })
  try {
    await startPetitions(instance)
    return await work(instance)
  } finally {
    await instance.dispose()
  }
}

const signSome = ({ url }: Instance, requests: number, asked: Parameters<typeof load>[0]['asked']): Promise<number> =>
  load({ url, requests, sockets: 16, status: 202, asked })
