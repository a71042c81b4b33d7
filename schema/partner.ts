/** Counts by partner: how many signatures came through the links of each. */
import * as z from 'zod/mini'

export const partnersResponse = z.object({
  /** Counted signatures by partner code, the most first. */
  partners: z.array(z.object({ partner: z.string(), count: z.int() })),
  /** Counted signatures without a partner code. */
  none: z.int(),
})
export type PartnersResponse = z.output<typeof partnersResponse>
