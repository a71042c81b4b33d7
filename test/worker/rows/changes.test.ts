/**
 * Nothing scans, also where something is changed: every route that is no GET, of the edge and of the console, once. The petition that it is
 * about has more of everything than a statement may read, and other petitions have as many rows as there are in rows.test.ts.
 */
import { env } from 'cloudflare:test'
import { v7 as uuidv7 } from 'uuid'
import { describe, expect, test } from 'vitest'

import { makeLinkToken } from '../../../src/crypto/link-token.ts'
import { renderTimeKeys, signRenderTime } from '../../../src/intake/signals/render-time.ts'
import { remove } from '../../../src/ledger/decide.ts'
import { previewDecision } from '../../../src/ledger/review-groups.ts'
import { DAY_MS, RENDERED_MIN_AGE_MS } from '../../../src/limits.ts'
import { Addresses } from '../../../workers/consumer/addresses.ts'
import { app } from '../../../workers/edge/app.ts'
import { BY_OPERATOR } from '../../support/actor.ts'
import { PLAIN } from '../../support/images.ts'
import { proofOf } from '../../support/proof.ts'
import { createAuthenticator } from '../authenticator.ts'
import { consoleEnv, fetchConsole, linkFor } from '../console/console.ts'
import type { Everything } from '../console/everything.ts'
import { POSTS } from '../console/forms.ts'
import { BEGIN, listRow } from '../console/importing.ts'
import { filled, scene } from '../console/scenes.ts'
import { newDraft, ready, send, WORDS } from '../console/steps.ts'
import {
  asOperator,
  bearer,
  CAMPAIGN_KEYS,
  consumeSignatures,
  failingQueue,
  fetchEdge,
  jsonPost,
  message,
  ORIGIN,
  petitionForm,
  publishUpdate,
  solve,
  startPetition,
  unique,
} from '../fixtures.ts'
import { beyond } from './bounds.ts'
import * as crowded from './crowded.ts'
import { noting, type RowsRead } from './meter.ts'

const now = Date.now()
/** More than a statement may read that is in no line of bounds.ts. */
const SOME = 2_000
const LATELY = { from: now - 40 * DAY_MS, to: now - DAY_MS, contacts: true }

const others = await startPetition({ confirmation: 'email' })
await crowded.signatures(others.id, LATELY)
await crowded.flood(others.id, now)
await crowded.repeats(others.id, now)
await crowded.emails(others.id, now)
await crowded.withdrawals(others.id, now)
await crowded.partnerCodes(others.id)
await crowded.audit(others.id, now)
await crowded.reports(others.id, now)
await crowded.deadLetters(now)
await crowded.imported(others.id, now)
await crowded.accounts(now)
await crowded.petitions(now)

/** What `ask` reads with a database that notes it; its response has to be no refusal. */
async function read(ask: (DB: D1Database) => Promise<Response>): Promise<RowsRead> {
  const rowsRead: RowsRead = new Map()
  const response = await ask(noting(rowsRead))
  const text = await response.text()
  expect([response.status < 400, response.status < 400 ? '' : `${response.status} ${text}`]).toEqual([true, ''])
  expect(rowsRead.size).toBeGreaterThan(0)
  return rowsRead
}

