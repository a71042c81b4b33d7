/** `/dev/inbox`, in development alone: the emails that would have been sent, for people and for tests. */
import { Hono } from 'hono'

import { findInInbox, listInbox } from '../../../src/email/inbox.ts'
import { contentSecurityPolicy } from '../../../src/pages/content-security-policy.ts'
import { InboxEmailPage, InboxPage } from '../../../src/pages/inbox.tsx'
import { STYLES } from '../../../src/pages/styles.ts'
import { type EdgeContext, PRIVATE, refusal, type RouteContext } from '../respond.tsx'
import { servicesOf } from '../services.ts'

export const inboxRoutes = new Hono<EdgeContext>()

inboxRoutes.use(async function developmentOnly(c, next) {
  return servicesOf(c.env).settings.environment === 'development' ? next() : refusal(c, { code: 'not-found' })
})

/** `?to=` gives only the emails to one email address. */
inboxRoutes.get('/', async (c) => {
  const to = c.req.query('to')?.toLowerCase()
  const all = await listInbox(c.env.DB, servicesOf(c.env).settings.tokenKeys)
  const emails = to === undefined ? all : all.filter((email) => email.to.toLowerCase() === to)
  // Test tools outside of this project read `mails`.
  if (wantsJson(c)) return c.json({ emails, mails: emails }, 200, INBOX_HEADERS)
  return c.html(<InboxPage emails={emails} />, 200, await inboxPageHeaders())
})

inboxRoutes.get('/:id', async (c) => {
  const email = await findInInbox(c.env.DB, servicesOf(c.env).settings.tokenKeys, c.req.param('id'))
  if (email === null) return refusal(c, { code: 'not-found' })
  if (wantsJson(c)) return c.json(email, 200, INBOX_HEADERS)
  return c.html(<InboxEmailPage email={email} />, 200, await inboxPageHeaders())
})

const INBOX_HEADERS = { ...PRIVATE, vary: 'Accept' } as const

const wantsJson = (c: RouteContext): boolean => c.req.header('accept')?.includes('application/json') ?? false

/** The policy of the page also holds for the email in its frame, and emails have their styles in attributes. */
const inboxPageHeaders = async (): Promise<Record<string, string>> => ({
  ...INBOX_HEADERS,
  'content-security-policy': `${await contentSecurityPolicy(STYLES)}; style-src-attr 'unsafe-inline'`,
  'content-language': 'en',
})
