/** `<petition-counter>` over time, with a clock that the test moves: its reads, its number and its announcements. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'

import { launch, NO_CHROMIUM } from './browser.ts'
import { LONG_STEP_MS, number, OFTEN, openCounter, pass, STEP_MS } from './counter-clock.ts'
import { reads } from './reads.ts'
import { type StandIn, standIn } from './stand-in.ts'

const MINUTE_MS = 60_000
const OPEN = { petition: 'demo', count: 100, goal: 500, state: 'open', perMinute: 0, lastDay: 0 }

describe.skipIf(NO_CHROMIUM)('the counter over time', () => {
  let api: StandIn
  let browser: Browser
  beforeAll(async () => {
    ;[api, browser] = await Promise.all([standIn(), launch()])
  })
  afterAll(() => Promise.all([browser?.close(), api?.close()]))
  afterEach(() => {
    api.counts.clear()
    api.reads.length = 0
  })

  /** One more at each read. */
  const respondMoving = (): void => {
    let count = 100
    api.counts.set('demo', { body: () => ({ ...OPEN, count: count++ }) })
  }

  const respond = (changes: object = {}, headers: Record<string, string> = {}): void => {
    api.counts.set('demo', { body: { ...OPEN, ...changes }, headers })
  }

  const openPage = (attributes = '', options: BrowserContextOptions = {}): Promise<Page> =>
    openCounter({ browser, api }, attributes, options)

  /** The seconds between one read and the next. */
  async function waits(page: Page): Promise<number[]> {
    const { times } = await reads(page)
    return times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1000)
  }

  describe('reads the count', () => {
    test.for([
      ['', 10],
      ['poll="20"', 20],
      ['poll="1"', 5],
      ['poll="often"', 10],
    ] as const)('with %s about every %d seconds while it moves, at times that vary', async ([attributes, seconds]) => {
      respondMoving()
      const page = await openPage(attributes)
      await pass(page, 4 * seconds * 1000, LONG_STEP_MS)
      const measured = await waits(page)
      expect(measured.length).toBeGreaterThanOrEqual(3)
      for (const wait of measured) {
        expect(wait).toBeGreaterThanOrEqual(0.8 * seconds - 0.1)
        expect(wait).toBeLessThanOrEqual(1.2 * seconds + 0.1 + LONG_STEP_MS / 1000)
      }
      expect(new Set(measured).size).toBeGreaterThan(1)
    })

    test('less and less often while it stands still, down to every minute, and as often as before once it moves', async () => {
      respond()
      const page = await openPage()
      await pass(page, MINUTE_MS, LONG_STEP_MS)
      // 7, if it was read as often as one that moves.
      expect(api.reads.length).toBeLessThanOrEqual(4)
      await pass(page, 5 * MINUTE_MS, LONG_STEP_MS)
      expect(api.reads.length).toBeLessThanOrEqual(10)
      const measured = await waits(page)
      for (const [index, seconds] of [10, 20, 40, 60, 60].entries()) {
        expect(measured[index]).toBeGreaterThanOrEqual(0.8 * seconds - 0.1)
        expect(measured[index]).toBeLessThanOrEqual(1.2 * seconds + 0.1 + LONG_STEP_MS / 1000)
      }
      respondMoving()
      await pass(page, 3 * MINUTE_MS, LONG_STEP_MS)
      expect((await waits(page)).at(-1)).toBeLessThanOrEqual(12.2 + LONG_STEP_MS / 1000)
    })

    test('at once when somebody comes back to it, however long it has stood still, and at most every ten seconds', async () => {
      respond()
      const page = await openPage()
      await pass(page, 3 * MINUTE_MS, LONG_STEP_MS)
      const comesBack = async (): Promise<number> => {
        const before = api.reads.length
        await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
        await pass(page, 500)
        return api.reads.length - before
      }
      // Until it has just read, so that the next read is most of a minute away.
      const { length } = api.reads
      while (api.reads.length === length) await pass(page, LONG_STEP_MS, LONG_STEP_MS)
      expect(await comesBack()).toBe(0)
      await pass(page, 10_000, LONG_STEP_MS)
      const read = api.reads.length
      expect(read - length).toBe(2)
      await pass(page, 11_000, LONG_STEP_MS)
      expect(await comesBack()).toBe(1)
    })

    test('with the ETag that it has, and keeps its number after a 304', async () => {
      respond({}, { etag: '"a"', 'cache-control': 'public, max-age=60' })
      const page = await openPage('poll="5"')
      expect(await number(page)).toBe('100')
      await pass(page, 7_000, LONG_STEP_MS)
      expect(api.reads.map(({ ifNoneMatch }) => ifNoneMatch)).toEqual([undefined, '"a"'])
      expect(await number(page)).toBe('100')
      respond({ count: 101 }, { etag: '"b"' })
      await pass(page, 14_000, LONG_STEP_MS)
      expect(await number(page)).toBe('101')
    })

    test.for([
      ['when there is no response', { status: 503, body: '' }],
      ['when the petition is closed', { body: { ...OPEN, state: 'closed' } }],
    ] as const)('half as often each time, down to every five minutes, %s', async ([, given]) => {
      api.counts.set('demo', given)
      const page = await openPage()
      const slept = 20 + 40 + 80 + 160 + 300 + 300
      await pass(page, 1.2 * slept * 1000, 2_000)
      const measured = await waits(page)
      for (const [index, seconds] of [20, 40, 80, 160, 300, 300].entries()) {
        expect(measured[index]).toBeGreaterThanOrEqual(0.8 * seconds - 0.1)
        expect(measured[index]).toBeLessThanOrEqual(1.2 * seconds + 0.2)
      }
      // A count that moves restores the normal interval.
      respondMoving()
      await pass(page, 6 * MINUTE_MS, 2_000)
      expect((await waits(page)).at(-1)).toBeLessThanOrEqual(12.2)
    })

    test('never while hidden, offline, out of sight or removed, and again afterwards', async () => {
      respond()
      const page = await openPage('poll="5"')
      const setHidden = (hidden: boolean): Promise<void> =>
        page.evaluate((hidden) => {
          Object.defineProperty(document, 'hidden', { value: hidden, configurable: true })
          document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
        }, hidden)
      const setMargin = (top: string): Promise<void> =>
        page.locator('petition-counter').evaluate((element, top) => {
          element.style.marginTop = top
        }, top)
      const element = await page.locator('petition-counter').elementHandle()
      const setThere = (there: boolean): Promise<void> | undefined =>
        element?.evaluate((element, there) => {
          if (there) document.body.append(element)
          else element.remove()
        }, there)
      const states: [string, (on: boolean) => Promise<void> | undefined][] = [
        ['hidden', (on) => setHidden(on)],
        ['offline', (on) => setOffline(page, on)],
        ['out of sight', (on) => setMargin(on ? '3000px' : '0')],
        ['removed', (on) => setThere(!on)],
      ]
      for (const [name, set] of states) {
        await set(true)
        await rendered(page)
        const before = (await reads(page)).times.length
        await pass(page, MINUTE_MS, LONG_STEP_MS)
        expect({ name, reads: (await reads(page)).times.length - before }).toEqual({ name, reads: 0 })
        await set(false)
        await rendered(page)
        await pass(page, 500)
        expect({ name, reads: (await reads(page)).times.length - before }).toEqual({ name, reads: 1 })
      }
    })
  })

  describe('moves its number', () => {
    test('in whole steps at the pace of the petition, never beyond the newest count', async () => {
      respond({ count: 100, perMinute: 60 })
      const page = await openPage()
      await page.evaluate(noteNumbers)
      respond({ count: 105, perMinute: 60 })
      await pass(page, 12_100)
      const from = (await reads(page)).times.at(-1) ?? 0
      await pass(page, 7_000)
      const noted = (await numbers(page)).filter(({ at }) => at >= from)
      expect(noted.map(({ number }) => number)).toEqual([101, 102, 103, 104, 105])
      // One a second.
      for (const [index, { at }] of noted.entries()) {
        expect(at - from).toBeGreaterThanOrEqual((index + 1) * 1000 - 50)
        expect(at - from).toBeLessThanOrEqual((index + 1) * 1000 + 250)
      }
      expect(await page.locator('progress').evaluate((bar: HTMLProgressElement) => bar.value)).toBe(105)
    })

    test('fast enough to arrive before the next count, and never ahead of it', async () => {
      respond()
      const page = await openPage()
      await page.evaluate(noteNumbers)
      let newest = 100
      for (const count of [180, 400, 401]) {
        respond({ count, perMinute: 3 })
        const asked = (await reads(page)).times.length
        while ((await reads(page)).times.length === asked) await pass(page, STEP_MS)
        // Whatever was shown before this count came was not beyond the one before.
        expect(Number(await number(page))).toBeLessThanOrEqual(newest)
        newest = count
        await pass(page, 7_800)
        expect(await number(page)).toBe(String(count))
      }
      const shown = (await numbers(page)).map(({ number }) => number)
      expect(shown).toEqual(shown.toSorted((a, b) => a - b))
      expect(new Set(shown).size).toBeGreaterThan(100)
    })

    test.for([
      ['down', { count: 90 }, {}],
      ['for readers who prefer reduced motion', { count: 300 }, { reducedMotion: 'reduce' }],
    ] as const)('at once %s', async ([, changes, options]) => {
      respond()
      const page = await openPage('', options)
      await page.evaluate(noteNumbers)
      respond(changes)
      await pass(page, 13_000)
      expect((await numbers(page)).map(({ number }) => number)).toEqual([changes.count])
    })

    test('at once after a long time out of sight', async () => {
      respond()
      const page = await openPage()
      await setOffline(page, true)
      await pass(page, MINUTE_MS, LONG_STEP_MS)
      await page.evaluate(noteNumbers)
      respond({ count: 300 })
      await setOffline(page, false)
      await rendered(page)
      await pass(page, 1_000)
      expect((await numbers(page)).map(({ number }) => number)).toEqual([300])
    })
  })

  test('promise 6: ignores a count that is older than the one it shows, and its event', async () => {
    const at = (second: number): object => ({ asOf: `2026-11-01T12:00:0${second}.000Z` })
    respond({ count: 105, ...at(5) })
    const page = await openPage('poll="5"')
    await page.evaluate(() => {
      const told: number[] = []
      Reflect.set(window, 'told', told)
      document.addEventListener('petition-count', (event) => {
        if (event instanceof CustomEvent) told.push(event.detail.count)
      })
    })
    const next = async (): Promise<void> => {
      const asked = (await reads(page)).times.length
      while ((await reads(page)).times.length === asked) await pass(page, STEP_MS)
      await pass(page, 4_000)
    }
    // As from another isolate, which asked the database two seconds before.
    respond({ count: 103, ...at(3) })
    await next()
    expect(await number(page)).toBe('105')
    // Signers withdrew: it is newer, and lower.
    respond({ count: 101, ...at(6) })
    await next()
    expect(await number(page)).toBe('101')
    // An older server says no time.
    respond({ count: 102 })
    await next()
    expect(await number(page)).toBe('102')
    const told: number[] = await page.evaluate(() => Reflect.get(window, 'told'))
    expect([...new Set(told)]).toEqual([101, 102])
  })

  test('promise 6: drops the late response of a first read after that of a second', async () => {
    const { promise: late, resolve } = Promise.withResolvers<void>()
    respond({ asOf: '2026-11-01T12:00:01.000Z' })
    const page = await openPage('poll="5"')
    // Without the browser's cache, where the second read would wait a minute for the first.
    await page.route('**/count', (route) => route.continue())
    api.counts.set('demo', { body: { ...OPEN, count: 110, asOf: '2026-11-01T12:00:02.000Z' }, after: late })
    const asked = (await reads(page)).times.length
    while ((await reads(page)).times.length === asked) await page.clock.runFor(STEP_MS)
    await page.clock.runFor(6_000)
    respond({ count: 120, asOf: '2026-11-01T12:00:08.000Z' })
    // Wakes it: the first read has taken longer than the time between two.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })))
    await expect
      .poll(async () => {
        await page.clock.runFor(STEP_MS)
        return (await reads(page)).waiting
      }, OFTEN)
      .toBe(1)
    await page.clock.runFor(4_500)
    expect(await number(page)).toBe('120')
    resolve()
    await expect.poll(() => reads(page), OFTEN).toMatchObject({ waiting: 0 })
    await page.clock.runFor(100)
    expect(await number(page)).toBe('120')
  })

  test('announces the whole text at once, then changes at most every 30 seconds', async () => {
    respond({ perMinute: 60 })
    const page = await openPage('poll="5"')
    await page.evaluate(() => {
      const said: { at: number; text: string }[] = []
      Reflect.set(window, 'said', said)
      const status = document.querySelector('petition-counter')?.shadowRoot?.querySelector('[role=status]')
      if (!status) throw new Error('nothing speaks')
      said.push({ at: Date.now(), text: status.textContent })
      new MutationObserver(() => said.push({ at: Date.now(), text: status.textContent })).observe(status, {
        childList: true,
        characterData: true,
        subtree: true,
      })
    })
    const said = (): Promise<{ at: number; text: string }[]> => page.evaluate(() => Reflect.get(window, 'said'))
    for (let count = 105; count <= 165; count += 5) {
      respond({ count, perMinute: 60 })
      await pass(page, 5_000, LONG_STEP_MS)
    }
    await pass(page, 40_000, LONG_STEP_MS)
    const heard = await said()
    expect(heard[0]?.text).toBe('100 signatures')
    expect(heard.length).toBeGreaterThanOrEqual(3)
    for (const [index, { at, text }] of heard.slice(1).entries()) {
      expect(at - (heard[index]?.at ?? 0)).toBeGreaterThanOrEqual(index === 0 ? 29_000 : 30_000)
      expect(text).toMatch(/^1\d[05] signatures$/)
    }
    expect(heard.at(-1)?.text).toBe('165 signatures')
    expect(new Set(heard.map(({ text }) => text)).size).toBe(heard.length)
  })
})

const numbers = (page: Page): Promise<{ at: number; number: number }[]> =>
  page.evaluate(() => Reflect.get(window, 'numbers'))

/** What does not stand still with the clock has happened: layout, and what watches it, in the order in which it began to. */
const rendered = (page: Page): Promise<void> =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        const observer = new IntersectionObserver(() => {
          observer.disconnect()
          resolve()
        })
        observer.observe(document.body)
      }),
  )

/** The page knows whether there is a line. */
async function setOffline(page: Page, offline: boolean): Promise<void> {
  await page.context().setOffline(offline)
  await expect.poll(() => page.evaluate(() => navigator.onLine), OFTEN).toBe(!offline)
}

/** In the page: notes each number that is shown from now on. */
function noteNumbers(): void {
  const noted: { at: number; number: number }[] = []
  Reflect.set(window, 'numbers', noted)
  const node = document.querySelector('petition-counter')?.shadowRoot?.querySelector('[part=number]')
  if (!node) throw new Error('nothing moves')
  let last = Number(node.textContent)
  new MutationObserver(() => {
    const number = Number(node.textContent)
    if (number !== last) noted.push({ at: Date.now(), number })
    last = number
  }).observe(node, { childList: true, characterData: true, subtree: true })
}