describe('a route of the console', () => {
  /** With the database, and the consumer that opens addresses for it. */
  const withDatabase = (DB: D1Database) => ({
    DB,
    ADDRESSES: new Addresses(Reflect.get(consoleEnv().ADDRESSES, 'ctx'), { ...env, DB }),
  })
  const post = (here: Everything, path: string, form: Record<string, string>, DB = env.DB): Promise<Response> =>
    fetchConsole(path, { as: here.as, form }, withDatabase(DB))
  const postJson = (here: Everything, path: string, body: unknown, DB = env.DB): Promise<Response> =>
    fetchConsole(
      path,
      { as: here.as, method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
      withDatabase(DB),
    )

  type Ask = (DB: D1Database) => Promise<Response>
  type Prepare = (here: Everything, path: string) => Promise<Ask>
  const sends =
    (form: Record<string, string> = {}): Prepare =>
    async (here, path) =>
    (DB) =>
      post(here, path, form, DB)
  const challengeFrom = async (response: Response): Promise<string> =>
    (await response.json<{ challenge: string }>()).challenge
  const addPasskey = async (here: Everything) => {
    const device = await createAuthenticator('https://petitions.test')
    const added = await device.add(await challengeFrom(await post(here, '/console/passkeys/begin', {})))
    const add: Ask = (DB) => postJson(here, '/console/passkeys', { response: added, name: 'Phone' }, DB)
    return { device, add }
  }
  /** An import that has begun. `at` is its path. */
  const begun = async (here: Everything): Promise<string> => {
    const at = `/console/p/${here.petition.slug}/paper/import/${uuidv7()}`
    await post(here, `${at}/begin`, { ...BEGIN, rows: '1' })
    return at
  }
  const IMPORTED = { from: 0, to: 1, rows: [listRow(1)] }
  const tested = async (here: Everything): Promise<string> => {
    const id = uuidv7()
    await post(here, `/console/p/${here.petition.slug}/paper/import/tests`, { id, rows: '1' })
    return `/console/p/${here.petition.slug}/paper/import/${id}`
  }

  /** Those of which no page has the form, or that are one of several steps. */
  const BY_THEMSELVES: Record<string, Prepare> = {
    '/console/passkeys/begin': sends(),
    '/console/passkeys': async (here) => (await addPasskey(here)).add,
    '/console/passkeys/sign-in/begin': sends(),
    '/console/passkeys/sign-in': async (here) => {
      const { device, add } = await addPasskey(here)
      await add(env.DB)
      const used = await device.signIn(await challengeFrom(await post(here, '/console/passkeys/sign-in/begin', {})))
      return (DB) => postJson(here, '/console/passkeys/sign-in', { response: used }, DB)
    },
    '/console/sign-in': async (here, path) => (DB) => post(here, path, { email: here.as.email }, DB),
    '/console/sign-in/:token': async (here) => {
      const token = await linkFor(here.as.email)
      return (DB) => post(here, `/console/sign-in/${token}`, {}, DB)
    },
    '/console/sign-out': sends(),
    '/console/account/sessions/end': sends(),
    '/console/claim': async (here, path) => {
      const { token } = await startPetition()
      return (DB) => post(here, path, { token }, DB)
    },
    '/console/p/:slug/signers/show': async (here, path) => {
      const { results } = await env.DB.prepare(
        `SELECT id FROM signatures WHERE petition_id = ?1 AND hidden = 'waiting' LIMIT 20`,
      )
        .bind(here.petition.id)
        .all<{ id: string }>()
      return (DB) => post(here, path, { ids: results.map(({ id }) => id).join(' ') }, DB)
    },
    '/console/new/:id/text': async ({ as }) => {
      const id = await newDraft(as)
      return (DB) => send(as, id, 'text', { ...WORDS, slug: unique('draft') }, withDatabase(DB))
    },
    '/console/new/:id/key': async ({ as }) => {
      const id = await newDraft(as)
      await send(as, id, 'text', { ...WORDS, slug: unique('draft') })
      return (DB) => send(as, id, 'key', { publicKeys: CAMPAIGN_KEYS.publicKey }, withDatabase(DB))
    },
    '/console/new/:id/publish': async ({ as }) => {
      const slug = unique('draft')
      const id = await ready(as, slug)
      return (DB) => send(as, id, 'publish', { slug, confirmation: 'email' }, withDatabase(DB))
    },
    '/console/new/:id/link': async (here) => {
      const id = await ready(here.as, unique('draft'))
      return (DB) => post(here, `/console/new/${id}/link`, {}, DB)
    },
    '/console/p/:slug/review/undo': async (here, path) => {
      const at = { by: BY_OPERATOR, origin: ORIGIN, now }
      const { matches } = await previewDecision(env.DB, here.petition.id, {})
      const made = await remove(env.DB, here.petition.id, { condition: {}, expected: matches }, at)
      return (DB) => post(here, path, { decision: made.ok ? made.value.decision : '' }, DB)
    },
    '/console/p/:slug/contacts/rows': sends({ all: 'yes' }),
    '/console/p/:slug/paper/import/tests': async (here, path) => (DB) =>
      post(here, path, { id: uuidv7(), rows: '1' }, DB),
    '/console/p/:slug/paper/import/:id/test': async (here) => {
      const at = await tested(here)
      return (DB) => postJson(here, `${at}/test`, { from: 0, to: 1, emails: ['ada@example.org'] }, DB)
    },
    '/console/p/:slug/paper/import/:id/result': async (here) => {
      const at = await tested(here)
      await postJson(here, `${at}/test`, { from: 0, to: 1, emails: ['ada@example.org'] })
      return (DB) => post(here, `${at}/result`, {}, DB)
    },
    '/console/p/:slug/paper/import/:id/begin': async (here) => (DB) =>
      post(here, `/console/p/${here.petition.slug}/paper/import/${uuidv7()}/begin`, { ...BEGIN, rows: '1' }, DB),
    '/console/p/:slug/paper/import/:id/rows': async (here) => {
      const at = await begun(here)
      return (DB) => postJson(here, `${at}/rows`, IMPORTED, DB)
    },
    '/console/p/:slug/paper/import/:id/finish': async (here) => {
      const at = await begun(here)
      await postJson(here, `${at}/rows`, IMPORTED)
      return (DB) => post(here, `${at}/finish`, {}, DB)
    },
    '/console/p/:slug/share/dismiss/:code': async (here) => (DB) =>
      post(here, `/console/p/${here.petition.slug}/share/dismiss/00000007`, {}, DB),
  }

  test.each(POSTS)('%s', { timeout: 60_000 }, async (pattern) => {
    const { here, form } = await scene(pattern)
    await crowded.signatures(here.petition.id, { ...LATELY, rows: SOME })
    const prepare = BY_THEMSELVES[pattern] ?? sends(filled(form ?? {}, pattern))
    expect([pattern, pattern in BY_THEMSELVES || form !== undefined]).toEqual([pattern, true])
    expect(beyond(await read(await prepare(here, here.urlOf(pattern))))).toEqual([])
  })
})

describe('a route of the edge', async () => {
  const petition = await startPetition({ confirmation: 'email' })
  await crowded.signatures(petition.id, LATELY)
  await crowded.partnerCodes(petition.id)
  const { slug, id: petitionId } = petition
  const update = (await publishUpdate(petition, 'News')).id
  const webhook = await asCampaign('POST', 'webhooks', { url: 'https://partner.example.org/hook' })()
    .then((response) => response.json<{ id: string }>())
    .then(({ id }) => id)
  await asCampaign('POST', `webhooks/${webhook}/test`)()
  const delivery = await env.DB.prepare('SELECT id FROM deliveries WHERE webhook_id = ?1')
    .bind(webhook)
    .first<string>('id')
  await env.DB.prepare(`UPDATE deliveries SET state = 'failed' WHERE id = ?1`).bind(delivery).run()
  const signature = message(petition, 7, { sealedEmail: '00' })
  await consumeSignatures([signature])
  const target = { petitionId, id: signature.id, signer: signature.signer, proven: true }
  const keys = env.TOKEN_KEYS.split(',')

  type Ask = (DB?: D1Database) => Promise<Response>
  function asCampaign(method: string, path: string, body?: unknown): Ask {
    const headers = { ...bearer(petition.token), ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    return (DB = env.DB) =>
      fetchEdge(
        `/api/petitions/${slug}${path === '' ? '' : `/${path}`}`,
        { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) },
        { DB },
      )
  }
  const asOperatorSends =
    (method: string, path: string, body?: unknown): Ask =>
    (DB = env.DB) =>
      fetchEdge(path, body === undefined ? { method, headers: asOperator } : jsonPost(body, asOperator), { DB })
  const person = () => ({ name: 'Ada Example', email: `${unique('ada')}@example.org` })
  /** From a network of its own. */
  let networks = 0
  const ip = () => ({ 'cf-connecting-ip': `2001:db8:7:${(++networks).toString(16)}::1` })
  const sendsForm =
    (path: string, fields: () => Promise<Record<string, string>>, headers: Record<string, string> = {}): Ask =>
    async (DB = env.DB) =>
      fetchEdge(
        path,
        {
          method: 'POST',
          redirect: 'manual',
          body: new URLSearchParams(await fields()),
          headers: { accept: 'text/html', ...ip(), ...headers },
        },
        { DB },
      )
  const rendered = async () => signRenderTime(slug, Date.now() - RENDERED_MIN_AGE_MS - 1, await renderTimeKeys(keys))
  const SANDBOXED = { origin: 'null', 'sec-fetch-site': 'cross-site' }
  const frame = async () => {
    const reader = ip()
    const response = await fetchEdge(`/embed/${slug}/sign?lang=en`, { headers: { ...reader, accept: 'text/html' } })
    const html = await response.text()
    const valueOf = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
    const challenge = (/data-challenge="([^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')
    return { reader, challenge, fields: { ticket: valueOf('ticket'), rendered: valueOf('rendered') } }
  }
  const ofNetwork = (n: number) => ({ suspicion: 'network', network: n.toString(16).padStart(32, '0') })
  const decides =
    (action: string, condition: object): Ask =>
    async (DB = env.DB) => {
      const preview = await asCampaign('POST', 'review/preview', { condition })()
      const { matches } = await preview.json<{ matches: number }>()
      expect(matches).toBeGreaterThan(0)
      return asCampaign('POST', `review/${action}`, { condition, expected: matches })(DB)
    }
  const TRANSLATED = { title: 'Baslik', addressee: 'Meclis', body: 'Metin.', of: 1 }

  /** In this order: some end what others need. */
  const CHANGES: [line: string, ask: Ask][] = [
    ['POST /api/operator-links', asOperatorSends('POST', '/api/operator-links')],
    ['POST /api/petitions', asOperatorSends('POST', '/api/petitions', petitionForm({ slug: unique('started') }))],
    ['PUT /api/petitions/:slug/translations/:lang', asCampaign('PUT', 'translations/tr', TRANSLATED)],
    ['DELETE /api/petitions/:slug/translations/:lang', asCampaign('DELETE', 'translations/tr')],
    [
      'PATCH /api/petitions/:slug',
      asCampaign('PATCH', '', { title: 'Keep the night ferry', change: { kind: 'correction' } }),
    ],
    ['POST /api/petitions/:slug/updates', asCampaign('POST', 'updates', { title: 'More', body: 'Words.' })],
    ['PATCH /api/petitions/:slug/updates/:id', asCampaign('PATCH', `updates/${update}`, { title: 'Other news' })],
    [
      'PUT /api/petitions/:slug/updates/:id/translations/:lang',
      asCampaign('PUT', `updates/${update}/translations/tr`, { title: 'Haber', body: 'Metin.', of: 2 }),
    ],
    [
      'DELETE /api/petitions/:slug/updates/:id/translations/:lang',
      asCampaign('DELETE', `updates/${update}/translations/tr`),
    ],
    ['DELETE /api/petitions/:slug/updates/:id', asCampaign('DELETE', `updates/${update}`)],
    ['POST /api/petitions/:slug/review/preview', asCampaign('POST', 'review/preview', { condition: {} })],
    ['POST /api/petitions/:slug/review/release', decides('release', ofNetwork(0))],
    ['POST /api/petitions/:slug/review/remove', decides('remove', ofNetwork(1))],
    ['POST /api/petitions/:slug/webhooks', asCampaign('POST', 'webhooks', { url: 'https://other.example.org/hook' })],
    ['POST /api/petitions/:slug/webhooks/:id/test', asCampaign('POST', `webhooks/${webhook}/test`)],
    ['POST /api/petitions/:slug/webhooks/:id/rotate', asCampaign('POST', `webhooks/${webhook}/rotate`)],
    [
      'POST /api/petitions/:slug/webhooks/:id/deliveries/:delivery/retry',
      asCampaign('POST', `webhooks/${webhook}/deliveries/${delivery}/retry`),
    ],
    ['DELETE /api/petitions/:slug/webhooks/:id', asCampaign('DELETE', `webhooks/${webhook}`)],
    ['POST /api/dead-letters/:id/replay', asOperatorSends('POST', '/api/dead-letters/letter-1/replay')],
    ['DELETE /api/dead-letters/:id', asOperatorSends('DELETE', '/api/dead-letters/letter-1')],
    [
      'PUT /api/petitions/:slug/image',
      (DB = env.DB) =>
        fetchEdge(
          `/api/petitions/${slug}/image?alt=A%20boat`,
          {
            method: 'PUT',
            headers: { ...bearer(petition.token), 'content-type': 'image/png' },
            body: PLAIN['image/png'],
          },
          { DB },
        ),
    ],
    ['DELETE /api/petitions/:slug/image', asCampaign('DELETE', 'image')],
    ['POST /api/recounts', asOperatorSends('POST', `/api/recounts?petition=${slug}`)],
    [
      'POST /confirm/:token',
      async (DB = env.DB) =>
        fetchEdge(
          `/confirm/${await makeLinkToken('confirm', target, Date.now() + 3_600_000, keys)}`,
          { method: 'POST', headers: ip() },
          { DB },
        ),
    ],
    [
      'POST /withdraw/:token',
      async (DB = env.DB) =>
        fetchEdge(
          `/withdraw/${await makeLinkToken('withdraw', target, null, keys)}`,
          { method: 'POST', headers: ip() },
          { DB },
        ),
    ],
    // The queue fails: the signature is stored at once.
    [
      'POST /api/petitions/:slug/signatures',
      async (DB = env.DB) =>
        fetchEdge(`/api/petitions/${slug}/signatures`, jsonPost({ ...person(), proof: await solve(slug) }, ip()), {
          DB,
          SIGNATURES: failingQueue,
        }),
    ],
    ['POST /:lang/p/:slug', sendsForm(`/en/p/${slug}`, async () => ({ ...person(), website: '' }))],
    [
      'POST /embed/:slug/signatures',
      async (DB = env.DB) => {
        const { reader, challenge, fields } = await frame()
        const headers = { ...SANDBOXED, ...reader }
        const proof = await proofOf(await (await fetchEdge(challenge, { headers })).json())
        return fetchEdge(`/embed/${slug}/signatures`, jsonPost({ ...person(), ...fields, proof }, headers), { DB })
      },
    ],
    [
      'POST /embed/:slug/sign',
      async (DB) => {
        const { reader, fields } = await frame()
        return sendsForm(`/embed/${slug}/sign?lang=en`, async () => ({ ...person(), ...fields, website: '' }), {
          ...SANDBOXED,
          ...reader,
        })(DB)
      },
    ],
    [
      'POST /:lang/p/:slug/links',
      sendsForm(`/en/p/${slug}/links`, async () => ({
        email: 'ada@example.org',
        website: '',
        rendered: await rendered(),
      })),
    ],
    [
      'POST /:lang/p/:slug/report',
      sendsForm(`/en/p/${slug}/report`, async () => ({
        ground: 'personal-data',
        details: 'It names a child.',
        email: '',
        website: '',
        rendered: await rendered(),
      })),
    ],
    ['POST /api/petitions/:slug/close', asCampaign('POST', 'close')],
    ['POST /api/petitions/:slug/reopen', asCampaign('POST', 'reopen')],
    ['POST /api/petitions/:slug/victory', asCampaign('POST', 'victory')],
    ['DELETE /api/petitions/:slug', asOperatorSends('DELETE', `/api/petitions/${slug}`)],
  ]

  test('is in the list', () => {
    const changing = app.routes.filter(
      ({ method, path }) => !['GET', 'HEAD', 'OPTIONS', 'ALL'].includes(method) && !/^\/console(?:\/\*)?$/.test(path),
    )
    const lines = new Set(changing.map(({ method, path }) => `${method} ${path}`))
    expect(CHANGES.map(([line]) => line).toSorted()).toEqual([...lines].toSorted())
  })

  test.each(CHANGES)('%s', { timeout: 60_000 }, async (_, ask) => {
    expect(beyond(await read(ask))).toEqual([])
  })
})
