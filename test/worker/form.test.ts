/** The form as a browser without JavaScript sends it: the response is a page, and nothing that was typed is lost. */
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { countryNames } from '../../src/i18n/names.ts'
import {
  failingDb,
  failingQueue,
  fetchEdge,
  ORIGIN,
  postAsCampaign,
  recordingQueue,
  startPetition,
  unique,
} from './fixtures.ts'

/** Each from a network of its own, unless it names one: the limit is the strictest there is. */
let networks = 0
const network = (): string => `2001:db8:${(++networks).toString(16)}::1`

function post(
  slug: string,
  fields: Record<string, string>,
  {
    headers = {},
    overrides = {},
    lang = 'en',
  }: { headers?: HeadersInit; overrides?: Partial<EdgeEnv>; lang?: string } = {},
): Promise<Response> {
  return fetchEdge(
    `/${lang}/p/${slug}`,
    {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ name: '', email: '', comment: '', country: '', website: '', ...fields }),
      headers: { accept: 'text/html', 'cf-connecting-ip': network(), ...Object.fromEntries(new Headers(headers)) },
    },
    overrides,
  )
}

const person = () => ({ name: 'Ada Example', email: `${unique('form')}@example.org` })

describe('a valid form', () => {
  test.for(['none', 'email'] as const)(
    'leads to the thanks, and needs a confirmation email, with confirmation %s',
    async (confirmation) => {
      const { slug } = await startPetition({ confirmation })
      const { queue, sent } = recordingQueue()
      const fields = {
        ...person(),
        showName: 'full',
        comment: 'Because.',
        country: 'UZ',
        updates: 'on',
        partner: 'Gazette',
      }
      const response = await post(slug, fields, { overrides: { SIGNATURES: queue } })
      expect(response.status).toBe(303)
      const location = response.headers.get('location') ?? ''
      expect(location).toMatch(new RegExp(`^/en/p/${slug}/thanks\\?withdraw=[\\w-]{99}&source=Gazette#content$`))
      expect(response.headers.get('cache-control')).toBe('no-store')
      expect(response.headers.get('referrer-policy')).toBe('no-referrer')
      expect(sent).toMatchObject([
        { publicName: 'Ada Example', comment: 'Because.', country: 'UZ', partner: 'gazette' },
      ])
      // Sealed for the consumer: without a proof only an email shows that the email address is the signer's.
      expect(sent[0]?.sealedEmail).toMatch(/^[0-9a-f]+$/)
      const thanks = await fetchEdge(location.replace('#content', ''))
      expect(thanks.status).toBe(200)
      expect(thanks.headers.get('cache-control')).toBe('no-store')
      expect(thanks.headers.get('referrer-policy')).toBe('no-referrer')
      const html = await thanks.text()
      expect(html).toContain(catalogue('en').form.thanksConfirm)
      expect(html).toMatch(/href="https?:\/\/[^"]+\/withdraw\/[\w-]{99}\?lang=en"/)
      // The language can be changed without losing the link.
      expect(html).toMatch(new RegExp(`href="/de/p/${slug}/thanks\\?withdraw=[\\w-]{99}&amp;source=Gazette"`))
    },
  )

  test('has thanks without a link for anyone who has no token of the petition, and those can be cached', async () => {
    const [{ slug }, other] = [await startPetition(), await startPetition()]
    const location = (await post(other.slug, person())).headers.get('location') ?? ''
    const token = /withdraw=([\w-]+)/.exec(location)?.[1] ?? ''
    for (const query of ['', '?withdraw=', `?withdraw=${token}`, '?withdraw=%22%3E%3Cscript%3E']) {
      const thanks = await fetchEdge(`/en/p/${slug}/thanks${query}`)
      expect([query, thanks.status]).toEqual([query, 200])
      expect(await thanks.text()).not.toMatch(/\/withdraw\/|"withdraw|<script>/)
    }
    expect((await fetchEdge(`/en/p/${slug}/thanks`)).headers.get('cache-control')).toMatch(/^public/)
  })

  test('is accepted without an Origin from old browsers, and with ours from others', async () => {
    const { slug } = await startPetition()
    // The last is from a browser that sends no referrer.
    for (const headers of [{}, { origin: ORIGIN }, { origin: 'null', 'sec-fetch-site': 'same-origin' }]) {
      expect((await post(slug, person(), { headers })).status).toBe(303)
    }
  })
})

describe('the country and how the name is shown', () => {
  const lineOf = async (response: Response): Promise<{ open: boolean; said: string }> => {
    const line = { open: false, said: '' }
    await new HTMLRewriter()
      .on('details.choices', { element: (e) => void (line.open = e.hasAttribute('open')) })
      .on('.choices summary .said', { text: ({ text }) => void (line.said += text) })
      .transform(response)
      .arrayBuffer()
    return line
  }

  test.for(LOCALES)('are behind a summary that says in %s what is chosen', async (lang) => {
    const { slug } = await startPetition()
    const { choices, form, labelled } = catalogue(lang)
    expect(await lineOf(await fetchEdge(`/${lang}/p/${slug}`))).toEqual({
      open: false,
      said: `${labelled(form.country, choices.detected)}${choices.anonymous} · `,
    })
    const refused = await post(slug, { email: 'nobody', country: 'UZ', showName: 'full' }, { lang })
    expect(await lineOf(refused)).toEqual({
      open: false,
      said: `${labelled(form.country, countryNames(lang)('UZ'))}${choices.full} · `,
    })
  })

  test.for([{ country: 'Atlantis' }, { showName: 'loudly' }])(
    'are open where an error is in them: %o',
    async (fields) => {
      const { slug } = await startPetition()
      const response = await post(slug, { ...person(), ...fields })
      expect(response.status).toBe(422)
      expect((await lineOf(response)).open).toBe(true)
    },
  )
})

describe('a form that is refused', () => {
  test.for(LOCALES)('comes back in %s with everything that was typed and what to correct', async (lang) => {
    const { slug } = await startPetition()
    const { form, fieldErrors } = catalogue(lang)
    const comment = 'Weil </textarea><script>alert(1)</script> "es" zählt.'
    const response = await post(
      slug,
      { name: '"><b>Ada</b>', email: 'nobody', comment, country: 'DE', showName: 'initials', updates: 'on' },
      { lang },
    )
    expect(response.status).toBe(422)
    expect(response.headers.get('cache-control')).toBe('no-store')
    const found: Record<string, string | null> = {}
    const texts: Record<string, string> = {}
    let scripts = 0
    await new HTMLRewriter()
      .on('#name, #email', { element: (e) => void (found[e.getAttribute('id') ?? ''] = e.getAttribute('value')) })
      .on('#email', { element: (e) => void (found['described'] = e.getAttribute('aria-describedby')) })
      .on('[aria-invalid]', { element: (e) => void (found['invalid'] = e.getAttribute('id')) })
      .on('option[selected]', { element: (e) => void (found[`chosen ${e.getAttribute('value')}`] = 'yes') })
      .on('#updates', { element: (e) => void (found['updates'] = String(e.hasAttribute('checked'))) })
      .on('form details', { element: (e) => void (found['reason'] = String(e.hasAttribute('open'))) })
      .on('#email-error, .outcome', {
        element: (e) => void (found[e.getAttribute('id') ?? 'notice'] = String(e.hasAttribute('hidden'))),
        text: (t) => void (texts[t.text === '' ? '' : 'said'] = `${texts['said'] ?? ''}${t.text}`),
      })
      .on('#comment', { text: (t) => void (texts['comment'] = `${texts['comment'] ?? ''}${t.text}`) })
      .on('script:not([type])', { element: () => void scripts++ })
      .on('script[type="module"]', { element: () => void scripts++ })
      .transform(response)
      .arrayBuffer()
    const unescaped = (text: string | undefined): string =>
      (text ?? '').replace(
        /&(lt|gt|quot|amp|#39);/g,
        (_, name: string) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name] ?? "'",
      )
    expect(unescaped(found['name'] ?? '')).toBe('"><b>Ada</b>')
    expect(found).toMatchObject({
      email: 'nobody',
      described: 'email-error email-hint',
      invalid: 'email',
      'chosen DE': 'yes',
      'chosen initials': 'yes',
      updates: 'true',
      reason: 'true',
      notice: 'false',
    })
    expect(unescaped(texts['comment'])).toBe(comment)
    expect(unescaped(texts['said'])).toContain(fieldErrors['not-an-email'])
    expect(unescaped(texts['said'])).toContain(form.fix)
    // The page's own two.
    expect(scripts).toBe(2)
  })

  test('by the limit says when to try again, and keeps what was typed', async () => {
    const { slug } = await startPetition()
    const headers = { 'cf-connecting-ip': '192.0.2.9' }
    expect((await post(slug, person(), { headers })).status).toBe(303)
    expect((await post(slug, person(), { headers })).status).toBe(303)
    const third = await post(slug, { name: 'Third', email: 'third@example.org' }, { headers })
    expect(third.status).toBe(429)
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
    const html = await third.text()
    expect(html).toContain('value="third@example.org"')
    expect(html).toContain(catalogue('en').problem.title['too-many-requests'])
  })

  test('because queue and database fail says so, and keeps what was typed', async () => {
    const { slug } = await startPetition()
    const fields = person()
    const response = await post(slug, fields, { overrides: { SIGNATURES: failingQueue, DB: failingDb } })
    expect(response.status).toBe(503)
    expect(await response.text()).toContain(`value="${fields.email}"`)
  })

  test.for([
    [{ origin: 'https://elsewhere.test' }, false],
    [{ origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
    // From an old browser it may be ours: then nothing that was typed is lost.
    [{ origin: 'null' }, true],
  ] as const)('for the headers %j is not sent on, and comes back with what was typed: %s', async ([headers, kept]) => {
    const { slug } = await startPetition()
    const { queue, sent } = recordingQueue()
    const fields = person()
    const response = await post(slug, fields, { headers, overrides: { SIGNATURES: queue } })
    expect(response.status).toBe(403)
    expect((await response.text()).includes(fields.email)).toBe(kept)
    expect(sent).toEqual([])
  })

  test('because the petition is closed, a draft or unknown says so', async () => {
    const petition = await startPetition()
    await postAsCampaign(petition, 'close')
    expect((await post(petition.slug, person())).status).toBe(409)
    const draft = await startPetition({ state: 'draft' })
    expect((await post(draft.slug, person())).status).toBe(404)
    expect((await post('there-is-none', person())).status).toBe(404)
    expect((await fetchEdge(`/en/p/there-is-none/thanks`)).status).toBe(404)
  })
})

describe('a partner code', () => {
  test('is carried from the link to the form, in any language', async () => {
    const { slug } = await startPetition()
    const neutral = await fetchEdge(`/p/${slug}?source=gazette`, { redirect: 'manual' })
    const page = await fetchEdge(neutral.headers.get('location') ?? '')
    expect(await page.text()).toContain('<input type="hidden" name="partner" value="gazette"/>')
  })

  test.for(['', '"><script>', 'a b', '-x', 'x'.repeat(41), '\u202Eabc'])(
    'that is invalid is ignored: %s',
    async (code) => {
      const { slug } = await startPetition()
      const html = await (await fetchEdge(`/en/p/${slug}?source=${encodeURIComponent(code)}`)).text()
      expect(html).not.toContain('name="partner"')
    },
  )
})

describe('what a text browser reads on a form that nobody has sent', () => {
  test.for(LOCALES.flatMap((locale) => (['none', 'email'] as const).map((confirmation) => ({ locale, confirmation }))))(
    'has nothing of what happens later, in $locale with confirmation $confirmation',
    async ({ locale, confirmation }) => {
      const { slug } = await startPetition({ confirmation })
      const { form, after } = catalogue(locale)
      const read = readable(await (await fetchEdge(`/${locale}/p/${slug}`)).text())
      expect(read).toContain(form.submit)
      const later = [
        form.thanks,
        form.thanksText,
        form.thanksConfirm,
        form.thanksConfirmText,
        form.changeEmail,
        form.sendAgain,
        form.working,
        form.busy(1),
        form.offline,
        form.fix,
        form.retrying(5),
        after.message('Petition'),
        after.sendTitle,
        after.changedMind,
        after.keepLink,
        after.keepUnconfirmed,
      ]
      expect(later.filter((sentence) => read.includes(sentence))).toEqual([])
    },
  )
})

/** The text of a page without scripts and styles: all of it, hidden or not, except for the content of templates. */
const readable = (html: string): string =>
  html
    .replaceAll(/<(template|script|style)\b.*?<\/\1>/gsu, '')
    .replaceAll(/<[^>]*>/gu, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
