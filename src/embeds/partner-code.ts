/** The code of a partner, which signatures that come through its site are credited to. */
import * as z from 'zod/mini'

import { sourceCode } from '../../schema/signature.ts'

/** As it was typed, or null when it is none: then nobody is credited. */
export const partnerCode = (text: string | null | undefined): string | null =>
  z.safeParse(sourceCode, text).data ?? null
