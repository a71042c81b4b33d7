/**
 * Every route of the console, and who may call it: a stranger, members of another petition, each role, the operator. A route that
 * is not in the table fails, so that none is added without saying who may call it.
 */
import { env } from 'cloudflare:test'
import { beforeAll, describe, expect, test } from 'vitest'
import { v7 as uuidv7 } from 'uuid'

import { openSession } from '../../../src/accounts/sessions.ts'
import { newSecret } from '../../../src/crypto/secret.ts'
import { setImage } from '../../../src/petitions/image.ts'
import { addToken, listTokens } from '../../../src/petitions/team-tokens.ts'
import { newToken } from '../../../src/petitions/tokens.ts'
import { app } from '../../../workers/console/app.tsx'
import { BY_OPERATOR } from '../../support/actor.ts'
import { consumeSignatures, message, publishUpdate, startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, partnerFor, type Person, signedIn } from './console.ts'

/** Of an image. */
const HASH = 'ab'

type Caller = 'stranger' | 'foreign owner' | 'moderator' | 'editor' | 'owner' | 'operator'
const CALLERS: readonly Caller[] = ['stranger', 'foreign owner', 'moderator', 'editor', 'owner', 'operator']

/** Who may call what: everybody else is sent to sign in, told that they may not, or that there is no such page. */
const EVERYBODY = CALLERS
const SIGNED_IN = CALLERS.slice(1)
const MEMBERS: readonly Caller[] = ['moderator', 'editor', 'owner']
const EDITORS: readonly Caller[] = ['editor', 'owner']
const OWNERS: readonly Caller[] = ['owner']
const OPERATORS: readonly Caller[] = ['operator']

