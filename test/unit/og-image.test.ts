/** The Open Graph image: what is drawn of a title, in which order, at which size, and that nothing becomes a box. */
import { beforeAll, describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { openFonts, writeFonts } from '../../src/build/fonts.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { drawable } from '../../src/og-image/drawable.ts'
import { type OgFacts, ogFacts } from '../../src/og-image/facts.ts'
import { createFonts, type Fonts, type Weight } from '../../src/og-image/fonts.ts'
import { fit, piecesOf, type Room } from '../../src/og-image/lines.ts'
import { drawFallback, drawImage } from '../../src/og-image/draw.ts'
import { rasterize } from '../../src/og-image/rasterize.ts'
import { type Direction, directionOf, shape } from '../../src/og-image/shape.ts'

let fonts: Fonts
beforeAll(async () => {
  await writeFonts()
  fonts = await openFonts()
})

const FACTS: OgFacts = {
  direction: 'ltr',
  title: 'A lamp for the pier',
  titleLanguage: 'en',
  number: '1,234',
  noun: 'signatures',
  goal: { label: 'Next goal: 2,500', share: 0.49 },
  ending: null,
}

/** Hidden characters are refused when a petition is made; what was made before, or elsewhere, may have them. */
const PAYLOADS = [
  '</text><script>alert(1)</script>',
  '"><svg onload="alert(1)">&amp;<![CDATA[x]]>',
  '\u202Egnp.exe\u202C \u2066isolated\u2069 \u200Eboth\u200F',
  'z\u200Be\u200Cr\u200Do\uFEFF w\u00ADi\u2060de',
  '\u0000\u0007\u001B[31mred\u009B',
  '\uD800 lone \uDFFF',
  '😀😀😀',
  'Z̷͓̈́a̶̗͝l̴͖̀g̵̙̈́o̷͇͐'.repeat(20),
  '\u{E0041}\u{E0042}',
  'ﷺ'.repeat(60),
  'W'.repeat(200),
  '('.repeat(200),
  ' ',
  '',
]

describe('the text of the image', () => {
  test.for([
    ['removes invisible characters', 'a\u202Eb\u2066c\u200Bd\u0000e\uFEFFf\u00ADg', 'abcdefg'],
    ['turns line breaks and repeated spaces into one space', ' a\n\t  b ', 'a b'],
    ['keeps the space inside a number', '10\u00A0000 000', '10\u00A0000 000'],
    ['keeps the joiner of a Persian word', 'می\u200Cخواهیم', 'می\u200Cخواهیم'],
    ['removes other joiners', '\u200Ca\u200D b\u200C', 'a b'],
    ['emoji are left out', '🔥 Save 🐳 the 👨‍👩‍👧 whales ❤️', 'Save the whales'],
    ['turns mathematical letters into plain ones', '𝓢𝓽𝓸𝓹 𝟏', 'Stop 1'],
    ['drops a text with a character that no font has', 'မြန်မာ Ali', ''],
    ['keeps markup as text', '<b>&amp;</b>', '<b>&amp;</b>'],
  ] as const)('%s', ([, text, drawn]) => {
    expect(drawable(text, 700, fonts)).toBe(drawn)
  })

  test('has its numbers held together by spaces that the fonts have', async () => {
    const french = await drawImage({ ...FACTS, number: '70\u202F438' }, fonts)
    expect(french).toBe(await drawImage({ ...FACTS, number: '70\u00A0438' }, fonts))
    expect(french).not.toBe(await drawImage({ ...FACTS, number: '70438' }, fonts))
  })

  test('includes every sentence of the catalogues', () => {
    for (const locale of LOCALES) {
      const { petition: words, number } = catalogue(locale)
      const texts = [words.signatures(1), words.signatures(5), words.nextGoal(10_000), words.toForm, number(1_234_567)]
      for (const text of [...texts, words.closed, words.victory]) {
        for (const weight of [400, 700] as const)
          expect(drawable(text, weight, fonts)).toBe(text.replaceAll('\u202F', '\u00A0'))
      }
    }
  })
})

/** The x of each glyph's origin in a shaped line, from left to right. */
const origins = (svg: string): { x: number; outline: string }[] =>
  [...svg.matchAll(/translate\((\S+) \S+\) scale\(\S+ \S+\)" d="([^"]+)"/g)].map(([, x, outline]) => ({
    x: Number(x),
    outline: outline ?? '',
  }))

async function shaped(text: string, direction: Direction, weight: Weight = 700) {
  await fonts.load(text, weight)
  const { width, svg } = shape(text, { weight, direction, language: 'und' }, fonts)
  return { width, glyphs: origins(svg) }
}

describe('a line', () => {
  test('has its Arabic letters joined, from right to left', async () => {
    const word = await shaped('عريضة', 'rtl')
    const letters = await Promise.all(Array.from('عريضة', (letter) => shaped(letter, 'rtl')))
    expect(word.width).toBeLessThan(letters.reduce((sum, { width }) => sum + width, 0))
    // The last letter is the leftmost.
    const first = await shaped('ع', 'rtl')
    expect(word.glyphs.map(({ outline }) => outline)).not.toContain(first.glyphs[0]?.outline)
    expect(word.glyphs.length).toBeGreaterThan(3)
  })

  test('is ordered by its own direction, and Latin words in it by theirs', async () => {
    const [a] = (await shaped('A', 'ltr')).glyphs
    const [b] = (await shaped('B', 'ltr')).glyphs
    const [alef] = (await shaped('ا', 'rtl')).glyphs
    const at = (glyphs: { x: number; outline: string }[], glyph: typeof a): number =>
      glyphs.find(({ outline }) => outline === glyph?.outline)?.x ?? NaN

    const rtl = (await shaped('A B ا.', 'rtl')).glyphs
    expect(at(rtl, alef)).toBeLessThan(at(rtl, a))
    expect(at(rtl, a)).toBeLessThan(at(rtl, b))
    const [stop] = (await shaped('.', 'ltr')).glyphs
    expect(rtl[0]?.outline).toBe(stop?.outline)

    const ltr = (await shaped('A B ا', 'ltr')).glyphs
    expect(at(ltr, a)).toBeLessThan(at(ltr, b))
    expect(at(ltr, b)).toBeLessThan(at(ltr, alef))
  })

  test('may take its letters from several fonts, with ligatures among them', async () => {
    const { glyphs } = await shaped('Şiş, office, Привет', 'ltr')
    const parts = await Promise.all(['Şiş', ',', 'office', 'Привет'].map((part) => shaped(part, 'ltr')))
    const known = new Set(parts.flatMap((part) => part.glyphs.map(({ outline }) => outline)))
    expect(glyphs.every(({ outline }) => known.has(outline))).toBe(true)
    expect(glyphs.length).toBeGreaterThanOrEqual(14)
  })

  test('has the direction of its first letter', () => {
    expect(directionOf('«Ali» تجمع')).toBe('ltr')
    expect(directionOf('100 توقيع Ali')).toBe('rtl')
    expect(directionOf('100!')).toBe('ltr')
  })

  test('in Chinese loads only the font slices that it needs', async () => {
    const read: string[] = []
    const index = (await import('../../dist/og-image-assets/fonts/index.json', { with: { type: 'json' } })).default
    const lazy = createFonts(fonts.harfBuzz, index.files as never, async (file) => {
      read.push(file)
      throw new Error('not read in this test')
    })
    await expect(lazy.load('停止驱逐记者', 700)).rejects.toThrow('not read in this test')
    expect(read.length).toBeGreaterThan(0)
    expect(read.length).toBeLessThanOrEqual(6)
    expect(read.every((file) => file.startsWith('noto-sans-sc-'))).toBe(true)
  })
})

describe('a title', () => {
  /** Every character is one em wide. */
  const measure = (text: string): number => Array.from(text).length
  const room: Room = { width: 100, height: 100, sizes: [20, 10, 5], linesMax: 4, leading: 1 }
  const lines = (title: string, language = 'en') => fit(piecesOf(title, language), measure, room)

  test('is as large as possible, in lines of similar length', () => {
    expect(lines('one')).toEqual({ size: 20, lines: ['one'] })
    expect(lines('one two')).toEqual({ size: 20, lines: ['one', 'two'] })
    expect(lines('aaaa bb cc dd ee')).toEqual({ size: 20, lines: ['aaaa', 'bb cc', 'dd ee'] })
    expect(lines('a large word, and others')).toEqual({ size: 10, lines: ['a large', 'word, and', 'others'] })
  })

  test('is cut off with an ellipsis where there is no room', () => {
    const { size, lines: cut } = lines('word '.repeat(40).trim())
    expect(size).toBe(5)
    expect(cut).toHaveLength(4)
    expect(cut[3]).toBe('word word word word…')
    expect(cut.every((line) => measure(line) <= 20)).toBe(true)
  })

  test('breaks inside a word that is longer than a line, but never inside a grapheme', () => {
    const { lines: broken } = lines(`${'ab'.repeat(15)} ${'e\u0301'.repeat(12)}`)
    expect(broken.join('')).toContain('ab'.repeat(10))
    expect(broken.every((line) => !line.startsWith('\u0301'))).toBe(true)
  })

  test('breaks a Thai title between its words, which no space separates', () => {
    const title = 'หยุดการเนรเทศนักข่าวให้เขาอยู่กับครอบครัวที่เชียงใหม่'
    const { lines: broken } = lines(title, 'th')
    expect(broken.join('')).toBe(title)
    expect(broken.length).toBeGreaterThan(1)
    for (const line of broken) expect(line).not.toMatch(/^\p{M}/u)
  })

  test('breaks between Chinese words, with no comma at the start and no bracket at the end of a line', () => {
    const title = '停止将记者驱逐，让他留在莫斯科（与家人团聚）。'
    const { lines: broken } = lines(title, 'zh')
    expect(broken.join('')).toBe(title)
    expect(broken.length).toBeGreaterThan(1)
    for (const line of broken) expect(line).not.toMatch(/^[，。）]|（$/)
  })
})

describe('the social media image', () => {
  const boxes = new Set<string>()
  beforeAll(async () => {
    for (const text of ['a', 'я', 'ا', '停', 'ş']) {
      await fonts.load(text, 700)
      const file = fonts.find(text, 700)
      if (file !== null) boxes.add(fonts.loaded(file).font.glyphToPath(0))
    }
    boxes.delete('')
  })

  test.for(PAYLOADS)('is a PNG for %j', async (text) => {
    const svg = await drawImage({ ...FACTS, title: text, noun: text, goal: { label: text, share: 0.5 } }, fonts)
    expect(svg).not.toMatch(/<(?!\/?(?:svg|g|rect|path)\b)|&|NaN|Infinity|undefined/)
    expect(boxes.size).toBeGreaterThan(0)
    for (const box of boxes) expect(svg).not.toContain(`d="${box}"`)
    await expectImage(await rasterize(svg))
  })

  test('changes with the number, and is mirrored for Arabic', async () => {
    const arabic = { direction: 'rtl', title: 'أوقفوا ترحيل علي فيروز!', noun: 'توقيعًا' } as const
    const images = await Promise.all(
      [FACTS, { ...FACTS, number: '1,235' }, { ...FACTS, direction: 'rtl' as const }, { ...FACTS, ...arabic }].map(
        async (facts) => rasterize(await drawImage(facts, fonts)),
      ),
    )
    for (const image of images) await expectImage(image)
    expect(new Set(images.map((image) => Buffer.from(image).toString('base64'))).size).toBe(4)
  })

  test.for([
    ['th', 'หยุดการเนรเทศนักข่าว'],
    ['ka', 'შეინარჩუნეთ ბიბლიოთეკა'],
    ['hy', 'Պահպանե՛ք գրադարանը'],
    ['he', 'הצילו את הספרייה, עכשיו!'],
    ['ko', '도서관을 지켜 주세요'],
    ['bn', 'গ্রন্থাগারটি খোলা রাখুন'],
    ['ta', 'நூலகத்தைக் காப்பாற்றுங்கள்'],
    ['am', 'ቤተ መጻሕፍቱን አድኑ፤ ዛሬ!'],
    ['hi', 'पुस्तकालय बचाओ'],
    ['ja', '図書館を守ってください'],
  ] as const)('has the title in %s', async ([titleLanguage, title]) => {
    expect(drawable(title, 700, fonts)).toBe(title)
    const files = new Set(Array.from(title, (char) => fonts.find(char, 700)))
    const svg = await drawImage({ ...FACTS, title, titleLanguage }, fonts)
    expect(svg.length).toBeGreaterThan((await drawImage({ ...FACTS, title: '' }, fonts)).length)
    const boxes = Array.from(files, (file) => (file === null ? '' : fonts.loaded(file).font.glyphToPath(0)))
    expect(boxes.filter((box) => box !== '' && svg.includes(`d="${box}"`))).toEqual([])
  })

  test('joins what is written below and around a letter', async () => {
    // Bengali ক্ষ is one glyph of three characters; the Tamil vowel ொ stands around its consonant.
    expect((await shaped('ক্ষ', 'ltr')).glyphs).toHaveLength(1)
    const [ka] = (await shaped('க', 'ltr')).glyphs
    expect((await shaped('கொ', 'ltr')).glyphs.map(({ outline }) => outline).indexOf(ka?.outline ?? '')).toBe(1)
  })

  test('exists without a petition too', async () => {
    await expectImage(await rasterize(await drawFallback(fonts)))
  })
})

describe('the facts of the social media image', () => {
  const petition = { title: 'A lamp', language: 'de' }

  test('of an open petition are its count and its progress to the goal', () => {
    expect(ogFacts('en', petition, { count: 1_250, goal: 2_500, state: 'open' })).toEqual({
      direction: 'ltr',
      title: 'A lamp',
      titleLanguage: 'de',
      number: '1,250',
      noun: 'signatures',
      goal: { label: 'Next goal: 2,500', share: 0.5 },
      ending: null,
    })
    expect(ogFacts('ru', petition, { count: 1, goal: null, state: 'open' })).toMatchObject({ number: '1', goal: null })
  })

  test('of a closed petition are its count and how it ended', () => {
    const count = { count: 70_438, goal: 100_000 }
    expect(ogFacts('en', petition, { ...count, state: 'closed' })).toMatchObject({
      number: '70,438',
      goal: null,
      ending: { label: 'Petition closed', victory: false },
    })
    expect(ogFacts('en', petition, { ...count, state: 'victory' }).ending).toEqual({ label: 'Victory', victory: true })
  })

  test('of a petition without signatures ask to sign', () => {
    expect(ogFacts('en', petition, { count: 0, goal: 100, state: 'open' })).toMatchObject({
      number: null,
      noun: 'Sign this petition',
    })
    expect(ogFacts('en', petition, { count: 0, goal: 100, state: 'closed' }).number).toBe('0')
  })
})

/** A PNG (RFC 2083 §3.1, §4.1.1) of 1200 × 630. */
async function expectImage(png: Uint8Array): Promise<void> {
  const bytes = Buffer.from(png)
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1A\n')
  expect(bytes.subarray(12, 16).toString('latin1')).toBe('IHDR')
  expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1_200, 630])
}
