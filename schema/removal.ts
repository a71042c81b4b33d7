/** The public ledger of what was taken off the count. */
import * as z from 'zod/mini'

export const REMOVAL_REASONS = ['withdrawn', 'quarantined', 'removed', 'released'] as const

export const removalsResponse = z.object({
  removals: z.array(
    z.object({
      /** `withdrawn` by the signer; `quarantined` for review; `released` from it, which adds; `removed` after review. */
      reason: z.enum(REMOVAL_REASONS),
      count: z.int(),
      /** The day, UTC. */
      date: z.iso.date(),
    }),
  ),
})
export type RemovalsResponse = z.output<typeof removalsResponse>
