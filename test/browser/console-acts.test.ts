/** The console as campaigners use it: without a script, with a passkey, by a second press, and by two people at once. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'

import { CAMPAIGN_KEYS } from '../support/petition-form.ts'
import { follow, NO_CHROMIUM, watch } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { guestsFrom } from './guests.ts'
import { useSite } from './site.ts'
import { EVERY_SCHEME, objections } from './sound.ts'
import { STORIES } from './stories.ts'

const PHONE = { width: 390, height: 844 }

describe.skipIf(NO_CHROMIUM)('the console', () => {
  const site = useSite()
  let people = 0
  const newAddress = (): string => `campaigner-${people++}@example.org`
  const newGuest = guestsFrom('203.0.113', () => site.browserWith('DejaVu Sans'), { viewport: PHONE })

  async function campaigner(options: BrowserContextOptions = {}) {
    const { origin } = site.started()
    const context = await newGuest(options)
    const complaints = await watch(context, [origin])
    return { campaigner: new Campaigner(await context.newPage(), origin, 'en'), complaints }
  }

  test('works without a script, but for keys', async () => {
    const { campaigner: one } = await campaigner({ javaScriptEnabled: false })
    const { page, origin, words } = one
    await one.signIn(newAddress())
    await one.press(words.petitions.start)
    const { words: labels, key, publish } = words.start
    const { title, addressee, starter, body } = STORIES.en
    await page.getByLabel(labels.name, { exact: true }).fill(title)
    await page.getByLabel(labels.addressee).fill(addressee)
    await page.getByLabel(labels.starter).fill(starter)
    await page.getByLabel(labels.body).fill(body)
    await page.getByLabel(labels.slug).fill('no-script')
    await one.press(labels.continue)
    expect(await page.locator('noscript').innerText()).toContain(key.noScript)
    // The key of the command line: its public half is typed.
    await page.locator('summary').filter({ hasText: key.more }).click()
    await page.locator('[name=publicKeys]').fill(CAMPAIGN_KEYS.publicKey)
    await one.press(key.continue)
    await one.press(publish.publish)
    await page.getByText(publish.published).waitFor()
    await page.goto(`${origin}/console/p/no-script/text`)
    await page.locator('[name=title]').fill('Build a raised crossing at Mill Lane School')
    await page.locator('[name=kind][value=correction]').check()
    await one.press(words.text.compare)
    await one.press(words.text.publish(2))
    expect(await page.locator('main').innerText()).toContain(words.text.published(2))
    await page.goto(`${origin}/console/p/no-script/team`)
    await page.locator('#email').fill('helper@example.org')
    await one.press(words.team.inviteButton)
    expect(await page.locator('main').innerText()).toContain(words.team.inviteSent)
  })

  test('is opened by a passkey, and by no other one', async () => {
    const { campaigner: one, complaints } = await campaigner()
    const { page, origin, words } = one
    // The key is Chromium's own, whose owner has always just been recognised.
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('WebAuthn.enable')
    const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      },
    })
    await one.signIn(newAddress())
    await page.goto(`${origin}/console/account`)
    await page.locator('#passkey-name').fill('My phone')
    await one.press(words.account.passkeyAdd)
    await page.getByText(words.account.passkeyAdded).waitFor()
    await one.press(words.frame.signOut)
    await page.getByText(words.signIn.signedOut).waitFor()
    await page.goto(`${origin}/console/sign-in?next=/console/account`)
    await one.press(words.signIn.passkey)
    await page.waitForURL(`${origin}/console/account`)
    // The account does not know it any more.
    await one.go(page.getByRole('link', { name: words.account.passkeyRemove('My phone') }))
    await page.getByText(words.ends.passkey.last).waitFor()
    await one.press(words.account.passkeyRemove('My phone'))
    await page.getByText(words.account.passkeyRemoved).waitFor()
    await one.press(words.frame.signOut)
    await page.goto(`${origin}/console/sign-in`)
    await one.press(words.signIn.passkey)
    await page.getByText(words.signIn.passkeyFailed).waitFor()
    await devtools.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId })
    expect(complaints.filter((complaint) => !/status of 4\d\d/.test(complaint))).toEqual([])
  })

  test('does once what is pressed twice', async () => {
    const { campaigner: one } = await campaigner()
    const { page, origin, words } = one
    await one.signIn(newAddress())
    const twice = (name: string): Promise<void> => page.getByRole('button', { name }).first().dblclick()
    await twice(words.petitions.start)
    await page.waitForURL(/\/console\/new\//)
    await page.goto(`${origin}/console`)
    await one.write({ ...STORIES.en, slug: 'twice' })
    await one.press(words.start.words.continue)
    await one.makeKey(site.directory)
    await one.press(words.start.key.continue)
    await twice(words.start.publish.publish)
    await page.waitForURL(/\/console\/p\/twice/)
    await page.goto(`${origin}/console`)
    expect(await page.locator('main a[href*="/console/new/"]').count()).toBe(0)
    expect(await page.locator('main a[href="/console/p/twice"]').count()).toBe(1)
    await page.goto(`${origin}/console/p/twice/text`)
    await page.locator('[name=title]').fill('Build it twice')
    await page.locator('[name=kind][value=correction]').check()
    await twice(words.text.compare)
    await page.getByText(words.text.compareTitle(2)).waitFor()
    await twice(words.text.publish(2))
    await page.waitForURL(/\/text\?done=/)
    await page.goto(`${origin}/console/p/twice/text/versions`)
    expect(await versionsOf(page, origin, 'twice')).toEqual([1, 2])
  })

  test('shows what was typed before its script had loaded', async () => {
    const { campaigner: one } = await campaigner()
    const { page } = one
    await one.signIn(newAddress())
    const { promise: typed, resolve: load } = Promise.withResolvers<void>()
    await page.route('**/console-draft.js', async (route) => {
      await typed
      await route.continue()
    })
    await page.getByRole('button', { name: one.words.petitions.start }).click()
    await page.getByLabel(one.words.start.words.name, { exact: true }).fill(STORIES.en.title)
    load()
    const look = page.frameLocator('#look-page')
    await look.getByRole('heading', { name: STORIES.en.title }).waitFor()
    expect(await look.locator('img').count()).toBe(0)
  })

  test('takes what its own script is saving for nobody else’s, when a button is pressed meanwhile', async () => {
    const { campaigner: one } = await campaigner()
    const { page, words } = one
    await one.signIn(newAddress())
    await one.write({ ...STORIES.en, slug: 'saved-meanwhile' })
    const { promise: released, resolve: release } = Promise.withResolvers<void>()
    let held = 0
    await page.route('**/text', async (route) => {
      if (route.request().postData()?.includes('go=preview') === true) {
        held++
        await released
      }
      await route.continue()
    })
    const body = page.getByLabel(words.start.words.body)
    await body.fill('What is being saved.')
    await expect.poll(() => held).toBe(1)
    await body.fill('What was typed after that.')
    // Not followed: the page that it leads to comes after what is being saved.
    await page.getByRole('button', { name: words.start.words.continue }).click()
    release()
    await page.locator('#make-key').waitFor()
    await page.goto(page.url().replace(/key$/, 'text'))
    expect(await body.inputValue()).toBe('What was typed after that.')
  })

  test('loses no words of two who write at the same time', async () => {
    const { campaigner: one } = await campaigner()
    const { page, origin, words } = one
    await one.signIn(newAddress())
    await one.write({ ...STORIES.en, slug: 'two-editors' })
    await one.finish(site.directory)
    const other = await page.context().newPage()
    await Promise.all([page, other].map((editor) => editor.goto(`${origin}/console/p/two-editors/text`)))
    const compare = async (editor: Page, title: string): Promise<void> => {
      await editor.locator('[name=title]').fill(title)
      await editor.locator('[name=kind][value=correction]').check()
      await follow(editor.getByRole('button', { name: words.text.compare }))
    }
    await compare(page, 'The first of two')
    await compare(other, 'The second of two')
    await follow(page.getByRole('button', { name: words.text.publish(2) }))
    await page.getByText(words.text.published(2)).waitFor()
    await follow(other.getByRole('button', { name: words.text.publish(2) }))
    await other.getByRole('heading', { name: words.text.meanwhileTitle }).waitFor()
    const shown = await other.locator('main').innerText()
    expect(['first', 'second'].filter((which) => !shown.includes(which))).toEqual([])
    expect(await objections(other, [], EVERY_SCHEME)).toEqual([])
    await follow(other.getByRole('button', { name: words.text.saveYours }))
    await other.getByText(words.text.published(3)).waitFor()
    expect(await versionsOf(page, origin, 'two-editors')).toEqual([1, 2, 3])
  })
})

async function versionsOf(page: Page, origin: string, slug: string): Promise<number[]> {
  const response = await page.request.get(`${origin}/api/petitions/${slug}/versions`)
  const { versions }: { versions: { number: number }[] } = await response.json()
  return versions.map(({ number }) => number).toSorted((a, b) => a - b)
}
