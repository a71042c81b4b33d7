/** What the address of the framed counter may ask of it: the attributes of the element, under their names. */
import * as z from 'zod/mini'

import { partnerCode } from '../../schema/signature.ts'
import { GOAL_MAX_SIGNATURES } from '../limits.ts'
import { SIZES, THEMES } from './options.ts'

/** What a frame needs of its sandbox. The popup leaves it, for in it the petition's own form would be dead. */
export const FRAME_SANDBOX = 'allow-scripts allow-popups allow-popups-to-escape-sandbox'

const OPTIONS = {
  theme: z.enum(THEMES),
  size: z.enum(SIZES),
  goal: z.union([
    z.literal('none'),
    z.string().check(z.refine((text) => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= GOAL_MAX_SIGNATURES)),
  ]),
  // Not an address: a link could make this host show a true count above a button that leads to a false form.
  'sign-link': z.literal('none'),
  partner: partnerCode,
}

export type FrameOptions = { [K in keyof typeof OPTIONS]?: string }

/** Of a query; what the counter would not understand is left out. */
export function readFrameOptions(query: Record<string, string>): FrameOptions {
  const understood = Object.entries(OPTIONS).flatMap(([name, schema]) => {
    const { data } = z.safeParse(schema, query[name])
    return data === undefined ? [] : [[name, data]]
  })
  return Object.fromEntries(understood)
}
