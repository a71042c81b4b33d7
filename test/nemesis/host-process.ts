/** The harness's side of the host: starts it, asks it, and ends or pauses its processes. */
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { Calls, Report, Setting } from './host.ts'

/** Only to end what hangs, however busy the machine is. */
const ANSWER_TIMEOUT_MS = 600_000
/** A host that has not spread orders by then is started again. */
const ORDER_TIMEOUT_MS = 60_000

export class HostEndedError extends Error {}

export class Host {
  readonly setting: Setting
  readonly #onFault: (kind: string) => void
  #child: ChildProcess | null = null
  #waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  #calls = 0
  /** Of the edge; another one for each runtime. */
  url = new URL('http://127.0.0.1:1')
  runtimePid = 0
  /** How many runtimes have started. */
  runtimes = 0

  /** How many attempts at each email ended without its being recorded as sent. */
  readonly unsent = new Map<string, number>()

  constructor(setting: Setting, onFault: (kind: string) => void) {
    this.setting = setting
    this.#onFault = onFault
  }

  /** By the clock that was ordered, in milliseconds. */
  now(): number {
    return Date.now() + this.setting.orders.clockMs
  }

  async start(): Promise<void> {
    const child = fork(join(import.meta.dirname, 'host.ts'), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
    this.#child = child
    child.on('message', (report: Report) => this.#hear(report))
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.errors = (this.errors + text).slice(-4_000)
    })
    child.once('exit', () => {
      for (const { reject } of this.#waiting.values()) reject(new HostEndedError('the host has ended'))
      this.#waiting.clear()
    })
    await this.ask('start', this.setting)
  }

  /** The last that the host wrote to stderr. */
  errors = ''

  #hear(report: Report): void {
    if ('fault' in report) return this.#onFault(report.fault)
    if ('unsent' in report) return void this.unsent.set(report.unsent, (this.unsent.get(report.unsent) ?? 0) + 1)
    if ('runtime' in report) {
      this.url = new URL(report.runtime.url)
      this.runtimePid = report.runtime.pid
      this.runtimes++
      return
    }
    const waiting = this.#waiting.get(report.answer)
    this.#waiting.delete(report.answer)
    if ('error' in report) waiting?.reject(new Error(report.error))
    else waiting?.resolve(report.result as never)
  }

  async ask<K extends keyof Calls>(
    name: K,
    argument: Calls[K][0],
    timeoutMs = ANSWER_TIMEOUT_MS,
  ): Promise<Calls[K][1]> {
    const call = ++this.#calls
    const { promise, resolve, reject } = Promise.withResolvers<Calls[K][1]>()
    const timer = setTimeout(() => reject(new Error(`no answer to ${name}\n${this.errors}`)), timeoutMs)
    this.#waiting.set(call, { resolve, reject })
    this.#child?.send({ call, name, argument }, (error) => {
      if (error !== null) reject(new HostEndedError(`the host has ended: ${error.message}`))
    })
    return promise.finally(() => clearTimeout(timer))
  }

  /** Changes the orders, which hold for all later runtimes too: a host that cannot spread them is started again with them. */
  async order(changes: Partial<Setting['orders']>): Promise<void> {
    Object.assign(this.setting.orders, changes)
    try {
      await this.ask('order', this.setting.orders, ORDER_TIMEOUT_MS)
    } catch {
      await this.killAndStart()
    }
  }

  /** Ends workerd; the host starts another one. */
  async killRuntime(): Promise<void> {
    const before = this.runtimes
    process.kill(this.runtimePid, 'SIGKILL')
    const deadline = performance.now() + ANSWER_TIMEOUT_MS
    while (this.runtimes === before) {
      if (performance.now() > deadline) throw new Error(`no new runtime\n${this.errors}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Ends the host with its broker and Miniflare, and starts it again; its runtime ends by itself. */
  async killAndStart(): Promise<void> {
    await this.kill()
    await this.start()
  }

  async kill(): Promise<void> {
    const child = this.#child
    if (child === null || child.exitCode !== null || child.signalCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    // Its runtime ends by itself, a moment later.
    const deadline = performance.now() + ANSWER_TIMEOUT_MS
    while (isRunning(this.runtimePid)) {
      if (performance.now() > deadline) throw new Error(`the runtime ${this.runtimePid} did not end\n${this.errors}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  /** Stops a process for a while, as a machine does that has no time for it. */
  async pause(which: 'runtime' | 'host', ms: number): Promise<void> {
    const pid = which === 'runtime' ? this.runtimePid : this.#child?.pid
    if (pid === undefined) return
    process.kill(pid, 'SIGSTOP')
    await new Promise((resolve) => setTimeout(resolve, ms))
    process.kill(pid, 'SIGCONT')
  }
}

/** A process that has ended may wait for its parent to ask for its exit code. */
function isRunning(pid: number): boolean {
  try {
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'))
  } catch {
    return false
  }
}
