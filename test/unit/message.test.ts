/** Queue messages of the versions before: a deployment finds some in the queue. */
import { expect, test } from 'vitest'

import { emailMessage, fromFormerVersion, ledgerMessage } from '../../schema/message.ts'

const ID = '01980000-0000-7000-8000-000000000001'
const EMAIL_ID = '01980000-0000-7000-8000-000000000002'
const SAME = { petitionId: 7, id: ID }
const SENT_AT = 9

const read = (body: unknown): unknown => ledgerMessage.parse(fromFormerVersion(body, SENT_AT))
const isRead = (body: unknown): boolean => ledgerMessage.safeParse(fromFormerVersion(body, SENT_AT)).success

const SIGNATURE = {
  ...SAME,
  kind: 'signature',
  signer: 'ab'.repeat(32),
  publicName: null,
  country: null,
  comment: null,
  locale: 'en',
  signedAt: 5,
  contact: '0c',
}
const REVIEW = { network: null, country: 'PT', disposable: false, signals: [] }
const TODAY = {
  ...SIGNATURE,
  v: 5,
  version: null,
  partner: 'gazette',
  sealedEmail: '0d',
  review: { ...REVIEW, emailDomain: 'ef'.repeat(16) },
}

test('a signature of version 2 to 4 is read, and names no version of the text', () => {
  const { version: _, ...former } = TODAY
  for (const v of [3, 4]) expect(read({ ...former, v })).toEqual(TODAY)
  expect(read({ ...TODAY, version: 2 })).toEqual({ ...TODAY, version: 2 })
  const review = { ...REVIEW, mailDomain: 'ef'.repeat(16) }
  expect(read({ ...SIGNATURE, v: 2, source: 'gazette', mail: '0d', review })).toEqual(TODAY)
})

test('a confirmation is of the signature whose email it was, at the time at which it was sent', () => {
  const confirmation = { ...SAME, v: 5, kind: 'confirmation', id: EMAIL_ID, formerId: SAME.id, at: SENT_AT }
  expect(read({ ...SAME, v: 3, kind: 'confirmation', emailId: EMAIL_ID })).toEqual(confirmation)
  expect(read({ ...SAME, v: 2, kind: 'confirmation', mailId: EMAIL_ID })).toEqual(confirmation)
  const { v: _, ...former } = confirmation
  expect(read({ ...former, v: 4 })).toEqual(confirmation)
})

test('a withdrawal, which names no signer, is of its own signature', () => {
  const withdrawal = { ...SAME, v: 5, kind: 'withdrawal', signer: null, proven: false, at: SENT_AT }
  for (const v of [2, 3]) expect(read({ ...SAME, v, kind: 'withdrawal' })).toEqual(withdrawal)
  expect(read({ ...withdrawal, v: 4 })).toEqual(withdrawal)
})

test('an email of version 2 is not read: its queue had another name, and the outbox has the email', () => {
  const email = { ...SAME, signer: 'ab'.repeat(32) }
  expect(emailMessage.safeParse({ ...email, v: 3, kind: 'email' }).success).toBe(true)
  expect(emailMessage.safeParse({ ...email, v: 2, kind: 'mail' }).success).toBe(false)
})

test('other versions are not read, nor former names in a message of today', () => {
  for (const v of [1, 6, '2', undefined]) expect(isRead({ ...SAME, v, kind: 'withdrawal' })).toBe(false)
  expect(isRead({ ...SAME, v: 5, kind: 'confirmation', mailId: ID })).toBe(false)
})
