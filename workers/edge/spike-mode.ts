/**
 * Whether this isolate is in spike mode (src/spike.ts): because a count said so, or because the database is slow for the isolate itself,
 * which it notices before anybody else tells it.
 */
import { SPIKE_BEGINS, SPIKE_HOLD_MS, SPIKE_STALE_MS, SPIKE_STRETCH } from '../../src/limits.ts'
import type { Source } from '../../src/platform/cache/asked.ts'

export interface SpikeMode {
  /** How many times longer than usual values are stored. */
  stretch: () => number
  /** Whoever reads waits for a refresh only where the value is older than this. */
  staleAtLeastMs: () => number
  /** `ms`: until when a spike lasts, or lasted. */
  lastsUntil: (ms: number) => void
  /** The same source: from the moment when it has taken too long, whoever reads gets what is stored, and does not wait for it. */
  noticing: <V>(load: Source<V>) => Source<V>
}

/** A clock may be wrong: that of the isolate that noted the spike, or our own when we read of it. */
const latest = (): number => Date.now() + SPIKE_HOLD_MS

export function makeSpikeMode(): SpikeMode {
  let until = 0
  const isInSpike = (): boolean => Date.now() < until && until <= latest()
  const lastsUntil = (ms: number): void => {
    until = Math.max(isInSpike() ? until : 0, Math.min(ms, latest()))
  }
  return {
    stretch: () => (isInSpike() ? SPIKE_STRETCH : 1),
    staleAtLeastMs: () => (isInSpike() ? SPIKE_STALE_MS : 0),
    lastsUntil,
    noticing:
      (load) =>
      async (...asked) => {
        const timer = setTimeout(() => lastsUntil(Infinity), SPIKE_BEGINS.transactionMs)
        try {
          return await load(...asked)
        } finally {
          clearTimeout(timer)
        }
      },
  }
}
