/**
 * An import of an earlier list. The browser reads the file and encrypts each contact; what comes here has the email address beside it, as
 * a form has when somebody signs. It is hashed at once: no address is stored, logged or put on a queue. A test says of the whole list
 * how many are known here, and never of whom.
 */
import { Hono } from 'hono'
import type * as z from 'zod/mini'

import { beginForm, importBatch, importId, testBatch, testForm } from '../../../schema/import.ts'
import { addressOf } from '../../../src/address.ts'
import type { Claim } from '../../../src/ledger/claims.ts'
import { ImportPage, importSaid, type ShownImport, UndoImportPage } from '../../../src/console/paper/import.tsx'
import { type FormState, EMPTY_FORM } from '../../../src/console/parts/form.tsx'
import type { ImportState } from '../../../src/contacts/import-setup.ts'
import { fromBase64Url, toHex } from '../../../src/crypto/bytes.ts'
import { readBody } from '../../../src/http/body.ts'
import { validate } from '../../../src/http/validate.ts'
import { numbersLike } from '../../../src/i18n/format.ts'
import { dayIn } from '../../../src/i18n/time.ts'
import { petitionKey, signerHash } from '../../../src/intake/message.ts'
import { listClaims } from '../../../src/ledger/claims.ts'
import { readCountParts } from '../../../src/ledger/count-parts.ts'
import {
  addRows,
  beginImport,
  beginTest,
  finishImport,
  type ImportedRow,
  importUndoableUntil,
  mayImport,
  type Reached,
  testResult,
  testSigners,
  undoImport,
} from '../../../src/ledger/imports.ts'
import { IMPORT_BODY_MAX_BYTES, IMPORT_MAX_ROWS } from '../../../src/limits.ts'
import { type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { unconfirmed } from '../confirm.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { form } from '../form.ts'
import { sendDeliveries } from '../outbox.ts'
import { aroundOf, notFound, page, type Policy, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import { todayOf } from '../when.ts'

/** Under `/p/:slug/paper/import`. */
export const importRoutes = new Hono<ConsoleContext>()

type ImportContext = RouteContext & { var: InPetition }

const SCRIPT = '/console-import.js'
const WORKER = '/console-import-worker.js'

importRoutes.get('/', requireRole('claim'), (c) => importPage(c, null))

importRoutes.post('/tests', requireRole('claim'), form(), async (c) => {
  const read = validate(testForm, c.var.values)
  if (!read.ok) return said(c, 422)
  const { id, rows } = read.value
  return said(c, (await beginTest(c.env.DB, { ...(await byOf(c)), id }, rows)) ? 200 : 429)
})

importRoutes.post('/:id/test', requireRole('claim'), async (c) => {
  const read = await batchOf(c, testBatch)
  if (read === null) return said(c, 422)
  const { id, value } = read
  const signers = [...new Set(await hashed(c, value.emails))]
  return stateOf(c, await testSigners(c.env.DB, { petitionId: c.var.petition.id, id }, value, signers))
})

importRoutes.post('/:id/result', requireRole('claim'), form(), async (c) => {
  const id = idOf(c)
  const result = id === null ? null : await testResult(c.env.DB, { petitionId: c.var.petition.id, id, now: Date.now() })
  return result === null ? said(c, 409) : c.json(result, 200, PRIVATE)
})

importRoutes.post('/:id/begin', requireRole('claim'), form(), async (c) => {
  const id = idOf(c)
  const { values } = c.var
  const read = validate(beginForm, values)
  if (
    id === null ||
    !read.ok ||
    read.value.collectedOn > todayOf(c.var.petition.timeZone) ||
    values['lawful'] !== 'yes'
  )
    return said(c, 422)
  const begun = await beginImport(c.env.DB, { ...(await byOf(c)), id }, read.value)
  return said(c, begun === 'too-many' ? 429 : 200)
})

importRoutes.post('/:id/rows', requireRole('claim'), async (c) => {
  const read = await batchOf(c, importBatch)
  if (read === null) return said(c, 422)
  const { id, value } = read
  const signers = await hashed(
    c,
    value.rows.map(({ email }) => email),
  )
  const rows = new Map<string, ImportedRow>()
  for (const [at, { id, country, signedAt, contact }] of value.rows.entries()) {
    const signer = signers[at] ?? ''
    rows.set(signer, { id, signer, country, signedAt, contact: toHex(fromBase64Url(contact)) })
  }
  if (new Set([...rows.values()].map(({ id }) => id)).size < rows.size) return said(c, 422)
  const added = await addRows(c.env.DB, { ...(await byOf(c)), id }, value, [...rows.values()])
  if (added === null) return said(c, 404)
  sendDeliveries(c, added.deliveryIds)
  return changed(c.var.petition, stateOf(c, added.import))
})

importRoutes.post('/:id/finish', requireRole('claim'), form(), async (c) => {
  const id = idOf(c)
  const state = id === null ? null : await finishImport(c.env.DB, { ...(await byOf(c)), id })
  return changed(c.var.petition, stateOf(c, state))
})

importRoutes.get('/:id', requireRole('claim'), async (c) => {
  const shown = await shownImport(c)
  return shown === null ? notFound(c) : importPage(c, shown)
})

importRoutes.get('/:id/undo', requireRole('claim'), async (c) => {
  const shown = await shownImport(c)
  return shown === null || !shown.canUndo ? notFound(c) : undoPage(c, shown, EMPTY_FORM)
})

importRoutes.post('/:id/undo', requireRole('claim'), form(), async (c) => {
  const shown = await shownImport(c)
  if (shown === null) return notFound(c)
  const { petition, values } = c.var
  const done = (): Response => seeOther(c, `/console/p/${addressOf(petition)}/paper`, 'import-undone')
  // Pressed twice.
  if (shown.undoneAt !== null) return done()
  if (!shown.canUndo) return notFound(c)
  const refused = unconfirmed(c, values, shown.n)
  if (refused !== null) return undoPage(c, shown, refused)
  const { id } = shown
  await undoImport(c.env.DB, { ...(await byOf(c)), id })
  return changed(petition, done())
})

/** A body of JSON that fits `schema`, and the id in the path; null otherwise. */
async function batchOf<S extends z.ZodMiniType>(
  c: ImportContext,
  schema: S,
): Promise<{ id: string; value: z.output<S> } | null> {
  const id = idOf(c)
  const body = await readBody(c.req.raw, IMPORT_BODY_MAX_BYTES)
  if (id === null || !body.ok) return null
  const read = validate(schema, body.value)
  return read.ok ? { id, value: read.value } : null
}

function idOf(c: ImportContext): string | null {
  const read = importId.safeParse(c.req.param('id'))
  return read.success ? read.data.toLowerCase() : null
}

/** The keyed hashes of email addresses, as of those who sign here. From here on, no address is needed. */
async function hashed(c: ImportContext, emails: Parameters<typeof signerHash>[1][]): Promise<string[]> {
  const { settings } = await servicesOf(c.env)
  const key = await petitionKey(settings.signerPepper, c.var.petition.id, 'signer')
  return Promise.all(emails.map((email) => signerHash(key, email)))
}

async function byOf(c: ImportContext) {
  const { settings } = await servicesOf(c.env)
  return {
    petitionId: c.var.petition.id,
    by: { kind: 'account', id: c.var.session.account.id } as const,
    origin: settings.publicOrigin,
    now: Date.now(),
  }
}

const PRIVATE = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' } as const

/** For the script, which has its own words for each status. */
const said = (c: ImportContext, status: 200 | 404 | 409 | 422 | 429): Response => c.body(null, status, PRIVATE)

function stateOf(c: ImportContext, state: Reached | null): Response {
  if (state === null) return said(c, 404)
  const { reached, added, n, finishedAt, undoneAt } = state
  const body: ImportState = { reached, added, counted: n, finished: finishedAt !== null, undone: undoneAt !== null }
  return c.json(body, 200, PRIVATE)
}

/** The import in the path; null if there is none, or if it is only tested. */
async function shownImport(c: ImportContext): Promise<ShownImport | null> {
  const id = idOf(c)
  const { petition, locale } = c.var
  const claims = await listClaims(c.env.DB, petition.id)
  const claim = claims.find((one): one is Claim & { begunAt: number } => one.id === id && one.begunAt !== null)
  if (claim === undefined) return null
  const until = importUndoableUntil(claim.begunAt)
  const day = (time: number): string => dayIn(time, petition.timeZone, locale)
  return {
    ...claim,
    canUndo: claim.undoneAt === null && Date.now() < until,
    undoUntil: day(until),
    undone: claim.undoneAt === null ? null : day(claim.undoneAt),
  }
}

async function importPage(c: ImportContext, shown: ShownImport | null): Promise<Response> {
  const { petition } = c.var
  const now = Date.now()
  const [{ settings }, parts, around, may] = await Promise.all([
    servicesOf(c.env),
    readCountParts(c.env.DB, petition.id, now),
    aroundOf(c),
    mayImport(c.env.DB, petition.id),
  ])
  if (parts === null) return notFound(c)
  const { publicOrigin } = settings
  const path = `/console/p/${addressOf(petition)}/paper/import`
  const isOpen = shown === null || (shown.finishedAt === null && shown.undoneAt === null)
  const view = (
    <ImportPage
      around={around}
      petition={aroundPetitionOf(petition, now)}
      shown={shown}
      isDraft={petition.state === 'draft'}
      mayImport={may}
      canWithdraw={petition.confirmation === 'email'}
      setup={
        isOpen && may && petition.publicKeys.length > 0
          ? {
              slug: petition.slug,
              publicKeys: petition.publicKeys,
              language: petition.language,
              locale: around.locale,
              path,
              after: `/console/p/${addressOf(petition)}/paper`,
              worker: WORKER,
              said: importSaid(wordsOf(c), around.locale),
              numbers: numbersLike(around.locale),
              today: todayOf(c.var.petition.timeZone),
              count: parts.count,
              rowsMax: IMPORT_MAX_ROWS,
              resume:
                shown === null
                  ? null
                  : {
                      id: shown.id,
                      reached: shown.reached,
                      fileRows: shown.fileRows,
                      collectedOn: shown.collectedOn ?? todayOf(c.var.petition.timeZone),
                    },
            }
          : null
      }
    />
  )
  return page(c, view, 200, policyOf(publicOrigin, path))
}

/**
 * What has the file may send it nowhere else: scripts may ask the routes above alone, workers nothing (their policy is in
 * src/pages/assets/_headers), and there is nothing else that a request could be hidden in.
 */
const policyOf = (origin: string, path: string): Policy => ({
  'script-src': origin + SCRIPT,
  'worker-src': origin + WORKER,
  'img-src': `${origin}/icon.svg`,
  'connect-src': `${origin}${path}/`,
  'frame-src': `'none'`,
  'form-action': `'none'`,
})

async function undoPage(c: ImportContext, shown: ShownImport, state: FormState): Promise<Response> {
  const { petition } = c.var
  const now = Date.now()
  const parts = await readCountParts(c.env.DB, petition.id, now)
  const view = (
    <UndoImportPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      shown={shown}
      count={parts?.count ?? 0}
      form={state}
    />
  )
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}
