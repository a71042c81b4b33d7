/** Queue messages of the version before: a deployment finds some in the queue. */
import { expect, test } from 'vitest'

import { emailMessage, ledgerMessage } from '../../schema/message.ts'

const ID = '01980000-0000-7000-8000-000000000001'
const SAME = { petitionId: 7, id: ID }

test('a signature of version 2 is read as one of version 3', () => {
  const review = { network: null, country: 'PT', disposable: false, signals: [] }
  const signature = {
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
  const former = {
    ...signature,
    v: 2,
    source: 'gazette',
    mail: '0d',
    review: { ...review, mailDomain: 'ef'.repeat(16) },
  }
  expect(ledgerMessage.parse(former)).toEqual({
    ...signature,
    v: 3,
    partner: 'gazette',
    sealedEmail: '0d',
    review: { ...review, emailDomain: 'ef'.repeat(16) },
  })
})

test('a confirmation and a withdrawal of version 2 are read as those of version 3', () => {
  expect(ledgerMessage.parse({ ...SAME, v: 2, kind: 'confirmation', mailId: ID })).toEqual({
    ...SAME,
    v: 3,
    kind: 'confirmation',
    emailId: ID,
  })
  const withdrawal = { ...SAME, kind: 'withdrawal' }
  expect(ledgerMessage.parse({ ...withdrawal, v: 2 })).toEqual({ ...withdrawal, v: 3, proven: true })
})

test('a withdrawal from before there were unproven ones came by a link in an email', () => {
  const withdrawal = { ...SAME, v: 3, kind: 'withdrawal' }
  expect(ledgerMessage.parse(withdrawal)).toEqual({ ...withdrawal, proven: true })
  expect(ledgerMessage.parse({ ...withdrawal, proven: false })).toEqual({ ...withdrawal, proven: false })
})

test('an email of version 2 is not read: its queue had another name, and the outbox has the email', () => {
  const email = { ...SAME, signer: 'ab'.repeat(32) }
  expect(emailMessage.safeParse({ ...email, v: 3, kind: 'email' }).success).toBe(true)
  expect(emailMessage.safeParse({ ...email, v: 2, kind: 'mail' }).success).toBe(false)
})

test('other versions are not read, nor names of version 2 in a message of version 3', () => {
  for (const v of [1, 4, '2', undefined]) {
    expect(ledgerMessage.safeParse({ ...SAME, v, kind: 'withdrawal' }).success).toBe(false)
  }
  expect(ledgerMessage.safeParse({ ...SAME, v: 3, kind: 'confirmation', mailId: ID }).success).toBe(false)
})
