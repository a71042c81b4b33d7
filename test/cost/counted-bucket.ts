/** An R2 bucket that reports what its operations cost. */
import type { Reported } from './reported.ts'

const COSTS: Record<string, Partial<Reported>> = {
  put: { bucketWrites: 1 },
  head: { bucketReads: 1 },
  get: { bucketReads: 1 },
  list: { bucketWrites: 1 },
  delete: {},
}

/** Throws for what has no cost here. */
export const countedBucket = (bucket: R2Bucket, report: (what: Partial<Reported>) => Promise<void>): R2Bucket =>
  new Proxy(bucket, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      const cost = COSTS[String(name)]
      if (typeof member !== 'function' || cost === undefined)
        throw new Error(`the cost of ${String(name)} is not known`)
      return async (...given: unknown[]): Promise<unknown> => {
        await report(cost)
        return Reflect.apply(member, target, given)
      }
    },
  })
