/** How sentences read around numbers and days, and which language a reader gets. */
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { negotiateLocale } from '../../src/i18n/catalogue.ts'
import { sentencesOf, wordsOf } from './sentences.ts'

/** With every space an ordinary one: `Intl` groups digits with spaces that do not break. */
const plain = (text: string): string => text.replaceAll(/[\u00A0\u202F]/g, ' ')

describe('Russian', () => {
  const { petition } = wordsOf('ru')

  test.each([
    [1, '1 подписанта'],
    [2, '2 подписантов'],
    [5, '5 подписантов'],
    [11, '11 подписантов'],
    [21, '21 подписанта'],
    [70_438, '70 438 подписантов'],
  ])('has the right plural forms for %i', (n, words) => {
    expect(plain(petition.gathered(n))).toBe(`Эта петиция собрала ${words}.`)
  })

  test('names the starter and the N−1 others who count on the reader', () => {
    expect(plain(petition.countOnYou('Игорь', 70_437))).toBe(
      'Игорь и 70 437 участников этой кампании рассчитывают на вас сегодня.',
    )
    expect(plain(petition.countOnYou('Игорь', 1))).toContain('1 участник ')
    expect(plain(petition.countOnYou('Игорь', 22))).toContain('22 участника ')
  })
})

describe('Ukrainian', () => {
  const { petition, feed, form, email, problem, date } = wordsOf('uk')

  test.each([
    [1, '1 підпис', '1 людина', '1 секунду', '1 день', '1 байта'],
    [2, '2 підписи', '2 людини', '2 секунди', '2 дні', '2 байтів'],
    [5, '5 підписів', '5 людей', '5 секунд', '5 днів', '5 байтів'],
    [11, '11 підписів', '11 людей', '11 секунд', '11 днів', '11 байтів'],
    [21, '21 підпис', '21 людина', '21 секунду', '21 день', '21 байта'],
    [70_438, '70 438 підписів', '70 438 людей', '70 438 секунд', '70 438 днів', '70 438 байтів'],
  ])('has the right plural forms for %i', (n, signatures, people, seconds, days, bytes) => {
    expect(plain(petition.gathered(n))).toBe(`Ця петиція зібрала ${signatures}.`)
    expect(plain(feed.milestoneText(n))).toBe(`Петиція досягла позначки в ${signatures}.`)
    expect(plain(petition.countOnYou('Ігор', n))).toBe(`Ігор та ще ${people} сьогодні розраховують на вас.`)
    expect(plain(form.retrying(n))).toMatch(new RegExp(` через ${seconds}\\.$`))
    expect(plain(email.confirm.valid(n))).toBe(`Посилання діє ${days}.`)
    expect(plain(problem.tooLarge(n))).toBe(`Розмір запиту — не більше ${bytes}.`)
  })

  test('has one full stop after a date that ends with an abbreviation', () => {
    expect(plain(petition.endedOn(date(Date.UTC(2026, 7, 1))))).toBe('Збір підписів завершився 1 серпня 2026 р.')
  })
})

