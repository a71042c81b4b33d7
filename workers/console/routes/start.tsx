/** Starting a petition: a draft, in three steps, each saved. */
import { Hono } from 'hono'
import { createMiddleware } from 'hono/factory'
import { v4 as uuidv4 } from 'uuid'

import {
  createDraft,
  deleteDraft,
  type Draft,
  findDraft,
  listDrafts,
  saveDraft,
  setPreview,
} from '../../../src/accounts/drafts.ts'
import { addressOf } from '../../../src/address.ts'
import { findStarted, startPetition } from '../../../src/accounts/start-petition.ts'
import type { FormState } from '../../../src/console/parts/form.tsx'
import {
  checkDraft,
  checkKeys,
  checkWords,
  type DraftValues,
  draftValues,
  stepOf,
} from '../../../src/console/start/draft.ts'
import { stepPath } from '../../../src/console/start/frame.tsx'
import { DeleteDraftPage } from '../../../src/console/start/delete.tsx'
import { DraftMeanwhilePage } from '../../../src/console/start/meanwhile.tsx'
import { nextSlug, slugOf } from '../../../src/console/start/slug.ts'
import { newSecret } from '../../../src/crypto/secret.ts'
import { changedHeader } from '../../../src/http/changed-header.ts'
import { SLUG_TRIES_MAX } from '../../../src/limits.ts'
import { findPetition, type Petition } from '../../../src/petitions/petitions.ts'
import { requireAccount, type Signed } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf, type With } from '../context.ts'
import { keyForm, keyPage, publishPage, unfinished, wordsPage } from '../draft-steps.tsx'
import { errorsOf, form } from '../form.ts'
import { aroundOf, forbiddenHere, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import type { Values } from '../values.ts'

/** Under `/new`. */
export const startRoutes = new Hono<ConsoleContext>()

type WithDraft = Signed & { draft: Draft }

/** The draft in the path, of this account alone. */
const draftOfAccount = createMiddleware<With<WithDraft>>(async function draftOfAccount(c, next) {
  const draft = await findDraft(c.env.DB, c.var.session.account.id, c.req.param('id') ?? '')
  if (draft === null) return notFound(c)
  c.set('draft', draft)
  return next()
})

/** A second click: the draft is a petition already. */
const unlessPublished = createMiddleware<With<Signed & { values: Values }>>(async function unlessPublished(c, next) {
  const { session, values } = c.var
  const { id: accountId } = session.account
  if ((await findDraft(c.env.DB, accountId, c.req.param('id') ?? '')) !== null) return next()
  const started = await findStarted(c.env.DB, accountId, values['slug'] ?? '')
  return started.ok ? published(c, started.value) : notFound(c)
})

startRoutes.post('/', requireAccount, async (c) => {
  const { account } = c.var.session
  // Where petitions are by invitation, an account is what people are invited to.
  // One that nothing was written in, as after a second click.
  const empty = (await listDrafts(c.env.DB, account.id)).find(({ revision }) => revision === 1)
  if (empty !== undefined) return seeOther(c, stepPath(empty.id, 'words'))
  const data = { language: account.locale, starterKind: 'person', starter: account.name, confirmation: 'email' }
  const created = await createDraft(c.env.DB, { id: uuidv4(), accountId: account.id, data, now: Date.now() })
  if (!created.ok) return forbiddenHere(c, wordsOf(c).start.tooMany)
  return seeOther(c, stepPath(created.value.id, 'words'))
})

startRoutes.get('/:id/text', requireAccount, draftOfAccount, (c) => wordsPage(c, c.var.draft))

startRoutes.post('/:id/text', requireAccount, draftOfAccount, form(), async (c) => {
  const { draft, values } = c.var
  const typed = draftValues(values)
  const free = await freeSlug(c.env.DB, typed.slug ?? slugOf(typed.title ?? '') ?? `petition-${draft.id.slice(0, 8)}`)
  // One that nobody typed comes from the title, and is changed without a word.
  const data = {
    ...draftValues(draft.data),
    ...emptied(typed),
    slug: typed.slug ?? (typed.title === undefined ? '' : free),
  }
  const saved = await save(c, draft, values, data)
  if (!saved.ok) return saved.response
  if (values['go'] === 'leave') return seeOther(c, '/console', 'draft-saved')
  const checked = checkWords(data, Date.now())
  const problems = checked.ok ? [] : checked.errors.filter(({ path }) => path !== 'slug' || data.slug !== '')
  const errors = { ...errorsOf(c, problems), ...(data.slug === '' ? {} : taken(c, data.slug, free)) }
  if (values['go'] === 'preview') return seeOther(c, stepPath(draft.id, 'words'))
  if (Object.keys(errors).length > 0) return wordsPage(c, saved.draft, { values: data, errors })
  return seeOther(c, stepPath(draft.id, 'key'))
})

startRoutes.get('/:id/key', requireAccount, draftOfAccount, (c) => keyPage(c, c.var.draft))

startRoutes.post('/:id/key', requireAccount, draftOfAccount, form(), async (c) => {
  const { draft, values } = c.var
  const { publicKeys = '', checked = '', agree = '' } = values
  const data = { ...draftValues(draft.data), publicKeys, checked, agree }
  const saved = await save(c, draft, values, data)
  if (!saved.ok) return saved.response
  const problems = await checkKeys(data)
  if (problems.length > 0) return keyPage(c, saved.draft, keyForm(c, data, problems))
  return seeOther(c, stepPath(draft.id, 'publish'))
})

startRoutes.get('/:id/publish', requireAccount, draftOfAccount, (c) => publishPage(c, c.var.draft))

startRoutes.post('/:id/publish', requireAccount, form(), unlessPublished, draftOfAccount, async (c) => {
  const { draft, values, session } = c.var
  const confirmation = values['confirmation'] === 'none' ? 'none' : 'email'
  const data = { ...draftValues(draft.data), confirmation }
  const saved = await save(c, draft, values, data)
  if (!saved.ok) return saved.response
  const now = Date.now()
  const checked = checkDraft(data, now)
  if (!checked.ok || stepOf(data, now) < 3) return unfinished(c, saved.draft)
  // The step of the key saves before it checks, so that nothing is lost.
  const problems = await checkKeys(data)
  if (problems.length > 0) return keyPage(c, saved.draft, keyForm(c, data, problems))
  const { settings } = await servicesOf(c.env)
  // The operator's own petitions wait for nobody.
  const mode = session.account.isOperator ? 'open' : settings.petitions
  const started = await startPetition(c.env.DB, {
    draftId: draft.id,
    accountId: session.account.id,
    form: checked.value,
    mode,
    now,
  })
  if (!started.ok && started.why === 'too-many') return forbiddenHere(c, wordsOf(c).start.tooManyToday)
  if (!started.ok) {
    const free = await freeSlug(c.env.DB, checked.value.slug)
    return wordsPage(c, saved.draft, { values: data, errors: taken(c, checked.value.slug, free) })
  }
  return published(c, started.value)
})

startRoutes.post('/:id/link', requireAccount, draftOfAccount, async (c) => {
  const { draft, session } = c.var
  const token = newSecret()
  await setPreview(c.env.DB, { id: draft.id, accountId: session.account.id, token, now: Date.now() })
  const { settings } = await servicesOf(c.env)
  return publishPage(c, draft, `${settings.publicOrigin}/console/draft/${token}`)
})

startRoutes.get('/:id/delete', requireAccount, draftOfAccount, async (c) => {
  const { draft } = c.var
  const values = draftValues(draft.data)
  const view = (
    <DeleteDraftPage
      around={await aroundOf(c)}
      id={draft.id}
      title={values.title ?? ''}
      hasKey={(values.publicKeys ?? '') !== ''}
      hasLink={(draft.previewExpiresAt ?? 0) > Date.now()}
    />
  )
  return page(c, view)
})

startRoutes.post('/:id/delete', requireAccount, async (c) => {
  await deleteDraft(c.env.DB, c.var.session.account.id, c.req.param('id'))
  return seeOther(c, '/console', 'draft-deleted')
})

/** The edge forgets that there was no such petition. */
function published(c: RouteContext, petition: Petition): Response {
  const { state, scheduledAt } = petition
  for (const [name, value] of Object.entries(changedHeader(petition))) c.header(name, value)
  return seeOther(
    c,
    `/console/p/${addressOf(petition)}`,
    state === 'open' ? 'published' : scheduledAt === null ? 'submitted' : 'scheduled',
  )
}

type Saved = { ok: true; draft: Draft } | { ok: false; response: Response }

async function save(
  c: RouteContext & { var: Signed },
  draft: Draft,
  values: Values,
  data: DraftValues,
): Promise<Saved> {
  const accountId = c.var.session.account.id
  const revision = Number(values['revision'])
  const saved = await saveDraft(c.env.DB, { id: draft.id, accountId, revision, data, now: Date.now() })
  if (saved.ok) return { ok: true, draft: saved.value }
  if (saved.why !== 'changed-meanwhile') {
    return {
      ok: false,
      response: await (saved.why === 'not-found' ? notFound(c) : wordsPage(c, draft, tooLong(c, data))),
    }
  }
  const view = (
    <DraftMeanwhilePage
      around={await aroundOf(c)}
      action={new URL(c.req.url).pathname}
      theirs={draftValues(saved.current.data)}
      yours={data}
      revision={saved.current.revision}
    />
  )
  return { ok: false, response: await page(c, view, 412) }
}

const tooLong = (c: RouteContext, data: DraftValues): FormState => ({
  values: data,
  errors: errorsOf(c, [{ path: 'body', code: 'too-long' }]),
})

/** The slug itself if nobody has it, or with a number. */
async function freeSlug(db: D1Database, wanted: string): Promise<string> {
  for (let attempt = 1; attempt < SLUG_TRIES_MAX; attempt++) {
    const slug = attempt === 1 ? wanted : nextSlug(wanted, attempt)
    if ((await findPetition(db, slug)) === null) return slug
  }
  return nextSlug(wanted, Date.now() % 1_000_000)
}

const taken = (c: RouteContext, slug: string, free: string): FormState['errors'] =>
  slug === free ? {} : { slug: wordsOf(c).start.words.slugTaken(free) }

/** Fields that the form has and that were sent empty. */
const emptied = (typed: DraftValues): DraftValues => ({
  title: '',
  addressee: '',
  starter: '',
  body: '',
  closesOn: '',
  goal: '',
  ...typed,
})
