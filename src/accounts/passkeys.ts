/**
 * Passkeys: the second way to sign in. They are discoverable, so that signing in asks for no address and says nothing of anyone. Each
 * challenge is a row that is deleted when it is used, so that no response works twice.
 */
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'

import type { PasskeyAdded, PasskeyUsed } from '../../schema/passkey.ts'
import { fromBase64Url, fromHex, toHex } from '../crypto/bytes.ts'
import { PASSKEY_CHALLENGE_TTL_MS, PASSKEYS_MAX_PER_ACCOUNT } from '../limits.ts'
import { ownAccountUrl } from '../http/console-urls.ts'
import type { AccountKeys } from './keys.ts'
import { emailsToAccounts, sealPayload } from './outbox.ts'
import { listPasskeys } from './passkey-list.ts'
import { done, not, type Outcome } from './outcome.ts'

/** Where passkeys of this site work. */
export interface RelyingParty {
  /** Shown by some browsers: the name of who runs the site. */
  name: string
  /** The public one. */
  origin: string
}

const idOf = ({ origin }: RelyingParty): string => new URL(origin).hostname

export interface Challenge {
  /** 32 random bytes. */
  challenge: Uint8Array<ArrayBuffer>
  now: number
}

/** For `startRegistration` of the browser. `label`: how the device lists it, which may be the person's email address. */
export async function beginAddingPasskey(
  db: D1Database,
  site: RelyingParty,
  { accountId, label, challenge, now }: Challenge & { accountId: string; label: string },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const options = await generateRegistrationOptions({
    rpName: site.name,
    rpID: idOf(site),
    userName: label,
    userID: new Uint8Array(new TextEncoder().encode(accountId)),
    challenge,
    timeout: PASSKEY_CHALLENGE_TTL_MS,
    attestationType: 'none',
    excludeCredentials: (await listPasskeys(db, accountId)).map(({ id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  await writeChallenge(db, options.challenge, accountId, now)
  return options
}

export interface NewPasskey {
  accountId: string
  name: string
  response: PasskeyAdded
  /** Of the email that tells the account: a UUID. */
  emailId: string
  now: number
}

/** The id of the email, to dispatch. */
export async function finishAddingPasskey(
  db: D1Database,
  keys: AccountKeys,
  site: RelyingParty,
  { accountId, name, response, emailId, now }: NewPasskey,
): Promise<Outcome<string, 'refused' | 'too-many'>> {
  const challenge = challengeOf(response)
  if (challenge === null || !(await takeChallenge(db, challenge, accountId, now))) return not('refused')
  const credential = await verifiedCredential(response, challenge, site)
  if (credential === null) return not('refused')
  const { id, publicKey, counter } = credential
  const payload = { kind: 'passkey-added', url: ownAccountUrl(site.origin) } as const
  const sealed = await sealPayload(keys, emailId, payload)
  const [added] = await db.batch([
    db
      .prepare(
        `INSERT INTO passkeys (credential_id, account_id, public_key, counter, transports, name, created_at)
       SELECT ?1, ?2, unhex(?3), ?4, ?5, ?6, ?7
       WHERE (SELECT count(*) FROM passkeys WHERE account_id = ?2) < ${PASSKEYS_MAX_PER_ACCOUNT}
       ON CONFLICT DO NOTHING`,
      )
      .bind(id, accountId, toHex(publicKey), counter, JSON.stringify(response.response.transports ?? []), name, now),
    emailsToAccounts(db, payload.kind, [{ id: emailId, accountId, sealed }], now),
  ])
  return (added?.meta.changes ?? 0) > 0 ? done(emailId) : not('too-many')
}

/** For `startAuthentication` of the browser: the same for everybody. */
export async function beginSigningIn(
  db: D1Database,
  site: RelyingParty,
  { challenge, now }: Challenge,
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const options = await generateAuthenticationOptions({
    rpID: idOf(site),
    challenge,
    timeout: PASSKEY_CHALLENGE_TTL_MS,
    userVerification: 'required',
  })
  await writeChallenge(db, options.challenge, null, now)
  return options
}

/** The account whose passkey it is: the caller opens its session. */
export async function finishSigningIn(
  db: D1Database,
  site: RelyingParty,
  { response, now }: { response: PasskeyUsed; now: number },
): Promise<Outcome<{ accountId: string }, 'refused'>> {
  const challenge = challengeOf(response)
  if (challenge === null || !(await takeChallenge(db, challenge, null, now))) return not('refused')
  const passkey = await db
    .prepare(
      'SELECT account_id AS accountId, hex(public_key) AS publicKey, counter FROM passkeys WHERE credential_id = ?1',
    )
    .bind(response.id)
    .first<{ accountId: string; publicKey: string; counter: number }>()
  if (passkey === null) return not('refused')
  const { accountId, counter } = passkey
  const credential = { id: response.id, publicKey: fromHex(passkey.publicKey), counter }
  const newCounter = await verifiedCounter(response, challenge, site, credential)
  if (newCounter === null) return not('refused')
  const used = await db
    .prepare('UPDATE passkeys SET counter = ?2, used_at = ?3 WHERE credential_id = ?1 AND counter = ?4')
    .bind(response.id, newCounter, now, counter)
    .run()
  return used.meta.changes > 0 ? done({ accountId }) : not('refused')
}

const writeChallenge = (db: D1Database, challenge: string, accountId: string | null, now: number): Promise<unknown> =>
  db
    .prepare('INSERT INTO passkey_challenges (challenge, account_id, expires_at) VALUES (?1, ?2, ?3)')
    .bind(challenge, accountId, now + PASSKEY_CHALLENGE_TTL_MS)
    .run()

async function takeChallenge(db: D1Database, challenge: string, accountId: string | null, now: number) {
  const taken = await db
    .prepare('DELETE FROM passkey_challenges WHERE challenge = ?1 AND account_id IS ?2 AND expires_at > ?3')
    .bind(challenge, accountId, now)
    .run()
  return taken.meta.changes > 0
}

/** The challenge that a response answers, as it says itself; what is signed is checked after it. */
function challengeOf({ response }: PasskeyAdded | PasskeyUsed): string | null {
  try {
    const { challenge }: { challenge?: unknown } = JSON.parse(
      new TextDecoder().decode(fromBase64Url(response.clientDataJSON)),
    )
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}

/** The library throws for everything that is wrong with a response, which is a stranger's text. */
async function verifiedCredential(
  { id, rawId, type, response: { clientDataJSON, attestationObject } }: PasskeyAdded,
  expectedChallenge: string,
  site: RelyingParty,
) {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { id, rawId, type, response: { clientDataJSON, attestationObject }, clientExtensionResults: {} },
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: idOf(site),
    })
    return registrationInfo?.credential ?? null
  } catch {
    return null
  }
}

async function verifiedCounter(
  { id, rawId, type, response: { clientDataJSON, authenticatorData, signature } }: PasskeyUsed,
  expectedChallenge: string,
  site: RelyingParty,
  credential: { id: string; publicKey: Uint8Array<ArrayBuffer>; counter: number },
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        id,
        rawId,
        type,
        response: { clientDataJSON, authenticatorData, signature },
        clientExtensionResults: {},
      },
      expectedChallenge,
      expectedOrigin: site.origin,
      expectedRPID: idOf(site),
      credential,
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    return null
  }
}
