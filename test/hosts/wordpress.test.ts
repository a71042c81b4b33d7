/** A post in WordPress shows the live count, however the petition got into it. */
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { embedCodes } from '../../src/embeds/codes.ts'
import { readEmbedForm } from '../../src/embeds/options.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { confirmByEmail, readCount, sign } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { until } from '../support/until.ts'
import { BROWSERS, type HostBrowser } from './browsers/browser.ts'
import { BOX, type Box, COUNT, FRAME, HAS_FORM, signing, THANKS } from './embedded.ts'
import { type Look, type Post, startWordPress, type WordPress } from './wordpress/site.ts'

/** What works only sometimes depends on what loads first. */
const PASTED_LOADS = 12
const LOADS = 3
const WINDOWS_AT_ONCE = 3
const PATIENCE_MS = 120_000

const TITLE = 'Keep it'
const LIVE = { count: '1 signature', isVisible: true, hasQuote: false, isSized: true }

/** With the direction of the text, and the background of the page. */
const LOOKS: readonly [string, Look, readonly [string, string]][] = [
  ['a light theme', { theme: 'twentytwentythree' }, ['', 'rgb(255, 255, 255)']],
  ['a dark theme', { theme: 'twentytwentyone', background: '28303d' }, ['', 'rgb(40, 48, 61)']],
  ['Arabic', { theme: 'twentytwentythree', language: 'ar' }, ['rtl', 'rgb(255, 255, 255)']],
]

const state = temporaryDirectory()
let started: Started
let wordPress: WordPress
let chromium: HostBrowser
let urls: Record<string, string>

beforeAll(async () => {
  ;[started, chromium] = await Promise.all([
    start({ port: await freePortPair(), stateDir: `${state.path}/petitions` }),
    BROWSERS.Chromium(),
  ])
  wordPress = await startWordPress(state.path, started.origin)
  urls = await wordPress.publish(postsWith(started.origin))
  await sign(started.origin, 'demo', { name: 'First', email: 'first@example.org' }, '192.0.2.1')
  await confirmByEmail(started.origin, 'first@example.org')
  await until(
    () => readCount(started.origin, 'demo'),
    ({ count }) => count === 1,
    PATIENCE_MS,
  )
})
afterAll(async () => {
  await Promise.all([chromium?.close(), started?.stop(), wordPress?.stop()])
  state.remove()
})

describe.for(LOOKS)('in %s', ([, look, looks]) => {
  beforeAll(() => wordPress.setLook(look))

  test('WordPress looks as it should', async () => {
    const page = await chromium.open(wordPress.origin)
    onTestFinished(() => page.close())
    expect(await page.read('[document.dir, getComputedStyle(document.body).backgroundColor]')).toEqual(looks)
  })

  test.for([
    ['address in a block', PASTED_LOADS],
    ['address on a line', LOADS],
    ['iframe of an administrator', LOADS],
    ['element of an administrator', LOADS],
  ] as const)('the %s shows the count in each of %i windows', async ([name, loads]) => {
    expect(await loadAll(chromium, urls[name] ?? '', loads)).toEqual(liveIn(loads))
  })

  test.for(['iframe of an author', 'element of an author'])('of the %s, the link is left', async (name) => {
    const page = await chromium.open(urls[name] ?? '')
    onTestFinished(() => page.close())
    const links = `[...document.querySelectorAll('.entry-content a')].map(({ href, textContent }) => [href, textContent])`
    expect(await page.read(BOX)).toBeNull()
    expect(await page.read(links)).toEqual([[`${started.origin}/en/p/demo`, TITLE]])
  })
})

describe.for(['Firefox', 'WebKit'] as const)('in %s', (name) => {
  let browser: HostBrowser
  beforeAll(async () => {
    await wordPress.setLook({ theme: 'twentytwentythree' })
    browser = await BROWSERS[name]()
  })
  afterAll(() => browser?.close())

  test.for(['address in a block', 'iframe of an administrator'])('the %s shows the count', async (post) => {
    expect(await loadAll(browser, urls[post] ?? '', LOADS)).toEqual(liveIn(LOADS))
  })
})

