/** Updates of a petition, and their translations. */
import { Hono } from 'hono'
import { v7 as uuidv7 } from 'uuid'

import { stateAt } from '../../../schema/petition-state.ts'
import { isLocale, type Locale, LOCALES } from '../../../schema/locales.ts'
import { updateForm, updateTranslationForm } from '../../../schema/update.ts'
import { addressOf } from '../../../src/address.ts'
import { may } from '../../../src/accounts/roles.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import type { Translation } from '../../../src/console/text/translations.tsx'
import {
  RemoveUpdateTranslationPage,
  TakeDownPage,
  UpdateMeanwhilePage,
  UpdatePage,
  UpdateTranslationPage,
  type UpdateWords,
} from '../../../src/console/updates/update.tsx'
import { UpdatesPage, updatesPath } from '../../../src/console/updates/updates.tsx'
import { UPDATES_MAX_PER_PETITION } from '../../../src/limits.ts'
import { isSameLanguage } from '../../../src/petitions/translation-refs.ts'
import { putUpdateTranslation, removeUpdateTranslation } from '../../../src/petitions/update-translations.ts'
import {
  addUpdate,
  findUpdate,
  listUpdates,
  patchUpdate,
  type ReadUpdate,
  removeUpdate,
  type Update,
} from '../../../src/petitions/updates.ts'
import type { Refusal } from '../../../src/refusal.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import type { ConsoleContext, RouteContext } from '../context.ts'
import { check, errorsOf, form, wrong } from '../form.ts'
import { aroundOf, notFound, page, refused, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import type { Values } from '../values.ts'
import { whenOf } from '../when.ts'

/** Under `/p/:slug/updates`. */
export const updateRoutes = new Hono<ConsoleContext>()

type UpdateContext = RouteContext & { var: InPetition }

updateRoutes.get('/', requireRole('write'), (c) => updatesPage(c))

updateRoutes.post('/', requireRole('write'), form(), async (c) => {
  const { petition, values } = c.var
  if (values['go'] === 'preview') return updatesPage(c, { values, errors: {} })
  const read = check(c, updateForm, values)
  if (!read.ok) return updatesPage(c, read.form)
  const now = Date.now()
  const added = await addUpdate(c.env.DB, petition.id, read.value, uuidv7(), { by: byAccount(c.var), now, once: true })
  if (added === null && !(await isThere(c, read.value)))
    return updatesPage(c, wrong(values, 'title', wordsOf(c).updates.tooMany(UPDATES_MAX_PER_PETITION)))
  return changed(petition, seeOther(c, updatesPath(addressOf(petition)), 'update-published'))
})

/** Published by the first press of the same button. */
const isThere = async (c: UpdateContext, words: UpdateWords): Promise<boolean> => {
  const updates = await listUpdates(c.env.DB, { petitionId: c.var.petition.id, locale: null })
  return updates.some((update) => isSame(update, words))
}

const isSame = (one: UpdateWords, other: UpdateWords): boolean => one.title === other.title && one.body === other.body

updateRoutes.get('/:id', requireRole('write'), async (c) => {
  const update = await updateIn(c)
  return update === null ? notFound(c) : updatePage(c, update)
})

updateRoutes.post('/:id', requireRole('write'), form(), async (c) => {
  const { petition, values } = c.var
  const update = await updateIn(c)
  if (update === null) return notFound(c)
  if (values['go'] === 'preview') return updatePage(c, update, { values, errors: {} })
  const read = check(c, updateForm, values)
  if (!read.ok) return updatePage(c, update, read.form)
  const done = () => changed(petition, seeOther(c, updatesPath(addressOf(petition)), 'update-changed'))
  // Also the second press of a button.
  if (isSame(update, read.value)) return done()
  const patched = await patchUpdate(c.env.DB, petition.id, update.id, read.value, {
    by: byAccount(c.var),
    now: Date.now(),
    version: Number(values['version']),
  })
  if (!patched.ok) return updateRefused(c, update, values, patched.refusal)
  const { update: current, isSaved } = patched.value
  return isSaved || isSame(current, read.value) ? done() : meanwhile(c, current, read.value)
})

updateRoutes.get('/:id/remove', requireRole('write'), async (c) => {
  const update = await updateIn(c)
  if (update === null) return notFound(c)
  const view = (
    <TakeDownPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(c.var.petition, Date.now())}
      id={update.id}
      title={update.title}
      translations={update.translations.length}
    />
  )
  return page(c, view)
})

// Taken down before, by another press: it is not there any more either.
updateRoutes.post('/:id/remove', requireRole('write'), async (c) => {
  const { petition } = c.var
  await removeUpdate(c.env.DB, petition.id, c.req.param('id') ?? '', { by: byAccount(c.var), now: Date.now() })
  return changed(petition, seeOther(c, updatesPath(addressOf(petition)), 'update-taken-down'))
})

updateRoutes.get('/:id/translations/:lang', requireRole('write'), (c) => translationPage(c))

