/** What is counted, of one reader or one signature. */
import type { Resource } from './prices.ts'

/** Processor time is measured by the bench. */
export type Operations = Record<Exclude<Resource, 'cpuMs'>, number>
export const NO_OPERATIONS: Operations = {
  requests: 0,
  rowsWritten: 0,
  rowsRead: 0,
  queueOperations: 0,
  bucketWrites: 0,
  bucketReads: 0,
  emails: 0,
}

export type Step = (typeof STEPS)[number]
export type Steps = Record<Step, Operations>
export const STEPS = [
  'page',
  'challenge',
  'sign',
  'stored',
  'storedAlone',
  'storedPublicly',
  'storedOfOtherDomain',
  'storedAndPublished',
  'repeated',
  'repeatDeleted',
  'signToConfirm',
  'storedToConfirm',
  'emailed',
  'confirm',
  'confirmed',
  'count',
  'factsDeleted',
  'emailDeleted',
  'contactDeleted',
] as const
