/** The console without JavaScript: every page that a link leads to is whole, and one act on each is done; keys and contacts say what is needed. */
import type { Locator } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'

import type { ConsoleWords } from '../../src/i18n/console-catalogue.ts'
import { harbourImage, startPetition } from '../support/campaign.ts'
import { CONSOLE_PAGES, routeOf } from '../support/console-pages.ts'
import { makeOwner } from '../support/seed-contacts.ts'
import { sign } from '../support/signer.ts'
import { follow, NO_CHROMIUM } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { useSite } from './site.ts'

const P = '/console/p/plain'

interface Act {
  page: string
  /** Of the form; the page itself if not given. */
  action?: string
  /** By the names of fields: what is typed; `true` ticks it, `=value` chooses. */
  fields?: Record<string, string | true>
  /** The notice in the URL of the page that follows; null for a page of its own. */
  done: string | null
}

/** Who has signed: those on paper, and one here. */
const PEOPLE = '121'

/** In this order: what is made is changed, and ended last. */
const ACTS: Act[] = [
  { page: '/console/account', fields: { name: 'Ada Lind' }, done: 'account-saved' },
  { page: `${P}/updates`, fields: { title: 'The school supports us', body: 'It **does**.' }, done: 'update-published' },
  {
    page: `${P}/text/translations/tr`,
    fields: { title: 'Geçit', addressee: 'Meclis', body: 'Kısa.' },
    done: 'translation-published',
  },
  { page: `${P}/text/translations/tr/remove`, done: 'translation-removed' },
  { page: `${P}/settings`, fields: { goal: '1,200' }, done: 'settings-saved' },
  { page: `${P}/signers/moderation`, fields: { moderation: '=before' }, done: 'moderation-changed' },
  { page: `${P}/share`, fields: { code: 'radio', name: 'Radio Lantern' }, done: 'partner-added' },
  { page: `${P}/share/radio`, fields: { name: 'Radio Lantern 2' }, done: 'partner-saved' },
  { page: `${P}/share/radio/new-link`, done: 'partner-link-changed' },
  {
    page: `${P}/team`,
    action: `${P}/team/invitations`,
    fields: { email: 'guest@example.org' },
    done: 'invitation-sent',
  },
  { page: `${P}/team/tokens`, fields: { name: 'Website', 'may-read': true }, done: null },
  {
    page: `${P}/paper`,
    fields: { kind: '=paper', n: '١٢٠', source: 'Market day', counted: true },
    done: 'claim-added',
  },
]
const ENDS: Act[] = [
  { page: `${P}/share/radio/remove`, done: 'partner-removed' },
  { page: `${P}/text/image/remove`, done: 'image-removed' },
  { page: `${P}/settings/close`, fields: { outcome: 'It is **built**.' }, done: 'closed' },
  { page: `${P}/settings/reopen`, done: 'reopened' },
  { page: `${P}/settings/victory`, done: 'victory' },
  {
    page: '/console/site/petitions/plain/take-down',
    fields: { ground: '=rules', reason: 'A test.', confirm: PEOPLE },
    done: 'taken-down',
  },
  { page: '/console/site/petitions/plain', action: '/console/site/petitions/plain/put-back', done: 'put-back' },
  { page: `${P}/delete`, fields: { confirm: true }, done: '/deleted' },
]
/**
 * No link leads to these here: of those who are signed out, of a draft whose words are missing, of what waits for the operator or was
 * taken down, of a partner, of who has a passkey or a second session, and of held names and imports, of which there are none.
 */
const NOT_LINKED = new Set([
  '/console/sign-in',
  '/console/sign-in/:token',
  '/console/draft/:token',
  '/console/new/:id/page',
  '/console/new/:id/key',
  '/console/new/:id/publish',
  '/console/account/passkeys/:id/remove',
  '/console/account/sessions/:id/end',
  '/console/kit/:slug/:code/:key',
  '/console/site/approvals/:slug',
  '/console/site/operators/:id',
  '/console/site/reports/:slug',
  '/console/p/:slug/review/:group',
  '/console/p/:slug/updates/:id/translations/:lang/remove',
  '/console/p/:slug/paper/import/:id',
  '/console/p/:slug/paper/import/:id/undo',
  '/console/p/:slug/approval',
  '/console/p/:slug/objection',
  '/console/p/:slug/deleted',
])

