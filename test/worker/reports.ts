/** Reports of readers, as the edge stores them, and what became of them. */
import { env } from 'cloudflare:test'
import { v7 as uuidv7 } from 'uuid'
import { expect } from 'vitest'

import { parseEmail } from '../../schema/email-address.ts'
import type { ReportAbout, ReportGround } from '../../schema/report.ts'
import { accountKeys, storedAddress } from '../../src/accounts/keys.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import { seal } from '../../src/crypto/hpke.ts'
import { addReport } from '../../src/ledger/reports.ts'
import { sentEmail } from './accounts.ts'
import type { TestPetition } from './fixtures.ts'

interface Reported {
  about?: ReportAbout
  aboutId?: string | null
  ground?: ReportGround
  email?: string
  locale?: string
  details?: string
}

/** Its id. */
export async function reported(
  { id: petitionId, slug }: TestPetition,
  {
    about = 'petition',
    aboutId = null,
    ground = 'personal-data',
    email,
    locale = 'en',
    details = 'It names <b>a child</b>.',
  }: Reported = {},
): Promise<string> {
  const now = Date.now()
  const id = uuidv7({ msecs: now })
  const keys = await accountKeys({ signerPepper: env.SIGNER_PEPPER, sealPublicKey: env.SEAL_PUBLIC_KEY })
  const address = email === undefined ? null : parseEmail(email)
  const sealed = await seal(JSON.stringify({ details, trapped: false }), [env.SEAL_PUBLIC_KEY], {
    purpose: 'report',
    petition: slug,
    id,
  })
  const { added } = await addReport(
    env.DB,
    {
      petitionId,
      id,
      about,
      aboutId,
      ground,
      sealed: toHex(sealed),
      to: address === null ? null : await storedAddress(keys, address),
      locale,
    },
    now,
  )
  expect(added).toBe(true)
  return id
}

/** The emails about accounts that were written since then, by kind. */
export async function emailsSince(since: number, kind: string) {
  const { results } = await env.DB.prepare('SELECT id FROM account_emails WHERE kind = ?1 AND created_at >= ?2')
    .bind(kind, since)
    .all<{ id: string }>()
  return Promise.all(results.map(({ id }) => sentEmail(id)))
}

/** Of all reports of a petition, the oldest first. */
export const decisionsOf = async ({ id }: TestPetition) =>
  (
    await env.DB.prepare(
      `SELECT about, decision, decided_by AS 'by', address, email_hash AS hash FROM reports WHERE petition_id = ? ORDER BY id`,
    )
      .bind(id)
      .all()
  ).results

/** Of its log. */
export const actsOf = async ({ id }: TestPetition): Promise<string[]> => {
  const { results } = await env.DB.prepare('SELECT act FROM audit_log WHERE petition_id = ? ORDER BY id')
    .bind(id)
    .all<{ act: string }>()
  return results.map(({ act }) => act)
}
