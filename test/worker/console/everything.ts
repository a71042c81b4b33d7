/** Something of everything that a route of the console can be about, so that tests of all routes find it there. */
import { env } from 'cloudflare:test'
import { v7 as uuidv7 } from 'uuid'

import { createDraft } from '../../../src/accounts/drafts.ts'
import { openSession } from '../../../src/accounts/sessions.ts'
import { newSecret } from '../../../src/crypto/secret.ts'
import { setImage } from '../../../src/petitions/image.ts'
import { addToken, listTokens } from '../../../src/petitions/team-tokens.ts'
import { newToken } from '../../../src/petitions/tokens.ts'
import { BY_OPERATOR } from '../../support/actor.ts'
import { consumeSignatures, message, publishUpdate, startPetition, type TestPetition, unique } from '../fixtures.ts'
import { from } from '../floods.ts'
import { reported } from '../reports.ts'
import { fetchConsole, linkFor, member, partnerFor, type Person, signedIn } from './console.ts'

/** The states in which a route may find a petition. */
export const STATES = ['open', 'draft', 'submitted', 'closed'] as const
export type State = (typeof STATES)[number]

export interface Everything {
  /** Owner of every petition here, and operator. */
  as: Person
  petition: TestPetition
  /** What a pattern such as `/console/p/:slug/team/:id` is for, with something that is there in each place. */
  urlOf: (pattern: string) => string
}

export async function everything(state: State = 'open'): Promise<Everything> {
  const petition = await startPetition(state === 'draft' || state === 'submitted' ? { state: 'draft' } : {})
  const { id: petitionId, slug } = petition
  const now = Date.now()
  if (state === 'submitted') {
    await env.DB.prepare('UPDATE petitions SET submitted_at = ?2 WHERE id = ?1').bind(petitionId, now).run()
  }
  const [as, other] = [await signedIn({ isOperator: true }), await member(petitionId, 'owner')]
  await env.DB.prepare(`INSERT INTO members (petition_id, account_id, role, created_at) VALUES (?1, ?2, 'owner', ?3)`)
    .bind(petitionId, as.accountId, now)
    .run()
  const image = { hash: 'ab', type: 'image/png', width: 1, height: 1, alt: 'A boat' } as const
  await setImage(env.DB, petitionId, image, new Uint8Array(1), { by: BY_OPERATOR, needsApproval: false, now })
  const operator = await signedIn({ isOperator: true })
  const { id: update } = await publishUpdate(petition, 'News')
  await fetchConsole(`/console/p/${slug}/updates/${update}/translations/tr`, {
    as,
    form: { title: 'Haber', body: 'Metin.', of: '1' },
  })
  const words = { title: 'Baslik', addressee: 'Meclis', body: 'Metin.', of: '1' }
  await fetchConsole(`/console/p/${slug}/text/translations/tr`, { as, form: words })
  const named = message(petition, 2, { publicName: 'Ada', comment: 'Because.' })
  const claim = uuidv7({ msecs: now })
  if (state === 'open') {
    await consumeSignatures([from(petition, 1, { signals: ['abusive-name'] }), named])
    await env.DB.prepare(
      `INSERT INTO claims (petition_id, id, kind, source, n, added_at) VALUES (?1, ?2, 'paper', 'Market day', 7, ?3)`,
    )
      .bind(petitionId, claim, now)
      .run()
    await reported(petition, { ground: 'illegal' })
    await reported(petition, { about: 'signature', aboutId: named.id })
  }
  if (state === 'closed') {
    await env.DB.prepare(`UPDATE petitions SET state = 'closed', closed_at = ?2 WHERE id = ?1`)
      .bind(petitionId, now)
      .run()
  }
  const draft = crypto.randomUUID()
  await createDraft(env.DB, { id: draft, accountId: as.accountId, data: { title: 'Keep the library' }, now })
  const made = { petitionId, token: newToken(), name: 'Website', scopes: ['read'] as const, expiresAt: null, now }
  await addToken(env.DB, { ...made, createdBy: other.accountId })
  const [token] = await listTokens(env.DB, petitionId, now)
  const passkey = unique('credential')
  await env.DB.prepare(
    `INSERT INTO passkeys (credential_id, account_id, public_key, counter, transports, name, created_at)
     VALUES (?1, ?2, x'00', 0, '[]', 'My phone', ?3)`,
  )
    .bind(passkey, as.accountId, now)
    .run()
  const session = crypto.randomUUID()
  const opened = { id: session, secret: newSecret(), label: 'Firefox, Linux' }
  await openSession(env.DB, { accountId: as.accountId, session: opened, now })
  const email = `${unique('invited')}@example.org`
  await fetchConsole(`/console/p/${slug}/team/invitations`, { as, form: { email, role: 'editor' } })
  const invitation = await env.DB.prepare(
    `SELECT token_hash AS id FROM sign_in_links WHERE petition_id = ?1 AND kind = 'invitation'`,
  )
    .bind(petitionId)
    .first<string>('id')
  const imported = uuidv7()
  await env.DB.prepare(
    `INSERT INTO claims (petition_id, id, kind, source, n, file_rows, added_at, begun_at)
     VALUES (?1, ?2, 'import', 'Assembly', 0, 1, ?3, ?3)`,
  )
    .bind(petitionId, imported, now)
    .run()
  const partner = await partnerFor(petition)
  // The longest beginning that fits says whose id it is.
  const ids: Record<string, string> = {
    '/console/new/:id': draft,
    '/console/account/passkeys/:id': passkey,
    '/console/account/sessions/:id': session,
    '/console/p/:slug/team/:id': other.accountId,
    '/console/p/:slug/team/tokens/:id': token?.id ?? '',
    '/console/p/:slug/team/invitations/:id': invitation ?? '',
    '/console/p/:slug/updates/:id': update,
    '/console/p/:slug/paper/import/:id': imported,
    '/console/p/:slug/signers/:id': named.id,
    '/console/p/:slug/paper/:id': claim,
    '/console/site/operators/:id': operator.accountId,
  }
  const link = await linkFor(as.email)
  const urlOf = (pattern: string): string => {
    const id = Object.entries(ids).find(([start]) => pattern.startsWith(start))?.[1]
    return pattern
      .replace(':slug', slug)
      .replace(':lang', 'tr')
      .replace(':code', partner.code)
      .replace(':key', partner.key)
      .replace(':token', link)
      .replace(':group', 'signals')
      .replace(':about', 'petition')
      .replace(':id', id ?? 'none')
      .replace(/:number\{[^}]*(?:\{[^}]*\}[^}]*)*\}/, '1')
      .replaceAll(/:\w+(?:\{[^}]*(?:\{[^}]*\}[^}]*)*\})?/g, '1')
  }
  return { as, petition, urlOf }
}