describe.skipIf(NO_CHROMIUM)('the console without JavaScript', () => {
  const site = useSite()
  const operatorLink = (): string => /Become operator\s+(\S+)/.exec(site.started().output())?.[1] ?? ''

  test('has every page, and does one act on each', async () => {
    const { origin } = site.started()
    const context = await site.browserWith('DejaVu Sans').newContext({
      viewport: { width: 390, height: 844 },
      locale: 'en',
      javaScriptEnabled: false,
    })
    onTestFinished(() => context.close())
    const one = new Campaigner(await context.newPage(), origin, 'en')
    const { page } = one
    const words: ConsoleWords = one.words

    await page.goto(operatorLink())
    await page.locator('#email').fill('operator@example.org')
    await one.press(words.signIn.linkButton)
    await startPetition(origin, 'plain')
    makeOwner(site.directory, 'plain')
    const signed = await sign(
      origin,
      'plain',
      { name: 'Noor', email: 'noor@example.org', showName: 'full' },
      '192.0.2.7',
    )
    expect(signed.status).toBe(202)

    /** The pages that were there, as their routes have them. */
    const walked = new Set<string>()
    const fill = async (form: Locator, name: string, value: string | true): Promise<void> => {
      const control =
        value !== true && value.startsWith('=') ? `[name="${name}"][value="${value.slice(1)}"]` : `[name="${name}"]`
      const field = form.locator(control).first()
      if (value === true || value.startsWith('=')) await field.check()
      else await field.fill(value)
    }
    const act = async ({ page: path, action = path, fields = {}, done }: Act): Promise<void> => {
      walked.add(routeOf(path))
      await page.goto(origin + path)
      const form = page.locator(`main form[method=post]:is([action="${action}"], [action^="${action}#"])`).first()
      // What is folded is opened by its summary, which needs no script.
      for (const summary of await page.locator('main details:not([open]) > summary').all()) await summary.click()
      for (const [name, value] of Object.entries(fields)) await fill(form, name, value)
      await follow(form.locator('button:not([value=preview])').first())
      const wrong = await page.locator('.errors').allInnerTexts()
      const led = done === null ? action : done?.startsWith('/') ? done : `done=${done}`
      expect([path, page.url().includes(led ?? ''), wrong]).toEqual([path, true, []])
    }
    for (const one of ACTS) await act(one)
    await page.goto(`${origin}${P}/text`)
    await page.locator('[name=title]').fill('Another title')
    await page.locator('[name=kind][value=correction]').check()
    await one.press(words.text.compare)
    await one.press(words.text.publish(3))
    expect(page.url()).toContain('done=version-published')
    await page.goto(`${origin}${P}/text/image`)
    await page.locator('[name=alt]').fill('A crossing')
    const image = { name: 'image.png', mimeType: 'image/png', buffer: Buffer.from(harbourImage(400, 200)) }
    await page.locator('[name=file]').setInputFiles(image)
    await one.press(words.updates.image.save)
    expect(page.url()).toContain('done=image-saved')
    await expect
      .poll(async () => {
        await page.goto(`${origin}${P}/signers`)
        return page.getByRole('link', { name: words.signers.hide }).count()
      })
      .toBeGreaterThan(0)
    await one.go(page.getByRole('link', { name: words.signers.hide }).first())
    await one.tick('[name=hide][value=both]', '[name=why][value=spam]')
    await one.press(words.signers.hideButton)
    expect(page.url()).toContain('done=signer-hidden')
    await one.press(words.signers.undo)
    expect(page.url()).toContain('done=signer-shown')
    await page.goto(`${origin}/console`)
    await one.press(words.petitions.start)

    // Every page that a link leads to, however far.
    const [seen, kinds] = [new Set<string>(), new Set<string>()]
    const faults: string[] = []
    const next = [`${origin}/console`]
    for (let url = next.shift(); url !== undefined; url = next.shift()) {
      const { pathname } = new URL(url)
      // One page of each kind.
      if (seen.has(pathname) || kinds.has(routeOf(pathname))) continue
      seen.add(pathname)
      const response = await page.goto(url)
      const heading = await page.locator('h1').first().innerText()
      if (response?.ok() !== true || heading === '') faults.push(`${pathname}: ${response?.status()}`)
      // Not where it leads elsewhere.
      if (page.url().startsWith(url)) kinds.add(routeOf(pathname))
      // A button without a form, or a form without a button, does nothing here.
      for (const form of await page.locator('main form[method=post]:visible').all()) {
        if ((await form.locator('button:visible').count()) === 0) faults.push(`${pathname}: a form without a button`)
      }
      const links = await page
        .locator('a[href]')
        .evaluateAll((all) => all.map((link) => (link instanceof HTMLAnchorElement ? link.href : '')))
      next.push(
        ...links.map((link) => link.replace(/[?#].*/, '')).filter((link) => link.startsWith(`${origin}/console`)),
      )
    }
    expect(faults).toEqual([])

    for (const one of ENDS) await act(one)
    const left = CONSOLE_PAGES.filter((path) => ![walked, kinds, NOT_LINKED].some((known) => known.has(path)))
    expect(left).toEqual([])
  })
})