describe('the sign form', () => {
  beforeAll(() => wordPress.setLook({ theme: 'twentytwentythree' }))

  test.for(['Chromium', 'Firefox', 'WebKit'] as const)('of an administrator is signed in %s', async (name) => {
    const browser = name === 'Chromium' ? chromium : await BROWSERS[name]()
    if (browser !== chromium) onTestFinished(() => browser.close())
    const page = await browser.open(urls['sign form of an administrator'] ?? '')
    onTestFinished(() => page.close())
    await until(
      () => page.read<boolean>(HAS_FORM, FRAME),
      (has) => has,
      PATIENCE_MS,
    )
    // It is not confirmed: the other tests count.
    await page.read(signing('Ada', `wordpress-${name.toLowerCase()}@example.org`), FRAME)
    const shown = await until(
      () => page.read<string>(THANKS, FRAME),
      (text) => text !== '',
      PATIENCE_MS,
    )
    expect(shown).toBe(catalogue('en').form.thanksConfirm)
    const outside = await page.read<number>(`document.querySelector('${FRAME}').clientHeight`)
    const inside = await page.read<number>('document.body.getBoundingClientRect().height', FRAME)
    expect(outside).toBeGreaterThanOrEqual(Math.floor(inside))
  })

  test('of an author is a link', async () => {
    const page = await chromium.open(urls['sign form of an author'] ?? '')
    onTestFinished(() => page.close())
    expect(await page.read(BOX)).toBeNull()
    expect(await page.read(`document.querySelector('.entry-content a').href`)).toBe(`${started.origin}/en/p/demo`)
  })
})

interface Shown extends Box {
  count: string
}

const liveIn = (loads: number): unknown[] => Array.from({ length: loads }, () => expect.objectContaining(LIVE))

/** What each of `loads` new windows shows in the end. */
async function loadAll(browser: HostBrowser, url: string, loads: number): Promise<(Shown | null)[]> {
  const shown: (Shown | null)[] = []
  const work = async (): Promise<void> => {
    while (shown.length < loads) {
      const at = shown.push(null) - 1
      shown[at] = await load(browser, url)
    }
  }
  await Promise.all(Array.from({ length: WINDOWS_AT_ONCE }, work))
  return shown
}

async function load(browser: HostBrowser, url: string): Promise<Shown | null> {
  const page = await browser.open(url)
  const read = async (): Promise<Shown | null> => {
    const box = await page.read<Box | null>(BOX)
    return box && { ...box, count: await page.read<string>(COUNT, box.isFrame ? FRAME : undefined) }
  }
  const isLive = (shown: Shown | null): boolean =>
    shown !== null && shown.count === LIVE.count && shown.isVisible && !shown.hasQuote && shown.isSized
  try {
    return await until(read, isLive, PATIENCE_MS)
  } finally {
    await page.close()
  }
}

/** As the editor saves them. */
function postsWith(origin: string): Post[] {
  const petition = `${origin}/en/p/demo`
  const codes = embedCodes({
    origin,
    slug: 'demo',
    title: TITLE,
    options: readEmbedForm(new URLSearchParams('language=en')).options,
    locale: 'en',
    words: catalogue('en'),
    pinned: { path: '', integrity: '' },
  })
  const html = (code: string): string => `<!-- wp:html -->\n${code}\n<!-- /wp:html -->`
  const block = `<!-- wp:embed ${JSON.stringify({ url: petition, type: 'wp-embed', providerNameSlug: 'undersigned' })} -->
<figure class="wp-block-embed is-type-wp-embed is-provider-undersigned wp-block-embed-undersigned"><div class="wp-block-embed__wrapper">
${petition}
</div></figure>
<!-- /wp:embed -->`
  return [
    { name: 'address in a block', role: 'author', content: block },
    { name: 'address on a line', role: 'author', content: `Before.\n\n${petition}\n\nAfter.` },
    { name: 'iframe of an administrator', role: 'administrator', content: html(codes.frame) },
    { name: 'element of an administrator', role: 'administrator', content: html(codes.element) },
    { name: 'sign form of an administrator', role: 'administrator', content: html(codes.signForm) },
    { name: 'sign form of an author', role: 'author', content: html(codes.signForm) },
    { name: 'iframe of an author', role: 'author', content: html(codes.frame) },
    { name: 'element of an author', role: 'author', content: html(codes.element) },
  ]
}
