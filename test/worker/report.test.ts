/** Reporting a petition: what is accepted is stored, sealed, for the operator, who gets a notice; what is not is shown again. */
import { env } from 'cloudflare:test'
import { afterEach, describe, expect, test, vi } from 'vitest'

import { LOCALES } from '../../schema/locales.ts'
import type { EmailMessage } from '../../schema/message.ts'
import { REPORT_GROUNDS } from '../../schema/report.ts'
import { toHex } from '../../src/crypto/bytes.ts'
import type { Email } from '../../src/email/sender.ts'
import { catalogue } from '../../src/i18n/catalogue.ts'
import { openedReports } from '../../src/accounts/addresses.ts'
import { listReports } from '../../src/ledger/reports.ts'
import {
  RENDERED_MIN_AGE_MS,
  REPORT_DETAILS_MAX_CHARS,
  REPORT_NOTICE_MS,
  REPORTS_OPEN_RETENTION_DAYS,
  REPORTS_PER_DAY,
  REPORTS_RETENTION_DAYS,
} from '../../src/limits.ts'
import { runScheduled } from '../../workers/edge/scheduled.ts'
import { everythingStored } from './accounts.ts'
import { SEAL_KEYS } from './emails.ts'
import { renderTimeKeys, signRenderTime } from '../../src/intake/signals/render-time.ts'
import {
  batchQueue,
  consume,
  consumeSignatures,
  dbWithPrepare,
  fetchEdge,
  message,
  ORIGIN,
  postAsCampaign,
  publishUpdate,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

let networks = 0
const network = (): string => `2001:db8:9:${(++networks).toString(16)}::1`

const renderedAt = async (slug: string, ms = Date.now() - RENDERED_MIN_AGE_MS - 1) =>
  signRenderTime(slug, ms, await renderTimeKeys(env.TOKEN_KEYS.split(',')))

interface Sending {
  fields?: Record<string, string>
  headers?: Record<string, string>
  overrides?: Partial<EdgeEnv>
  lang?: string
}

const DETAILS = 'The third sentence names a child.'

async function report(
  { slug }: TestPetition,
  { fields = {}, headers = {}, overrides = {}, lang = 'en' }: Sending = {},
) {
  const form = { ground: 'personal-data', details: DETAILS, email: '', website: '', rendered: await renderedAt(slug) }
  return fetchEdge(
    `/${lang}/p/${slug}/report`,
    {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams({ ...form, ...fields }),
      headers: { accept: 'text/html', 'cf-connecting-ip': network(), ...headers },
    },
    overrides,
  )
}

/** Sends a report, and the notice that it causes. */
async function noticeOf(petition: TestPetition, sending: Sending = {}): Promise<Email | undefined> {
  const messages: EmailMessage[] = []
  await report(petition, { ...sending, overrides: { EMAILS: batchQueue(messages) } })
  await consume('undersigned-emails', messages)
  const response = await fetchEdge('/dev/inbox', { headers: { accept: 'application/json' } })
  const { emails } = await response.json<{ emails: Email[] }>()
  return emails.find(({ text }) => text.includes(petition.slug))
}

const rowsOf = async ({ id }: TestPetition) =>
  (
    await env.DB.prepare(
      `SELECT about, about_id AS aboutId, ground, address IS NOT NULL AS hasAddress, locale, decision
       FROM reports WHERE petition_id = ?`,
    )
      .bind(id)
      .all()
  ).results

const noticesOf = async ({ id }: TestPetition) =>
  (
    await env.DB.prepare('SELECT kind, state, sealed FROM emails WHERE petition_id = ? ORDER BY created_at')
      .bind(id)
      .all()
  ).results

/** As the consumer opens it for the operator. */
const openedOf = async ({ id }: TestPetition) => Object.values(await openedOfPetition(id))
const openedOfPetition = async (id: number) => {
  const ids = (await listReports(env.DB, id)).map((one) => one.id)
  return openedReports(env.DB, SEAL_KEYS, id, ids)
}

afterEach(() => vi.restoreAllMocks())

describe('the form', () => {
  test.for(LOCALES)('in %s says who gets the report, and offers every ground', async (lang) => {
    const { slug } = await startPetition()
    const response = await fetchEdge(`/${lang}/p/${slug}/report`)
    const html = await response.text()
    const { report } = catalogue(lang).trust
    expect(response.headers.get('x-robots-tag')).toBe('noindex')
    expect(html).toContain(report.text)
    for (const ground of REPORT_GROUNDS) expect(html).toContain(`value="${ground}"`)
    expect(html).not.toContain('<script')
  })

  test('is there for a closed petition too, and not for a draft', async () => {
    const closed = await startPetition()
    const draft = await startPetition({ state: 'draft', publicKeys: [] })
    await postAsCampaign(closed, 'close')
    expect((await fetchEdge(`/en/p/${closed.slug}/report`)).status).toBe(200)
    expect((await report(closed)).status).toBe(303)
    expect((await fetchEdge(`/en/p/${draft.slug}/report`)).status).toBe(404)
    expect((await report(draft)).status).toBe(404)
  })

  test('gives way to the URL of an operator who takes reports elsewhere', async () => {
    const petition = await startPetition()
    const url = 'https://operator.example.org/report'
    const overrides = { OPERATOR_CONTACT: url }
    const html = await (await fetchEdge(`/en/p/${petition.slug}/report`, {}, overrides)).text()
    expect(html).toContain(`href="${url}"`)
    expect(html).not.toContain('<form')
    expect((await report(petition, { overrides })).status).toBe(200)
    expect(await rowsOf(petition)).toEqual([])
  })
})

describe('a report', () => {
  test('leads to the thanks, and is stored with what is wrong', async () => {
    const petition = await startPetition()
    const response = await report(petition, { fields: { email: 'Reader@Example.org' }, lang: 'ru' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`/ru/p/${petition.slug}/report/sent#content`)
    const sent = await fetchEdge(`/en/p/${petition.slug}/report/sent`)
    expect(await sent.text()).toContain(catalogue('en').trust.report.done)
    expect(await rowsOf(petition)).toEqual([
      { about: 'petition', aboutId: null, ground: 'personal-data', hasAddress: 1, locale: 'ru', decision: null },
    ])
    expect(await openedOf(petition)).toEqual([{ details: DETAILS, trapped: false }])
  })

  test('without an email address, or with a filled trap, is stored as such', async () => {
    const petition = await startPetition()
    await report(petition, { fields: { website: 'x' } })
    expect(await rowsOf(petition)).toMatchObject([{ hasAddress: 0 }])
    expect(await openedOf(petition)).toMatchObject([{ trapped: true }])
  })

  test('causes a notice that says where, and nothing of it', async () => {
    const petition = await startPetition({ title: 'Keep <b>the</b> ferry' })
    const email = await noticeOf(petition, {
      fields: { email: 'reader.quill@example.org', details: 'Line <i>one</i>\nline two' },
    })
    expect(email?.to).toBe('operator@petitions.test')
    expect(email?.subject).toBe('Report of a petition: Keep <b>the</b> ferry')
    expect(email?.text).toContain(`${ORIGIN}/p/${petition.slug}`)
    expect(email?.text).toContain(`${ORIGIN}/console/site/reports`)
    expect(email?.html).not.toMatch(/<[bi]>/)
    expect(JSON.stringify(email)).not.toMatch(/quill|line two|one<|Line/)
  })

  test('causes one notice an hour', async () => {
    const petition = await startPetition()
    await report(petition)
    await report(petition)
    expect(await noticesOf(petition)).toHaveLength(1)
    await env.DB.prepare('UPDATE emails SET created_at = created_at - ?1 WHERE petition_id = ?2')
      .bind(REPORT_NOTICE_MS, petition.id)
      .run()
    await report(petition)
    expect(await noticesOf(petition)).toHaveLength(2)
    expect(await rowsOf(petition)).toHaveLength(3)
  })

  test('is in plain text nowhere: not in the database, the queue or the log', async () => {
    const lines: string[] = []
    for (const level of ['log', 'info', 'warn', 'error'] as const) {
      vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => void lines.push(parts.map(String).join(' ')))
    }
    const petition = await startPetition()
    const messages: EmailMessage[] = []
    await report(petition, {
      fields: { email: 'reader.quill@example.org' },
      overrides: { EMAILS: batchQueue(messages) },
    })
    expect(messages).toHaveLength(1)
    const known = `${JSON.stringify([lines, messages])}${await everythingStored()}`.toLowerCase()
    for (const secret of ['reader.quill', 'names a child']) {
      expect(known).not.toContain(secret)
      expect(known).not.toContain(toHex(new TextEncoder().encode(secret)))
    }
    await consume('undersigned-emails', messages)
    expect(await noticesOf(petition)).toEqual([{ kind: 'report', state: 'sent', sealed: null }])
  })

  test('causes a notice that has failed if the operator takes reports elsewhere by now', async () => {
    const petition = await startPetition()
    const messages: EmailMessage[] = []
    await report(petition, { overrides: { EMAILS: batchQueue(messages) } })
    await consume('undersigned-emails', messages, { OPERATOR_CONTACT: 'https://operator.example.org/' })
    expect(await noticesOf(petition)).toEqual([{ kind: 'report', state: 'failed', sealed: null }])
  })

  test('is deleted some time after its decision, or when nobody decided about it for a year', async () => {
    const [decided, open] = [await startPetition(), await startPetition()]
    await report(decided)
    await report(open)
    const now = Date.now()
    await env.DB.prepare(`UPDATE reports SET decision = 'nothing', decided_at = ?1 WHERE petition_id = ?2`)
      .bind(now, decided.id)
      .run()
    const after = (days: number) => runScheduled('17 * * * *', env, now + days * 86_400_000)
    await after(REPORTS_RETENTION_DAYS - 1)
    expect([await rowsOf(decided), await rowsOf(open)].map(({ length }) => length)).toEqual([1, 1])
    await after(REPORTS_RETENTION_DAYS + 1)
    expect([await rowsOf(decided), await rowsOf(open)].map(({ length }) => length)).toEqual([0, 1])
    await after(REPORTS_OPEN_RETENTION_DAYS + 1)
    expect(await rowsOf(open)).toEqual([])
  })
})

describe('what is reported', () => {
  test('is a name and its reason, which the form shows, and shows again', async () => {
    const petition = await startPetition()
    const signed = message(petition, 1, { publicName: 'Ada <L>', comment: 'Her street is Mill Lane 4.' })
    await consumeSignatures([signed])
    const page = await (await fetchEdge(`/en/p/${petition.slug}`, { headers: { accept: 'text/html' } })).text()
    const link = `/en/p/${petition.slug}/report?signer=${signed.id}`
    expect(page).toContain(`href="${link}"`)
    const html = await (await fetchEdge(link)).text()
    const { report: words } = catalogue('en').trust
    for (const shown of [words.aboutSigner, 'Ada &lt;L&gt;', 'Mill Lane 4', `value="${signed.id}"`]) {
      expect(html).toContain(shown)
    }
    const about = { about: 'signature', aboutId: signed.id }
    const again = await (await report(petition, { fields: { ...about, ground: '' } })).text()
    expect(again).toContain(words.aboutSigner)
    expect((await report(petition, { fields: about })).status).toBe(303)
    expect(await rowsOf(petition)).toMatchObject([about])
    expect(await listReports(env.DB, petition.id)).toMatchObject([
      { signer: { name: 'Ada <L>', comment: 'Her street is Mill Lane 4.' } },
    ])
  })

  test('is an update', async () => {
    const petition = await startPetition()
    const { id } = await publishUpdate(petition, 'News of <the> ferry')
    const link = `/en/p/${petition.slug}/report?update=${id}`
    expect(await (await fetchEdge(`/en/p/${petition.slug}/updates`)).text()).toContain(`href="${link}"`)
    expect(await (await fetchEdge(link)).text()).toContain('News of &lt;the&gt; ferry')
    expect((await report(petition, { fields: { about: 'update', aboutId: id } })).status).toBe(303)
    expect(await listReports(env.DB, petition.id)).toMatchObject([{ about: 'update', update: 'News of <the> ferry' }])
  })

  test.each(['signer=x', `signer=${'0'.repeat(36)}`, 'signer=01980000-0000-7000-8000-000000000001', 'update=%00'])(
    'is the petition where the query names nothing: %s',
    async (query) => {
      const { slug } = await startPetition()
      const response = await fetchEdge(`/en/p/${slug}/report?${query}`)
      expect(response.status).toBe(200)
      expect(await response.text()).toContain(catalogue('en').trust.report.text)
    },
  )

  test.each([
    { about: 'signature', aboutId: '' },
    { about: 'update', aboutId: `' OR 1=1` },
    { about: 'objection', aboutId: '01980000-0000-7000-8000-000000000001' },
    { about: 'nonsense', aboutId: '' },
  ])('is refused where it is nothing: %o', async (fields) => {
    const petition = await startPetition()
    expect((await report(petition, { fields })).status).toBe(422)
    expect(await rowsOf(petition)).toEqual([])
  })
})

describe('a report that is not accepted is shown again with what was typed', () => {
  const LONG = 'y'.repeat(REPORT_DETAILS_MAX_CHARS + 1)

  test.each([
    ['without a ground', { ground: '' }, catalogue('en').fieldErrors['not-a-choice']],
    ['with an invented ground', { ground: 'boring' }, catalogue('en').fieldErrors['not-a-choice']],
    ['without details', { details: ' ' }, catalogue('en').fieldErrors.required],
    ['with too long details', { details: LONG }, catalogue('en').fieldErrors['too-long']],
    ['with an invalid email address', { email: 'nobody' }, catalogue('en').fieldErrors['not-an-email']],
  ])('%s', async (_, fields, error) => {
    const petition = await startPetition()
    const response = await report(petition, { fields: { email: 'ann@example.org', ...fields } })
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(response.headers.get('cache-control')).toBe('no-store')
    expect(html).toContain(error)
    expect(html).toContain(catalogue('en').form.fix)
    const kept = { ground: 'personal-data', details: DETAILS, email: 'ann@example.org', ...fields }
    expect(html).toContain(`value="${kept.email}"`)
    expect(html).toContain(kept.details.trim())
    expect(/value="personal-data" checked/.test(html)).toBe(kept.ground === 'personal-data')
    expect(await rowsOf(petition)).toEqual([])
  })

  test('when it comes faster than anybody writes, and is accepted later with the same time', async () => {
    const petition = await startPetition()
    const rendered = await renderedAt(petition.slug, Date.now())
    const html = await (await report(petition, { fields: { rendered } })).text()
    expect(html).toContain(catalogue('en').trust.report.again)
    expect(html).toContain(DETAILS)
    expect(html).toContain(rendered)
  })

  test.each(['', 'abc', 'mge1e5m8.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'])(
    'with the render time %j, and has a genuine one then',
    async (rendered) => {
      const petition = await startPetition()
      const html = await (await report(petition, { fields: { rendered } })).text()
      expect(html).toContain(catalogue('en').trust.report.again)
      const fresh = /name="rendered" value="([^"]+)"/.exec(html)?.[1] ?? ''
      expect(fresh).not.toBe(rendered)
      vi.useFakeTimers({ now: Date.now() + RENDERED_MIN_AGE_MS + 1, toFake: ['Date'] })
      try {
        expect((await report(petition, { fields: { rendered: fresh } })).status).toBe(303)
      } finally {
        vi.useRealTimers()
      }
    },
  )

  test('beyond the limit of a network, which is not that of signing', async () => {
    const petition = await startPetition()
    const headers = { 'cf-connecting-ip': network() }
    const statuses: number[] = []
    for (let n = 0; n < 3; n++) statuses.push((await report(petition, { headers })).status)
    const refused = await report(petition, { headers })
    expect([...statuses, refused.status]).toEqual([303, 303, 429, 429])
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/)
    expect(await refused.text()).toContain(DETAILS)
  })

  test('beyond the number of a day', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {})
    const petition = await startPetition()
    for (let n = 0; n < REPORTS_PER_DAY; n++) expect((await report(petition)).status).toBe(303)
    const refused = await report(petition)
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain(DETAILS)
    expect(await rowsOf(petition)).toHaveLength(REPORTS_PER_DAY)
    vi.useFakeTimers({ now: Date.now() + 86_400_001, toFake: ['Date'] })
    try {
      expect((await report(petition)).status).toBe(303)
    } finally {
      vi.useRealTimers()
    }
  })

  test('while the database does not respond', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const petition = await startPetition()
    await fetchEdge(`/en/p/${petition.slug}/report`)
    const DB = dbWithPrepare((sql) => {
      if (sql.includes('INSERT INTO reports')) throw new Error('D1_ERROR: Network connection lost.')
      return env.DB.prepare(sql)
    })
    const response = await report(petition, { overrides: { DB } })
    expect(response.status).toBe(503)
    expect(await response.text()).toContain(DETAILS)
  })

  test('without the words of another site', async () => {
    const petition = await startPetition()
    const response = await report(petition, { headers: { origin: 'https://elsewhere.example.org' } })
    expect(response.status).toBe(422)
    expect(await response.text()).not.toContain(DETAILS)
    expect(await rowsOf(petition)).toEqual([])
  })
})
