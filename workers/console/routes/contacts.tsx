/**
 * The locked contacts of a petition, for the browser of an owner, which opens them. The Worker gives out rows and numbers: keys and
 * what they open never reach it.
 */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import {
  beginReading,
  countedSince,
  isReading,
  listReadings,
  type Reader,
} from '../../../src/accounts/contact-readings.ts'
import { addressOf } from '../../../src/address.ts'
import { ContactsPage } from '../../../src/console/contacts/contacts.tsx'
import { printedOf } from '../../../src/console/contacts/printed.ts'
import { problemOf } from '../../../src/http/problem.ts'
import { numbersLike } from '../../../src/i18n/format.ts'
import { streamContacts } from '../../../src/ledger/contacts.ts'
import { type CountParts, readCountParts } from '../../../src/ledger/count-parts.ts'
import { CONTACT_READINGS_PER_ACCOUNT_PER_HOUR } from '../../../src/limits.ts'
import { log } from '../../../src/platform/log.ts'
import { type InPetition, requireRole } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { form } from '../form.ts'
import { memberNames } from '../names.ts'
import { aroundOf, notFound, page, type Policy, wordsOf } from '../respond.tsx'
import { sheetPath } from '../sheet.ts'
import { aroundPetitionOf } from '../shown.ts'
import { whenOf } from '../when.ts'

/** Under `/p/:slug/contacts`. */
export const contactsRoutes = new Hono<ConsoleContext>()

/** What the script asks for: the row after which it continues, and the entry of the log that it belongs to. */
const rowsForm = z.object({
  cursor: z.optional(z.uuid({ error: 'not-a-cursor' })),
  reading: z.optional(z.uuid({ error: 'not-a-cursor' })),
  all: z.optional(z.literal('yes', { error: 'not-a-choice' })),
})

/** Of the entry of the log. */
const READING_HEADER = 'undersigned-reading'
const SCRIPT = '/console-contacts.js'
const WORKER = '/console-contacts-worker.js'
const HOUR_SECONDS = 3_600

contactsRoutes.get('/', requireRole('contacts'), async (c) => {
  const { petition } = c.var
  const now = Date.now()
  const [{ settings }, parts, readings, members] = await Promise.all([
    servicesOf(c.env),
    readCountParts(c.env.DB, petition.id, now),
    listReadings(c.env.DB, petition.id),
    memberNames(c),
  ])
  if (parts === null) return notFound(c)
  const [newest] = readings
  const around = await aroundOf(c)
  const { publicOrigin } = settings
  const { contacts } = wordsOf(c)
  const rows = `/console/p/${addressOf(petition)}/contacts/rows`
  const view = (
    <ContactsPage
      around={around}
      petition={aroundPetitionOf(petition, now)}
      signatures={parts.signed}
      keys={petition.publicKeys.length}
      fresh={newest === undefined ? null : await countedSince(c.env.DB, petition.id, newest.at)}
      readings={readings.map(({ kind, by, name, at }) => ({
        by: kind === 'account' ? { name: members.get(by ?? '') ?? name } : null,
        when: whenOf(c, at, petition.timeZone, now),
      }))}
      hasVersions={petition.version > 1}
      setup={{
        slug: petition.slug,
        publicKeys: petition.publicKeys,
        total: parts.signed + importedIn(parts.claims),
        rows,
        worker: WORKER,
        said: contacts.said,
        numbers: numbersLike(around.locale),
        print: { text: contacts.list.print, language: around.locale },
        printed: printedOf(petition, around.locale, now),
        sheet: publicOrigin + (await sheetPath()),
        script: publicOrigin + SCRIPT,
      }}
    />
  )
  return page(c, view, 200, policyOf(publicOrigin, rows))
})

/** Of imported lists: their contacts are locked, too. */
const importedIn = (claims: CountParts['claims']): number =>
  claims.reduce((sum, { kind, count }) => (kind === 'import' ? sum + count : sum), 0)

/**
 * What has the key may send nothing: scripts may ask for rows alone, workers for nothing (their policy is in
 * src/pages/assets/_headers), and there is nothing else that a request could be hidden in.
 */
const policyOf = (origin: string, rows: string): Policy => ({
  'script-src': origin + SCRIPT,
  'worker-src': origin + WORKER,
  'img-src': `${origin}/icon.svg`,
  'connect-src': origin + rows,
  'frame-src': `'none'`,
  'form-action': `'none'`,
})

type RowsContext = RouteContext & { var: InPetition }

contactsRoutes.post('/rows', requireRole('contacts'), form(), async (c) => {
  const { petition, session } = c.var
  const read = rowsForm.safeParse(c.var.values)
  if (!read.success) return text(c, 422, problemOf({ code: 'invalid-query', errors: [] }, c.var.locale, '').title)
  const { cursor, reading, all } = read.data
  const reader: Reader = { petitionId: petition.id, accountId: session.account.id, now: Date.now() }
  // Before anything is read: what is not written in the log is not given out.
  const id = await readingOf(c, reader, reading)
  if (id === null) {
    const tooMany = wordsOf(c).contacts.tooMany(CONTACT_READINGS_PER_ACCOUNT_PER_HOUR)
    return text(c, 429, tooMany, { 'retry-after': String(HOUR_SECONDS) })
  }
  const stream = streamContacts(
    c.env.DB,
    { petitionId: petition.id, since: null, cursor: cursor?.toLowerCase() ?? null, all: all !== undefined },
    (error) => log.error('contacts.stream-failed', { petition: petition.slug, error }),
  )
  return c.body(stream, 200, {
    'content-type': 'application/x-ndjson',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    [READING_HEADER]: id,
  })
})

/** That of the reading which continues, or a new one; null when there were too many. */
async function readingOf(c: RowsContext, reader: Reader, given: string | undefined): Promise<string | null> {
  const id = given?.toLowerCase()
  return id !== undefined && (await isReading(c.env.DB, id, reader)) ? id : beginReading(c.env.DB, reader)
}

/** For the script, which has its own words for it. */
const text = (c: RowsContext, status: 422 | 429, said: string, headers: Record<string, string> = {}): Response =>
  c.text(said, status, { 'cache-control': 'no-store', ...headers })
