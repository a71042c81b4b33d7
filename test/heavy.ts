/**
 * What takes minutes: `npm run test:heavy` runs these files, and `npm test` the others. Of the browser tests, which `npm run test:pages`
 * runs, browser/dose.ts says what `npm test` has.
 */

export const isHeavy = process.env['HEAVY'] === 'all'

const HEAVY: readonly string[] = [
  'test/pipeline/attack.test.ts',
  'test/pipeline/broken.test.ts',
  'test/pipeline/dead-letters.test.ts',
  'test/pipeline/email-faults.test.ts',
  'test/pipeline/email.test.ts',
  'test/pipeline/export.test.ts',
  'test/pipeline/faults.test.ts',
  'test/pipeline/recount.test.ts',
  'test/pipeline/replay.test.ts',
  'test/pipeline/replayed-proof.test.ts',
  'test/pipeline/spike.test.ts',
  'test/pipeline/upstash.test.ts',
  'test/started/backup.test.ts',
  'test/started/kill.test.ts',
  'test/unit/backup.test.ts',
  'test/unit/og-petition-image.test.ts',
  'test/unit/patterns.test.ts',
  'test/worker/audit.test.ts',
  'test/worker/console/address.test.ts',
  'test/worker/console/at-once.test.ts',
  'test/worker/console/hostile.test.ts',
  'test/worker/order/safeguards.test.ts',
  'test/worker/review-chunks.test.ts',
  'test/worker/rows/changes.test.ts',
  'test/worker/words-kept.test.ts',
]
/** Of which `npm test` has a part, and this run all. */
const DOSED: readonly string[] = [
  'test/pipeline/nemesis.test.ts',
  'test/worker/order/order.test.ts',
  'test/worker/payloads.test.ts',
]

export const isInThisRun = (file: string): boolean =>
  isHeavy ? HEAVY.includes(file) || DOSED.includes(file) : !HEAVY.includes(file)

/** Of the files in `folder`, those of this run. `not` are left out of it. */
export const filesIn = (folder: string, not: readonly string[] = []): { include: string[]; exclude: string[] } => {
  const isHere = (file: string): boolean => file.startsWith(`test/${folder}/`)
  return isHeavy
    ? { include: [...HEAVY, ...DOSED].filter(isHere), exclude: [...not] }
    : { include: [`test/${folder}/**/*.test.ts`], exclude: [...HEAVY, ...not] }
}
