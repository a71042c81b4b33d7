/** Partner codes: signatures that come through the site of a partner are counted under its code. */
import * as z from 'zod/mini'

import { partnerCode } from '../../schema/signature.ts'

/** The code as typed, or null when it is not valid. */
export const partnerCodeOf = (text: string | null | undefined): string | null =>
  z.safeParse(partnerCode, text).data ?? null
