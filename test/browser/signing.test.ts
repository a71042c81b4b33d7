/** Signing, as people do it: by keyboard, with mistakes, on a bad line, on a page left open, and without scripts. */
import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Locale } from '../../schema/locales.ts'
import type { CountResponse } from '../../schema/petition.ts'
import type { PublicSigner, SignersResponse } from '../../schema/signature.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { countryNames } from '../../src/i18n/names.ts'
import { startPetition } from '../support/campaign.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { confirmByEmail, linkIn, emailTo, readCount } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { follow, launch, NO_CHROMIUM, watch } from './browser.ts'
import { guestsFrom } from './guests.ts'

const TABS_MAX = 30
/** Behind it is the reason. */
const REASON = '.sign details:not(.choices) summary'
const PHONE = { width: 390, height: 844 }
const { form: words } = catalogue('en')

const SIGNATURES = /\/api\/petitions\/demo\/signatures$/
const CHALLENGE = /\/challenge$/
/** As Safari before 16.4. */
const NO_SERVER_TIMING = 'delete PerformanceResourceTiming.prototype.serverTiming'
const API = /\/api\/petitions\/demo\//
const HTML = { contentType: 'text/html', body: '<h1>Not your server</h1>' }
const KEYBOARD_SIGNERS = {
  en: { person: 'Ada Lind', shown: 'A. L.', comment: 'For the late shift.' },
  ru: { person: 'Вера Ким', shown: 'В. К.', comment: 'Ради вечерней смены.' },
  ar: { person: 'ليلى حداد', shown: 'ل. ح.', comment: 'من أجل الوردية الليلية.' },
}
const KEYBOARD_LOCALES = ['en', 'ru', 'ar'] as const

