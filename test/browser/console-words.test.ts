/**
 * Words on the way, as an editor and an owner meet them on a phone: updates, the image and the settings are accessible, fit every window,
 * need no script, and a photo that is too large is made smaller where there is one.
 */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import { IMAGE_MAX_BYTES } from '../../src/limits.ts'
import { CAMPAIGN_KEYS } from '../support/petition-form.ts'
import { PLAIN } from '../support/images.ts'
import { follow, NO_CHROMIUM, watch } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { guestsFrom } from './guests.ts'
import { useSite } from './site.ts'
import { objections, overflows } from './sound.ts'
import { STORIES } from './stories.ts'

const PHONE = { width: 390, height: 844 }
const SOME = ['en', 'de', 'ru', 'ar'] as const
const PNG = { name: 'photo.png', mimeType: 'image/png', buffer: Buffer.from(PLAIN['image/png']) }

describe.skipIf(NO_CHROMIUM)('words on the way', () => {
  const site = useSite()
  let people = 0

  const newGuest = guestsFrom('203.0.113', () => site.browserWith('DejaVu Sans'), { viewport: PHONE })

  async function campaigner(options: BrowserContextOptions = {}, locale: Locale = 'en') {
    const { origin } = site.started()
    const context = await newGuest({ locale, ...options })
    const complaints = await watch(context, [origin])
    const one = new Campaigner(await context.newPage(), origin, locale)
    await one.signIn(`writer-${people++}@example.org`)
    return { one, complaints }
  }

  /** From the list of petitions to one that is open. With a public key of its own: no file is needed here. */
  async function open(one: Campaigner, slug: string, more = async () => {}): Promise<string> {
    const { page, words } = one
    await one.press(words.petitions.start)
    const { title, addressee, starter, body } = STORIES.en
    for (const [name, value] of Object.entries({ title, addressee, starter, body, slug }))
      await page.locator(`[name=${name}]`).fill(value)
    await more()
    await one.press(words.start.words.continue)
    await page.locator('summary').filter({ hasText: words.start.key.more }).click()
    await page.locator('[name=publicKeys]').fill(CAMPAIGN_KEYS.publicKey)
    await one.press(words.start.key.continue)
    await one.press(words.start.publish.publish)
    return `${new URL(page.url()).origin}/console/p/${slug}`
  }

  test.for(SOME)('have nothing that axe objects to and fit every window in %s', async (locale) => {
    const { one, complaints } = await campaigner({}, locale)
    const { page, words } = one
    const found: string[] = []
    const look = async (name: string, url?: string): Promise<void> => {
      if (url !== undefined) await page.goto(url)
      for (const problem of [...(await objections(page)), ...(await overflows(page))]) found.push(`${name}: ${problem}`)
      await page.setViewportSize(PHONE)
    }
    const petition = await open(one, `words-${locale}`)
    await look('no updates', `${petition}/updates`)
    await one.press(words.updates.publish)
    await look('an update with mistakes')
    await page.locator('[name=title]').fill('Five days left: be on the quay on Sunday')
    await page.locator('[name=body]').fill('The council votes on **2 December**.')
    await one.press(words.updates.preview)
    await look('an update before it is published')
    await one.press(words.updates.publish)
    await look('updates')
    await one.go(page.locator('main td a').first())
    const update = page.url()
    await look('an update')
    await look('an update in another language', `${update}/translations/tr`)
    await page.locator('[name=title]').fill('Beş gün kaldı')
    await page.locator('[name=body]').fill('Pazar günü iskelede buluşalım.')
    await one.press(words.text.translations.publish)
    await look('a translation that is taken off', `${update}/translations/tr/remove`)
    await look('an update that is taken down', `${update}/remove`)
    await look('no image', `${petition}/text/image`)
    await one.press(words.updates.image.save)
    await look('an image with mistakes')
    await page.locator('[name=alt]').fill('A boat')
    await page.locator('[name=file]').setInputFiles(PNG)
    await one.press(words.updates.image.save)
    await look('an image')
    await look('an image that is removed', `${petition}/text/image/remove`)
    await look('the settings', `${petition}/settings`)
    await page.locator('[name=milestones]').fill('many')
    await follow(page.locator('#days button'))
    await look('settings with mistakes')
    const other = await page.context().newPage()
    await Promise.all([page, other].map((editor) => editor.goto(`${petition}/settings`)))
    for (const [editor, goal] of [
      [other, '1111'],
      [page, '2222'],
    ] as const) {
      await editor.locator('[name=goal]').fill(goal)
      await follow(editor.locator('#days button'))
    }
    await page.getByRole('heading', { name: words.settings.meanwhileTitle }).waitFor()
    await look('settings that somebody else has changed')
    expect(found).toEqual([])
    expect(complaints.filter((complaint) => !/status of 4\d\d/.test(complaint))).toEqual([])
  })

  test('need no script', async () => {
    const { one } = await campaigner({ javaScriptEnabled: false })
    const { page, words } = one
    const said = () => page.locator('main').innerText()
    const petition = await open(one, 'no-script-words')
    await page.goto(`${petition}/updates`)
    await page.locator('[name=title]').fill('News')
    await page.locator('[name=body]').fill('Words.')
    await one.press(words.updates.publish)
    expect(await said()).toContain(words.updates.published)
    await page.goto(`${petition}/text/image`)
    await page.locator('[name=alt]').fill('A boat')
    await page.locator('[name=file]').setInputFiles({ ...PNG, buffer: Buffer.alloc(3 * IMAGE_MAX_BYTES) })
    await one.press(words.updates.image.save)
    expect(await said()).toContain(words.updates.image.tooLarge(1))
    expect(await page.locator('[name=alt]').inputValue()).toBe('A boat')
    await page.locator('[name=file]').setInputFiles(PNG)
    await one.press(words.updates.image.save)
    expect(await said()).toContain(words.updates.image.saved)
    await page.goto(`${petition}/settings`)
    await page.locator('[name=goal]').fill('1234')
    await follow(page.locator('#days button'))
    expect(await said()).toContain(words.settings.saved)
  })

  test('have an image that is drawn smaller before it is sent', async () => {
    const { one } = await campaigner()
    const { page, words } = one
    const petition = await open(one, 'large-photo')
    await page.goto(`${petition}/text/image`)
    const photo = await noise(page)
    expect(photo.length).toBeGreaterThan(IMAGE_MAX_BYTES)
    await page.locator('[name=alt]').fill('A crowd')
    await page.locator('[name=file]').setInputFiles({ name: 'photo.png', mimeType: 'image/png', buffer: photo })
    await page.getByText(words.updates.image.smaller).waitFor()
    await one.press(words.updates.image.save)
    await page.getByText(words.updates.image.saved).waitFor()
    const { image }: { image: { width: number; height: number } } = await (
      await page.request.get(petition.replace('/console/p/', '/api/petitions/'))
    ).json()
    // In its shape.
    expect(image.width / image.height).toBeCloseTo(1.5, 1)
    expect(image.width).toBeLessThanOrEqual(2_048)
  })

  test('count the characters that are left while somebody types', async () => {
    const { one } = await campaigner()
    const { page } = one
    const petition = await open(one, 'counted-words')
    await page.goto(`${petition}/updates`)
    await page.locator('[name=body]').fill('Ahoj 🚢')
    expect(await page.locator('output').innerText()).toBe('3,994')
  })

  test('open by themselves on a day that was set, and the overview says when', async () => {
    const { one } = await campaigner()
    const { page, words } = one
    const petition = await open(one, 'opens-later', async () => {
      await page.locator('details.more > summary').first().click()
      await page.locator('[name=opensOn]').fill('2999-12-03')
      await page.locator('[name=opensTime]').fill('09:00')
      await page.locator('[name=timeZone]').selectOption('Europe/Berlin')
    })
    expect(await page.locator('main').innerText()).toContain(words.settings.opens('3 December 2999, 09:00 CET'))
    expect(await objections(page)).toEqual([])
    await page.goto(`${petition}/settings`)
    expect(await page.locator('[name=opensTime]').inputValue()).toBe('09:00')
    expect([...(await objections(page)), ...(await overflows(page))]).toEqual([])
  })
})

/** A PNG of 1500 × 1000 pixels that no compression makes small. */
async function noise(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas')
    canvas.width = 1_500
    canvas.height = 1_000
    const context = canvas.getContext('2d')
    if (context === null) return ''
    const pixels = context.createImageData(canvas.width, canvas.height)
    // Numerical Recipes' generator: the same each time, and nothing to compress.
    for (let at = 0, n = 1; at < pixels.data.length; at++) {
      n = (Math.imul(n, 1_664_525) + 1_013_904_223) >>> 0
      pixels.data[at] = at % 4 === 3 ? 255 : n >>> 24
    }
    context.putImageData(pixels, 0, 0)
    return canvas.toDataURL('image/png').split(',')[1] ?? ''
  })
  return Buffer.from(base64, 'base64')
}
