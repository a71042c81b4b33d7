/** The code of a partner, which signatures that come through its site are credited to. */
import * as z from 'zod/mini'

import { partnerCode } from '../../schema/signature.ts'

/** As it was typed, or null when it is none: then nobody is credited. */
export const partnerCodeOf = (text: string | null | undefined): string | null =>
  z.safeParse(partnerCode, text).data ?? null
