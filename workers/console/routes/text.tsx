/** The words of a petition, their versions and translations. */
import { Hono } from 'hono'

import { isLocale, type Locale, LOCALES } from '../../../schema/locales.ts'
import { petitionPatch } from '../../../schema/petition.ts'
import { translationForm } from '../../../schema/version.ts'
import { addressOf } from '../../../src/address.ts'
import { may } from '../../../src/accounts/roles.ts'
import type { FormState } from '../../../src/console/parts/form.tsx'
import {
  RemoveTranslationPage,
  type Translation,
  TranslationPage,
  TranslationsPage,
} from '../../../src/console/text/translations.tsx'
import { VersionPage, VersionsPage } from '../../../src/console/text/versions.tsx'
import { ComparePage, TextMeanwhilePage, WordsPage } from '../../../src/console/text/words.tsx'
import { dayIn } from '../../../src/i18n/time.ts'
import { validate } from '../../../src/http/validate.ts'
import { patchPetition } from '../../../src/petitions/patch.ts'
import { findPetition, type Petition } from '../../../src/petitions/petitions.ts'
import { textChange } from '../../../src/petitions/text-change.ts'
import { isSameLanguage } from '../../../src/petitions/translation-refs.ts'
import { putTranslation, removeTranslation } from '../../../src/petitions/translations.ts'
import { findVersion, listVersions } from '../../../src/petitions/versions.ts'
import type { Refusal } from '../../../src/refusal.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { check, errorsOf, form } from '../form.ts'
import { sendDeliveries } from '../outbox.ts'
import { aroundOf, notFound, page, refused, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf, needsApproval } from '../shown.ts'
import { whenOf } from '../when.ts'
import type { Values } from '../values.ts'

/** Under `/p/:slug/text`. */
export const textRoutes = new Hono<ConsoleContext>()

type TextContext = RouteContext & { var: InPetition }

textRoutes.get('/', requireRole('write'), (c) => wordsPage(c))

// The comparison, from which alone a new version is published; of a draft, the words are saved at once.
textRoutes.post('/', requireRole('write'), form(), async (c) => {
  const { petition, values } = c.var
  if (petition.state === 'draft') return save(c, values)
  const patch = patchOf(values)
  const checked = validate(petitionPatch, patch)
  if (!checked.ok) return wordsPage(c, { values, errors: errorsOf(c, checked.errors.map(ofForm)) })
  const change = textChange(petition, checked.value)
  if (!change.ok) return wordsPage(c, problemsOf(c, values, change.refusal))
  if (change.value === null) return wordsPage(c, { values, errors: { title: wordsOfText(c).nothing } })
  const { kind, why, ...after } = change.value
  const view = (
    <ComparePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      revision={Number(values['revision'])}
      current={petition.version}
      number={petition.versions + 1}
      before={petition}
      after={after}
      kind={kind}
      why={why}
      hasTranslations={petition.translations.length > 0}
    />
  )
  return page(c, view)
})

textRoutes.post('/publish', requireRole('write'), form(), (c) => save(c, c.var.values))

// Back from the comparison, with what was typed.
textRoutes.post('/edit', requireRole('write'), form(), (c) => wordsPage(c, { values: c.var.values, errors: {} }))

textRoutes.get('/versions', requireRole('see'), async (c) => {
  const { petition } = c.var
  const versions = await listVersions(c.env.DB, petition.id)
  const view = (
    <VersionsPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      versions={versions.map((version) =>
        Object.assign(version, { published: whenOf(c, version.publishedAt, petition.timeZone) }),
      )}
      claimed={petition.claimedCount}
    />
  )
  return page(c, view)
})

textRoutes.get('/versions/:number{[1-9][0-9]{0,6}}', requireRole('see'), async (c) => {
  const { petition } = c.var
  const version = await findVersion(c.env.DB, petition.id, Number(c.req.param('number')))
  if (version === null) return notFound(c)
  const shown = aroundPetitionOf(petition, Date.now())
  return page(c, <VersionPage around={await aroundOf(c)} petition={shown} version={version} />)
})

textRoutes.get('/translations', requireRole('write'), async (c) => {
  const { petition } = c.var
  const view = (
    <TranslationsPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      translations={LOCALES.filter((locale) => !isSameLanguage(petition.language, locale)).map((locale) =>
        translationOf(petition, locale),
      )}
    />
  )
  return page(c, view)
})

textRoutes.get('/translations/:lang', requireRole('write'), (c) => translationPage(c))

textRoutes.post('/translations/:lang', requireRole('write'), form(), async (c) => {
  const { petition, values } = c.var
  const locale = c.req.param('lang')
  if (!isLocale(locale)) return notFound(c)
  const read = check(c, translationForm, values)
  if (!read.ok) return translationPage(c, read.form)
  const put = await putTranslation(
    c.env.DB,
    petition,
    { locale, form: read.value },
    { by: byAccount(c.var), now: Date.now() },
  )
  if (!put.ok)
    return put.refusal.code === 'invalid-petition'
      ? translationPage(c, problemsOf(c, values, put.refusal))
      : refused(c, put.refusal)
  return changed(
    c.var.petition,
    seeOther(c, `/console/p/${addressOf(petition)}/text/translations`, 'translation-published'),
  )
})

textRoutes.get('/translations/:lang/remove', requireRole('write'), async (c) => {
  const { petition } = c.var
  const locale = c.req.param('lang')
  const shown = petition.translations.find(({ language }) => language === locale)
  // Taken off already: the list says which there are.
  if (shown === undefined || !isLocale(locale))
    return seeOther(c, `/console/p/${addressOf(petition)}/text/translations`)
  const version = await findVersion(c.env.DB, petition.id, shown.number)
  const view = (
    <RemoveTranslationPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      locale={locale}
      signed={version?.signatures ?? 0}
    />
  )
  return page(c, view)
})

