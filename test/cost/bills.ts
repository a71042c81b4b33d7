/** What people do, as steps that are counted, and the lines of the bench that say how much processor time they take. */
import { PRICES, type Resource, RESOURCES } from './prices.ts'
import type { Step, Steps } from './steps.ts'

/** Of one signature, or one view. */
export type Amounts = Record<Resource, number>

interface Bill {
  name: string
  steps: readonly Step[]
  /** Lines of the bench; of the second list they are subtracted. */
  processor: readonly string[]
  without?: readonly string[]
}

const TO_SIGN = ['petition page', 'signature with its proof, edge alone']
const ROW = 'consumer, a row, one petition in a batch'
const EMAIL = ['signature with email', 'signature']

const FULL: readonly Step[] = ['page', 'sign', 'stored']

export const BILLS = {
  full: { name: 'a signature, in full batches', steps: FULL, processor: [...TO_SIGN, ROW] },
  alone: {
    name: 'a signature, alone in its batch',
    steps: ['page', 'sign', 'storedAlone'],
    processor: [...TO_SIGN, ROW],
  },
  publicly: {
    name: 'a signature with a public name, in full batches',
    steps: ['page', 'sign', 'storedPublicly'],
    processor: [...TO_SIGN, ROW],
  },
  repeated: {
    name: 'a signature repeated, in full batches, and its deletion',
    steps: ['page', 'sign', 'repeated', 'repeatDeleted'],
    processor: [...TO_SIGN, ROW],
  },
  toConfirm: {
    name: 'a signature confirmed by email, in full batches',
    steps: ['page', 'signToConfirm', 'storedToConfirm', 'emailed', 'confirm', 'confirmed'],
    processor: [...TO_SIGN, ROW, ROW, EMAIL[0] ?? ''],
    without: EMAIL.slice(1),
  },
  look: {
    name: 'a look at the new count after signing, where it is in view',
    steps: ['page'],
    processor: ['petition page'],
  },
  published: {
    name: 'a signature, in full batches that each publish a static count',
    steps: ['page', 'sign', 'storedAndPublished'],
    processor: [...TO_SIGN, ROW],
  },
  later: {
    name: 'deleting, later, what is stored for a time',
    steps: ['factsDeleted', 'contactDeleted'],
    processor: [],
  },
  laterEmail: { name: 'deleting, later, the email of a signature', steps: ['emailDeleted'], processor: [] },
} as const satisfies Record<string, Bill>

export const VIEW: Bill = { name: 'a view of the counter', steps: ['count'], processor: ['count'] }

/** `microsecondsOf`: processor time of a line of the bench. */
export function amountsOf(bill: Bill, steps: Steps, microsecondsOf: (line: string) => number): Amounts {
  const { steps: parts, processor, without = [] } = bill
  const sum = (lines: readonly string[]): number => lines.reduce((all, line) => all + microsecondsOf(line), 0)
  const counted = (resource: Exclude<Resource, 'cpuMs'>): number =>
    parts.reduce((all, step) => all + steps[step][resource], 0)
  return {
    requests: counted('requests'),
    cpuMs: (sum(processor) - sum(without)) / 1000,
    rowsWritten: counted('rowsWritten'),
    rowsRead: counted('rowsRead'),
    queueOperations: counted('queueOperations'),
    bucketWrites: counted('bucketWrites'),
    bucketReads: counted('bucketReads'),
    emails: counted('emails'),
  }
}

/** Of a million, without what the plan includes. */
export const dollarsOf = (amounts: Amounts, resources: readonly Resource[] = RESOURCES): number =>
  resources.reduce((all, resource) => all + amounts[resource] * PRICES[resource].dollarsPerMillion, 0)
