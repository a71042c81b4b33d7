/** What each step of a signature at the edge takes, in the order in which it takes them, from a profile. */
import type { Frame, Sample } from './profile.ts'

/** The modules of the bundle that do each step. What they call belongs to them, unless it is of another step. */
const STEPS: readonly (readonly [name: string, modules: RegExp])[] = [
  ['route', /^workers\/edge\/(?:app|index|ready|access|cache|public-petition|cross-origin|tidied-path)|\/hono\//],
  ['guard', /^src\/(?:intake\/(?:guard|checks\/(?:limit-key|client-prefix))|rate-limit\/)|\/ipaddr\.js\//],
  ['read', /^src\/http\/body\.ts/],
  ['validate', /^(?:src\/http\/validate\.ts|schema\/)|\/zod\//],
  ['proof', /^src\/intake\/checks\/(?:proof|bot-check)\.ts|\/altcha-lib\//],
  ['review', /^src\/intake\/signals\//],
  ['message', /^src\/intake\/(?:sign|message|initials)\.ts|^workers\/edge\/signing\.ts/],
  ['seal', /^src\/crypto\/(?:hpke|key-pairs)|\/@hpke\//],
  ['send', /^(?:src\/intake\/send|workers\/edge\/ledger-queue)/],
  ['respond', /^(?:workers\/edge\/(?:respond|withdraw-link|routes\/signatures)|src\/crypto\/link-token)/],
]
/** Functions without a step, and what ran after they had waited, when nothing shows who had called them. */
const OTHER = 'other'
const GARBAGE = 'collect garbage'
/** Sockets, HTTP, and what other threads do. */
const RUNTIME = 'the runtime'

/** The stand-in for the rate-limit binding is in the isolate of its Worker. */
const LIMITS = 'local:rate-limit'
const COLLECTOR = '(garbage collector)'
const NOT_THE_ISOLATE = new Set(['(idle)', '(program)', '(root)'])

/** Microseconds of a request, by step. */
export type Steps = Record<string, number>

/** `bundle`: the text of the Worker, where esbuild has named each module. `cpuMicroseconds`: of the process, for all of `requests`. */
export function stepsOf(
  samples: readonly Sample[],
  { bundle, requests, cpuMicroseconds }: { bundle: string; requests: number; cpuMicroseconds: number },
): Steps {
  const moduleOf = modulesOf(bundle)
  const steps: Steps = Object.fromEntries([...STEPS.map(([name]) => name), OTHER, GARBAGE].map((name) => [name, 0]))
  let all = 0
  for (const { microseconds, stack } of samples) {
    const [innermost] = stack
    if (innermost === undefined || NOT_THE_ISOLATE.has(innermost.name)) continue
    const step = innermost.name === COLLECTOR ? GARBAGE : stepOf(stack.map(moduleOf))
    steps[step] = (steps[step] ?? 0) + microseconds / requests
    all += microseconds / requests
  }
  return { ...steps, [RUNTIME]: cpuMicroseconds / requests - all }
}

/** `modules`: of the functions that ran, the innermost first. */
function stepOf(modules: readonly string[]): string {
  for (const module of modules) {
    const [name] = STEPS.find(([, of]) => of.test(module)) ?? []
    if (name !== undefined) return name
  }
  return OTHER
}

function modulesOf(bundle: string): (frame: Frame) => string {
  let module = ''
  const modules = bundle.split('\n').map((line) => (module = /^\/\/ (\S+\.[cm]?[jt]sx?)$/.exec(line)?.[1] ?? module))
  return ({ url, line }) => (url.includes(LIMITS) ? 'src/rate-limit/' : (modules[line] ?? ''))
}
