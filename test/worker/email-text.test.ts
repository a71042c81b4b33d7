/** What emails to signers say, in each language, and never about a petition that is dangerous to sign. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import type { Email } from '../../src/email/sender.ts'
import { findPetitionById } from '../../src/petitions/petitions.ts'
import { consumeSignatures, fetchEdge, plantWords } from './fixtures.ts'
import { withEmail, emailMessageOf, due, sender, tryOnce } from './emails.ts'

afterEach(() => vi.restoreAllMocks())

describe('the text of an email', () => {
  const words = async (title: string, locale: Locale = 'en'): Promise<Email> => {
    const { email } = await due({ locale }, { title })
    const to = sender()
    await tryOnce(email, to)
    const [sent] = to.emails
    if (sent === undefined) throw new Error('no email')
    return sent
  }

  test.each([
    ['en', 'Confirm your signature: Свободу', 'This link expires in 7 days.', 'Withdraw this signature'],
    ['ru', 'Подтвердите свою подпись: Свободу', 'Ссылка действует 7 дней.', 'Отозвать подпись'],
    ['es', 'Confirme su firma: Свободу', 'El enlace caduca en 7 días.', 'Retirar esta firma'],
    ['fr', 'Confirmez votre signature\u202F: Свободу', 'Le lien est valable 7 jours.', 'Retirer cette signature'],
    ['de', 'Unterschrift bestätigen: Свободу', 'Der Link ist 7 Tage gültig.', 'Unterschrift zurückziehen'],
    ['ar', 'تأكيد توقيعك: \u2068Свободу\u2069', 'الرابط صالح لمدة 7 أيام.', 'سحب التوقيع'],
  ] as const)('is in the signer’s language: %s', async (locale, subject, valid, withdraw) => {
    const email = await words('Свободу', locale)
    expect(email.subject).toBe(subject)
    expect(email.text).toContain(valid)
    expect(email.html).toContain(valid)
    expect(email.html).toContain(`>${withdraw}</a>`)
    const frame = `lang="${locale}" dir="${locale === 'ar' ? 'rtl' : 'ltr'}"`
    expect(email.html).toContain(`<html ${frame}>`)
    expect(email.html).toContain(`<div ${frame} `)
  })

  test('of a petition that is dangerous to sign name it at their end, and never in the subject', async () => {
    const { petition, signature, email } = await due({}, { title: 'Free Ali', emailSubject: 'neutral' })
    const to = sender()
    await tryOnce(email, to)
    await consumeSignatures([
      { v: 3, kind: 'confirmation', petitionId: petition.id, id: signature.id, emailId: signature.id },
    ])
    const again = await withEmail(petition, 2, { signer: signature.signer })
    await consumeSignatures([again])
    await tryOnce(emailMessageOf(again), to)
    expect(to.emails.map(({ subject }) => subject)).toEqual([
      'Please confirm your email address',
      'You don’t need to do anything',
    ])
    for (const { text, html } of to.emails) {
      // The beginning is what a lock screen has room for; as text, a URL is read too.
      const atWithdrawal = text.indexOf('/withdraw/')
      for (const name of ['Free Ali', petition.slug, 'Ada Example'])
        expect(text.slice(0, atWithdrawal)).not.toContain(name)
      for (const name of ['Free Ali', 'Ada Example']) {
        expect(text.slice(atWithdrawal)).toContain(name)
        expect(html.replace(/<[^>]+>/g, '').indexOf(name)).toBeGreaterThan(200)
      }
    }
  })

  test.each([
    ['en', 'Started by Ada Example', 'Harbour Commons runs this site and sends you this email because'],
    ['ru', 'Автор: Ada Example', 'Владелец сайта: Harbour Commons. Вы получили это письмо'],
    ['ar', 'بمبادرة من: \u2068Ada Example\u2069', 'الجهة المشغّلة للموقع: \u2068Harbour Commons\u2069. وصلتك'],
  ] as const)(
    'names in %s who started the petition and who sends the email, and why',
    async (locale, starter, sender) => {
      const { text, html } = await words('A title', locale)
      const [, after = ''] = text.split('A title')
      expect(after).toContain(starter)
      expect(after).toContain(sender)
      const plain = html.replace(/<[^>]+>/g, '')
      expect(plain).toContain(starter)
      expect(plain).toContain(sender)
    },
  )

  test('name the petition again once its campaign says so', async () => {
    const { petition, email } = await due({}, { title: 'Free Ali', emailSubject: 'neutral' })
    const headers = { authorization: `Bearer ${petition.token}`, 'content-type': 'application/json' }
    const body = JSON.stringify({ emailSubject: 'title' })
    const response = await fetchEdge(`/api/petitions/${petition.slug}`, { method: 'PATCH', headers, body })
    expect(await response.json()).toMatchObject({ emailSubject: 'title' })
    const to = sender()
    await tryOnce(email, to)
    expect(to.emails[0]?.subject).toBe('Confirm your signature: Free Ali')
  })

  test.each([
    ['ar', 'Free Ali!', '\u2068Free Ali!\u2069'],
    ['ar', 'أطلقوا سراح Ali', '\u2068أطلقوا سراح Ali\u2069'],
    ['ar', 'أطلقوا سراح علي!', 'أطلقوا سراح علي!'],
    ['ar', '2026', '2026'],
    ['fr', 'أطلقوا سراح علي!', '\u2068أطلقوا سراح علي!\u2069'],
    ['fr', 'Libérez Ali !', 'Libérez Ali !'],
  ] as const)('in %s isolates the title “%s” where its direction differs', async (locale, title, written) => {
    const { subject, text, html } = await words(title, locale)
    expect(subject.slice(subject.indexOf(': ') + 2)).toBe(written)
    expect(text.split('\n')).toContain(written)
    expect(html).toMatch(new RegExp(`<h1 [^>]*dir="auto"[^>]*>\\s*${title}\\s*</h1>`))
  })

  test('escapes the title in HTML', async () => {
    const email = await words('</h1><img src=x onerror=alert(1)> "&\' $&')
    expect(email.html).not.toContain('<img')
    expect(email.html).toContain('&lt;img src=x')
    expect(email.text).toContain('<img src=x onerror=alert(1)> "&\' $&')
  })

  test('loads and runs nothing', async () => {
    const { html } = await words('A title')
    expect(html).not.toMatch(/<(?:img|script|link|style|iframe|video|form)\b|@import|url\(|srcset|background=/i)
    const hosts = [...html.matchAll(/https?:\/\/[^/"]+/g)].map(([host]) => host)
    expect(new Set(hosts)).toEqual(new Set(['http://petitions.test']))
  })

  test('keeps a title on its line and in its own direction', async () => {
    const { email } = await due()
    const petition = await findPetitionById(env.DB, email.petitionId)
    await plantWords(petition?.slug ?? '', { title: 'שלום\r\nBcc: all@example.org\u2028\u202Etxt' })
    const to = sender()
    await tryOnce(email, to)
    expect(to.emails[0]?.subject).toBe('Confirm your signature: \u2068שלום Bcc: all@example.org txt\u2069')
    expect(to.emails[0]?.html).toMatch(/ dir="auto"[^>]*>\s*שלום Bcc: all@example\.org txt\s*<\/h1>/)
  })
})
