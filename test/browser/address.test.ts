/** An owner changes the web address on a phone: who has an old link signs, and an old embed counts. */
import { expect, describe, onTestFinished, test } from 'vitest'

import { catalogue } from '../../src/i18n/catalogue.ts'
import { startPetition } from '../support/campaign.ts'
import { makeOwner } from '../support/seed-contacts.ts'
import { NO_CHROMIUM, watch } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { useSite } from './site.ts'
import { EVERY_SCHEME, EVERY_WIDTH_PX, objections, overflows } from './sound.ts'

const PHONE = { width: 390, height: 844 }

describe.skipIf(NO_CHROMIUM)('a web address that was changed', () => {
  const site = useSite()

  test('leads who has an old link to the petition, which they sign; an old embed shows the number', async () => {
    const { origin, partnerOrigin } = site.started()
    await startPetition(origin, 'long-name')
    const context = await site.browserWith('DejaVu Sans').newContext({ viewport: PHONE, locale: 'en' })
    onTestFinished(() => context.close())
    const complaints = await watch(context, [origin, partnerOrigin])

    // A page of a partner that nobody will edit.
    const embedding = await context.newPage()
    await embedding.goto(partnerOrigin)
    await embedding.setContent(
      `<script type="module" src="${origin}/widget.js"></script>
       <petition-counter petition="long-name">See the petition</petition-counter>
       <iframe src="${origin}/embed/long-name/sign?lang=en" title="Sign" width="360" height="900"
         sandbox="allow-scripts allow-popups allow-forms"></iframe>`,
    )
    const number = embedding.locator('petition-counter [part=number]')
    await expect.poll(() => number.count()).toBe(1)

    const one = new Campaigner(await context.newPage(), origin, 'en')
    const { page, words } = one
    await one.signIn('owner@example.org')
    makeOwner(site.directory, 'long-name')
    await page.goto(`${origin}/console/p/long-name/settings`)
    await one.go(page.getByRole('link', { name: words.settings.addressChange }))
    expect(await page.locator('main').innerText()).toContain(words.settings.addressEmbeds)
    await page.locator('#slug').fill('short')
    await one.press(words.settings.addressChange)
    await page.getByText(words.settings.addressChanged).waitFor()
    expect(new URL(page.url()).pathname).toBe('/console/p/short/settings')

    // Printed on a poster, and opened with the code of who hung it up.
    const { form } = catalogue('en')
    await page.goto(`${origin}/p/long-name?source=poster`)
    expect(page.url()).toBe(`${origin}/en/p/short?source=poster`)
    await page.getByLabel(form.name, { exact: true }).fill('Ada Example')
    await page.getByLabel(form.email, { exact: true }).fill('ada@example.org')
    await page.getByRole('button', { name: form.submit }).click()
    await page.getByRole('heading', { name: form.thanks }).waitFor()

    // The form that was open in the frame before.
    const frame = embedding.frameLocator('iframe')
    await frame.getByLabel(form.name, { exact: true }).fill('Ben Example')
    await frame.getByLabel(form.email, { exact: true }).fill('ben@example.org')
    await frame.getByRole('button', { name: form.submit }).click()
    await frame.getByRole('heading', { name: form.thanks }).waitFor()

    await embedding.bringToFront()
    await expect.poll(() => number.innerText(), { timeout: 30_000 }).toBe('2')
    await page.bringToFront()
    await page.goto(`${origin}/console/p/long-name/settings/address`)
    expect(new URL(page.url()).pathname).toBe('/console/p/short/settings/address')
    expect(await page.locator('main').innerText()).toContain('/p/long-name')
    const found = [...(await objections(page, [], EVERY_SCHEME)), ...(await overflows(page, EVERY_WIDTH_PX))]
    expect(found).toEqual([])
    expect(complaints).toEqual([])
  })
})
