/** The sign form in an iframe of another site: whose requests are taken, and what its pages are. */
import { describe, expect, test } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { readPartners } from '../../src/ledger/tallies.ts'
import { proofOf } from '../support/proof.ts'
import {
  consumeSignatures,
  fetchEdge,
  ORIGIN,
  postAsCampaign,
  recordingQueue,
  startPetition,
  type TestPetition,
  unique,
} from './fixtures.ts'
import { env } from 'cloudflare:test'

let networks = 0
/** One reader: an IP address of their own. */
const reader = (): string => `2001:db8:1:${(++networks).toString(16)}::1`

/** The browser’s word for what is in a sandbox. */
const SANDBOXED = { origin: 'null', 'sec-fetch-site': 'cross-site' }
const ELSEWHERE = { origin: 'https://elsewhere.example.org', 'sec-fetch-site': 'cross-site' }
const SAME_ORIGIN = { origin: ORIGIN, 'sec-fetch-site': 'same-origin' }

const decoded = (text: string): string => text.replaceAll('&amp;', '&').replaceAll('&quot;', '"')

/** The page, as its browser gets it, and what is in it. */
async function open(petition: TestPetition, ip: string, query = '?lang=en&partner=Union', overrides = {}) {
  const response = await fetchEdge(
    `/embed/${petition.slug}/sign${query}`,
    { headers: { 'cf-connecting-ip': ip, accept: 'text/html' } },
    overrides,
  )
  const html = await response.text()
  const value = (name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return {
    response,
    html,
    ticket: value('ticket'),
    rendered: value('rendered'),
    challenge: decoded(/data-challenge="([^"]*)"/.exec(html)?.[1] ?? ''),
  }
}

const person = () => ({ name: 'Ada Example', email: `${unique('frame')}@example.org` })

async function solved(challenge: string, ip: string, headers: Record<string, string> = SANDBOXED): Promise<string> {
  const response = await fetchEdge(challenge, { headers: { ...headers, 'cf-connecting-ip': ip } })
  return response.ok ? proofOf(await response.json()) : ''
}

const sendJson = (
  { slug }: TestPetition,
  {
    ip,
    headers = SANDBOXED,
    overrides = {},
    ...fields
  }: { ip: string; headers?: Record<string, string>; overrides?: object } & Record<string, unknown>,
): Promise<Response> =>
  fetchEdge(
    `/embed/${slug}/signatures`,
    {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'cf-connecting-ip': ip, 'accept-language': 'en', ...headers },
      body: JSON.stringify({ ...person(), ...fields }),
    },
    overrides,
  )

const sendForm = (
  { slug }: TestPetition,
  ip: string,
  fields: Record<string, string>,
  { headers = SANDBOXED, overrides = {} }: { headers?: Record<string, string>; overrides?: object } = {},
): Promise<Response> =>
  fetchEdge(
    `/embed/${slug}/sign?lang=en&theme=dark&partner=Union`,
    {
      method: 'POST',
      redirect: 'manual',
      headers: { accept: 'text/html', 'cf-connecting-ip': ip, ...headers },
      body: new URLSearchParams({ ...person(), comment: '', ...fields }),
    },
    overrides,
  )

