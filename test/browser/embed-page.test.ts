/** The page on which a partner sets up the counter: by script, by keyboard, without any script. */
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { en } from '../../src/i18n/en/site.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch, NO_CHROMIUM } from './browser.ts'
import { objections, overflows } from './sound.ts'

const { embed: words } = en

const SELDOM = { interval: 2_000 }

describe.skipIf(NO_CHROMIUM)('the embed page', () => {
  const state = temporaryDirectory()
  let started: Started
  let browser: Browser
  let wide: Browser
  beforeAll(async () => {
    ;[started, browser, wide] = await Promise.all([
      start({ port: await freePortPair(), stateDir: state.path }),
      launch('Noto Sans'),
      launch('DejaVu Sans'),
    ])
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), wide?.close(), started?.stop()])
    state.remove()
  })

  const open = async (
    options: BrowserContextOptions = {},
    path = '/en/p/demo/embed',
    inBrowser = browser,
  ): Promise<{ page: Page; context: BrowserContext }> => {
    const context = await inBrowser.newContext(options)
    onTestFinished(() => context.close())
    const page = await context.newPage()
    await page.goto(started.origin + path)
    return { page, context }
  }

  const code = (page: Page, form: string) => page.getByLabel(words.code(form), { exact: true })

  test('updates the code after each choice, without a page load and without losing the focus', async () => {
    const { page } = await open()
    await page.evaluate(() => Reflect.set(window, 'isTheFirst', true))
    await page.getByLabel(words.theme).selectOption('dark')
    await expect.poll(() => code(page, words.element).inputValue()).toContain('theme="dark"')
    expect(await page.locator('petition-counter').getAttribute('theme')).toBe('dark')
    await expect.poll(() => page.frameLocator('iframe').locator('petition-counter').count()).toBe(1)

    await page.getByLabel(words.partner).fill('gazette')
    await page.keyboard.press('Enter')
    await expect.poll(() => code(page, words.link).inputValue()).toContain('partner=gazette')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('partner')
    // The URL can be shared, and shows the same page.
    expect(new URL(page.url()).searchParams.get('partner')).toBe('gazette')
    expect(await page.evaluate(() => Reflect.get(window, 'isTheFirst'))).toBe(true)
    await page.reload()
    expect(await page.getByLabel(words.theme).inputValue()).toBe('dark')
    expect(await code(page, words.link).inputValue()).toContain('partner=gazette')
  })

  test('works with its button too, and keeps the choices in another language', async () => {
    const { page } = await open()
    const errors: string[] = []
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.getByLabel(words.partner).fill('gazette')
    await page.getByRole('button', { name: words.apply }).click()
    await expect.poll(() => code(page, words.link).inputValue()).toContain('partner=gazette')
    expect(errors).toEqual([])
    await page.locator('.languages summary').click()
    await page.getByRole('link', { name: catalogue('tr').name }).click()
    await page.waitForURL('**/tr/p/demo/embed?*')
    expect(await page.getByLabel(catalogue('tr').embed.partner).inputValue()).toBe('gazette')
  })

  test('shows an invalid code at its field, and clears the error', async () => {
    const { page } = await open()
    const field = page.getByLabel(words.partner)
    await field.fill('the gazette')
    await field.blur()
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true')
    expect(await page.locator('#partner-error').textContent()).toBe(catalogue('en').fieldErrors['not-a-partner-code'])
    expect(await field.inputValue()).toBe('the gazette')
    await field.fill('the-gazette')
    await field.blur()
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('false')
    expect(await page.locator('#partner-error').textContent()).toBe('')
  })

  test('copies the code by keyboard, after a change too', async () => {
    const { page, context } = await open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByLabel(words.size).selectOption('large')
    await expect.poll(() => code(page, words.element).inputValue()).toContain('size="large"')
    const button = page.getByRole('button', { name: words.copy, exact: true }).first()
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: words.copied, exact: true }).waitFor()
    expect(await page.locator('p[role="status"]').textContent()).toBe(words.copied)
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(await code(page, words.element).inputValue())
  })

  /** By keyboard: what a button has scrolled to may be loaded only then, and move it from under the mouse. */
  const pressCopy = (page: Page, id: string): Promise<void> => page.locator(`[data-copy-code=${id}]`).press('Enter')

  /** Responses to the form wait until they are let through. */
  async function holdResponses(page: Page): Promise<() => void> {
    const gate = Promise.withResolvers<void>()
    await page.route('**/embed?*', async (route) => {
      await gate.promise
      await route.continue()
    })
    return gate.resolve
  }

  const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText())

  test.each([
    ['none', ''],
    ['another', '?partner=herald'],
  ])('copies the partner code that was typed just before, in the place of %s', async (_, query) => {
    const { page, context } = await open({}, `/en/p/demo/embed${query}`)
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.getByLabel(words.partner).fill('gazette')
    await pressCopy(page, 'element-code-0')
    await page.getByRole('button', { name: words.copied, exact: true }).waitFor()
    expect(await copied(page)).toContain('partner="gazette"')
  })

  test('copies with a press that is longer than the server takes to respond', async () => {
    const { page, context } = await open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const button = page.locator('[data-copy-code=element-code-0]')
    await button.scrollIntoViewIfNeeded()
    // What it has scrolled to is loaded only now, and may move it.
    await page.reload({ waitUntil: 'networkidle' })
    await page.getByLabel(words.partner).fill('gazette')
    await button.hover()
    const response = page.waitForResponse('**/embed?*')
    await page.mouse.down()
    await (await response).finished()
    // Whatever the page does with the response, it has begun to.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 100)))
    await page.mouse.up()
    await page.getByRole('button', { name: words.copied, exact: true }).waitFor()
    expect(await copied(page)).toContain('partner="gazette"')
  })

  test('keeps the focus on a button that is reached by keyboard before a slow server has responded', async () => {
    const { page, context } = await open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const letThrough = await holdResponses(page)
    await page.getByLabel(words.partner).fill('gazette')
    await page.locator('[data-copy-code=element-code-0]').focus()
    letThrough()
    await expect.poll(() => code(page, words.oembed).inputValue()).toContain('gazette')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: words.copied, exact: true }).first().waitFor()
    expect(await copied(page)).toContain('partner="gazette"')
  })

  test('copies nothing until a slow server has responded, by its button and by keyboard', async () => {
    const { page, context } = await open({}, '/en/p/demo/embed?partner=herald')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(() => navigator.clipboard.writeText('as before'))
    const letThrough = await holdResponses(page)
    await page.getByLabel(words.partner).fill('gazette')
    await pressCopy(page, 'frame-code-0')
    await code(page, words.oembed).focus()
    await page.keyboard.press('Control+A')
    await page.keyboard.press('Control+C')
    expect(await copied(page)).toBe('as before')
    // What is typed meanwhile counts too.
    await page.getByLabel(words.partner).fill('tribune')
    letThrough()
    await page.getByRole('button', { name: words.copied, exact: true }).first().waitFor()
    expect(await copied(page)).toContain('=tribune')
  })

  test('copies no code with a partner code that is not valid, and shows why', async () => {
    const { page, context } = await open()
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await page.evaluate(() => navigator.clipboard.writeText('as before'))
    await page.getByLabel(words.partner).fill('the gazette')
    await pressCopy(page, 'element-code-0')
    await expect.poll(() => page.locator('#partner-error').textContent()).not.toBe('')
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('partner')
    expect(await copied(page)).toBe('as before')
  })

  test('asks the server for nothing when nothing has changed', async () => {
    const { page, context } = await open({}, '/de/p/demo/embed?theme=dark&language=tr&sign-link=none&partner=a_b')
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    await holdResponses(page)
    await pressCopy(page, 'element-code-0')
    await expect.poll(() => copied(page)).toContain('theme="dark" sign-link="none" partner="a_b"')
  })

  test('copies where the clipboard API is not available', async () => {
    const { page } = await open()
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error('not allowed'))
    })
    // A click permits copying for five seconds only, in which a busy machine may not come to it.
    await expect
      .poll(async () => {
        await page.locator('[data-copy-code]').first().click()
        return page.getByRole('button', { name: words.copied, exact: true }).count()
      }, SELDOM)
      .toBe(1)
    await page.getByLabel(words.partner).fill('')
    await page.getByLabel(words.partner).press('Control+V')
    // A field of one line takes the line, as far as it is long.
    expect(await page.getByLabel(words.partner).inputValue()).toMatch(/^<script type="module"/)
  })

  test('works without JavaScript', async () => {
    const { page } = await open({ javaScriptEnabled: false })
    expect(await page.getByRole('button', { name: words.copy, exact: true }).count()).toBe(0)
    await page.getByLabel(words.theme).selectOption('light')
    await page.getByRole('combobox', { name: words.language }).selectOption('ru')
    await page.getByLabel(words.signLink).uncheck()
    await page.getByLabel(words.partner).fill('no code')
    await page.keyboard.press('Enter')
    await page.waitForURL(/theme=light/)
    expect(await page.getByLabel(words.theme).inputValue()).toBe('light')
    expect(await page.getByLabel(words.signLink).isChecked()).toBe(false)
    expect(await page.getByLabel(words.partner).inputValue()).toBe('no code')
    expect(await page.locator('#partner-error').textContent()).toBe(catalogue('en').fieldErrors['not-a-partner-code'])
    const line = await code(page, words.element).inputValue()
    expect(line).toContain('lang="ru" theme="light" sign-link="none"')
    expect(line).not.toContain('partner')
    // The content of the element is its fallback.
    expect(await page.locator('petition-counter a').isVisible()).toBe(true)
  })

  test.each(LOCALES)('is accessible in %s, in light and dark, and fits a small screen', async (locale) => {
    const { page } = await open({}, `/${locale}/p/demo/embed?partner=no+code`)
    await page.locator('petition-counter').waitFor()
    expect(await objections(page)).toEqual([])
    expect(await overflows(page)).toEqual([])
    // Lines of code run from left to right in every language.
    expect(await page.locator('.code textarea').first().getAttribute('dir')).toBe('ltr')
    expect(await page.getByLabel(catalogue(locale).embed.partner).getAttribute('dir')).toBe('ltr')
  })

  test.each(LOCALES)('fits a small screen in %s with wide letters', async (locale) => {
    const { page } = await open({}, `/${locale}/p/demo/embed?partner=no+code`, wide)
    await page.locator('petition-counter').waitFor()
    expect(await overflows(page)).toEqual([])
  })
})
