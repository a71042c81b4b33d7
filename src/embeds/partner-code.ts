/** The code of a partner, which signatures that come through its site are credited to. */
import * as z from 'zod/mini'

import { sourceCode } from '../../schema/signature.ts'

/** As it was typed, or null when it is none: then nobody is credited. */
export const partnerCode = (text: string | null | undefined): string | null =>
  z.safeParse(sourceCode, text).data ?? null

/** The petition's address without its language, so that each reader gets their own. */
export function petitionUrl(
  origin: string,
  slug: string,
  partner: string | null,
  locale: string | null = null,
): string {
  const path = locale === null ? `/p/${slug}` : `/${locale}/p/${slug}`
  return `${origin}${path}${partner === null ? '' : `?source=${encodeURIComponent(partner)}`}`
}
