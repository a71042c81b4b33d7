/** The history of a run: what each signer did, one line each, written before anyone knows whether it was right. */
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs'

export const KINDS = ['sign', 'confirm', 'withdraw', 'withdraw-by-email'] as const
export type Kind = (typeof KINDS)[number]

export interface Operation {
  signer: number
  petition: string
  kind: Kind
  /** Of the signature: for a `sign` the one that the response named; null without one. */
  id: string | null
  /** By the clock of the Workers, in milliseconds. `answered`: null when no response came in time. */
  invoked: number
  answered: number | null
  /** 0 when no response came in time. */
  status: number
}

export interface History {
  add: (operation: Operation) => void
  close: () => void
}

/** Lines of `[signer, petition, kind, id, invoked, answered, status]`. */
export function openHistory(file: string): History {
  const descriptor = openSync(file, 'w')
  return {
    add: ({ signer, petition, kind, id, invoked, answered, status }) =>
      void writeSync(descriptor, `${JSON.stringify([signer, petition, kind, id, invoked, answered, status])}\n`),
    close: () => closeSync(descriptor),
  }
}

/** By signer, each in the order of invocation. */
export function readHistory(file: string): Map<number, Operation[]> {
  const bySigner = new Map<number, Operation[]>()
  for (const line of linesOf(file)) {
    const [signer, petition, kind, id, invoked, answered, status]: [
      number,
      string,
      Kind,
      string | null,
      number,
      number | null,
      number,
    ] = JSON.parse(line)
    const operations = bySigner.get(signer) ?? []
    operations.push({ signer, petition, kind, id, invoked, answered, status })
    bySigner.set(signer, operations)
  }
  for (const operations of bySigner.values()) operations.sort((a, b) => a.invoked - b.invoked)
  return bySigner
}

/** A string has at most about 500 MB, which is more than a million lines. */
const linesOf = (file: string): string[] => readFileSync(file, 'utf8').split('\n').filter(Boolean)