describe('Uzbek', () => {
  const { petition, feed, form, email, problem, date } = wordsOf('uz')

  test.each([
    [1, '1'],
    [2, '2'],
    [5, '5'],
    [21, '21'],
    [70_438, '70 438'],
  ])('has the right plural forms for %i', (n, digits) => {
    expect(`${digits} ${petition.signatures(n)}`).toBe(`${digits} ta imzo`)
    expect(plain(petition.gathered(n))).toBe(`Bu petitsiya ${digits} kishining imzosini toʻpladi.`)
    expect(plain(feed.milestoneText(n))).toBe(`Petitsiya ${digits} ta imzoga yetdi.`)
    expect(plain(petition.countOnYou('Igor', n))).toBe(
      `Igor va yana ${digits} kishi bugun sizning imzongizga umid qilmoqda.`,
    )
    expect(plain(form.retrying(n))).toContain(` ${digits} soniyadan keyin `)
    expect(plain(email.confirm.valid(n))).toBe(`Havola ${digits} kun amal qiladi.`)
    expect(plain(problem.tooLarge(n))).toBe(`Soʻrov hajmi ${digits} baytdan oshmasligi kerak.`)
  })

  test('writes oʻ, gʻ and ʼ with their own letters, never with a quotation mark', () => {
    expect([...sentencesOf('uz').values()].filter((sentence) => /\p{L}['`‘’]/u.test(sentence))).toEqual([])
  })

  test('formats a date', () => {
    expect(petition.endedOn(date(Date.UTC(2026, 7, 1)))).toBe('Imzo yigʻish 2026-yil 1-avgust kuni yakunlangan.')
  })
})

describe('Turkish', () => {
  const { petition, feed, form, email, problem, date } = wordsOf('tr')

  test.each([
    [1, '1'],
    [2, '2'],
    [5, '5'],
    [21, '21'],
    [70_438, '70.438'],
  ])('has the right plural forms for %i', (n, digits) => {
    expect(`${digits} ${petition.signatures(n)}`).toBe(`${digits} imza`)
    expect(petition.gathered(n)).toBe(`Bu kampanya ${digits} kişinin imzasını topladı.`)
    expect(feed.milestoneText(n)).toBe(`Kampanya ${digits} imzaya ulaştı.`)
    expect(petition.countOnYou('İgor', n)).toBe(`İgor ve imza atan ${digits} kişi daha bugün desteğinizi bekliyor.`)
    expect(form.retrying(n)).toContain(` ${digits} saniye sonra `)
    expect(email.confirm.valid(n)).toBe(`Bağlantı ${digits} gün geçerlidir.`)
    expect(problem.tooLarge(n)).toBe(`İstek boyutu en fazla ${digits} bayt olabilir.`)
  })

  test('formats a date', () => {
    expect(petition.endedOn(date(Date.UTC(2026, 7, 1)))).toBe('Kampanya 1 Ağustos 2026 tarihinde sona erdi.')
  })
})

describe('Chinese', () => {
  const { petition, feed, form, email, problem, date } = wordsOf('zh')

  test.each([
    [1, '1'],
    [2, '2'],
    [5, '5'],
    [21, '21'],
    [70_438, '70,438'],
  ])('has the right plural forms for %i', (n, digits) => {
    expect(petition.gathered(n)).toBe(`这项请愿共征集到${digits}人的签名。`)
    expect(feed.milestoneText(n)).toBe(`这项请愿的签名数已达到${digits}。`)
    expect(petition.countOnYou('Igor', n)).toBe(`Igor与另外${digits}位签名者今天期待您的支持。`)
    expect(form.retrying(n)).toContain(`${digits}秒后将自动重试`)
    expect(email.confirm.valid(n)).toBe(`链接在${digits}天内有效。`)
    expect(problem.tooLarge(n)).toBe(`请求大小不得超过${digits}字节。`)
  })

  test('has full-width punctuation beside Chinese characters', () => {
    const halfWidth = /\p{Script=Han}[,.:;!?()"]|[,.:;!?()"]\p{Script=Han}/u
    expect([...sentencesOf('zh').values()].filter((sentence) => halfWidth.test(sentence))).toEqual([])
  })

  test('formats a date', () => {
    expect(petition.endedOn(date(Date.UTC(2026, 7, 1)))).toBe('签名征集已于2026年8月1日结束。')
  })
})

describe('the negotiated language', () => {
  test.each([
    [undefined, 'en'],
    ['', 'en'],
    ['ru', 'ru'],
    ['RU-ru', 'ru'],
    ['de-DE,ru;q=0.4,en;q=0.3', 'de'],
    ['pt-BR,pt;q=0.9,ru;q=0.4,en;q=0.3', 'ru'],
    ['pt-PT', 'en'],
    ['ar-EG,en;q=0.9', 'ar'],
    ['es-419', 'es'],
    ['fr;q=0.5,de;q=0.5', 'fr'],
    ['en;q=0.1,de;q=0.9,fr;q=0.9', 'de'],
    ['fr;q=0,de;q=0.1', 'de'],
    ['uk-UA,ru;q=0.8', 'uk'],
    ['zh-Hans-CN', 'zh'],
    ['xx-YY,ru;q=0.4,en;q=0.3', 'ru'],
    ['ru;q=0,en', 'en'],
    ['*', 'en'],
    ['xx', 'en'],
    [';;;,,,=', 'en'],
  ])('for "%s" is %s', (header, locale) => {
    expect(negotiateLocale(header)).toBe(locale)
  })

  test('for a very long header depends on its beginning only', () => {
    expect(negotiateLocale(`${'xx,'.repeat(50)}ru`)).toBe('ru')
    expect(negotiateLocale(`${'xx,'.repeat(5_000)}ru`)).toBe('en')
  })

  test.each(LOCALES)('is %s whatever script or region is requested with it', (locale) => {
    for (const more of ['-Hans', '-Cyrl', '-TW', '-Latn-UZ', '-419']) {
      expect(negotiateLocale(`xx,${locale}${more};q=0.9,*;q=0.1`)).toBe(locale)
    }
  })
})
