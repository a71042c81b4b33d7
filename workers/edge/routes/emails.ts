/** What a campaign learns of the emails to its signers: numbers, and never of whom. */
import { Hono } from 'hono'

import type * as z from 'zod/mini'

import type { emailsResponse } from '../../../schema/email.ts'
import { requireCampaign } from '../access.ts'
import { type EdgeContext, PRIVATE } from '../respond.tsx'

/** Under `/api/petitions`. */
export const emailRoutes = new Hono<EdgeContext>()

emailRoutes.get('/:slug/emails', requireCampaign('read'), (c) => {
  const emails: z.output<typeof emailsResponse> = { bounced: c.var.petition.bouncedCount }
  return c.json(emails, 200, PRIVATE)
})