const ROUTES: Record<string, readonly Caller[]> = {
  'GET /console/sign-in': EVERYBODY,
  'POST /console/sign-in': EVERYBODY,
  'GET /console/sign-in/:token': EVERYBODY,
  'POST /console/sign-in/:token': EVERYBODY,
  'GET /console/draft/:token': EVERYBODY,
  'POST /console/passkeys/sign-in/begin': EVERYBODY,
  'POST /console/passkeys/sign-in': EVERYBODY,
  'GET /console': SIGNED_IN,
  'POST /console/claim': SIGNED_IN,
  'POST /console/passkeys/begin': SIGNED_IN,
  'POST /console/passkeys': SIGNED_IN,
  'POST /console/new': SIGNED_IN,
  'GET /console/account': SIGNED_IN,
  'POST /console/account': SIGNED_IN,
  'POST /console/account/email': SIGNED_IN,
  'GET /console/account/passkeys/:id/remove': SIGNED_IN,
  'POST /console/account/passkeys/:id/remove': SIGNED_IN,
  'GET /console/account/sessions/end': SIGNED_IN,
  'GET /console/account/sessions/:id/end': SIGNED_IN,
  'POST /console/account/sessions/:id/end': SIGNED_IN,
  'GET /console/account/delete': SIGNED_IN,
  'GET /console/p/:slug': MEMBERS,
  'GET /console/p/:slug/approval': OWNERS,
  'POST /console/p/:slug/approval': OWNERS,
  'POST /console/p/:slug/approval/take-back': OWNERS,
  'GET /console/p/:slug/objection': MEMBERS,
  'POST /console/p/:slug/objection': OWNERS,
  'GET /console/p/:slug/delete': OWNERS,
  'POST /console/p/:slug/delete': OWNERS,
  'GET /console/p/:slug/deleted': MEMBERS,
  'POST /console/p/:slug/deleted/undo': OWNERS,
  'GET /console/p/:slug/settings/close': OWNERS,
  'POST /console/p/:slug/settings/close': OWNERS,
  'GET /console/p/:slug/settings/victory': OWNERS,
  'POST /console/p/:slug/settings/victory': OWNERS,
  'GET /console/p/:slug/settings/reopen': OWNERS,
  'POST /console/p/:slug/settings/reopen': OWNERS,
  'GET /console/p/:slug/text': EDITORS,
  'POST /console/p/:slug/text': EDITORS,
  'POST /console/p/:slug/text/publish': EDITORS,
  'POST /console/p/:slug/text/edit': EDITORS,
  'GET /console/p/:slug/text/image': EDITORS,
  'POST /console/p/:slug/text/image': EDITORS,
  'GET /console/p/:slug/text/image/remove': EDITORS,
  'POST /console/p/:slug/text/image/remove': EDITORS,
  'GET /console/p/:slug/text/image/file/:hash': EDITORS,
  'GET /console/p/:slug/text/versions': MEMBERS,
  'GET /console/p/:slug/text/versions/:number{[1-9][0-9]{0,6}}': MEMBERS,
  'GET /console/p/:slug/text/translations': EDITORS,
  'GET /console/p/:slug/text/translations/:lang': EDITORS,
  'POST /console/p/:slug/text/translations/:lang': EDITORS,
  'GET /console/p/:slug/text/translations/:lang/remove': EDITORS,
  'POST /console/p/:slug/text/translations/:lang/remove': EDITORS,
  'GET /console/p/:slug/updates': EDITORS,
  'POST /console/p/:slug/updates': EDITORS,
  'GET /console/p/:slug/updates/:id': EDITORS,
  'POST /console/p/:slug/updates/:id': EDITORS,
  'GET /console/p/:slug/updates/:id/remove': EDITORS,
  'POST /console/p/:slug/updates/:id/remove': EDITORS,
  'GET /console/p/:slug/updates/:id/translations/:lang': EDITORS,
  'POST /console/p/:slug/updates/:id/translations/:lang': EDITORS,
  'GET /console/p/:slug/updates/:id/translations/:lang/remove': EDITORS,
  'POST /console/p/:slug/updates/:id/translations/:lang/remove': EDITORS,
  'GET /console/p/:slug/settings': OWNERS,
  'GET /console/p/:slug/settings/address': OWNERS,
  'POST /console/p/:slug/settings/address': OWNERS,
  'POST /console/p/:slug/settings': OWNERS,
  'GET /console/p/:slug/share': EDITORS,
  'POST /console/p/:slug/share': EDITORS,
  'POST /console/p/:slug/share/dismiss/:code': EDITORS,
  'GET /console/p/:slug/share/:code': EDITORS,
  'POST /console/p/:slug/share/:code': EDITORS,
  'GET /console/p/:slug/share/:code/new-link': EDITORS,
  'POST /console/p/:slug/share/:code/new-link': EDITORS,
  'GET /console/p/:slug/share/:code/remove': EDITORS,
  'POST /console/p/:slug/share/:code/remove': EDITORS,
  'GET /console/kit/:slug/:code/:key': EVERYBODY,
  'GET /console/p/:slug/contacts': OWNERS,
  'POST /console/p/:slug/contacts/rows': OWNERS,
  'GET /console/p/:slug/signers': MEMBERS,
  'POST /console/p/:slug/signers/show': MEMBERS,
  'GET /console/p/:slug/signers/moderation': OWNERS,
  'POST /console/p/:slug/signers/moderation': OWNERS,
  'GET /console/p/:slug/signers/:id': MEMBERS,
  'POST /console/p/:slug/signers/:id/hide': MEMBERS,
  'POST /console/p/:slug/signers/:id/show': MEMBERS,
  'POST /console/p/:slug/signers/:id/dismiss': MEMBERS,
  'GET /console/p/:slug/review': MEMBERS,
  'POST /console/p/:slug/review/undo': MEMBERS,
  'GET /console/p/:slug/review/:group': MEMBERS,
  'POST /console/p/:slug/review/:group/release': MEMBERS,
  'POST /console/p/:slug/review/:group/remove': MEMBERS,
  'GET /console/p/:slug/paper': EDITORS,
  'POST /console/p/:slug/paper': OWNERS,
  'GET /console/p/:slug/paper/import': OWNERS,
  'POST /console/p/:slug/paper/import/tests': OWNERS,
  'POST /console/p/:slug/paper/import/:id/test': OWNERS,
  'POST /console/p/:slug/paper/import/:id/result': OWNERS,
  'POST /console/p/:slug/paper/import/:id/begin': OWNERS,
  'POST /console/p/:slug/paper/import/:id/rows': OWNERS,
  'POST /console/p/:slug/paper/import/:id/finish': OWNERS,
  'GET /console/p/:slug/paper/import/:id': OWNERS,
  'GET /console/p/:slug/paper/import/:id/undo': OWNERS,
  'POST /console/p/:slug/paper/import/:id/undo': OWNERS,
  'GET /console/p/:slug/paper/:id': OWNERS,
  'POST /console/p/:slug/paper/:id': OWNERS,
  'GET /console/p/:slug/team': MEMBERS,
  'GET /console/p/:slug/team/log': MEMBERS,
  'GET /console/p/:slug/team/:id': MEMBERS,
  'POST /console/p/:slug/team/:id/remove': MEMBERS,
  'POST /console/p/:slug/team/:id/role': OWNERS,
  'POST /console/p/:slug/team/invitations': OWNERS,
  'GET /console/p/:slug/team/invitations/:id/cancel': OWNERS,
  'POST /console/p/:slug/team/invitations/:id/cancel': OWNERS,
  'GET /console/p/:slug/team/tokens': OWNERS,
  'POST /console/p/:slug/team/tokens': OWNERS,
  'GET /console/p/:slug/team/tokens/:id': OWNERS,
  'POST /console/p/:slug/team/tokens/:id/revoke': OWNERS,
  'GET /console/site': OPERATORS,
  'GET /console/site/log': OPERATORS,
  'GET /console/site/petitions': OPERATORS,
  'GET /console/site/petitions/:slug': OPERATORS,
  'GET /console/site/petitions/:slug/image/:hash': OPERATORS,
  'GET /console/site/petitions/:slug/take-down': OPERATORS,
  'GET /console/site/reports': OPERATORS,
  'GET /console/site/reports/:slug': OPERATORS,
  'POST /console/site/reports/:slug/:about': OPERATORS,
  'GET /console/site/operators': OPERATORS,
  'GET /console/site/operators/:id': OPERATORS,
  'POST /console/site/operators/:id/remove': OPERATORS,
  'POST /console/site/petitions/:slug/take-down': OPERATORS,
  'POST /console/site/petitions/:slug/put-back': OPERATORS,
  'POST /console/site/petitions/:slug/owners': OPERATORS,
  'POST /console/site/invitations': OPERATORS,
  'GET /console/site/approvals/:slug': OPERATORS,
  'POST /console/site/approvals/:slug': OPERATORS,
  // These end what the others need, or are of one draft: tested by themselves.
  'POST /console/sign-out': [],
  'POST /console/account/sessions/end': [],
  'POST /console/account/delete': [],
  'GET /console/new/:id/text': [],
  'POST /console/new/:id/text': [],
  'GET /console/new/:id/key': [],
  'POST /console/new/:id/key': [],
  'GET /console/new/:id/publish': [],
  'POST /console/new/:id/publish': [],
  'POST /console/new/:id/link': [],
  'GET /console/new/:id/delete': [],
  'POST /console/new/:id/delete': [],
  'GET /console/new/:id/page': [],
}

