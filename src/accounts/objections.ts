/** An owner objects to the take-down of a petition: the operator decides about it as about a report. */
import { v7 as uuidv7 } from 'uuid'

import type { Locale } from '../../schema/locales.ts'
import type { EmailMessage } from '../../schema/message.ts'
import type { SealedReport } from '../../schema/report.ts'
import { toHex } from '../crypto/bytes.ts'
import { seal } from '../crypto/hpke.ts'
import { addReport } from '../ledger/reports.ts'
import type { Petition } from '../petitions/petitions.ts'
import type { AccountKeys } from './keys.ts'
import { done, not, type Outcome } from './outcome.ts'

/** Once for each take-down, and not later than OBJECTION_DAYS after it. The notice to dispatch; null if the operator has just had one. */
export async function objectToTakeDown(
  db: D1Database,
  { sealPublicKey }: Pick<AccountKeys, 'sealPublicKey'>,
  {
    petition,
    by,
    words,
    locale,
    now,
  }: {
    petition: Pick<Petition, 'id' | 'slug'>
    /** The account of the owner. */
    by: string
    words: string
    locale: Locale
    now: number
  },
): Promise<Outcome<EmailMessage | null, 'not-possible'>> {
  const id = uuidv7({ msecs: now })
  const report: SealedReport = { details: words, trapped: false }
  const sealedFor = { purpose: 'report', petition: petition.slug, id } as const
  const sealed = toHex(await seal(JSON.stringify(report), [sealPublicKey], sealedFor))
  const { added, notice } = await addReport(
    db,
    { petitionId: petition.id, id, about: 'objection', aboutId: by, ground: 'other', sealed, to: null, locale },
    now,
  )
  return added ? done(notice) : not('not-possible')
}
