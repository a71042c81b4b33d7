/** Processor time of a process and its memory, from /proc (proc_pid_schedstat, proc_pid_status). */
import { readdirSync, readFileSync } from 'node:fs'

/** In microseconds, of all threads that run. Those of workerd do not end before it does. */
export function processorMicroseconds(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`)
  return threads.reduce((sum, thread) => sum + nanoseconds(`/proc/${pid}/task/${thread}/schedstat`), 0) / 1000
}

const nanoseconds = (file: string): number => Number(readFileSync(file, 'utf8').split(' ', 1)[0])

/** In MiB: what it has in memory now. */
export const memoryMiB = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? NaN) / 1024
