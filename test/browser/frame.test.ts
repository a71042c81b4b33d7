/** embed.js in a partner's page: whom it hears, and what it grants. How real frames fit is tried in partner.test.ts. */
import type { Browser, Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { launch, NO_CHROMIUM } from './browser.ts'
import { type StandIn, standIn } from './stand-in.ts'

const HEIGHT_BEFORE = '123'
const HTML = { 'content-type': 'text/html' }

describe.skipIf(NO_CHROMIUM)('embed.js', () => {
  let api: StandIn
  let browser: Browser
  beforeAll(async () => {
    ;[api, browser] = await Promise.all([standIn(), launch()])
    const frame = (id: string, src: string, sandbox = ''): string =>
      `<iframe id="${id}" src="${src}" height="${HEIGHT_BEFORE}" ${sandbox}></iframe>`
    for (const path of ['/embed/demo', '/embed/other', '/elsewhere']) {
      api.assets.set(path, {
        body: '<!doctype html><link rel="icon" href=""><a href="#">In the frame</a>',
        headers: HTML,
      })
    }
    api.pages.set('/', '')
    api.assets.set('/host', {
      headers: HTML,
      body: `<!doctype html><link rel="icon" href=""><script type="module" src="/embed.js"></script>
        ${frame('ours', `${api.origin}/embed/demo`)}
        ${frame('sandboxed', `${api.origin}/embed/other`, 'sandbox="allow-scripts"')}
        ${frame('no-counter', `${api.origin}/elsewhere`)}
        ${frame('foreign', `${api.partnerOrigin}/`)}`,
    })
  })
  afterAll(() => Promise.all([browser?.close(), api?.close()]))

  /** A page with the four frames; what it would open is noted instead. */
  async function openHost(): Promise<Page> {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.addInitScript(() => {
      const opened: unknown[] = []
      Object.assign(window, { opened, open: (...request: unknown[]) => opened.push(request) })
    })
    await page.goto(`${api.origin}/host`)
    return page
  }

  const frameOf = async (page: Page, id: string): Promise<Frame> => {
    const frame = await (await page.locator(`#${id}`).elementHandle())?.contentFrame()
    if (!frame) throw new Error(`there is no frame ${id}`)
    return frame
  }
  const say = async (page: Page, id: string, data: unknown): Promise<void> =>
    (await frameOf(page, id)).evaluate((data) => parent.postMessage(data, '*'), data)
  const heights = (page: Page): Promise<Record<string, string>> =>
    page
      .locator('iframe')
      .evaluateAll((frames: HTMLIFrameElement[]) => Object.fromEntries(frames.map(({ id, height }) => [id, height])))

  test('gives the height that it asks for to a counter, sandboxed or not, and to no other frame', async () => {
    const page = await openHost()
    for (const id of ['foreign', 'no-counter', 'sandboxed', 'ours'])
      await say(page, id, { message: 'height', value: 260 })
    await expect
      .poll(() => heights(page))
      .toEqual({
        ours: '260',
        sandboxed: '260',
        'no-counter': HEIGHT_BEFORE,
        foreign: HEIGHT_BEFORE,
      })
  })

  test.for([
    [1e9, '3000'],
    [-5, '40'],
    ['tall', '40'],
    [null, '40'],
    ['300', '300'],
  ] as const)('limits the height: %j becomes %s', async ([value, height]) => {
    const page = await openHost()
    await say(page, 'ours', { message: 'height', value })
    await expect.poll(() => heights(page)).toMatchObject({ ours: height })
  })

  test('ignores messages that are not its own', async () => {
    const page = await openHost()
    const errors: unknown[] = []
    page.on('pageerror', (error) => errors.push(error))
    for (const data of [null, 'height', 7, [], {}, { message: 'ready' }, { value: 9 }]) await say(page, 'ours', data)
    await say(page, 'ours', { message: 'height', value: 200 })
    await expect.poll(() => heights(page)).toMatchObject({ ours: '200' })
    expect(errors).toEqual([])
  })

  test('opens links for the counter in use, and only to the petitions', async () => {
    const page = await openHost()
    const opened = (): Promise<unknown> => page.evaluate(() => Reflect.get(window, 'opened'))
    const petition = `${api.origin}/en/p/demo`
    // Nobody has touched it yet.
    await say(page, 'sandboxed', { message: 'link', value: petition })
    await (await frameOf(page, 'sandboxed')).getByRole('link').focus()
    for (const value of ['https://example.org/', 'javascript:alert(1)', `${api.origin}.example.org/`, null]) {
      await say(page, 'sandboxed', { message: 'link', value })
    }
    await say(page, 'ours', { message: 'link', value: `${petition}?by=another` })
    await say(page, 'sandboxed', { message: 'link', value: petition })
    await expect.poll(opened).toEqual([[petition, '_blank', 'noopener']])
  })
})
