/**
 * Development only: emails are stored in a table instead of sent, and shown at `/dev/inbox`. They are encrypted with
 * AES-256-GCM (NIST SP 800-38D) under a key derived from TOKEN_KEYS, so that the database on a developer's disk contains no
 * email address in plain text.
 *
 * Limitation: `/dev/inbox` has no access control. The settings allow it in development only.
 */

import { deriveSecrets } from '../crypto/derive.ts'
import { INBOX_MAX_ROWS } from '../limits.ts'
import { fromBase64, fromHex, toHex } from '../crypto/bytes.ts'
import { newIdAt } from '../uuid-time.ts'
import type { Email, EmailSender } from './sender.ts'

export interface ReceivedEmail extends Email {
  id: string
  /** In milliseconds. */
  receivedAt: number
}

const IV_BYTES = 12
const encoder = new TextEncoder()

export const inboxSender = (db: D1Database, tokenKeys: readonly string[], now: () => number): EmailSender => ({
  async send(email) {
    const receivedAt = now()
    const id = newIdAt(receivedAt)
    const [key] = await inboxKeys(tokenKeys)
    if (key === undefined) return { sent: false, permanent: false, code: 'no-key' }
    const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES))
    const plain = encoder.encode(JSON.stringify(email))
    const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(id) }, key, plain)
    await db.batch([
      db
        .prepare('INSERT INTO inbox (id, sealed, received_at) VALUES (?1, unhex(?2), ?3)')
        .bind(id, toHex(iv) + toHex(new Uint8Array(cipher)), receivedAt),
      db
        .prepare('DELETE FROM inbox WHERE id NOT IN (SELECT id FROM inbox ORDER BY id DESC LIMIT ?1)')
        .bind(INBOX_MAX_ROWS),
    ])
    return { sent: true }
  },
})

/** Newest first. Emails that no key opens any more are left out. */
export async function listInbox(db: D1Database, tokenKeys: readonly string[]): Promise<ReceivedEmail[]> {
  const { results } = await db
    .prepare('SELECT id, hex(sealed) AS sealed, received_at FROM inbox ORDER BY id DESC LIMIT ?1')
    .bind(INBOX_MAX_ROWS)
    .all<InboxRow>()
  const keys = await inboxKeys(tokenKeys)
  const emails = await Promise.all(results.map((row) => open(row, keys)))
  return emails.filter((email) => email !== null)
}

export async function findInInbox(
  db: D1Database,
  tokenKeys: readonly string[],
  id: string,
): Promise<ReceivedEmail | null> {
  const row = await db
    .prepare('SELECT id, hex(sealed) AS sealed, received_at FROM inbox WHERE id = ?1')
    .bind(id)
    .first<InboxRow>()
  return row === null ? null : open(row, await inboxKeys(tokenKeys))
}

interface InboxRow {
  id: string
  /** Hex: the IV, then the ciphertext with its tag. */
  sealed: string
  received_at: number
}

async function open(row: InboxRow, keys: readonly CryptoKey[]): Promise<ReceivedEmail | null> {
  const bytes = fromHex(row.sealed)
  const iv = bytes.subarray(0, IV_BYTES)
  for (const key of keys) {
    try {
      const algorithm = { name: 'AES-GCM', iv, additionalData: encoder.encode(row.id) }
      const plain = await crypto.subtle.decrypt(algorithm, key, bytes.subarray(IV_BYTES))
      const email: Email = JSON.parse(new TextDecoder().decode(plain))
      return { ...email, id: row.id, receivedAt: row.received_at }
    } catch {
      // Encrypted under another key.
    }
  }
  return null
}

const inboxKeys = async (tokenKeys: readonly string[]): Promise<CryptoKey[]> =>
  Promise.all((await deriveSecrets(tokenKeys, 'inbox/v1')).map(importKey))

const importKey = (secret: string): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', fromBase64(secret), 'AES-GCM', false, ['encrypt', 'decrypt'])
