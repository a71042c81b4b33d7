/**
 * Rows that the consumer stores, in batches of messages of one or of several petitions, beside a Worker that gets the same batches and
 * does nothing but insert them. Batches come one after the other, as D1 has one writer.
 */
import { randomBytes } from 'node:crypto'

import { v7 as uuidv7 } from 'uuid'

import type { SignatureMessage } from '../../schema/message.ts'
import type { Deliver } from '../../src/local/queue-lane.ts'
import type { Server } from './baselines.ts'
import { type Figure, medianOf } from './measure.ts'
import { processorMicroseconds } from './processor.ts'

export const JSON_EACH = 'one INSERT from json_each, a row'
export const CONSUMER = 'consumer, a row'
const BATCH = 100
const PETITIONS = [1, 5, 50]
export const PETITIONS_MAX = Math.max(...PETITIONS)

export interface Consumer extends Server {
  /** Before the number of petitions in the names of its lines, and behind it. */
  name: string
  suffix: string
  deliver: Deliver
  /** Ids of at least as many petitions as batches have. */
  petitionIds: readonly number[]
}

/** `batches` in each round. */
export async function measureConsumers(
  consumers: readonly Consumer[],
  { rounds, batches }: { rounds: number; batches: number },
): Promise<Map<string, Figure>> {
  const measured = new Map<string, Figure[]>()
  const run = async (name: string, consumer: Consumer, petitions: number): Promise<void> => {
    const ids = consumer.petitionIds.slice(0, petitions)
    const made = Array.from({ length: batches }, () =>
      Array.from({ length: BATCH }, (_, n) => message(ids[n % ids.length] ?? 0)),
    )
    const before = processorMicroseconds(consumer.pid)
    const begun = performance.now()
    for (const batch of made) await deliver(consumer, batch)
    const seconds = (performance.now() - begun) / 1000
    const rows = batches * BATCH
    const cpuMicroseconds = (processorMicroseconds(consumer.pid) - before) / rows
    measured.set(name, [...(measured.get(name) ?? []), { perSecond: rows / seconds, cpuMicroseconds }])
  }
  for (let round = 0; round <= rounds; round++) {
    for (const petitions of PETITIONS)
      for (const consumer of consumers) {
        const { name, suffix } = consumer
        await run(
          `${name}, ${petitions === 1 ? 'one petition' : `${petitions} petitions`} in a batch${suffix}`,
          consumer,
          petitions,
        )
      }
    // The first round warms up.
    if (round === 0) measured.clear()
  }
  return new Map([...measured].map(([name, figures]) => [name, medianOf(figures)]))
}

async function deliver({ deliver }: Consumer, batch: readonly SignatureMessage[]): Promise<void> {
  const timestamp = new Date()
  const messages = batch.map((body) => ({ id: body.id, timestamp, attempts: 1, body }))
  const { outcome, retryMessages } = await deliver('undersigned-signatures', messages)
  if (outcome !== 'ok' || retryMessages.length > 0) throw new Error('the consumer did not store the batch')
}

const hex = (bytes: number): string => randomBytes(bytes).toString('hex')

const message = (petitionId: number): SignatureMessage => ({
  v: 5,
  kind: 'signature',
  id: uuidv7(),
  petitionId,
  signer: hex(32),
  publicName: 'Ada Example',
  country: 'UZ',
  comment: null,
  partner: null,
  locale: 'en',
  version: null,
  signedAt: Date.now(),
  // As long as the sealed contact of most signers.
  contact: hex(320),
  sealedEmail: null,
  review: { network: hex(16), emailDomain: null, country: 'UZ', disposable: false, signals: [] },
})
