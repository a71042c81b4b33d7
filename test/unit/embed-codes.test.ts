/** The lines that a partner copies: what is chosen is in them, and nothing of a title breaks out of them. */
import { describe, expect, test } from 'vitest'

import { type CodesInput, embedCodes } from '../../src/embeds/codes.ts'
import { readEmbedForm } from '../../src/embeds/options.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { PAYLOADS } from '../support/payloads.ts'
import { elementsOf, parseXml } from '../support/xml.ts'

const ORIGIN = 'https://petitions.example.org'
const PINNED = { path: '/widget/0123456789ab.js', integrity: 'sha384-abc' }

const codes = (query = '', fields: Partial<CodesInput> = {}) =>
  embedCodes({
    origin: ORIGIN,
    slug: 'demo',
    title: 'Keep it',
    options: readEmbedForm(new URLSearchParams(query)).options,
    locale: 'en',
    words: catalogue('en'),
    pinned: PINNED,
    ...fields,
  })

test('default values are not in the code', () => {
  expect(codes().element).toBe(
    `<script type="module" src="${ORIGIN}/widget.js"></script>` +
      `<petition-counter petition="demo"><a href="${ORIGIN}/p/demo">Keep it</a></petition-counter>`,
  )
  expect(codes().frame).toBe(
    `<iframe src="${ORIGIN}/embed/demo" title="Signature count: Keep it" width="480" height="220" ` +
      `style="width:100%;border:0" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"></iframe>` +
      `<a href="${ORIGIN}/p/demo">Keep it</a><script type="module" src="${ORIGIN}/embed.js"></script>`,
  )
})

test('chosen values are in every code that supports them', () => {
  const chosen = codes('theme=dark&size=large&language=ru&goal=none&sign-link=none&partner=Gazette_1')
  const attributes = `petition="demo" lang="ru" theme="dark" size="large" goal="none" sign-link="none" partner="Gazette_1"`
  const page = `${ORIGIN}/ru/p/demo?source=Gazette_1`
  expect(chosen.element).toContain(`<petition-counter ${attributes}><a href="${page}">`)
  expect(chosen.pinned).toBe(
    `<script type="module" src="${ORIGIN}${PINNED.path}" integrity="${PINNED.integrity}" crossorigin="anonymous"></script>` +
      chosen.element.slice(chosen.element.indexOf('<petition-counter')),
  )
  expect(chosen.frame).toContain(
    'src="https://petitions.example.org/embed/demo?lang=ru&amp;theme=dark&amp;size=large&amp;goal=none&amp;sign-link=none&amp;partner=Gazette_1"',
  )
  expect(chosen.frame).toContain(`</iframe><a href="${page}">Keep it</a>`)
  expect(chosen.oembed).toBe(page)
  expect(chosen.badge).toBe(
    `<a href="${page}"><img src="${ORIGIN}/badge/demo.svg?lang=ru" height="20" alt="Signature count: Keep it"/></a>`,
  )
  expect(chosen.badgeMarkdown).toBe(`[![Signature count: Keep it](${ORIGIN}/badge/demo.svg?lang=ru)](${page})`)
  expect(chosen.link).toBe(`${ORIGIN}/link/demo.html?lang=ru&partner=Gazette_1`)
  expect(chosen.image).toContain(`src="${ORIGIN}/og/ru/demo.png" width="1200" height="630"`)
  expect(chosen.qr).toBe(`${ORIGIN}/qr/demo.svg?source=Gazette_1`)
  expect(chosen.feed).toBe(`${ORIGIN}/ru/p/demo/feed.atom`)
  expect(chosen.data).toBe(`${ORIGIN}/api/petitions/demo/count`)
})

describe('the form of the embed page', () => {
  test.each([
    ['', true],
    ['sign-link=none', false],
    // The box sends its value after the hidden field's.
    ['sign-link=none&sign-link=shown', true],
  ])('with "%s" shows the sign button: %s', (query, signLink) => {
    expect(readEmbedForm(new URLSearchParams(query)).options.signLink).toBe(signLink)
  })

  test('treats an invalid choice as none', () => {
    const { options } = readEmbedForm(new URLSearchParams('theme=pink&size=&goal=5&language=xx'))
    expect(options).toEqual({
      theme: 'auto',
      size: 'medium',
      goal: 'next',
      language: null,
      signLink: true,
      partner: null,
    })
  })

  test.each([
    ['gazette', 'gazette', false],
    ['  gazette ', 'gazette', false],
    ['A_b-9', 'A_b-9', false],
    ['', null, false],
    ['   ', null, false],
    ['-gazette', null, true],
    ['the gazette', null, true],
    ['газета', null, true],
    ['a'.repeat(40), 'a'.repeat(40), false],
    ['a'.repeat(41), null, true],
  ])('with the partner code "%s" credits %s; invalid: %s', (typed, partner, partnerWrong) => {
    const form = readEmbedForm(new URLSearchParams({ partner: typed }))
    expect(form).toMatchObject({ typedPartner: typed.trim(), partnerWrong, options: { partner } })
  })
})

describe.each(PAYLOADS)('a title with $name', ({ text }) => {
  const said = codes('', { title: text })

  test('stays in its attribute and between its tags', () => {
    for (const code of [said.element, said.frame, said.badge, said.image]) {
      const { children } = parseXml(`<line>${code}</line>`)
      const names = children.flatMap(elementsOf).map(({ name }) => name)
      expect(names.every((name) => ['script', 'petition-counter', 'a', 'iframe', 'img'].includes(name))).toBe(true)
      expect(names.length).toBe([...code.matchAll(/<[a-z]/g)].length)
    }
  })

  test('is one line of Markdown with balanced brackets', () => {
    expect(said.badgeMarkdown).not.toMatch(/[\n\r]/)
    const unescaped = said.badgeMarkdown.replaceAll(/\\[!-/:-@[-`{-~]/g, '')
    expect([...unescaped.matchAll(/[[\]<>]/g)].map(([char]) => char)).toEqual(['[', '[', ']', ']'])
  })
})
