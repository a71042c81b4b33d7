/**
 * People who read and sign at a steady rate, whatever the site does: each request has its time, from which it is measured, so that one that
 * waits for those before it counts as slow as it is for its reader.
 */
import { setTimeout as sleep } from 'node:timers/promises'

import { type Asked, openPool } from '../../bench/load.ts'

/** As many count reads come with each signature: 80 000 to 100 000 people watched the count, each every ten seconds or so. */
export const READS_PER_SIGNATURE = 300
/** What the UK Parliament's site had in 2019. */
export const RECORD_SIGNATURES_PER_MINUTE = 2_000

/** Requests at once: with more due, the next ones wait. */
const AT_ONCE = 256
/** More are not reported one by one. */
const ERRORS_SHOWN = 5

export interface Traffic {
  url: URL
  read: Asked
  sign: (n: number) => Asked
}

export interface Seen {
  seconds: number
  /** Milliseconds from when they were due to their response. */
  reads: number[]
  signatures: number[]
  /** Of the signatures that were accepted. */
  ids: string[]
  errors: number
  firstErrors: string[]
}

/** `perSecond`: reads and signatures together. `firstSigner`: its number. Goes on until `isOver`. */
export async function send(
  { url, read, sign }: Traffic,
  perSecond: number,
  firstSigner: number,
  isOver: (seconds: number) => boolean,
): Promise<Seen> {
  const seen: Seen = { seconds: 0, reads: [], signatures: [], ids: [], errors: 0, firstErrors: [] }
  const pool = openPool(url)
  const begun = performance.now()
  const now = (): number => performance.now() - begun
  let next = 0
  let signer = firstSigner
  const fail = (text: string): void => {
    seen.errors++
    if (seen.firstErrors.length < ERRORS_SHOWN) seen.firstErrors.push(text)
  }
  const lane = async (): Promise<void> => {
    while (!isOver(now() / 1000)) {
      const n = next++
      const due = (n / perSecond) * 1000
      if (due > now()) await sleep(due - now())
      const isSignature = n % (READS_PER_SIGNATURE + 1) === 0
      try {
        const { status, body } = await pool.exchange(isSignature ? sign(signer++) : read)
        ;(isSignature ? seen.signatures : seen.reads).push(now() - due)
        if (status !== (isSignature ? 202 : 200)) fail(`${status}: ${body}`)
        else if (isSignature) seen.ids.push(idOf(body))
      } catch (error) {
        fail(String(error))
      }
    }
  }
  try {
    // Each waits for the time of its next request: with more lanes than requests a second, that would be after the end.
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, Math.ceil(perSecond)) }, lane))
  } finally {
    pool.close()
  }
  return { ...seen, seconds: now() / 1000 }
}

const idOf = (body: string): string => {
  const { id }: { id: string } = JSON.parse(body)
  return id
}

/** Null for none. `share` from 0 to 1. */
export function percentile(values: readonly number[], share: number): number | null {
  const ordered = values.toSorted((a, b) => a - b)
  return ordered[Math.min(ordered.length - 1, Math.floor(ordered.length * share))] ?? null
}
