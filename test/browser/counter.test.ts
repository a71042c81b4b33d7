/** `<petition-counter>` in a page of another origin under the strictest policy: what it shows, and when it shows nothing. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import release from '../../dist/counter-release.json' with { type: 'json' }
import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { PAYLOADS } from '../support/payloads.ts'
import { launch, NO_CHROMIUM, stopClock, watch } from './browser.ts'
import { noteReads, reads } from './reads.ts'
import { EVERY_SCHEME, objections } from './sound.ts'
import { type Reply, type StandIn, standIn } from './stand-in.ts'

const OFTEN = { interval: 20 }
const OPEN = {
  petition: 'demo',
  title: 'Keep the night ferry',
  count: 4312,
  confirmed: 4312,
  goal: 5000,
  state: 'open',
  perMinute: 0,
  lastDay: 120,
  asOf: '2026-11-01T00:00:00.000Z',
}
const SETTLED_MS = 100
const FALLBACK = '<a href="/elsewhere">Sign the petition</a>'
/** A page with nothing but a counter has no heading and no landmark. */
const RULES_OF_WHOLE_PAGES = ['landmark-one-main', 'page-has-heading-one', 'region', 'html-has-lang']

describe.skipIf(NO_CHROMIUM)('the counter', () => {
  let api: StandIn
  let browser: Browser
  beforeAll(async () => {
    ;[api, browser] = await Promise.all([standIn(), launch()])
  })
  afterAll(() => Promise.all([browser?.close(), api?.close()]))
  afterEach(() => {
    api.counts.clear()
    api.assets.clear()
    api.reads.length = 0
  })

  const script = (path = '/widget.js'): string => `<script type="module" src="${api.origin}${path}"></script>`

  async function openPage(
    html: string,
    {
      scripts = script(),
      clock = false,
      ...options
    }: BrowserContextOptions & { scripts?: string; clock?: boolean } = {},
  ): Promise<{ page: Page; context: BrowserContext; complaints: readonly string[] }> {
    api.pages.set('/', `${scripts}<link rel="icon" href=""><body>${html}`)
    const context = await browser.newContext({ viewport: { width: 800, height: 600 }, ...options })
    onTestFinished(() => context.close())
    const complaints = await watch(context, [api.origin, api.partnerOrigin])
    const page = await context.newPage()
    if (clock) await stopClock(page)
    await page.addInitScript(noteReads)
    await page.goto(api.partnerOrigin)
    return { page, context, complaints }
  }

  const counter = (attributes = '', inside = FALLBACK): string =>
    `<petition-counter petition="demo" ${attributes}>${inside}</petition-counter>`

  describe('shows', () => {
    test('the count, the next goal, the last day and a button, without complaints', async () => {
      api.counts.set('demo', { body: OPEN })
      const { page, complaints } = await openPage(counter())
      await expect
        .poll(() => seen(page), OFTEN)
        .toEqual({
          title: null,
          fallback: false,
          number: '4,312',
          noun: ' signatures',
          status: '4,312 signatures',
          bar: { value: 4312, max: 5000, name: 'Next goal: 5,000' },
          goal: 'Next goal: 5,000',
          lately: '120 signed in the last 24 hours',
          link: { part: 'open', text: 'Sign', href: `${api.origin}/p/demo` },
          lang: 'en',
          dir: 'ltr',
        })
      expect(
        await page.locator('[part=number], [part=noun]').evaluateAll((nodes) => nodes.map((n) => n.ariaHidden)),
      ).toEqual(['true', 'true'])
      expect(api.reads).toEqual([{ path: '/api/petitions/demo/count', ifNoneMatch: undefined, cookie: undefined }])
      expect(await page.evaluate(() => document.cookie + Object.keys(localStorage).join())).toBe('')
      expect(complaints).toEqual([])
    })

    const NO_BAR = { bar: null, goal: '' }
    const link = (href: string) => ({ link: { part: 'open', text: 'Sign', href } })
    test.for<[string, object, object?]>([
      ['goal="8000"', { goal: 'Next goal: 8,000', bar: { value: 4312, max: 8000, name: 'Next goal: 8,000' } }],
      ['goal="none"', NO_BAR],
      ['goal="4312"', { goal: 'Next goal: 5,000' }],
      ['goal="many"', { goal: 'Next goal: 5,000' }],
      ['sign-link="none"', { link: null }],
      ['sign-link="https://elsewhere.test/sign?a=b"', link('https://elsewhere.test/sign?a=b')],
      ['sign-link="javascript:alert(1)"', link('/p/demo')],
      ['sign-link="/here"', link('/p/demo')],
      ['partner="gazette"', link('/p/demo?source=gazette')],
      ['partner="no code"', link('/p/demo')],
      ['', NO_BAR, { goal: null }],
      ['', { lately: '' }, { lastDay: 9 }],
      ['', { lately: '10 signed in the last 24 hours' }, { lastDay: 10 }],
      [
        '',
        {
          number: '',
          noun: ' Be the first to sign',
          status: ' Be the first to sign',
          bar: null,
          goal: 'Next goal: 500',
        },
        { count: 0, goal: 500, lastDay: 0 },
      ],
      ['', { number: '0', noun: ' signatures', link: { part: 'closed' } }, { count: 0, state: 'closed' }],
      ['', { title: null }],
      ['heading="title"', { title: 'Keep the night ferry' }],
      ['heading="none"', { title: null }],
      ['', { number: '1', noun: ' signature' }, { count: 1 }],
    ])('what %s asks for: %o', async ([attributes, expected, response]) => {
      api.counts.set('demo', { body: { ...OPEN, ...response } })
      const { page } = await openPage(counter(attributes))
      await expect.poll(() => seen(page), OFTEN).toMatchObject(withOrigin(expected, api.origin))
    })

    test.for([
      ['closed', 'Petition closed'],
      ['victory', 'Victory'],
    ] as const)(
      'the last number of a petition that is no longer open (%s), with a link, without bar and button',
      async ([state, text]) => {
        api.counts.set('demo', { body: { ...OPEN, state } })
        const { page } = await openPage(counter('sign-link="none" goal="9000"'))
        await expect
          .poll(() => seen(page), OFTEN)
          .toMatchObject({
            number: '4,312',
            bar: null,
            goal: '',
            lately: '',
            link: { part: state, text, href: `${api.origin}/p/demo` },
          })
      },
    )

    test.for(LOCALES)('the words and numerals of the pages in %s', async (locale) => {
      const { direction, number, petition, counter: words } = catalogue(locale)
      api.counts.set('demo', { body: OPEN })
      const { page, complaints } = await openPage(`<div lang="${locale}">${counter()}</div>`)
      await expect
        .poll(() => seen(page), OFTEN)
        .toMatchObject({
          number: number(4312),
          status: `${number(4312)} ${petition.signatures(4312)}`,
          goal: words.goal.replace('{n}', number(5000)),
          lately: words.lately.replace('{n}', number(120)),
          link: { text: words.sign },
          lang: locale,
          dir: direction,
        })
      expect(complaints).toEqual([])
    })

    test.for<[string, Reply]>([
      ['cannot be loaded', { status: 404, body: 'no' }],
      ['are no JSON', { body: '<h1>' }],
      ['lack one', { body: { lang: 'ru', dir: 'ltr', one: 'подпись', other: 'подписи' } }],
      ['are nothing', { body: null }],
    ])('English throughout when the words %s', async ([, response]) => {
      api.counts.set('demo', { body: OPEN })
      api.assets.set('/widget/words/ru.json', response)
      const { page } = await openPage(counter('lang="ru"'))
      await expect
        .poll(() => seen(page), OFTEN)
        .toMatchObject({ number: '4,312', noun: ' signatures', lang: 'en', link: { text: 'Sign' } })
    })

    test('English for an unknown language, and another language as soon as it is set', async () => {
      api.counts.set('demo', { body: OPEN })
      const { page } = await openPage(counter('lang="sw"'))
      await expect.poll(() => seen(page), OFTEN).toMatchObject({ lang: 'en', noun: ' signatures' })
      await page.locator('petition-counter').evaluate((element) => element.setAttribute('lang', 'de-AT'))
      await expect.poll(() => seen(page), OFTEN).toMatchObject({ lang: 'de', noun: ' Unterschriften' })
      expect(api.reads).toHaveLength(1)
    })
  })

  test('names itself, its link and its bar, so that several on a page differ', async () => {
    api.counts.set('demo', { body: OPEN })
    api.counts.set('two', { body: { ...OPEN, petition: 'two', title: 'Open the library on Sundays' } })
    const { page } = await openPage(counter() + counter().replace('demo', 'two'))
    for (const title of ['Keep the night ferry', 'Open the library on Sundays']) {
      const group = page.getByRole('group', { name: title, exact: true })
      await group.getByRole('link', { name: `Sign ${title}`, exact: true }).waitFor()
      await group.getByRole('progressbar', { name: 'Next goal: 5,000', exact: true }).waitFor()
      expect(await group.getByRole('status').count()).toBe(1)
    }
  })

  test.for([
    ['light', 0x1c, 0x87],
    ['dark', 0xa9, 0xff],
  ] as const)('shows a bar that has begun with the first signature, on a %s page', async ([theme, red, blue]) => {
    api.counts.set('demo', { body: { ...OPEN, count: 1, goal: 500 } })
    const { page } = await openPage(counter(`theme="${theme}"`))
    await expect.poll(() => seen(page), OFTEN).toMatchObject({ bar: { value: 1, max: 500 } })
    const png = await page.locator('[part=bar]').screenshot()
    const coloured = await page.evaluate(
      async ([data, ofRed, ofBlue]) => {
        const image = await createImageBitmap(new Blob([Uint8Array.from(atob(data), (c) => c.charCodeAt(0))]))
        const context = new OffscreenCanvas(image.width, image.height).getContext('2d')
        context?.drawImage(image, 0, 0)
        const row = context?.getImageData(0, Math.floor(image.height / 2), image.width, 1).data ?? []
        return Array.from({ length: image.width }, (_, x) => x).filter(
          (x) => row[4 * x] === ofRed && row[4 * x + 2] === ofBlue,
        ).length
      },
      [png.toString('base64'), red, blue] as const,
    )
    expect(coloured).toBeGreaterThanOrEqual(6)
  })

  test.for<[string, () => void]>([
    [
      'the constructor of style sheets',
      () => {
        const { prototype } = CSSStyleSheet
        const Illegal = function (): void {
          throw new TypeError('Illegal constructor')
        }
        Object.assign(window, { CSSStyleSheet: Object.assign(Illegal, { prototype }) })
      },
    ],
    [
      'adopted style sheets',
      () => {
        Reflect.deleteProperty(Document.prototype, 'adoptedStyleSheets')
        Reflect.deleteProperty(ShadowRoot.prototype, 'adoptedStyleSheets')
      },
    ],
  ])('leaves the link between its tags where a browser lacks %s', async ([, lose]) => {
    api.counts.set('demo', { body: OPEN })
    const { page } = await openPage('')
    await page.addInitScript(lose)
    api.pages.set('/', `${script()}<link rel="icon" href=""><body>${counter()}`)
    await page.goto(api.partnerOrigin)
    await settled(page)
    expect(await page.getByRole('link', { name: 'Sign the petition' }).isVisible()).toBe(true)
    expect(await seen(page)).toMatchObject({ fallback: true, number: null })
  })

  describe('for scripts', () => {
    test('reflects each attribute as a property, and each property as an attribute', async () => {
      api.counts.set('demo', { body: OPEN })
      const { page } = await openPage(counter('partner="a"'))
      const pairs = {
        petition: 'x',
        lang: 'ru',
        theme: 'dark',
        size: 'small',
        goal: '9',
        heading: 'title',
        signLink: 'none',
        poll: '20',
        partner: 'b',
      }
      expect(
        await page.locator('petition-counter').evaluate((element, pairs) => {
          const before = Reflect.get(element, 'partner')
          Object.assign(element, pairs)
          const attributes = Object.fromEntries(
            element.getAttributeNames().map((name) => [name, element.getAttribute(name)]),
          )
          element.removeAttribute('goal')
          return { before, attributes, goal: Reflect.get(element, 'goal') }
        }, pairs),
      ).toEqual({
        before: 'a',
        attributes: {
          petition: 'x',
          lang: 'ru',
          theme: 'dark',
          size: 'small',
          goal: '9',
          heading: 'title',
          'sign-link': 'none',
          poll: '20',
          partner: 'b',
        },
        goal: '',
      })
    })

    test('dispatches an event for each count, through shadow trees', async () => {
      api.counts.set('demo', { body: OPEN })
      const { page } = await openPage('')
      const event = await page.evaluate(
        () =>
          new Promise((resolve) => {
            document.addEventListener('petition-count', (event) =>
              resolve({ detail: Reflect.get(event, 'detail'), composed: event.composed }),
            )
            const root = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' })
            root.appendChild(document.createElement('petition-counter')).setAttribute('petition', 'demo')
          }),
      )
      expect(event).toEqual({ detail: OPEN, composed: true })
    })

    test('can be loaded twice, in two versions', async () => {
      api.counts.set('demo', { body: OPEN })
      const pinned = `<script type="module" src="${api.origin}${release.path}" integrity="${release.integrity}" crossorigin></script>`
      const { page, complaints } = await openPage(counter(), { scripts: script() + script('/widget.js?v=2') + pinned })
      await expect.poll(() => seen(page), OFTEN).toMatchObject({ number: '4,312' })
      expect(api.reads).toHaveLength(1)
      expect(complaints).toEqual([])
    })

    test('does not run when it differs from the pinned integrity', async () => {
      api.counts.set('demo', { body: OPEN })
      api.assets.set(release.path, { body: 'alert(1)', headers: { 'content-type': 'text/javascript' } })
      const pinned = `<script type="module" src="${api.origin}${release.path}" integrity="${release.integrity}" crossorigin></script>`
      const { page } = await openPage(counter(), { scripts: pinned })
      await page.getByRole('link', { name: 'Sign the petition' }).waitFor()
      expect(await page.evaluate(() => customElements.get('petition-counter') === undefined)).toBe(true)
    })
  })

  describe('shows nothing false', () => {
    const BAD: [string, Reply][] = [
      ['an unknown petition or a draft', { status: 404, body: { title: 'Petition not found', status: 404 } }],
      ['a petition that was taken down', { status: 451, body: { title: 'This petition was taken down', status: 451 } }],
      ['a blocked network', { status: 403, body: '<h1>Forbidden</h1>', headers: { 'content-type': 'text/html' } }],
      ['a fault', { status: 503, body: { title: 'Not now', status: 503 } }],
      ['no JSON', { body: '{"petition":"demo","count":43' }],
      ['nothing', { body: '' }],
      ['null', { body: null }],
      ['another petition', { body: { ...OPEN, petition: 'other' } }],
      ['no count', { body: { ...OPEN, count: undefined } }],
      ['a count in words', { body: { ...OPEN, count: '4312' } }],
      ['a negative count', { body: { ...OPEN, count: -1 } }],
      ['a fraction', { body: { ...OPEN, count: 0.5 } }],
      ['more people than there are', { body: { ...OPEN, count: 2 ** 40 } }],
      ['a state that it does not know', { body: { ...OPEN, state: 'paused' } }],
    ]
    test.for(BAD)('when the first response is %s: the link between its tags stays', async ([, response]) => {
      api.counts.set('demo', response)
      const { page } = await openPage(counter())
      await expect.poll(() => api.reads.length, OFTEN).toBe(1)
      await settled(page)
      expect(await seen(page)).toMatchObject({ fallback: true, number: null })
      expect(await page.getByRole('link').count()).toBe(1)
    })

    test('when later responses are bad, one after the other: the last true number stays', async () => {
      api.counts.set('demo', { body: OPEN })
      const { page, complaints } = await openPage(counter(), { clock: true })
      await expect
        .poll(async () => {
          await page.clock.runFor(100)
          return seen(page)
        }, OFTEN)
        .toMatchObject({ number: '4,312' })
      const before = await seen(page)
      for (const [name, response] of BAD) {
        api.counts.set('demo', response)
        const asked = (await reads(page)).times.length
        await expect
          .poll(async () => {
            // Longer than the longest interval.
            await page.clock.runFor(400_000)
            return (await reads(page)).times.length
          }, OFTEN)
          .toBeGreaterThan(asked)
        await settled(page)
        await page.clock.runFor(100)
        expect({ name, ...(await seen(page)) }).toEqual({ name, ...before })
      }
      expect(complaints.filter((complaint) => !/status of (403|404|451|503)/.test(complaint))).toEqual([])
    })

    test('when an older or newer API omits or adds fields', async () => {
      api.counts.set('demo', { body: { petition: 'demo', count: 7, state: 'open', more: { of: 'it' } } })
      const { page } = await openPage(counter())
      await expect
        .poll(() => seen(page), OFTEN)
        .toMatchObject({ fallback: false, number: '7', bar: null, goal: '', lately: '', link: { part: 'open' } })
    })

    test('when it is given another petition: no old number with the new link, no late response', async () => {
      let release = (): void => undefined
      const held = new Promise<void>((resolve) => {
        release = resolve
      })
      api.counts.set('slow', { body: { ...OPEN, petition: 'slow', count: 1 }, after: held })
      api.counts.set('demo', { body: OPEN })
      const { page } = await openPage(counter())
      await expect.poll(() => seen(page), OFTEN).toMatchObject({ number: '4,312' })
      const setPetition = (slug: string): Promise<void> =>
        page.locator('petition-counter').evaluate((element, slug) => element.setAttribute('petition', slug), slug)
      await setPetition('slow')
      await expect.poll(() => seen(page), OFTEN).toMatchObject({ fallback: true, number: null })
      await expect.poll(() => api.reads.length, OFTEN).toBe(2)
      await setPetition('demo')
      await expect.poll(() => seen(page), OFTEN).toMatchObject({ number: '4,312' })
      release()
      await settled(page)
      expect(await seen(page)).toMatchObject({ number: '4,312', link: { href: `${api.origin}/p/demo` } })
    })

    test('when it is offline from the start, and recovers by itself', async () => {
      api.counts.set('demo', { body: OPEN })
      const { page, context } = await openPage('')
      await context.setOffline(true)
      await page.evaluate((html) => document.body.insertAdjacentHTML('beforeend', html), counter())
      await settled(page)
      expect(await seen(page)).toMatchObject({ fallback: true, number: null })
      expect(api.reads).toEqual([])
      await context.setOffline(false)
      await expect.poll(() => seen(page), OFTEN).toMatchObject({ number: '4,312' })
    })

    test('when its attributes are hostile: no other host is asked, nothing runs, links lead to the petitions', async () => {
      const html = PAYLOADS.flatMap(({ text }) =>
        ['petition', 'partner', 'sign-link', 'goal', 'lang', 'theme', 'size', 'poll'].map((name) => ({ name, text })),
      )
      api.counts.set('demo', { body: OPEN })
      const { page, complaints } = await openPage('')
      const links = await page.evaluate(
        (attributes) =>
          Promise.all(
            attributes.map(async ({ name, text }) => {
              const element = document.createElement('petition-counter')
              if (name !== 'petition') element.setAttribute('petition', 'demo')
              element.setAttribute(name, text)
              document.body.prepend(element)
              const counted = new Promise((resolve) =>
                element.addEventListener('petition-count', resolve, { once: true }),
              )
              await Promise.race([counted, new Promise((resolve) => setTimeout(resolve, 500))])
              await new Promise((resolve) => setTimeout(resolve, 50))
              const href = element.shadowRoot?.querySelector('a')?.getAttribute('href') ?? null
              element.remove()
              return href
            }),
          ),
        html,
      )
      expect([...new Set(links)].filter((href) => href !== null && !/\/p\/demo(\?source=[\w-]+)?$/.test(href))).toEqual(
        [],
      )
      expect(api.reads.filter(({ path }) => !/^\/api\/petitions\/[\w-]+\/count$/.test(path))).toEqual([])
      expect(complaints.filter((complaint) => !complaint.includes('status of 404'))).toEqual([])
    })
  })

  test.for([
    ['light', 'theme="light"', 'open'],
    ['dark', 'theme="dark"', 'open'],
    ['right to left', 'lang="ar"', 'open'],
    ['over', 'size="small"', 'victory'],
  ])('is accessible and fits 320 pixels: %s', async ([, attributes, state]) => {
    api.counts.set('demo', { body: { ...OPEN, count: 1_234_567, goal: 2_000_000, state } })
    const { page } = await openPage(counter(attributes), { viewport: { width: 320, height: 600 } })
    await expect.poll(() => seen(page), OFTEN).toMatchObject({ number: '1,234,567' })
    await settled(page)
    expect(await objections(page, RULES_OF_WHOLE_PAGES, EVERY_SCHEME)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })
})

/** What is seen and heard of the first counter; null for what is not shown. */
const seen = (page: Page) =>
  page
    .locator('petition-counter')
    .first()
    .evaluate((element) => {
      const root = element.shadowRoot
      const box = root?.querySelector<HTMLElement>('[part=box]')
      const visible = (node: Element | null | undefined): boolean => node?.checkVisibility() === true
      const text = (selector: string): string | null => {
        const node = box?.querySelector(selector)
        return visible(box) ? (node?.textContent ?? null) : null
      }
      const named = (node: Element): string =>
        (node.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((id) => root?.getElementById(id)?.textContent)
          .join(' ')
      const bar = box?.querySelector('progress')
      const title = box?.querySelector('[part=title]')
      const link = box?.querySelector('a')
      return {
        title: title && visible(title) ? title.textContent : null,
        fallback: visible(element.querySelector('a')),
        number: text('[part=number]'),
        noun: text('[part=noun]'),
        status: text('[role=status]'),
        goal: text('[part=goal]'),
        lately: text('[part=lately]'),
        bar: bar && visible(bar) ? { value: bar.value, max: bar.max, name: named(bar) } : null,
        link: link && visible(link) ? { part: link.part.value, text: link.textContent, href: link.href } : null,
        lang: box?.lang,
        dir: box?.dir,
      }
    })

/** Every response has arrived, however late, and been shown. */
async function settled(page: Page): Promise<void> {
  await expect.poll(() => reads(page), OFTEN).toMatchObject({ waiting: 0 })
  await page.waitForTimeout(SETTLED_MS)
}

const withOrigin = (expected: object, origin: string): object =>
  JSON.parse(JSON.stringify(expected).replaceAll('"/p/', `"${origin}/p/`))
