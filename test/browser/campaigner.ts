/** What a campaigner does in the console, as a person does it: signs in, writes, makes a key, publishes. */
import { join } from 'node:path'

import type { Locator, Page } from 'playwright-core'

import type { Locale } from '../../schema/locales.ts'
import type { Place } from '../../src/console/layout.tsx'
import { type ConsoleWords, consoleWords } from '../../src/i18n/console-catalogue.ts'
import { emailTo, linkIn, newestTo } from '../support/signer.ts'
import { follow } from './browser.ts'

export interface Story {
  title: string
  addressee: string
  starter: string
  body: string
  slug: string
}

export class Campaigner {
  readonly page: Page
  readonly origin: string
  readonly locale: Locale
  readonly words: ConsoleWords
  /** How many buttons and boxes were pressed. */
  clicks = 0

  constructor(page: Page, origin: string, locale: Locale) {
    this.page = page
    this.origin = origin
    this.locale = locale
    this.words = consoleWords(locale)
  }

  async press(name: string, within: Locator | Page = this.page): Promise<void> {
    this.clicks++
    const button = within.getByRole('button', { name }).first()
    const leads = await button.evaluate((it) => it instanceof HTMLButtonElement && it.type === 'submit')
    await (leads ? follow(button) : button.click())
  }

  /** Follows a link. */
  async go(link: Locator): Promise<void> {
    this.clicks++
    await follow(link)
  }

  /** Opens a place of the petition by the menu of a phone. */
  async open(place: Place): Promise<void> {
    this.clicks++
    await this.page.locator('.menu summary').click()
    const name = this.words.places[place]
    await this.go(this.page.locator('.menu').getByRole('link', { name }).first())
  }

  /** Ticks boxes and chooses among several. */
  async tick(...selectors: string[]): Promise<void> {
    for (const selector of selectors) {
      this.clicks++
      await this.page.locator(selector).check()
    }
  }

  /** On the page of the contacts: opens them with the file of a key. */
  async unlock({ file, passphrase }: { file: string; passphrase: string }): Promise<void> {
    await this.page.locator('#key-file').setInputFiles(file)
    await this.page.locator('#passphrase').fill(passphrase)
    await this.press(this.words.contacts.open)
    await this.page.locator('[data-part=opened]').waitFor()
  }

  async signIn(address: string): Promise<void> {
    const { signIn } = this.words
    const before = await newestTo(this.origin, address)
    await this.page.goto(`${this.origin}/console/sign-in?lang=${this.locale}`)
    await this.page.getByLabel(signIn.email).fill(address)
    await this.press(signIn.send)
    await this.page.goto(linkIn((await emailTo(this.origin, address, before)).text, 'sign-in'))
    await this.press(signIn.linkButton)
  }

  /** On the list of petitions. Ends on the page of the words. */
  async write(story: Story): Promise<void> {
    await this.press(this.words.petitions.start)
    const { words } = this.words.start
    await this.page.getByLabel(words.name, { exact: true }).fill(story.title)
    await this.page.getByLabel(words.addressee).fill(story.addressee)
    await this.page.getByLabel(words.starter).fill(story.starter)
    await this.page.getByLabel(words.body).fill(story.body)
    await this.page.getByLabel(words.slug).fill(story.slug)
    await this.page.frameLocator('#look-page').getByRole('heading', { name: story.title }).waitFor()
  }

  /** On the page of the key: saves the file in `directory` and checks that it opens. */
  async makeKey(directory: string): Promise<{ file: string; passphrase: string }> {
    const { key } = this.words.start
    // Drawn before the panel is shown.
    await this.page.locator('#make-key').waitFor()
    const passphrase = (await this.page.locator('.passphrase').innerText()).trim()
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.press(key.saveButton)])
    const file = join(directory, download.suggestedFilename())
    await download.saveAs(file)
    await this.page.getByLabel(key.file).setInputFiles(file)
    await this.page.getByLabel(key.passphrase, { exact: true }).fill(passphrase)
    await this.press(key.checkButton)
    await this.page.getByText(key.checked).waitFor()
    await this.page.getByLabel(key.agree).check()
    this.clicks++
    return { file, passphrase }
  }

  /** From the words to the petition that is open. */
  async finish(directory: string): Promise<{ file: string; passphrase: string }> {
    const { words, key, publish } = this.words.start
    await this.press(words.continue)
    const made = await this.makeKey(directory)
    await this.press(key.continue)
    await this.press(publish.publish)
    await this.page.getByText(publish.published).waitFor()
    return made
  }
}
