/** No GET of the console writes anything but when its session was used, so that no mail scanner and no prefetch acts for anybody. */
import { env } from 'cloudflare:test'
import { expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'

import { createDraft } from '../../../src/accounts/drafts.ts'
import { setImage } from '../../../src/petitions/image.ts'
import { listInvitations } from '../../../src/accounts/invitation-list.ts'
import { openSession } from '../../../src/accounts/sessions.ts'
import { newSecret } from '../../../src/crypto/secret.ts'
import { addToken, listTokens } from '../../../src/petitions/team-tokens.ts'
import { newToken } from '../../../src/petitions/tokens.ts'
import { app } from '../../../workers/console/app.tsx'
import { BY_OPERATOR } from '../../support/actor.ts'
import { CONSOLE_PAGES } from '../../support/console-pages.ts'
import { contents } from '../contents.ts'
import { consumeSignatures, message, publishUpdate, startPetition } from '../fixtures.ts'
import { from } from '../floods.ts'
import { fetchConsole, linkFor, member, partnerFor, signedIn } from './console.ts'

const paths = [
  ...new Set(
    app.routes.filter(({ method, path }) => method === 'GET' && !path.endsWith('.css}')).map(({ path }) => path),
  ),
]

test('every page is in the list of those that a browser test looks at', () => {
  expect(paths.filter((path) => !path.endsWith('/:hash'))).toEqual(CONSOLE_PAGES)
})

test('every route that answers GET writes nothing', async () => {
  const petition = await startPetition()
  const { slug, id: petitionId } = petition
  const waiting = await startPetition()
  await env.DB.prepare('UPDATE petitions SET submitted_at = 1 WHERE id = ?').bind(waiting.id).run()
  const owner = await member(petitionId, 'owner')
  const operator = await signedIn({ isOperator: true })
  const now = Date.now()
  const image = { hash: 'ab', type: 'image/png', width: 1, height: 1, alt: '' } as const
  await setImage(env.DB, petitionId, image, new Uint8Array(1), { by: BY_OPERATOR, needsApproval: false, now })
  const named = message(petition, 1, { publicName: 'Ada' })
  await consumeSignatures([named, from(petition, 2, { signals: ['abusive-name'] })])
  const draft = crypto.randomUUID()
  await createDraft(env.DB, { id: draft, accountId: owner.accountId, data: { title: 'Keep the library' }, now })
  const createdBy = owner.accountId
  await addToken(env.DB, { petitionId, token: newToken(), name: '', scopes: ['read'], expiresAt: null, createdBy, now })
  const [token] = await listTokens(env.DB, petitionId, now)
  const session = { id: crypto.randomUUID(), secret: newSecret(), label: 'Firefox, Linux' }
  await openSession(env.DB, { accountId: owner.accountId, session, now })
  await env.DB.prepare(
    `INSERT INTO passkeys (credential_id, account_id, public_key, counter, transports, name, created_at)
     VALUES ('credential', ?1, x'00', 0, '[]', 'My phone', 1)`,
  )
    .bind(owner.accountId)
    .run()
  await fetchConsole(`/console/p/${slug}/team/invitations`, {
    as: owner,
    form: { email: 'guest@example.org', role: 'editor' },
  })
  const [invitation] = await listInvitations(env.DB, petitionId, now)
  const claim = crypto.randomUUID()
  await env.DB.prepare(
    `INSERT INTO claims (petition_id, id, kind, source, n, added_at) VALUES (?1, ?2, 'paper', 'Market day', 1, ?3)`,
  )
    .bind(petitionId, claim, now)
    .run()
  const imported = uuidv7()
  await env.DB.prepare(
    `INSERT INTO claims (petition_id, id, kind, source, n, file_rows, added_at, begun_at)
     VALUES (?1, ?2, 'import', 'Assembly', 0, 1, ?3, ?3)`,
  )
    .bind(petitionId, imported, now)
    .run()
  const { id: update } = await publishUpdate(petition, 'News')
  const ids: Record<string, string> = {
    '/console/p/:slug/updates/:id': update,
    '/console/p/:slug/paper/:id': claim,
    '/console/p/:slug/paper/import/:id': imported,
    '/console/account/passkeys/:id': 'credential',
    '/console/account/sessions/:id': session.id,
    '/console/new/:id': draft,
    '/console/p/:slug/signers/:id': named.id,
    '/console/p/:slug/team/:id': owner.accountId,
    '/console/p/:slug/team/tokens/:id': token?.id ?? '',
    '/console/site/operators/:id': operator.accountId,
    '/console/p/:slug/team/invitations/:id': invitation?.id ?? '',
  }
  const partner = await partnerFor(petition)
  const link = await linkFor(owner.email)
  const statuses: Record<string, number> = {}
  for (const path of paths) {
    const id = Object.entries(ids).findLast(([start]) => path.startsWith(start))?.[1] ?? ''
    const url = path
      .replace(':slug', path.includes('/approvals/') ? waiting.slug : slug)
      .replace(/:number\{.*\}/, '1')
      .replace(':lang', 'ru')
      .replace(':hash', 'ab')
      .replace(':token', link)
      .replace(':group', 'signals')
      .replace(':code', partner.code)
      .replace(':key', partner.key)
      .replace(':id', id)
    const before = JSON.stringify(await contents(['sessions']))
    const as = path.startsWith('/console/site') ? operator : owner
    const response = await fetchConsole(
      path === '/console/site/petitions' ? `${url}?q=${slug}` : url,
      path.includes('/sign-in') ? {} : { as },
    )
    await response.arrayBuffer()
    statuses[path] = response.status
    expect([path, JSON.stringify(await contents(['sessions'])) === before]).toEqual([path, true])
  }
  // Anyone who is refused has not reached what might write. Nobody has a link to a preview here.
  expect(Object.entries(statuses).filter(([, status]) => status >= 400)).toEqual([['/console/draft/:token', 410]])
})