const lines = new Set(
  app.routes
    .filter(({ method, path }) => method !== 'ALL' && !path.endsWith('.css}'))
    .map(({ method, path }) => `${method} ${path}`),
)

describe('a route of the console', () => {
  let petition: TestPetition
  /** Waits for the operator. */
  let waiting: TestPetition
  let people: Record<Caller, Person | null>
  beforeAll(async () => {
    petition = await startPetition()
    const image = { hash: HASH, type: 'image/png', width: 1, height: 1, alt: '' } as const
    await setImage(env.DB, petition.id, image, new Uint8Array(1), { by: BY_OPERATOR, needsApproval: false, now: 1 })
    waiting = await startPetition()
    await env.DB.prepare('UPDATE petitions SET submitted_at = 1 WHERE id = ?').bind(waiting.id).run()
    const other = await startPetition()
    people = {
      stranger: null,
      'foreign owner': await member(other.id, 'owner'),
      moderator: await member(petition.id, 'moderator'),
      editor: await member(petition.id, 'editor'),
      owner: await member(petition.id, 'owner'),
      operator: await signedIn({ isOperator: true }),
    }
  })

  test('is in the table', () => {
    expect([...lines].toSorted()).toEqual(Object.keys(ROUTES).toSorted())
  })

  const cases = Object.entries(ROUTES).flatMap(([line, allowed]) =>
    allowed.length === 0 ? [] : CALLERS.map((caller) => ({ line, caller, isAllowed: allowed.includes(caller) })),
  )
  test.each(cases)('$line: $caller is allowed: $isAllowed', async ({ line, caller, isAllowed }) => {
    const [method = '', pattern = ''] = line.split(' ')
    // A member who is no owner sees and removes themselves alone.
    const isOwnMember = /\/team\/:id(?:\/remove)?$/.test(pattern) && (caller === 'moderator' || caller === 'editor')
    const person = isOwnMember ? await member(petition.id, caller) : people[caller]
    // The routes before may have removed it.
    const partner = pattern.includes(':code') ? await partnerFor(petition) : null
    const path = pattern
      .replace(':slug', pattern.includes('/approvals/') ? waiting.slug : petition.slug)
      .replace(/:number\{.*\}/, '1')
      .replace(':lang', 'ru')
      .replace(':hash', HASH)
      .replace(':about', 'petition')
      .replace(':group', 'signals')
      .replace(':token', 'x'.repeat(43))
      .replace(':code', partner?.code ?? '')
      .replace(':key', partner?.key ?? '')
      .replace(
        ':id',
        pattern.includes(':id')
          ? isOwnMember
            ? (person?.accountId ?? '')
            : await newIdFor(pattern, petition, person)
          : '',
      )
    const { status, headers } = await fetchConsole(path, { method, as: person })
    const isRefused =
      headers.get('location')?.startsWith('/console/sign-in?next=') === true || [401, 403, 404].includes(status)
    expect([status, isRefused ? 'refused' : 'allowed']).toEqual([status, isAllowed ? 'allowed' : 'refused'])
    expect(status).toBeLessThan(500)
  })

  test.each([
    [
      'a form',
      'application/x-www-form-urlencoded',
      { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' },
    ],
    ['JSON', 'application/json', { origin: 'https://elsewhere.test', 'sec-fetch-site': 'cross-site' }],
    [
      'a subdomain',
      'application/json',
      { origin: 'https://other.petitions.example.org', 'sec-fetch-site': 'same-site' },
    ],
    ['no browser', 'text/plain', { origin: '' }],
  ])('sent by %s of another site is refused, no matter who is signed in', async (_, type, from) => {
    const posts = [...lines].filter((line) => line.startsWith('POST'))
    expect(posts.length).toBeGreaterThan(20)
    for (const line of posts) {
      const path = (line.split(' ')[1] ?? '').replace(':slug', petition.slug)
      const response = await fetchConsole(path, {
        method: 'POST',
        as: people.owner,
        headers: { ...from, 'content-type': type },
        body: '{}',
      })
      expect([line, response.status]).toEqual([line, 403])
    }
  })
})

let serial = 1_000

/** The id of something that is there for the caller, so that “not there” only ever means “not for you”. */
async function newIdFor(pattern: string, petition: TestPetition, person: Person | null): Promise<string> {
  const id = crypto.randomUUID()
  const now = Date.now()
  const of = person?.accountId ?? (await signedIn()).accountId
  const run = (sql: string, ...values: unknown[]) =>
    env.DB.prepare(sql)
      .bind(...values)
      .run()
  if (pattern.includes('/signers/')) {
    const named = message(petition, serial++, { publicName: 'Ada' })
    await consumeSignatures([named])
    return named.id
  }
  if (pattern.includes('/updates/')) return (await publishUpdate(petition, 'News')).id
  if (pattern.includes('/invitations/')) {
    await run(
      `INSERT INTO sign_in_links (token_hash, kind, email_hash, sealed, petition_id, role, invited_by, locale, created_at, expires_at)
       SELECT ?1, 'invitation', email_hash, sealed, ?2, 'editor', ?3, 'en', ?4, ?4 + 1000000 FROM accounts WHERE id = ?3`,
      id,
      petition.id,
      of,
      now,
    )
  } else if (pattern.includes('/import/')) {
    const imported = uuidv7()
    await run(
      `INSERT INTO claims (petition_id, id, kind, source, n, file_rows, added_at, begun_at)
       VALUES (?1, ?2, 'import', 'Assembly', 0, 1, ?3, ?3)`,
      petition.id,
      imported,
      now,
    )
    return imported
  } else if (pattern.includes('/paper/')) {
    await run(
      `INSERT INTO claims (petition_id, id, kind, source, n, added_at) VALUES (?1, ?2, 'paper', 'Market day', 1, ?3)`,
      petition.id,
      id,
      now,
    )
  } else if (pattern.includes('/tokens/')) {
    const token = newToken()
    await addToken(env.DB, {
      petitionId: petition.id,
      token,
      name: id,
      scopes: ['read'],
      expiresAt: now + 1_000_000,
      createdBy: (await member(petition.id, 'owner')).accountId,
      now,
    })
    const added = (await listTokens(env.DB, petition.id, now)).find(({ name }) => name === id)
    return added?.id ?? ''
  } else if (pattern.includes('/passkeys/')) {
    await run(
      `INSERT INTO passkeys (credential_id, account_id, public_key, counter, transports, name, created_at)
       VALUES (?1, ?2, x'00', 0, '[]', 'A key', ?3)`,
      id,
      of,
      now,
    )
  } else if (pattern.includes('/operators/')) {
    return (await signedIn({ isOperator: true })).accountId
  } else if (pattern.includes('/sessions/')) {
    await openSession(env.DB, { accountId: of, session: { id, secret: newSecret(), label: 'Firefox, Linux' }, now })
  } else {
    return (await member(petition.id, 'moderator')).accountId
  }
  return id
}