describe('the page', () => {
  test('can be framed by any site, loads nothing from elsewhere and stores nothing', async () => {
    const { response, html } = await open(await startPetition(), reader())
    const policy = response.headers.get('content-security-policy') ?? ''
    for (const directive of [
      `default-src 'none'`,
      `script-src 'self' ${ORIGIN}`,
      `connect-src 'self' ${ORIGIN}`,
      `form-action 'self' ${ORIGIN}`,
      'frame-ancestors *',
    ])
      expect(policy).toContain(directive)
    expect(policy).not.toContain('unsafe')
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(response.headers.get('x-frame-options')).toBeNull()
    expect(html).not.toMatch(/(?:src|action)="https?:/)
    expect(html).not.toMatch(/\son\w+=|style="/)
  })

  test.each(LOCALES)('is in %s, with the code of its partner, and its links open tabs', async (locale) => {
    const { response, html } = await open(await startPetition(), reader(), `?lang=${locale}&partner=Union`)
    const { form, direction } = catalogue(locale)
    expect(response.headers.get('content-language')).toBe(locale)
    expect(html).toContain(`<html lang="${locale}" dir="${direction}"`)
    expect(html).toContain(form.submit)
    expect(html).toContain('name="partner" value="Union"')
    expect(html).toContain('<base target="_blank"/>')
    expect(html).toMatch(/<form[^>]* target="_self"/)
  })

  test('takes a theme, and ignores what it does not know', async () => {
    const petition = await startPetition()
    expect((await open(petition, reader(), '?theme=dark')).html).toContain('data-theme="dark"')
    const odd = (await open(petition, reader(), '?theme="><script>&partner=a b&lang=xx')).html
    expect(odd).not.toMatch(/<html[^>]*data-theme/)
    expect(odd).not.toContain('name="partner"')
  })

  test('says that the petition is closed, and has no form then', async () => {
    const petition = await startPetition()
    await postAsCampaign(petition, 'close')
    const { html } = await open(petition, reader(), '?lang=en')
    expect(html).toContain(catalogue('en').petition.closedText)
    expect(html).not.toContain('<form')
  })

  test('is a problem in the frame where there is no such petition', async () => {
    const response = await fetchEdge('/embed/there-is-none/sign?lang=en', { headers: { accept: 'text/html' } })
    expect(response.status).toBe(404)
    expect(response.headers.get('content-security-policy')).toContain('frame-ancestors *')
  })
})

describe('a signature from a sandbox', () => {
  test('counts once, for its partner', async () => {
    const petition = await startPetition()
    const ip = reader()
    const { queue, sent } = recordingQueue()
    const overrides = { SIGNATURES: queue }
    const { ticket, rendered, challenge } = await open(petition, ip)
    const signature = {
      ...person(),
      ip,
      ticket,
      rendered,
      partner: 'Union',
      proof: await solved(challenge, ip),
      overrides,
    }
    for (const _ of ['sent', 'and again']) {
      const response = await sendJson(petition, signature)
      expect(response.status).toBe(202)
      expect(response.headers.get('access-control-allow-origin')).toBe('null')
      expect(await response.json()).toMatchObject({
        status: 'accepted',
        withdrawUrl: expect.stringContaining('/withdraw/'),
      })
    }
    await consumeSignatures(sent)
    expect(await readPartners(env.DB, petition.id)).toEqual({ partners: [{ partner: 'union', count: 1 }], none: 0 })
  })

  test('is allowed by the preflight that it needs, and so is nothing else', async () => {
    const { slug } = await startPetition()
    const preflight = async (path: string, method: string) => {
      const headers = { origin: 'null', 'access-control-request-method': method }
      const { headers: said } = await fetchEdge(path, { method: 'OPTIONS', headers })
      return [said.get('access-control-allow-origin'), said.get('access-control-allow-methods')]
    }
    expect(await preflight(`/embed/${slug}/signatures`, 'POST')).toEqual(['null', 'POST'])
    for (const path of [`/embed/${slug}/sign`, `/api/petitions/${slug}/challenge`]) {
      expect(await preflight(path, 'POST')).toEqual(['*', 'GET, HEAD'])
    }
    expect(await preflight(`/api/petitions/${slug}/signatures`, 'POST')).toEqual([null, null])
  })

  test('is refused without the ticket of this petition and this network', async () => {
    const petition = await startPetition()
    const other = await startPetition()
    const ip = reader()
    const { ticket, challenge } = await open(petition, ip)
    const proof = await solved(challenge, ip)
    const tickets = {
      missing: undefined,
      'not ours': 'abc.def',
      'a number': 7,
      'of another petition': (await open(other, ip)).ticket,
      'of another network': (await open(petition, reader())).ticket,
      'the time of the form': (await open(petition, ip)).rendered,
    }
    for (const [what, wrong] of Object.entries(tickets)) {
      const response = await sendJson(petition, { ip, proof, ticket: wrong })
      expect([what, response.status]).toEqual([what, 403])
      // The script of the form reads why.
      expect(response.headers.get('access-control-allow-origin')).toBe('null')
      expect([what, await solved(`/embed/${petition.slug}/challenge?ticket=${String(wrong)}`, ip)]).toEqual([what, ''])
    }
    expect((await sendJson(petition, { ip, proof, ticket })).status).toBe(202)
  })

  test('of another site is refused, also with a ticket', async () => {
    const petition = await startPetition()
    const ip = reader()
    const { ticket, challenge } = await open(petition, ip)
    const proof = await solved(challenge, ip)
    const response = await sendJson(petition, { ip, proof, ticket, headers: ELSEWHERE })
    expect(response.status).toBe(403)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(await solved(challenge, ip, ELSEWHERE)).toBe('')
    expect((await sendForm(petition, ip, { ticket }, { headers: ELSEWHERE })).status).toBe(403)
  })

  test('needs the proof of work, and refuses a wrong email address', async () => {
    const petition = await startPetition()
    const ip = reader()
    const { ticket, challenge } = await open(petition, ip)
    expect((await sendJson(petition, { ip, ticket })).status).toBe(403)
    const proof = await solved(challenge, ip)
    expect((await sendJson(petition, { ip, ticket, proof, email: 'nobody' })).status).toBe(422)
  })
})

describe('without a script', () => {
  test('the form is sent, and the frame says that an email is on its way', async () => {
    const petition = await startPetition()
    const ip = reader()
    const { queue, sent } = recordingQueue()
    const { ticket, rendered } = await open(petition, ip)
    const response = await sendForm(
      petition,
      ip,
      { ticket, rendered, partner: 'Union' },
      { overrides: { SIGNATURES: queue } },
    )
    expect(response.status).toBe(303)
    const location = response.headers.get('location') ?? ''
    expect(location).toMatch(new RegExp(`^/embed/${petition.slug}/thanks\\?lang=en&theme=dark&partner=Union&withdraw=`))
    const thanks = await fetchEdge(location)
    const html = await thanks.text()
    expect(thanks.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(html).toContain(catalogue('en').form.thanksConfirm)
    expect(html).toContain('data-theme="dark"')
    expect(html).toMatch(/href="[^"]*\/withdraw\/[^"]*"/)
    // Whom this signer tells, the partner has brought too.
    expect(html).toContain(encodeURIComponent(`${ORIGIN}/en/p/${petition.slug}?source=Union`))
    expect(sent).toMatchObject([{ partner: 'union', sealedEmail: expect.any(String) }])
  })

  test('a form with mistakes comes back in the frame, with what was typed and a ticket', async () => {
    const petition = await startPetition()
    const ip = reader()
    const { ticket } = await open(petition, ip)
    const response = await sendForm(petition, ip, { ticket, name: '', email: 'nobody', comment: 'Because' })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain('value="nobody"')
    expect(html).toContain('Because')
    expect(html).toContain('id="email-error"')
    expect(html).toMatch(/name="ticket" value="[^"]{40,}"/)
  })

  test('words of another site are not shown in the form', async () => {
    const petition = await startPetition()
    for (const headers of [SANDBOXED, ELSEWHERE]) {
      const response = await sendForm(petition, reader(), { ticket: 'x', name: 'Mallory' }, { headers })
      const html = await response.text()
      expect(response.status).toBe(403)
      expect(html).not.toContain('Mallory')
      expect(html).toContain('<form')
    }
  })

  test('a frame without a sandbox needs no ticket: its browser says whose form it is', async () => {
    const petition = await startPetition()
    const { queue } = recordingQueue()
    const overrides = { SIGNATURES: queue }
    expect((await sendForm(petition, reader(), {}, { headers: SAME_ORIGIN, overrides })).status).toBe(303)
  })
})

test('where Turnstile checks, the frame asks it for nothing: the form has no script, and an email confirms', async () => {
  const overrides = {
    BOT_CHECK: 'turnstile',
    TURNSTILE_SITE_KEY: '1x00000000000000000000AA',
    TURNSTILE_SECRET: '1x0000000000000000000000000000000AA',
  }
  const petition = await startPetition()
  const ip = reader()
  const { html, response, ticket } = await open(petition, ip, '?lang=en', overrides)
  expect(html).not.toContain('sign-form.js')
  expect(html).toContain(catalogue('en').form.consentConfirm)
  expect(response.headers.get('content-security-policy')).not.toContain('challenges.cloudflare.com')
  const { queue, sent } = recordingQueue()
  const signed = await sendForm(petition, ip, { ticket }, { overrides: { ...overrides, SIGNATURES: queue } })
  expect(signed.status).toBe(303)
  expect(sent).toMatchObject([{ sealedEmail: expect.any(String) }])
  expect((await sendJson(petition, { ip, ticket, overrides })).status).toBe(404)
})
