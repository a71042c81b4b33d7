/** How owners change the web address of a petition. */
import { Hono } from 'hono'

import { addressForm } from '../../../schema/petition.ts'
import { addressOf } from '../../../src/address.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { AddressMeanwhilePage, AddressPage } from '../../../src/console/settings/address.tsx'
import { settingsPath } from '../../../src/console/settings/settings.tsx'
import { momentIn } from '../../../src/i18n/time.ts'
import { readCount } from '../../../src/ledger/count.ts'
import { changeableAt, changeAddress, changesLeft, listFormerAddresses } from '../../../src/petitions/address.ts'
import { findPetitionById, type Petition } from '../../../src/petitions/petitions.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { changed } from '../changed.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import { aroundOf, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'

/** Under `/p/:slug/settings/address`. */
export const addressRoutes = new Hono<ConsoleContext>()

type AddressContext = RouteContext & { var: InPetition }

addressRoutes.get('/', requireRole('settings'), (c) => addressPage(c, EMPTY_FORM))

addressRoutes.post('/', requireRole('settings'), form(), async (c) => {
  const { petition, values } = c.var
  const { settings } = wordsOf(c)
  const read = check(c, addressForm, { ...values, from: values['from'] ?? '' })
  if (!read.ok) return addressPage(c, read.form)
  const { slug: to, from } = read.value
  if (from === to) return addressPage(c, wrong(values, 'slug', settings.addressSame))
  const now = Date.now()
  const done = await changeAddress(c.env.DB, petition.id, { from, to }, { by: byAccount(c.var), now })
  if (done.ok) {
    const renamed = { ...petition, publicSlug: to }
    return changed(renamed, seeOther(c, settingsPath(to), 'address-changed'))
  }
  const current = await findPetitionById(c.env.DB, petition.id)
  if (current === null) return notFound(c)
  switch (done.why) {
    case 'not-found':
      return seeOther(c, `/console/p/${addressOf(current)}/deleted`)
    case 'changed-meanwhile':
      return meanwhile(c, current, to)
    case 'slug-taken':
      return addressPage(c, wrong(values, 'slug', settings.addressTaken))
    case 'slug-changed-often':
      return addressPage(c, wrong(values, 'slug', settings.addressOften(againOf(c, current, now))))
  }
})

const againOf = (c: RouteContext, petition: Petition, now: number): string =>
  momentIn(changeableAt(petition, now), petition.timeZone, c.var.locale)

async function addressPage(c: AddressContext, state: FormState): Promise<Response> {
  const { petition } = c.var
  const now = Date.now()
  const { settings } = await servicesOf(c.env)
  const [former, count] = await Promise.all([
    listFormerAddresses(c.env.DB, petition),
    readCount(c.env.DB, petition.slug, now, 'taken down or not'),
  ])
  const left = changesLeft(petition, now)
  const isRefused = Object.keys(state.errors).length > 0
  const view = (
    <AddressPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      origin={settings.publicOrigin}
      form={state}
      // A draft has none.
      count={count?.count ?? petition.claimedCount}
      again={left > 0 || isRefused ? null : againOf(c, petition, now)}
      {...{ former, left }}
    />
  )
  return page(c, view, isRefused ? 422 : 200)
}

async function meanwhile(c: AddressContext, current: Petition, yours: string): Promise<Response> {
  const view = (
    <AddressMeanwhilePage around={await aroundOf(c)} petition={aroundPetitionOf(current, Date.now())} {...{ yours }} />
  )
  return page(c, view, 412)
}
