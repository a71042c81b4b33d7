/** Sources: through which partner, email or poster signatures came, as the links of each say. */
import * as z from 'zod/mini'

export const sourcesAnswer = z.object({
  /** Counted signatures by the code of their source, the most first. */
  sources: z.array(z.object({ source: z.string(), count: z.int() })),
  /** Counted signatures that came without a code. */
  none: z.int(),
})
export type SourcesAnswer = z.output<typeof sourcesAnswer>