describe.skipIf(NO_CHROMIUM)('signing', () => {
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

  const newContext = guestsFrom('198.51.100', () => browser)
  const openForm = async (context: BrowserContext, locale: Locale = 'en', slug = 'demo'): Promise<FormPage> => {
    const page = await context.newPage()
    await page.goto(`${started.origin}/${locale}/p/${slug}`)
    return formOn(page, locale)
  }
  /** What the server says of where its readers are: in a header of the page, and of a challenge. */
  const comesFrom = (context: BrowserContext, country: string): Promise<unknown> =>
    context.route(/\/p\/demo$|\/challenge$/, async (route) => {
      const response = await route.fetch()
      const said = { 'server-timing': `country;desc=${country}`, 'country-guess': country }
      return route.fulfill({ response, headers: { ...response.headers(), ...said } })
    })
  /** A page of another size each time, since every size is cached by itself. */
  let pageSize = 2
  const publicSigners = async (): Promise<PublicSigner[]> => {
    const response = await fetch(`${started.origin}/api/petitions/demo/signers?limit=${pageSize++}`)
    const { signers }: SignersResponse = await response.json()
    return signers
  }

  test('sends the same proof again after each 503, until a request succeeds', async () => {
    const { page, fill, submit, outcome, thanks } = await openForm(await newContext())
    const proofs: string[] = []
    let lost: number | undefined
    await page.route(SIGNATURES, async (route, request) => {
      proofs.push(proofOf(request))
      if (proofs.length > 2) return route.continue()
      // The first request reaches the server and only its response is lost: the worst case for the count.
      if (proofs.length === 1) lost = (await route.fetch()).status()
      return route.fulfill({ status: 503, headers: { 'retry-after': '1' } })
    })
    await fill('Lost Response', 'lost-response@example.org')
    await submit.click()
    // The pause is the one that the server asked for, and a random part.
    await outcome.filter({ hasText: new RegExp([1, 2, 3].map(words.retrying).join('|'), 'u') }).waitFor()
    await thanks.waitFor()
    expect(lost).toBe(202)
    expect(proofs).toHaveLength(3)
    expect(new Set(proofs).size).toBe(1)
  })

  // A person who presses something in the form at that moment would press something else.
  test.for(KEYBOARD_LOCALES)('moves nothing in %s when the country is detected', async (locale) => {
    for (const viewport of [PHONE, { width: 1280, height: 800 }]) {
      const context = await newContext({ viewport })
      await comesFrom(context, 'VC')
      const { page, email } = await openForm(context, locale)
      const topOf = (): Promise<number> => page.locator(REASON).evaluate((element: HTMLElement) => element.offsetTop)
      const before = await topOf()
      await email.focus()
      const { form } = catalogue(locale)
      await page.locator('.said', { hasText: form.countryGuessed(countryNames(locale)('VC')) }).waitFor()
      expect(await topOf()).toBe(before)
    }
  })

  describe('by keyboard alone', () => {
    test.for(KEYBOARD_LOCALES)('in %s', async (locale) => {
      const { person, comment } = KEYBOARD_SIGNERS[locale]
      const context = await newContext()
      const complaints = await watch(context, [started.origin])
      const { page, name, email, submit, thanks } = await openForm(context, locale)
      const loads = noteDocuments(page)
      const { keyboard } = page

      await tabTo(page, name)
      await keyboard.type(person)
      await keyboard.press('Tab')
      expect(await hasFocus(email)).toBe(true)
      await keyboard.type(`keyboard-${locale}@example.org`)
      await keyboard.press('Tab')
      expect(await hasFocus(page.locator('.choices summary'))).toBe(true)
      await keyboard.press('Enter')
      await keyboard.press('Tab')
      expect(await hasFocus(page.getByLabel(catalogue(locale).form.country, { exact: true }))).toBe(true)
      await keyboard.press('Tab')
      const showName = page.getByLabel(catalogue(locale).form.showName, { exact: true })
      expect(await hasFocus(showName)).toBe(true)
      await keyboard.press('ArrowDown')
      expect(await showName.inputValue()).toBe('initials')
      expect(await page.locator('.choices summary').innerText()).toContain(catalogue(locale).choices.initials)
      await keyboard.press('Tab')
      expect(await hasFocus(page.locator(REASON))).toBe(true)
      await keyboard.press('Enter')
      await keyboard.press('Tab')
      await keyboard.type(comment)
      await tabTo(page, submit)
      await keyboard.press('Enter')

      await thanks.waitFor()
      // Screen readers announce it and continue from there.
      expect(await hasFocus(page.locator('.thanks'))).toBe(true)
      expect(await name.isVisible()).toBe(false)
      expect(loads).toEqual([])
      expect(complaints).toEqual([])
    })
  })

  describe('the confirmation email', () => {
    test.for(KEYBOARD_LOCALES)(
      'leads in %s to a page with one button, which confirms the signature',
      async (locale) => {
        const { links } = catalogue(locale)
        const email = `keyboard-${locale}@example.org`
        const context = await newContext()
        const complaints = await watch(context, [started.origin])
        const page = await context.newPage()
        const { text, subject } = await emailTo(started.origin, email)
        await page.goto(`${started.origin}/dev/inbox?to=${email}`)
        await tabTo(page, page.getByRole('link', { name: subject }))
        await page.keyboard.press('Enter')
        await tabTo(page, page.getByRole('link', { name: linkIn(text, 'confirm'), exact: true }))
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: links.confirm.title }).waitFor()
        const { count } = await readCount(started.origin, 'demo')
        await tabTo(page, page.getByRole('button', { name: links.confirm.button }))
        await page.keyboard.press('Enter')
        await page.getByRole('heading', { name: links.confirm.done }).waitFor()
        await expect.poll(async () => (await readCount(started.origin, 'demo')).count).toBe(count + 1)
        expect(complaints).toEqual([])
      },
    )
  })

  test('counts each of these signatures once', async () => {
    await confirmByEmail(started.origin, 'lost-response@example.org')
    await expect.poll(publicSigners).toEqual(
      KEYBOARD_LOCALES.toReversed().map((locale) => {
        const { shown, comment } = KEYBOARD_SIGNERS[locale]
        return expect.objectContaining({ name: shown, comment })
      }),
    )
    // The last of them is stored. A count that is newer than that has every repetition in it, were there one.
    const stored = Date.now()
    const count = (): Promise<CountResponse> => readCount(started.origin, 'demo')
    await expect.poll(async () => Date.parse((await count()).asOf)).toBeGreaterThan(stored)
    // One in each language, and the one with a country of its own.
    expect(await count()).toMatchObject({ count: KEYBOARD_LOCALES.length + 1 })
  })

  test('updates the number on the page, in its language, without a page load', async () => {
    await startPetition(started.origin, 'counts-at-once')
    const { page, fill, submit, thanks } = await openForm(await newContext(), 'ru', 'counts-at-once')
    const loads = noteDocuments(page)
    const shown = async (): Promise<number> =>
      Number(await page.locator('.progress [data-count]').getAttribute('data-count'))
    const before = await shown()
    await fill('Одна из многих', 'moves-the-number@example.org')
    await submit.click()
    await thanks.waitFor()
    await expect.poll(shown).toBeGreaterThan(before)
    const { number, petition } = catalogue('ru')
    const now = await shown()
    expect((await page.locator('.progress .count').textContent())?.trim()).toBe(
      `${number(now)} ${petition.signatures(now)}`,
    )
    expect(await thanks.isVisible()).toBe(true)
    expect(loads).toEqual([])
  })

  test.for([
    { by: 'the page', script: '', challenges: 0 },
    { by: 'a challenge, where the browser tells no headers', script: NO_SERVER_TIMING, challenges: 1 },
  ])('suggests the country of the connection by $by, and leaves the choice', async ({ script, challenges }) => {
    const context = await newContext()
    await context.addInitScript(script)
    await comesFrom(context, 'UZ')
    const { page, name } = await openForm(context)
    let asked = 0
    page.on('request', (request) => (asked += CHALLENGE.test(request.url()) ? 1 : 0))
    const country = page.getByLabel(words.country, { exact: true })
    const line = page.locator('.choices summary')
    await line.click()
    await name.focus()
    const chosen = (): Promise<string> => country.locator('option:checked').innerText()
    await expect.poll(chosen).toBe(words.countryGuessed('Uzbekistan'))
    expect(await line.innerText()).toBe('Country: Uzbekistan (detected)\nName not shown · Change')
    expect(asked).toBe(challenges)
    // The server finds it out by itself.
    expect(await country.inputValue()).toBe('')
    await country.selectOption('DE')
    expect(await chosen()).toBe('Germany')
    await page.getByLabel(words.showName, { exact: true }).selectOption('full')
    expect(await line.innerText()).toBe('Country: Germany\nFull name shown · Change')
  })

  describe('with an email address that looks mistyped', () => {
    test('offers what was probably meant, and takes it with one press', async () => {
      const { page, email } = await openForm(await newContext())
      const suggestion = page.locator('.suggestion')
      await email.fill('ada@gmial.com')
      await page.keyboard.press('Tab')
      await expect.poll(() => suggestion.textContent()).toContain(words.didYouMean('ada@gmail.com'))
      await suggestion.getByRole('button', { name: words.useSuggestion }).click()
      expect(await email.inputValue()).toBe('ada@gmail.com')
      expect(await hasFocus(email)).toBe(true)
      expect(await suggestion.textContent()).toBe('')
    })

    test('signs all the same', async () => {
      const { fill, submit, thanks } = await openForm(await newContext())
      await fill('Ada Gmial', 'ada-insists@gmial.com')
      await submit.click()
      await thanks.waitFor()
      expect(await thanks.isVisible()).toBe(true)
    })
  })

  test('shows where the email went, sends it again, and goes back to the form to change it', async () => {
    const { page, fill, name, email, submit, thanks } = await openForm(await newContext())
    const sent: { email: string; proof: string }[] = []
    page.on('request', (request) => {
      if (SIGNATURES.test(request.url())) sent.push(JSON.parse(request.postData() ?? '{}'))
    })
    await fill('Wanda Wrong', 'wanda@wrong.example.org')
    await submit.click()
    await thanks.waitFor()
    expect(await page.locator('.sent').textContent()).toBe(words.sentTo('w…@wrong.example.org'))
    await page.getByRole('button', { name: words.sendAgain }).click()
    await expect.poll(() => sent.length).toBe(2)
    await thanks.waitFor()
    await page.getByRole('button', { name: words.changeEmail }).click()
    expect(await hasFocus(email)).toBe(true)
    expect(await name.inputValue()).toBe('Wanda Wrong')
    await email.fill('wanda@right.example.org')
    await submit.click()
    await thanks.waitFor()
    expect(await page.locator('.sent').textContent()).toBe(words.sentTo('w…@right.example.org'))
    expect(sent.map(({ email }) => email)).toEqual([
      'wanda@wrong.example.org',
      'wanda@wrong.example.org',
      'wanda@right.example.org',
    ])
    // Without a new proof it would be the same signature again, and no email would be sent.
    expect(new Set(sent.map(({ proof }) => proof)).size).toBe(3)
    await emailTo(started.origin, 'wanda@right.example.org')
  })

  test('keeps a pasted reason whole, and says that it is too long', async () => {
    const { page, fill, submit } = await openForm(await newContext())
    await fill('Long Winded', 'long-winded@example.org')
    const comment = page.getByLabel(words.comment, { exact: true })
    await page.locator(REASON).click()
    const pasted = `${'word '.repeat(118)}END`
    await comment.focus()
    await page.keyboard.insertText(pasted)
    expect(await comment.inputValue()).toBe(pasted)
    await submit.click()
    await expect.poll(() => errorOf(comment)).toBe(catalogue('en').fieldErrorsByPath['comment/too-long'])
    expect(await comment.inputValue()).toBe(pasted)
  })

  describe('with mistakes', () => {
    test.for(KEYBOARD_LOCALES)('shows in %s what to correct, and loses nothing', async (locale) => {
      const { fieldErrors, fieldErrorsByPath, form } = catalogue(locale)
      const { page, name, email, submit, outcome, thanks } = await openForm(
        await newContext({ viewport: PHONE }),
        locale,
      )
      const loads = noteDocuments(page)
      const comment = page.getByLabel(form.comment, { exact: true })
      await page.locator(REASON).click()
      await page.locator('.choices summary').click()
      await comment.fill('Line one\nline two')
      await page.getByLabel(form.country, { exact: true }).selectOption('UZ')
      await page.getByLabel(form.showName, { exact: true }).selectOption('full')
      await email.fill('nobody@')
      await name.fill('www.spam.example')
      await submit.click()

      await expect.poll(() => errorOf(name)).toBe(fieldErrors['link-in-name'])
      expect(await errorOf(email)).toBe(fieldErrors['not-an-email'])
      expect(await outcome.textContent()).toBe(form.fix)
      expect(await hasFocus(name)).toBe(true)
      expect(await name.inputValue()).toBe('www.spam.example')
      expect(await email.inputValue()).toBe('nobody@')
      expect(await comment.inputValue()).toBe('Line one\nline two')
      expect(await page.getByLabel(form.country, { exact: true }).inputValue()).toBe('UZ')
      expect(await page.getByLabel(form.showName, { exact: true }).inputValue()).toBe('full')

      await name.fill('Ravshan')
      await page.keyboard.press('Enter')
      await expect.poll(() => errorOf(name)).toBeNull()
      await expect.poll(() => hasFocus(email)).toBe(true)
      expect(await errorOf(email)).toBe(fieldErrors['not-an-email'])

      await email.fill('')
      await page.keyboard.press('Enter')
      await expect.poll(() => errorOf(email)).toBe(fieldErrorsByPath['email/required'])

      const invitation = page.getByRole('link', { name: catalogue(locale).petition.toForm })
      expect(await invitation.isVisible()).toBe(true)
      await email.fill(`corrected-${locale}@example.org`)
      await page.keyboard.press('Enter')
      await thanks.waitFor()
      // Who has signed is not asked to.
      expect.soft(await invitation.isVisible()).toBe(false)
      expect(loads).toEqual([])
    })
  })

  describe('on a bad connection', () => {
    test.for([
      { failure: 'a 503', to: SIGNATURES, response: { status: 503, headers: { 'retry-after': '1' } } },
      { failure: "a proxy's own 502", to: SIGNATURES, response: { status: 502, ...HTML } },
      { failure: "a firewall's own 429", to: SIGNATURES, response: { status: 429, ...HTML } },
      { failure: "a captive portal's page", to: API, response: { status: 200, ...HTML } },
    ])(
      'says what happened when the response is $failure, and can be tried again',
      async ({ failure, to, response }) => {
        const { page, name, fill, submit, outcome, thanks } = await openForm(await newContext())
        await page.clock.install()
        // Otherwise the form tries again by itself, between the end of the failure and the press below.
        await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000)
        await page.route(to, (route) => route.fulfill(response))
        await fill('Patient', `patient-${failure.length}@example.org`)
        await submit.click()
        const tried = async (): Promise<boolean> => {
          await page.clock.runFor(1_000)
          // Until the click is handled, it is enabled too.
          return (await submit.isEnabled()) && (await outcome.textContent()) !== words.working
        }
        await expect.poll(tried).toBe(true)

        expect(await thanks.isVisible()).toBe(false)
        // A portal's page does mean that there is no line.
        const untrue = to === API ? [words.working] : [words.working, words.offline]
        expect.soft(untrue).not.toContain(await outcome.textContent())
        expect.soft(await outcome.textContent()).toMatch(/^\p{Lu}.*\p{L}{3}/u)
        expect(await name.inputValue()).toBe('Patient')
        await page.unroute(to)
        await submit.click()
        await thanks.waitFor()
      },
    )

    test.for(['before the form is touched', 'after it is filled in'])('says that it is offline %s', async (when) => {
      const context = await newContext()
      const { name, email, fill, submit, outcome, thanks } = await openForm(context)
      const address = `offline-${when.length}@example.org`
      if (when.startsWith('before')) await context.setOffline(true)
      await fill('Off Line', address)
      await context.setOffline(true)
      await submit.click()

      await expect.poll(() => outcome.textContent()).toBe(words.offline)
      expect(await outcome.isVisible()).toBe(true)
      expect(await name.inputValue()).toBe('Off Line')
      expect(await email.inputValue()).toBe(address)

      await context.setOffline(false)
      await submit.click()
      await thanks.waitFor()
    })
  })

  describe('on a page left open', () => {
    test.for([
      { what: 'what its page gave', script: '', challenges: 1 },
      { what: 'a challenge', script: NO_SERVER_TIMING, challenges: 2 },
    ])('solves a fresh challenge when the solution of $what is refused', async ({ script, challenges }) => {
      const context = await newContext()
      await context.addInitScript(script)
      const { page, fill, submit, thanks } = await openForm(context)
      let asked = 0
      page.on('request', (request) => (asked += CHALLENGE.test(request.url()) ? 1 : 0))
      const posts: { proof: string; status: number }[] = []
      await page.route(SIGNATURES, async (route, request) => {
        const body: { proof: string } = request.postDataJSON()
        const { proof } = body
        // Not valid for the server any more, as after a rotation of keys: the response is a real 403.
        const changed = posts.length === 0 ? { ...body, proof: btoa(atob(proof).replace(/"\d|"[a-f]/, '"0')) } : body
        const response = await route.fetch({ postData: JSON.stringify(changed) })
        posts.push({ proof, status: response.status() })
        return route.fulfill({ response })
      })
      await fill('Late Reader', `late-reader-${challenges}@example.org`)
      await submit.click()
      await thanks.waitFor()

      expect(asked).toBe(challenges)
      expect(posts.map(({ status }) => status)).toEqual([403, 202])
      expect(posts[0]?.proof).not.toBe(posts[1]?.proof)
    })

    test.for([
      { minutes: 19, challenges: 0 },
      { minutes: 21, challenges: 1 },
    ])('for $minutes minutes, is signed at the first try', async ({ minutes, challenges }) => {
      const context = await newContext()
      await context.addInitScript(`
        const now = performance.now.bind(performance)
        performance.now = () => now() + ${minutes} * 60_000`)
      const { page, fill, submit, thanks } = await openForm(context)
      const asked: string[] = []
      page.on('request', (request) => {
        const { pathname } = new URL(request.url())
        if (/challenge|signatures/.test(pathname)) asked.push(pathname.split('/').at(-1) ?? '')
      })
      await fill('Slow Reader', `slow-reader-${minutes}@example.org`)
      await submit.click()
      await thanks.waitFor()
      expect(asked).toEqual([...Array.from({ length: challenges }, () => 'challenge'), 'signatures'])
    })

    test('says that the petition has been closed meanwhile', async () => {
      const { page, fill, submit, outcome } = await openForm(await newContext())
      const closed = { title: 'This petition is closed', detail: 'It takes no more signatures.', status: 409 }
      // As the server responds to both once the petition is closed.
      await page.route(/\/(challenge|signatures)$/, (route) =>
        route.fulfill({ status: 409, contentType: 'application/problem+json', body: JSON.stringify(closed) }),
      )
      await fill('Too Late', 'too-late@example.org')
      await submit.click()
      await expect.poll(() => outcome.textContent()).toContain(closed.title)
    })
  })

  describe('without JavaScript', () => {
    test.for(KEYBOARD_LOCALES)('needs a confirmation email in %s, and counts after it', async (locale) => {
      const { form, links, fieldErrors } = catalogue(locale)
      const slug = `no-script-${locale}`
      // Even a petition without confirmation requires it of a signature without a proof.
      await startPetition(started.origin, slug)
      const context = await newContext({ javaScriptEnabled: false, viewport: PHONE })
      const { page, name, email, fill, submit } = await openForm(context, locale, slug)
      expect(await page.locator('.sign .notice').innerText()).toBe(form.noScript)

      await fill('Ada Lind', 'nobody')
      await submit.click()
      expect(await errorOf(email)).toBe(fieldErrors['not-an-email'])
      expect(await name.inputValue()).toBe('Ada Lind')

      await email.fill(`${slug}@example.org`)
      await submit.click()
      await page.getByRole('heading', { name: form.thanksConfirm }).waitFor()
      await page.reload()
      expect(page.url()).toMatch(
        new RegExp(`^${started.origin}/${locale}/p/${slug}/thanks\\?withdraw=[\\w-]{99}#content$`),
      )
      expect(await readCount(started.origin, slug)).toMatchObject({ count: 0 })

      await page.goto(linkIn((await emailTo(started.origin, `${slug}@example.org`)).text, 'confirm'))
      await follow(page.getByRole('button', { name: links.confirm.button }))
      await page.getByRole('heading', { name: links.confirm.done }).waitFor()
      await expect.poll(async () => (await readCount(started.origin, slug)).count).toBe(1)
    })
  })
})

