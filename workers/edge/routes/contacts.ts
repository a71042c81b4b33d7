/** What a campaign takes home: its contacts, sealed, for the tool that has the key. */
import { Hono } from 'hono'

import { contactsQuery } from '../../../schema/contact.ts'
import { streamContacts } from '../../../src/ledger/contacts.ts'
import { validate } from '../../../src/http/validate.ts'
import { log } from '../../../src/platform/log.ts'
import { owned } from '../access.ts'
import { type EdgeContext, PRIVATE, refusal } from '../respond.tsx'

export const contactRoutes = new Hono<EdgeContext>()

contactRoutes.get('/:slug/contacts', async (c) => {
  const petition = await owned(c)
  if (petition instanceof Response) return petition
  const query = validate(contactsQuery, c.req.query())
  if (!query.ok) return refusal(c, { code: 'invalid-query', errors: query.errors })
  const { since, cursor, status } = query.value
  const stream = streamContacts(
    c.env.DB,
    {
      petitionId: petition.id,
      since: since === undefined ? null : Date.parse(since),
      cursor: cursor?.toLowerCase() ?? null,
      all: status === 'all',
    },
    (error) => log.error('contacts.stream-failed', { petition: petition.slug, error }),
  )
  return c.body(stream, 200, { 'content-type': 'application/x-ndjson', ...PRIVATE })
})
