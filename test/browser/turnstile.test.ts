/**
 * The form with BOT_CHECK=turnstile, as a browser loads it under the page's own policy. Turnstile's script is a stand-in: it
 * has their interface and gives out numbered tokens.
 */
import { join } from 'node:path'

import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'

import { catalogue } from '../../src/i18n/catalogue.ts'
import { type Instance, startInstance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch, NO_CHROMIUM, watch } from './browser.ts'

const ASSETS = join(import.meta.dirname, '../../dist/assets')
const THEIRS = 'https://challenges.cloudflare.com'
const STAND_IN = `
  let tokens = 0
  window.rendered = []
  window.turnstile = {
    render(container, options) {
      window.rendered.push({ ...options, inside: container.className })
      setTimeout(() => options.callback('token-' + ++tokens))
      return 'widget-' + tokens
    },
    remove() {},
  }`
const { form: words } = catalogue('en')

describe.skipIf(NO_CHROMIUM)('the form with Turnstile', () => {
  const state = temporaryDirectory()
  let instance: Instance
  let origin: string
  let browser: Browser
  beforeAll(async () => {
    const vars = { BOT_CHECK: 'turnstile', TURNSTILE_SITE_KEY: 'a-site-key', TURNSTILE_SECRET: 's' }
    ;[instance, browser] = await Promise.all([startInstance({ vars, stateDirectory: state.path }), launch()])
    // By its name: a browser of ours resolves nothing else.
    origin = `http://localhost:${instance.url.port}`
    await instance.startPetition({ slug: 'p' })
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), instance?.dispose()])
    state.remove()
  })

  /** The page, its requests to Turnstile, and the proofs that it sent, which get these statuses. */
  async function open(statuses: number[], script: string | null = STAND_IN) {
    const context = await browser.newContext()
    onTestFinished(() => context.close())
    const complaints = await watch(context, [origin, THEIRS])
    const page = await context.newPage()
    const asked: string[] = []
    const proofs: unknown[] = []
    // The harness serves no assets.
    for (const asset of ['sign-form.js', 'share.js', 'icon.svg']) {
      await page.route(`**/${asset}`, (route) => route.fulfill({ path: join(ASSETS, asset) }))
    }
    await page.route(`${THEIRS}/**`, (route, request) => {
      asked.push(request.url())
      return script === null
        ? route.abort('connectionrefused')
        : route.fulfill({ contentType: 'text/javascript', body: script })
    })
    await page.route('**/signatures', (route, request) => {
      proofs.push(request.postDataJSON().proof)
      const status = statuses.shift() ?? 202
      const body = status === 202 ? '{"status":"accepted"}' : '{"title":"T","detail":"D"}'
      return route.fulfill({ status, contentType: 'application/problem+json', body })
    })
    await page.goto(`${origin}/en/p/p`)
    return { page, asked, proofs, complaints }
  }

  async function sign(page: Page): Promise<void> {
    await page.getByLabel(words.name, { exact: true }).fill('Ada Example')
    await page.getByLabel(words.email, { exact: true }).fill('ada@example.org')
    await page.getByRole('button', { name: words.submit }).click()
  }

  test('asks no other host until the form is touched, and then sends the token', async () => {
    const { page, asked, proofs, complaints } = await open([])
    await page.getByRole('button', { name: words.submit, disabled: false }).waitFor()
    expect(asked).toEqual([])
    await sign(page)
    await page.locator('.thanks').waitFor()
    expect(asked).toEqual([`${THEIRS}/turnstile/v0/api.js?render=explicit`])
    expect(proofs).toEqual(['token-1'])
    expect(await page.evaluate('rendered')).toMatchObject([
      { sitekey: 'a-site-key', action: 'sign', cData: 'p', language: 'en', inside: 'turnstile' },
    ])
    expect(complaints).toEqual([])
  })

  test('sends the same token after a 503, and a new one after a refusal', async () => {
    const { page, proofs } = await open([403, 503, 202])
    await sign(page)
    await page.locator('.thanks').waitFor()
    expect(proofs).toEqual(['token-1', 'token-2', 'token-2'])
  })

  test('says that there is no connection when the Turnstile script cannot be loaded', async () => {
    const { page, proofs } = await open([], null)
    await sign(page)
    await page.locator('.outcome').filter({ hasText: words.offline }).waitFor()
    expect(proofs).toEqual([])
  })
})
