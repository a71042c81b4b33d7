/** What `GET /healthz` responds with: to everyone whether the service is up, to the operator how each part is. */
import * as z from 'zod/mini'

const time = z.nullable(z.iso.datetime())

/** Of a part that failed, or did not answer in time. */
const noAnswer = z.object({ answers: z.literal(false) })
const part = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.union([z.object({ answers: z.literal(true), ...shape }), noAnswer])

/** Rows are counted up to a limit, so that asking costs the same however many there are: then it is `1000+`. */
const bounded = z.string()

const queue = part({
  backlogCount: z.int(),
  backlogBytes: z.int(),
  /** Null for an empty queue. */
  oldestMessageAgeSeconds: z.nullable(z.int()),
})

/** What is to be sent and is not yet: emails, or webhook deliveries. */
const backlog = {
  pending: bounded,
  /** When the next attempt of the first of them was, or is, due. */
  oldestDueAt: time,
  /** Since when the oldest of them waits for its first attempt. */
  oldestUntriedSince: time,
}

/** What began a spike: messages that wait, how long they wait, or how long a transaction takes. */
export const SPIKE_REASONS = ['backlog', 'waiting', 'database'] as const
export type SpikeReason = (typeof SPIKE_REASONS)[number]

export const healthParts = z.object({
  database: part({ migrationsPending: z.boolean() }),
  queues: z.object({ signatures: queue, deliveries: queue, emails: queue }),
  /** `failed` and `sent`: of those that were written within that time. */
  emails: part({ ...backlog, failedLastHour: bounded, failedLastDay: bounded, sentLastHour: bounded }),
  deliveries: part({ ...backlog, oldestEventAt: time }),
  deadLetters: part({ stored: bounded, newestAt: time }),
  /** Since when the bucket takes none of a petition. Null where all is well, or there is no bucket. */
  staticCounts: part({ failingSince: time }),
  /** `since` and `why` of the spike that lasts, `lastEndedAt` of the one before. */
  spike: part({ since: time, why: z.nullable(z.enum(SPIKE_REASONS)), lastEndedAt: time }),
})
export type HealthParts = z.output<typeof healthParts>

/** What a Worker says of its settings. Keys by their fingerprints; `sealKeys` by their public keys. */
export const installationFacts = z.object({
  publicOrigin: z.nullable(z.string()),
  /** What is missing or wrong, in words. */
  problems: z.array(z.string()),
  /** As in TOKEN_KEYS. */
  tokenKeys: z.array(z.string()),
  pepper: z.nullable(z.string()),
  sealKeys: z.array(z.string()),
})
export type InstallationFacts = z.output<typeof installationFacts>

/** Whether what was deployed fits together. */
const installed = z.object({
  /** Whether the database does. */
  answers: z.boolean(),
  migrationsPending: z.boolean(),
  /** Written at most every five minutes. */
  cronRanAt: time,
  problems: z.array(z.string()),
})
export type Installed = z.output<typeof installed>

export const healthResponse = z.object({
  /** `misconfigured`: every part may answer, and what was deployed does not fit together. */
  status: z.enum(['up', 'degraded', 'misconfigured', 'down']),
  /** The rest is for the operator's token alone. Why the status is not `up`. */
  reasons: z.optional(z.array(z.string())),
  parts: z.optional(healthParts),
  installation: z.optional(installed),
})
export type HealthResponse = z.output<typeof healthResponse>
