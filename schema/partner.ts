/** Counts by partner: through whose links signatures came. */
import * as z from 'zod/mini'

export const partnersResponse = z.object({
  /** Counted signatures by the code of their partner, the most first. */
  partners: z.array(z.object({ partner: z.string(), count: z.int() })),
  /** Counted signatures that came without a code. */
  none: z.int(),
})
export type PartnersResponse = z.output<typeof partnersResponse>
