/** What the doctor says of the DNS records for emails. */
import { expect, test } from 'vitest'

import { checkEmailDns } from '../../src/cli/doctor/email-dns.ts'

const FROM = 'petitions@quay.harbour.test'
const ALL: Record<string, string[]> = {
  // A long record comes in parts.
  'quay.harbour.test': ['unrelated', 'v=spf1 include:mail.test', ' -all'],
  '_dmarc.harbour.test': ['v=DMARC1; p=none'],
  'key._domainkey.quay.harbour.test': ['v=DKIM1; k=rsa; p=MIG'],
}

/** Of these names; any other has no record. */
const resolving = (records: Record<string, string[]>) => async (name: string) => {
  const found = records[name]
  if (found === undefined) throw Object.assign(new Error('queryTxt ENOTFOUND'), { code: 'ENOTFOUND' })
  return found.map((record) => [record.slice(0, 3), record.slice(3)])
}
const without = (name: string) => resolving(Object.fromEntries(Object.entries(ALL).filter(([it]) => it !== name)))

test('nothing, where there are all; the policy of a domain holds for those below it', async () => {
  expect(await checkEmailDns(FROM, 'key', resolving(ALL))).toEqual([
    { level: 'well', text: 'quay.harbour.test has SPF, DKIM and DMARC.', cure: '' },
  ])
})

test.each([
  ['quay.harbour.test', 'has no SPF record', 'Add a TXT record to quay.harbour.test'],
  ['_dmarc.harbour.test', 'has no DMARC record', 'v=DMARC1; p=none'],
  ['key._domainkey.quay.harbour.test', 'has no DKIM key', 'Add the record'],
])('without %s', async (name, text, cure) => {
  expect(await checkEmailDns(FROM, 'key', without(name))).toEqual([
    { level: 'wrong', text: expect.stringContaining(text), cure: expect.stringContaining(cure) },
  ])
})

test('without the name of a DKIM key, it says how to give one', async () => {
  expect(await checkEmailDns(FROM, null, resolving(ALL))).toEqual([
    { level: 'hint', text: 'DKIM was not checked.', cure: expect.stringContaining('--dkim-selector') },
  ])
})

test('a DNS that does not answer is not taken for one without records', async () => {
  const silent = () => Promise.reject(Object.assign(new Error('queryTxt ETIMEOUT'), { code: 'ETIMEOUT' }))
  expect(await checkEmailDns(FROM, 'key', silent)).toEqual([
    { level: 'hint', text: expect.stringContaining('does not answer'), cure: expect.stringContaining('again') },
  ])
})
