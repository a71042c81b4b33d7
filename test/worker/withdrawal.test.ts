/** The link to withdraw that is in emails: the signature is deleted, and stays so. */
import { describe, expect, test } from 'vitest'

import { confirmable } from './emails.ts'
import { consumeSignatures, ledgerOf, message } from './fixtures.ts'
import { asked, confirmLink, emailsOf, press, removalsOf, withdrawLink } from './links.ts'

describe('the withdrawal link', () => {
  test('deletes the row, lowers the count in the same transaction, and leaves an anonymous entry', async () => {
    const petition = await confirmable()
    const messages = [1, 2, 3].map((n) => asked(petition, n))
    await consumeSignatures(messages)
    for (const { id } of messages.slice(0, 2)) await press(await confirmLink(petition, id))
    const link = await withdrawLink(petition, messages[0]?.id ?? '')
    await press(link, 3)
    expect((await press(link)).status).toBe(202)
    expect(await ledgerOf(petition)).toEqual({
      rows: 2,
      counter: 1,
      tallies: { minute: 2, hour: 1, country: 1, partner: 1, version: 1, language: 1, 'day-partner': 1 },
    })
    const today = new Date().toISOString().slice(0, 10)
    expect(await removalsOf(petition)).toEqual({ removals: [{ reason: 'withdrawn', count: 1, date: today }] })
  })

  test('of a signature that never counted does not lower the count', async () => {
    const petition = await confirmable()
    await consumeSignatures([asked(petition, 1)])
    await press(await withdrawLink(petition, asked(petition, 1).id))
    expect(await ledgerOf(petition)).toEqual({ rows: 0, counter: 0, tallies: {} })
    expect(await removalsOf(petition)).toEqual({ removals: [] })
    expect(await emailsOf(petition)).toEqual([])
  })

  test('is not undone by a redelivered signature message, only by a new signature', async () => {
    const petition = await confirmable()
    const first = asked(petition, 1)
    await consumeSignatures([first])
    await press(await withdrawLink(petition, first.id))
    await consumeSignatures([first])
    expect((await ledgerOf(petition)).rows).toBe(0)
    await consumeSignatures([asked(petition, 1, { id: message(petition, 9).id })])
    expect((await ledgerOf(petition)).rows).toBe(1)
  })

  test('in one batch with a confirmation ends without the signature', async () => {
    const petition = await confirmable()
    const { id } = asked(petition, 1)
    await consumeSignatures([asked(petition, 1)])
    const both = ['withdrawal', 'confirmation'].map((kind) => ({
      v: 3,
      kind,
      petitionId: petition.id,
      id,
      emailId: id,
    }))
    await consumeSignatures(both)
    await consumeSignatures(both)
    expect((await ledgerOf(petition)).counter).toBe(0)
    expect((await ledgerOf(petition)).rows).toBe(0)
  })
})
