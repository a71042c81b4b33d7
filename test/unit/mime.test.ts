/** What is written is what another program reads: checked with mailparser, which is not ours. */
import * as fc from 'fast-check'
import { simpleParser } from 'mailparser'
import { describe, expect, test } from 'vitest'

import type { Mail } from '../../src/email/sender.ts'
import { mimeMessage } from '../../src/email/mime.ts'

const written = (fields: Partial<Mail>): string =>
  mimeMessage(
    { to: 'ann@example.org', subject: 'S', text: 'T', html: '<p>H</p>', headers: {}, ...fields },
    { from: 'petitions@example.org', date: new Date('2026-11-24T01:02:03Z'), boundary: '=_boundary' },
  )

describe('a mail', () => {
  test('has its headers, its date and both bodies', async () => {
    const mail = await simpleParser(written({ headers: { 'Message-ID': '<1@example.org>', 'Content-Language': 'ru' } }))
    expect(mail.from?.value).toEqual([{ address: 'petitions@example.org', name: '' }])
    expect(mail.to).toMatchObject({ value: [{ address: 'ann@example.org' }] })
    expect(mail.messageId).toBe('<1@example.org>')
    expect(mail.headers.get('content-language')).toBe('ru')
    expect(mail.date).toEqual(new Date('2026-11-24T01:02:03Z'))
    expect({ text: mail.text?.trim(), html: mail.html }).toEqual({ text: 'T', html: '<p>H</p>' })
  })

  test('of any script keeps every character', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 300 }), async (text) => {
        const line = text.replace(/\s+|\p{Cc}/gu, ' ').trim()
        fc.pre(line !== '')
        const mail = await simpleParser(written({ subject: line, text: `${line}.`, html: `<p>${line}</p>` }))
        expect(mail.subject).toBe(line)
        expect(mail.text?.trim()).toBe(`${line}.`)
        expect(mail.html).toBe(`<p>${line}</p>`)
      }),
    )
  })

  test('has no line that a mail server would cut', () => {
    for (const letter of ['a', 'ж', '😀']) {
      const mail = written({ subject: letter.repeat(300), text: letter.repeat(5_000), html: letter.repeat(5_000) })
      const lengths = mail.split('\r\n').map((line) => line.length)
      expect(Math.max(...lengths)).toBeLessThanOrEqual(998)
      expect(mail).not.toMatch(/[^\r]\n|\r[^\n]/)
      expect(mail).toMatch(/^[\r\n\x20-\x7E]*$/)
    }
  })

  test('with a subject that looks encoded shows it as it is', async () => {
    const subject = '=?utf-8?Q?Nothing?= to see'
    expect((await simpleParser(written({ subject }))).subject).toBe(subject)
  })
})
