/** The export of a petition's signatures with their contacts, which are sealed to the campaign's keys. */
import { Hono } from 'hono'

import { contactsQuery } from '../../../schema/contact.ts'
import { writeAudit } from '../../../src/audit.ts'
import { streamContacts } from '../../../src/ledger/contacts.ts'
import { log } from '../../../src/platform/log.ts'
import { requireCampaign } from '../access.ts'
import { query } from '../request.ts'
import { type EdgeContext, PRIVATE } from '../respond.tsx'

/** Under `/api/petitions`. */
export const contactRoutes = new Hono<EdgeContext>()

contactRoutes.get('/:slug/contacts', requireCampaign('contacts'), query(contactsQuery, 'invalid-query'), async (c) => {
  const { by, petition, query } = c.var
  // Before anything is read: what is not written in the log is not given out.
  await writeAudit(c.env.DB, { petitionId: petition.id, act: 'contacts-read', by, now: Date.now() })
  const stream = streamContacts(
    c.env.DB,
    {
      petitionId: petition.id,
      since: query.since === undefined ? null : Date.parse(query.since),
      cursor: query.cursor?.toLowerCase() ?? null,
      all: query.status === 'all',
    },
    (error) => log.error('contacts.stream-failed', { petition: petition.slug, error }),
  )
  return c.body(stream, 200, { 'content-type': 'application/x-ndjson', ...PRIVATE })
})