textRoutes.post('/translations/:lang/remove', requireRole('write'), async (c) => {
  const { petition } = c.var
  const locale = c.req.param('lang') ?? ''
  if (!isLocale(locale)) return notFound(c)
  await removeTranslation(c.env.DB, petition.id, locale, { by: byAccount(c.var), now: Date.now() })
  return changed(
    c.var.petition,
    seeOther(c, `/console/p/${addressOf(petition)}/text/translations`, 'translation-removed'),
  )
})

const WORDS = ['title', 'addressee', 'body'] as const

async function save(c: TextContext, values: Values): Promise<Response> {
  const { petition } = c.var
  const checked = validate(petitionPatch, patchOf(values, petition.state === 'draft'))
  if (!checked.ok) return wordsPage(c, { values, errors: errorsOf(c, checked.errors.map(ofForm)) })
  const { settings } = await servicesOf(c.env)
  const saved = await patchPetition(c.env.DB, petition, checked.value, {
    revisions: [Number(values['revision'])],
    by: byAccount(c.var),
    needsApproval: await needsApproval(c),
    origin: settings.publicOrigin,
    now: Date.now(),
  })
  if (saved.ok) {
    sendDeliveries(c, saved.value)
    return changed(c.var.petition, await savedText(c))
  }
  const { refusal } = saved
  if (refusal.code === 'changed-meanwhile') {
    // A second press sends what the first one has saved: nobody else was faster.
    const isThere = WORDS.every((word) => refusal.current[word] === checked.value[word])
    return isThere ? savedText(c) : meanwhilePage(c, values)
  }
  return refusal.code === 'invalid-petition' ? wordsPage(c, problemsOf(c, values, refusal)) : refused(c, refusal)
}

async function savedText(c: TextContext): Promise<Response> {
  const { slug, state, version } = c.var.petition
  const here = `/console/p/${addressOf(c.var.petition)}/text`
  if (state === 'draft') return seeOther(c, here, 'text-saved')
  return seeOther(c, here, 'version-published', (await findPetition(c.env.DB, slug))?.version ?? version)
}

/** As the API takes it. */
const patchOf = ({ title = '', addressee = '', body = '', kind, why }: Values, isDraft = false) => ({
  title,
  addressee,
  body,
  ...(isDraft || kind === undefined ? {} : { change: { kind, why: why ?? null } }),
})

/** The form has the kind of change and its reason as fields of their own. */
const ofForm = <P extends { path: string }>(problem: P): P => ({
  ...problem,
  path: problem.path === 'change.why' ? 'why' : problem.path.startsWith('change') ? 'kind' : problem.path,
})

const problemsOf = (c: TextContext, values: Values, refusal: Refusal): FormState => ({
  values,
  errors: 'errors' in refusal ? errorsOf(c, refusal.errors.map(ofForm)) : {},
})

async function wordsPage(c: TextContext, state?: FormState): Promise<Response> {
  const { petition } = c.var
  const { title, addressee, body, revision, closesAt, timeZone } = petition
  const current = petition.state === 'draft' ? null : await findVersion(c.env.DB, petition.id, petition.version)
  const view = (
    <WordsPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      revision={Number(state?.values['revision'] ?? revision)}
      form={state ?? { values: { title, addressee, body, kind: 'correction' }, errors: {} }}
      signed={petition.state === 'draft' ? null : (current?.signatures ?? 0)}
      also={{
        image: petition.image?.alt ?? null,
        goal: petition.goal,
        lastDay: closesAt === null ? null : dayIn(closesAt - 1, timeZone, c.var.locale),
        maySet: may(c.var.role, 'settings'),
      }}
    />
  )
  return page(c, view, state !== undefined && Object.keys(state.errors).length > 0 ? 422 : 200)
}

async function meanwhilePage(c: TextContext, values: Values): Promise<Response> {
  const current: Petition = (await findPetition(c.env.DB, c.var.petition.slug)) ?? c.var.petition
  const { title = '', addressee = '', body = '', kind = 'correction', why = '' } = values
  const view = (
    <TextMeanwhilePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(current, Date.now())}
      theirs={current}
      yours={{ title, addressee, body }}
      kind={kind}
      why={why}
      revision={current.revision}
    />
  )
  return page(c, view, 412)
}

function translationOf(petition: Petition, locale: Locale): Translation {
  const shown = petition.translations.find(({ language }) => language === locale)
  if (shown === undefined) return { locale, state: 'missing' }
  return { locale, state: shown.translates === petition.version ? 'current' : 'behind' }
}

async function translationPage(c: TextContext, state?: FormState): Promise<Response> {
  const { petition } = c.var
  const locale = c.req.param('lang') ?? ''
  if (!isLocale(locale) || isSameLanguage(petition.language, locale) || petition.state === 'draft') return notFound(c)
  const shown = petition.translations.find(({ language }) => language === locale)
  const version = shown === undefined ? null : await findVersion(c.env.DB, petition.id, shown.number)
  const { title = '', addressee = '', body = '' } = version ?? {}
  const view = (
    <TranslationPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      locale={locale}
      original={petition}
      of={petition.version}
      form={state ?? { values: { title, addressee, body }, errors: {} }}
      isShown={shown !== undefined}
    />
  )
  return page(c, view, state === undefined ? 200 : 422)
}

const wordsOfText = (c: TextContext) => wordsOf(c).text
