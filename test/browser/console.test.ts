/** A petition from nothing, on a phone: sign in, write, make a key, publish, and see the first confirmed signature. */
import { readFileSync } from 'node:fs'

import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { catalogue } from '../../src/i18n/catalogue.ts'
import { parseKeyFile } from '../../src/key-file/format.ts'
import { openKeyFile } from '../../src/key-file/protect.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { emailTo, linkIn } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { follow, launch, NO_CHROMIUM, watch } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { dose } from './dose.ts'
import { STORIES } from './stories.ts'

const PHONE = { width: 390, height: 844 }
const CLICKS_MAX = 20

describe.skipIf(NO_CHROMIUM)('the console', () => {
  const state = temporaryDirectory()
  let started: Started
  let browser: Browser
  beforeAll(async () => {
    ;[started, browser] = await Promise.all([start({ port: await freePortPair(), stateDir: state.path }), launch()])
  })
  afterAll(async () => {
    await Promise.all([browser?.close(), started?.stop()])
    state.remove()
  })

  test.for(dose(['en', 'ru', 'ar'] as const, ['ar']))(
    'leads from nothing to the first confirmed signature in %s',
    async (locale) => {
      const story = STORIES[locale]
      const context = await browser.newContext({ viewport: PHONE, locale, acceptDownloads: true })
      const complaints = await watch(context, [started.origin])
      const page = await context.newPage()
      const sent = noteRequests(page)
      const campaigner = new Campaigner(page, started.origin, locale)
      await campaigner.signIn(`starter-${locale}@example.org`)
      await campaigner.write(story)
      const { file, passphrase } = await campaigner.finish(state.path)
      expect(campaigner.clicks).toBeLessThanOrEqual(CLICKS_MAX)
      // What the file and the passphrase hold has left the browser in no request.
      const secrets = [passphrase, ...(await privateKeysOf(file, passphrase))]
      for (const secret of secrets) expect(sent().filter((text) => text.includes(secret))).toEqual([])

      const { form } = catalogue(locale)
      const signer = `signer-${locale}@example.org`
      await page.goto(`${started.origin}/${locale}/p/${story.slug}`)
      await page.getByLabel(form.name, { exact: true }).fill(story.signer)
      await page.getByLabel(form.email, { exact: true }).fill(signer)
      await page.getByRole('button', { name: form.submit, exact: true }).click()
      await page.goto(linkIn((await emailTo(started.origin, signer)).text, 'confirm'))
      await follow(page.getByRole('button').first())

      await expect
        .poll(async () => {
          await page.goto(`${started.origin}/console/p/${story.slug}`)
          return page.locator('.stat.big strong').innerText()
        })
        .toBe('1')
      expect(complaints).toEqual([])
      await context.close()
    },
  )
})

/** The URL, headers and body of every request of a page. */
function noteRequests(page: Page): () => string[] {
  const texts: string[] = []
  page.on('request', (request: Request) => {
    texts.push(`${request.url()}\n${JSON.stringify(request.headers())}\n${request.postData() ?? ''}`)
  })
  return () => texts
}

/** The private keys of a file, as JWKs write them. */
async function privateKeysOf(path: string, passphrase: string): Promise<string[]> {
  const file = await parseKeyFile(readFileSync(path, 'utf8'))
  const keys = typeof file === 'string' ? file : await openKeyFile(file, passphrase)
  if (typeof keys === 'string') throw new Error(keys)
  return keys.map(({ privateKey }) => privateKey)
}
