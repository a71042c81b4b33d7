/** What the address of the framed counter may ask of it: the attributes of the element, under their names. */
import * as z from 'zod/mini'

import { sourceCode } from '../../schema/signature.ts'
import { GOAL_MAX_SIGNATURES } from '../limits.ts'
import { SIZES, THEMES } from './options.ts'

const OPTIONS = {
  theme: z.enum(THEMES),
  size: z.enum(SIZES),
  goal: z.union([
    z.literal('none'),
    z.string().check(z.refine((text) => /^[1-9]\d{0,9}$/.test(text) && Number(text) <= GOAL_MAX_SIGNATURES)),
  ]),
  'sign-link': z.union([z.literal('none'), z.url({ protocol: /^https?$/ })]),
  partner: sourceCode,
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
