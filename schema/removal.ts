/** The public record of signatures that left the count. */
import * as z from 'zod/mini'

export const REMOVAL_REASONS = ['withdrawn', 'quarantined', 'removed', 'released'] as const
export type RemovalReason = (typeof REMOVAL_REASONS)[number]

export const removalsResponse = z.object({
  removals: z.array(
    z.object({
      /**
       * `withdrawn` by the signer; `quarantined`: held for review; `released` after review, which raises the count;
       * `removed` after review.
       */
      reason: z.enum(REMOVAL_REASONS),
      count: z.int(),
      /** The day, UTC. */
      date: z.iso.date(),
    }),
  ),
})
export type RemovalsResponse = z.output<typeof removalsResponse>
