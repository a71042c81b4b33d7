/** Partners: their codes and names, and how many signatures came through the links of each. */
import * as z from 'zod/mini'

import { PARTNER_NAME_MAX_CHARS, PARTNER_LINK_MAX_CHARS } from '../src/limits.ts'
import { partnerCode } from './signature.ts'
import { filledLine, line } from './text.ts'

export const partnersResponse = z.object({
  /** Counted signatures by partner code, the most first. */
  partners: z.array(z.object({ partner: z.string(), count: z.int() })),
  /** Counted signatures without a partner code. */
  none: z.int(),
})
export type PartnersResponse = z.output<typeof partnersResponse>

/** Signatures are counted under the code in lower case. */
const storedCode = z.pipe(
  partnerCode,
  z.transform((code) => code.toLowerCase()),
)

/** The website of a partner, for its campaign alone: nothing is fetched from it. */
const website = line(PARTNER_LINK_MAX_CHARS).check(
  z.refine(
    (text) => {
      const url = URL.parse(text)
      return url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
    },
    { error: 'not-a-url' },
  ),
)

/** What a campaign says of a partner. Its code never changes: signatures are counted under it. */
export const partnerWords = z.object({ name: filledLine(PARTNER_NAME_MAX_CHARS), link: z.optional(website) })
export const partnerForm = z.extend(partnerWords, { code: storedCode })
export type PartnerForm = z.output<typeof partnerForm>