interface FormPage {
  page: Page
  name: Locator
  email: Locator
  submit: Locator
  outcome: Locator
  thanks: Locator
  fill: (name: string, email: string) => Promise<void>
}

/** The form by what a person calls its parts. */
function formOn(page: Page, locale: Locale): FormPage {
  const { form } = catalogue(locale)
  const name = page.getByLabel(form.name, { exact: true })
  const email = page.getByLabel(form.email, { exact: true })
  return {
    page,
    name,
    email,
    submit: page.getByRole('button', { name: form.submit, exact: true }),
    outcome: page.locator('.outcome'),
    thanks: page.locator('.thanks h2'),
    async fill(aName, anEmail) {
      await name.fill(aName)
      await email.fill(anEmail)
    },
  }
}

/** A list that grows by every document that the page loads from now on. */
function noteDocuments(page: Page): readonly string[] {
  const documents: string[] = []
  page.on('request', (request) => {
    if (request.isNavigationRequest()) documents.push(request.url())
  })
  return documents
}

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === document.activeElement)

/** Presses Tab until `target` has the focus: fails when a keyboard does not get there. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < TABS_MAX; presses++) {
    await page.keyboard.press('Tab')
    if (await hasFocus(target)) return
  }
  throw new Error(`${TABS_MAX} times Tab do not lead to ${String(target)}`)
}

/** What is said to be wrong with a field, as assistive technology finds it; null when nothing is. */
const errorOf = (field: Locator): Promise<string | null> =>
  field.evaluate((element) => {
    if (element.getAttribute('aria-invalid') !== 'true') return null
    const ids = `${element.getAttribute('aria-describedby') ?? ''} ${element.getAttribute('aria-errormessage') ?? ''}`
    const notes = ids.split(/\s+/).map((id) => document.getElementById(id))
    return notes.find((note) => note?.classList.contains('error'))?.textContent ?? ''
  })

function proofOf(request: Request): string {
  const body: { proof: string } = request.postDataJSON()
  return body.proof
}
