/** What is written is what another program reads: checked with mailparser, which is not ours. */
import * as fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'

import type { Email } from '../../src/email/sender.ts'
import { mimeMessage } from '../../src/email/mime.ts'

const written = (fields: Partial<Email>): string =>
  mimeMessage(
    { to: 'ann@example.org', subject: 'S', text: 'T', html: '<p>H</p>', headers: {}, ...fields },
    { from: 'petitions@example.org', date: new Date('2026-11-24T01:02:03Z'), boundary: '=_boundary' },
  )

describe('an email', () => {
  test('has its headers, its date and both bodies', async () => {
    const email = await simpleParser(
      written({ headers: { 'Message-ID': '<1@example.org>', 'Content-Language': 'ru' } }),
    )
    expect(email.from?.value).toEqual([{ address: 'petitions@example.org', name: '' }])
    expect(email.to).toMatchObject({ value: [{ address: 'ann@example.org' }] })
    expect(email.messageId).toBe('<1@example.org>')
    expect(email.headers.get('content-language')).toBe('ru')
    expect(email.date).toEqual(new Date('2026-11-24T01:02:03Z'))
    expect({ text: email.text?.trim(), html: email.html }).toEqual({ text: 'T', html: '<p>H</p>' })
  })

  test('in any script keeps every character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        const line = text.replace(/\s+|\p{Cc}/gu, ' ').trim()
        fc.pre(line !== '')
        const email = await simpleParser(written({ subject: line, text: `${line}.`, html: `<p>${line}</p>` }))
        expect(email.subject).toBe(line)
        expect(email.text?.trim()).toBe(`${line}.`)
        expect(email.html).toBe(`<p>${line}</p>`)
      }),
    )
  })

  test('has no line longer than SMTP allows', () => {
    for (const letter of ['a', 'ж', '😀']) {
      const email = written({ subject: letter.repeat(300), text: letter.repeat(5_000), html: letter.repeat(5_000) })
      const lengths = email.split('\r\n').map((line) => line.length)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(998)
      expect(email).not.toMatch(/[^\r]\n|\r[^\n]/)
      expect(email).toMatch(/^[\r\n\x20-\x7E]*$/)
    }
  })

  test('with a subject that looks encoded keeps it as it is', async () => {
    const subject = '=?utf-8?Q?Nothing?= to see'
    expect((await simpleParser(written({ subject }))).subject).toBe(subject)
  })
})