updateRoutes.post('/:id/translations/:lang', requireRole('write'), form(), async (c) => {
  const { petition, values } = c.var
  const { id: updateId, lang: locale } = c.req.param()
  if (!isLocale(locale)) return notFound(c)
  const read = check(c, updateTranslationForm, values)
  if (!read.ok) return translationPage(c, read.form)
  const at = { by: byAccount(c.var), now: Date.now() }
  const put = await putUpdateTranslation(c.env.DB, petition, { updateId, locale, form: read.value }, at)
  if (put.ok)
    return changed(petition, seeOther(c, `${updatesPath(addressOf(petition))}/${updateId}`, 'translation-published'))
  const { refusal } = put
  return refusal.code === 'invalid-update'
    ? translationPage(c, { values, errors: errorsOf(c, refusal.errors) })
    : refused(c, refusal)
})

updateRoutes.get('/:id/translations/:lang/remove', requireRole('write'), async (c) => {
  const { petition } = c.var
  const { id, lang: locale } = c.req.param()
  if (!isLocale(locale)) return notFound(c)
  const translated = await updateIn(c, locale)
  // Taken off already: the update says which there are.
  if (translated === null || translated.language === null)
    return seeOther(c, `${updatesPath(addressOf(petition))}/${id}`)
  const view = (
    <RemoveUpdateTranslationPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      id={translated.id}
      locale={locale}
    />
  )
  return page(c, view)
})

updateRoutes.post('/:id/translations/:lang/remove', requireRole('write'), async (c) => {
  const { petition } = c.var
  const { id: updateId, lang: locale } = c.req.param()
  if (!isLocale(locale)) return notFound(c)
  const at = { by: byAccount(c.var), now: Date.now() }
  await removeUpdateTranslation(c.env.DB, petition.id, { updateId, locale }, at)
  return changed(petition, seeOther(c, `${updatesPath(addressOf(petition))}/${updateId}`, 'translation-removed'))
})

const updateIn = (c: UpdateContext, locale: Locale | null = null): Promise<ReadUpdate | null> =>
  findUpdate(c.env.DB, { petitionId: c.var.petition.id, id: c.req.param('id') ?? '', locale })

async function updatesPage(c: UpdateContext, state?: FormState): Promise<Response> {
  const { petition, role } = c.var
  const updates = await listUpdates(c.env.DB, { petitionId: petition.id, locale: null })
  const when = (ms: number): string => whenOf(c, ms, petition.timeZone)
  const view = (
    <UpdatesPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      form={state ?? EMPTY_FORM}
      isPreview={isPreview(state)}
      updates={updates.map(({ id, title, publishedAt, editedAt }) => ({
        id,
        title,
        published: when(publishedAt),
        edited: editedAt === null ? null : when(editedAt),
      }))}
      ways={{
        isOpen: stateAt(petition, Date.now()) === 'open',
        mayEnd: may(role, 'settings'),
        contacts: may(role, 'contacts') ? `/console/p/${addressOf(petition)}/contacts` : null,
      }}
    />
  )
  return page(c, view, statusOf(state))
}

const isPreview = (state?: FormState): boolean => state !== undefined && Object.keys(state.errors).length === 0
const statusOf = (state?: FormState): 200 | 422 => (state === undefined || isPreview(state) ? 200 : 422)

async function updatePage(c: UpdateContext, update: Update, state?: FormState): Promise<Response> {
  const { petition } = c.var
  const { id, title, body, version } = update
  const view = (
    <UpdatePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      id={id}
      form={state ?? { values: { title, body }, errors: {} }}
      version={Number(state?.values['version'] ?? version)}
      isPreview={isPreview(state)}
      translations={LOCALES.filter((locale) => !isSameLanguage(petition.language, locale)).map((locale) =>
        translationOf(update, locale),
      )}
    />
  )
  return page(c, view, statusOf(state))
}

function translationOf({ translations, version }: Update, locale: Locale): Translation {
  const shown = translations.find(({ language }) => language === locale)
  if (shown === undefined) return { locale, state: 'missing' }
  return { locale, state: shown.translates === version ? 'current' : 'behind' }
}

/** What was typed stays on the page, with why it was not saved. */
const updateRefused = (c: UpdateContext, update: Update, values: Values, refusal: Refusal): Promise<Response> =>
  refusal.code === 'conflict'
    ? updatePage(c, update, wrong(values, 'title', wordsOf(c).updates.tooManyVersions))
    : refused(c, refusal)

async function meanwhile(c: UpdateContext, theirs: Update, yours: UpdateWords): Promise<Response> {
  const view = (
    <UpdateMeanwhilePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(c.var.petition, Date.now())}
      id={theirs.id}
      theirs={theirs}
      yours={yours}
      version={theirs.version}
    />
  )
  return page(c, view, 412)
}

async function translationPage(c: UpdateContext, state?: FormState): Promise<Response> {
  const { petition } = c.var
  const locale = c.req.param('lang') ?? ''
  if (!isLocale(locale) || isSameLanguage(petition.language, locale)) return notFound(c)
  const [update, translated] = await Promise.all([updateIn(c), updateIn(c, locale)])
  if (update === null || translated === null) return notFound(c)
  const isShown = translated.language !== null
  const { title, body } = isShown ? translated : { title: '', body: '' }
  const view = (
    <UpdateTranslationPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      id={update.id}
      locale={locale}
      original={update}
      of={update.version}
      form={state ?? { values: { title, body }, errors: {} }}
      isShown={isShown}
    />
  )
  return page(c, view, state === undefined ? 200 : 422)
}
