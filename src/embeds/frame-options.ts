/** The query parameters of the iframe: the attributes of the counter, under the same names. */
import * as z from 'zod/mini'

import { partnerCode } from '../../schema/signature.ts'
import { GOAL_MAX_SIGNATURES } from '../limits.ts'
import { SIZES, THEMES } from './options.ts'

/** What the iframe needs to be allowed. Popups escape the sandbox, because the form on the petition's page would not work in it. */
export const FRAME_SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox'

/** With the form, that is sent without a script, too. */
export const SIGN_FRAME_SANDBOX = `${FRAME_SANDBOX} allow-forms`

const OPTIONS = {
  theme: z.enum(THEMES),
  size: z.enum(SIZES),
  goal: z.union([
    z.literal('none'),
    z.string().check(z.refine((text) => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= GOAL_MAX_SIGNATURES)),
  ]),
  heading: z.literal('title'),
  // Not a URL: with one, this host could show a real count above a button that leads to a fake form.
  'sign-link': z.literal('none'),
  partner: partnerCode,
}

export interface SignFrameOptions {
  theme: (typeof THEMES)[number]
  partner: string | null
}

/** As above: what is not understood is left out. */
export const readSignFrameOptions = (query: Record<string, string>): SignFrameOptions => ({
  theme: z.safeParse(OPTIONS.theme, query['theme']).data ?? 'auto',
  partner: z.safeParse(partnerCode, query['partner']).data ?? null,
})

export type FrameOptions = { [K in keyof typeof OPTIONS]?: string }

/** Parameters with an unknown name or value are left out. */
export function readFrameOptions(query: Record<string, string>): FrameOptions {
  const understood = Object.entries(OPTIONS).flatMap(([name, schema]) => {
    const { data } = z.safeParse(schema, query[name])
    return data === undefined ? [] : [[name, data]]
  })
  return Object.fromEntries(understood)
}
