/**
 * The resources of the run: memory and processor time of this process and of every process it started, read
 * from /proc. Without /proc only this process is measured.
 */
import { readFileSync } from 'node:fs'

export interface Usage {
  /** The highest sum seen, in MiB: of this process alone, of all it started, and of both together. */
  peakRssMiB: { client: number; workers: number; together: number }
  /** Processor seconds since the start of the watch. */
  cpuSeconds: { client: number; workers: number }
}

export interface Watch {
  read: () => Usage
  stop: () => void
}

const SAMPLE_INTERVAL_MS = 250
const BYTES_PER_MIB = 2 ** 20
/** USER_HZ, which Linux fixes for /proc. */
const TICKS_PER_SECOND = 100

export function watchResources(): Watch {
  const start = process.cpuUsage()
  const peak = { client: 0, workers: 0, together: 0 }
  const workerSeconds = new Map<number, number>()

  const sample = (): void => {
    const client = process.memoryUsage.rss() / BYTES_PER_MIB
    let workers = 0
    for (const pid of descendants(process.pid)) {
      workers += rssMiB(pid)
      workerSeconds.set(pid, cpuSeconds(pid))
    }
    peak.client = Math.max(peak.client, client)
    peak.workers = Math.max(peak.workers, workers)
    peak.together = Math.max(peak.together, client + workers)
  }

  const timer = setInterval(sample, SAMPLE_INTERVAL_MS)
  timer.unref()
  sample()
  return {
    read() {
      sample()
      const { user, system } = process.cpuUsage(start)
      const workers = [...workerSeconds.values()].reduce((sum, seconds) => sum + seconds, 0)
      return {
        peakRssMiB: { ...peak },
        cpuSeconds: { client: (user + system) / 1e6, workers },
      }
    },
    stop: () => clearInterval(timer),
  }
}

function descendants(pid: number): number[] {
  const children = contents(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number)
  return children.concat(children.flatMap(descendants))
}

const rssMiB = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(contents(`/proc/${pid}/status`))?.[1] ?? 0) / 1024

/** Fields 14 and 15 of proc_pid_stat(5), counted after the name, which may hold spaces. */
function cpuSeconds(pid: number): number {
  const stat = contents(`/proc/${pid}/stat`)
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) / TICKS_PER_SECOND
}

/** Empty when the process has ended meanwhile. */
function contents(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
