/** The petition's link and its partners, and the page that a partner opens without an account. */
import { isOffline } from '../../../schema/petition-state.ts'
import { Hono } from 'hono'

import { partnerForm, partnerWords } from '../../../schema/partner.ts'
import { addressOf } from '../../../src/address.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import { KitPage, NewLinkPage, PartnerPage, RemovePartnerPage } from '../../../src/console/share/kit.tsx'
import { SharePage } from '../../../src/console/share/share.tsx'
import { ProblemPage } from '../../../src/console/problem.tsx'
import { fromBase64Url } from '../../../src/crypto/bytes.ts'
import { looksLikeSecret } from '../../../src/crypto/secret.ts'
import { kitOf } from '../../../src/embeds/kit.ts'
import { partnerCodeOf } from '../../../src/embeds/partner-code.ts'
import { petitionUrl } from '../../../src/http/urls.ts'
import { catalogue } from '../../../src/i18n/catalogue.ts'
import { readPublicCount } from '../../../src/ledger/counter.ts'
import { type PartnerNumbers, readPartnerNumbers, readPartners } from '../../../src/ledger/tallies.ts'
import { PARTNERS_MAX_PER_PETITION, UNKNOWN_CODES_SHOWN_MAX } from '../../../src/limits.ts'
import { isShareWay, SHARE_WAYS } from '../../../src/pages/share-links.ts'
import {
  addPartner,
  changePartner,
  dismissCode,
  findPartner,
  isPartnerKey,
  listPartners,
  type Partner,
  partnerKey,
  type PartnerWords,
  removePartner,
  renewPartnerKey,
} from '../../../src/petitions/partners.ts'
import { findPetition, type Petition } from '../../../src/petitions/petitions.ts'
import { anyone, byAccount, type InPetition, requireRole } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { check, form, wrong } from '../form.ts'
import { aroundOf, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'

/** Under `/p/:slug/share`. */
export const shareRoutes = new Hono<ConsoleContext>()
/** Under `/kit`. */
export const kitRoutes = new Hono<ConsoleContext>()

type ShareContext = RouteContext & { var: InPetition }

const NO_NUMBERS: PartnerNumbers = { total: 0, week: 0 }

const sharePath = (c: ShareContext): string => `/console/p/${addressOf(c.var.petition)}/share`

const changeOf = (c: ShareContext) => ({ petitionId: c.var.petition.id, by: byAccount(c.var), now: Date.now() })

shareRoutes.get('/', requireRole('reach'), (c) => {
  // A code that is to be added: its field is filled in.
  const code = partnerCodeOf(c.req.query('code'))
  return sharePage(c, code === null ? EMPTY_FORM : { values: { code }, errors: {} })
})

shareRoutes.post('/', requireRole('reach'), form(), async (c) => {
  const { values, petition } = c.var
  const read = check(c, partnerForm, values)
  if (!read.ok) return sharePage(c, read.form)
  const { code } = read.value
  const { share } = wordsOf(c)
  if (isShareWay(code)) return sharePage(c, wrong(values, 'code', share.reserved))
  const added = await addPartner(c.env.DB, changeOf(c), read.value)
  if (added === 'full') return sharePage(c, wrong(values, 'code', share.full(PARTNERS_MAX_PER_PETITION)))
  if (added === 'taken') return sharePage(c, wrong(values, 'code', share.taken))
  return seeOther(c, `/console/p/${addressOf(petition)}/share/${code}`, 'partner-added')
})

shareRoutes.post('/dismiss/:code', requireRole('reach'), async (c) => {
  const code = partnerCodeOf(c.req.param('code'))?.toLowerCase()
  if (code === undefined) return notFound(c)
  const dismissed = await dismissCode(c.env.DB, changeOf(c), code)
  return seeOther(c, sharePath(c), dismissed ? 'code-dismissed' : undefined)
})

shareRoutes.get('/:code', requireRole('reach'), async (c) => {
  const partner = await partnerOf(c)
  return partner === null ? notFound(c) : kitPage(c, partner)
})

shareRoutes.post('/:code', requireRole('reach'), form(), async (c) => {
  const { values } = c.var
  const partner = await partnerOf(c)
  if (partner === null) return notFound(c)
  const read = check(c, partnerWords, values)
  if (!read.ok) return kitPage(c, partner, { form: read.form })
  const { name, link = null } = read.value
  const was = { name: values['wasName'] ?? '', link: values['wasLink'] ?? null }
  const changed = await changePartner(c.env.DB, changeOf(c), { code: partner.code, was, words: { name, link } })
  if (changed === null) return notFound(c)
  if (changed !== 'done') return kitPage(c, changed, { form: { values, errors: {} }, theirs: changed })
  return seeOther(c, `${sharePath(c)}/${partner.code}`, 'partner-saved')
})

shareRoutes.get('/:code/new-link', requireRole('reach'), async (c) => {
  const partner = await partnerOf(c)
  if (partner === null) return notFound(c)
  const petition = aroundPetitionOf(c.var.petition, Date.now())
  return page(c, <NewLinkPage around={await aroundOf(c)} {...{ petition, partner }} keyId={partner.keyId} />)
})

shareRoutes.post('/:code/new-link', requireRole('reach'), form(), async (c) => {
  const partner = await partnerOf(c)
  if (partner === null) return notFound(c)
  const { code } = partner
  await renewPartnerKey(c.env.DB, changeOf(c), { code, of: c.var.values['of'] ?? '' })
  return seeOther(c, `${sharePath(c)}/${code}`, 'partner-link-changed')
})

shareRoutes.get('/:code/remove', requireRole('reach'), async (c) => {
  const partner = await partnerOf(c)
  if (partner === null) return notFound(c)
  const petition = aroundPetitionOf(c.var.petition, Date.now())
  const numbers = await numbersOf(c, c.var.petition, partner.code)
  return page(c, <RemovePartnerPage around={await aroundOf(c)} {...{ petition, partner, numbers }} />)
})

shareRoutes.post('/:code/remove', requireRole('reach'), async (c) => {
  const code = codeOf(c)
  if (code === null) return notFound(c)
  await removePartner(c.env.DB, changeOf(c), code)
  return seeOther(c, sharePath(c), 'partner-removed')
})

kitRoutes.get('/:slug/:code/:key', anyone('the key is a secret of 256 bits'), async (c) => {
  const { slug, key } = c.req.param()
  const code = codeOf(c)
  const petition = looksLikeSecret(key) && code !== null ? await findPetition(c.env.DB, slug) : null
  const partner = petition === null || code === null ? null : await findPartner(c.env.DB, petition.id, code)
  if (petition === null || partner === null || isOffline(petition)) return kitGone(c)
  const { keys, settings } = await servicesOf(c.env)
  if (!(await isPartnerKey(await keys.partners(), petition.id, { partner, given: fromBase64Url(key) })))
    return kitGone(c)
  const view = (
    <PartnerPage
      around={await aroundOf(c)}
      kit={kit(c, petition, { origin: settings.publicOrigin, code: partner.code })}
      slug={addressOf(petition)}
      origin={settings.publicOrigin}
      title={petition.title}
      language={petition.language}
      partner={partner}
      numbers={await numbersOf(c, petition, partner.code)}
    />
  )
  return page(c, view)
})

async function kitGone(c: RouteContext): Promise<Response> {
  const { gone, goneText } = wordsOf(c).share.kit
  return page(c, <ProblemPage around={await aroundOf(c)} title={gone} text={goneText} />, 404)
}

const codeOf = (c: RouteContext): string | null => partnerCodeOf(c.req.param('code'))?.toLowerCase() ?? null

async function partnerOf(c: ShareContext): Promise<Partner | null> {
  const code = codeOf(c)
  return code === null ? null : findPartner(c.env.DB, c.var.petition.id, code)
}

async function numbersOf(c: RouteContext, { id }: Petition, code: string): Promise<PartnerNumbers> {
  const read = await readPartnerNumbers(c.env.DB, id, { codes: [code], now: Date.now() })
  return read.get(code) ?? NO_NUMBERS
}

const kit = (c: RouteContext, petition: Petition, { origin, code }: { origin: string; code: string }) =>
  kitOf({ origin, slug: addressOf(petition), title: petition.title, partner: code, words: catalogue(c.var.locale) })

async function kitPage(
  c: ShareContext,
  partner: Partner,
  { form: state, theirs = null }: { form?: FormState; theirs?: PartnerWords | null } = {},
): Promise<Response> {
  const { petition } = c.var
  const { keys, settings } = await servicesOf(c.env)
  const { code, name, link } = partner
  const stored: FormState = { values: { name, ...(link === null ? {} : { link }) }, errors: {} }
  const origin = settings.publicOrigin
  const view = (
    <KitPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      kit={kit(c, petition, { origin, code })}
      slug={addressOf(petition)}
      numbers={await numbersOf(c, petition, code)}
      pageUrl={`${origin}/console/kit/${addressOf(petition)}/${code}/${await partnerKey(await keys.partners(), petition.id, partner)}`}
      form={state ?? stored}
      {...{ origin, partner, theirs }}
    />
  )
  return page(c, view, theirs !== null ? 412 : state === undefined ? 200 : 422)
}

async function sharePage(c: ShareContext, state: FormState): Promise<Response> {
  const { petition } = c.var
  const { settings } = await servicesOf(c.env)
  const [{ partners, dismissed }, counted, total] = await Promise.all([
    listPartners(c.env.DB, petition.id),
    readPartners(c.env.DB, petition.id),
    readPublicCount(c.env.DB, petition.id),
  ])
  const known = new Set([...partners.map(({ code }) => code), ...dismissed, ...SHARE_WAYS])
  const unknown = counted.partners
    .map(({ partner }) => partner)
    .filter((code) => !known.has(code))
    .slice(0, UNKNOWN_CODES_SHOWN_MAX)
  const codes = [...partners.map(({ code }) => code), ...unknown, ...SHARE_WAYS]
  const numbers = await readPartnerNumbers(c.env.DB, petition.id, { codes, now: Date.now() })
  const withNumbers = <T extends { code: string }>(it: T) => ({ ...it, numbers: numbers.get(it.code) ?? NO_NUMBERS })
  const view = (
    <SharePage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      url={petitionUrl(settings.publicOrigin, addressOf(petition), null)}
      partners={partners.map(withNumbers).toSorted((a, b) => b.numbers.total - a.numbers.total)}
      unknown={unknown.map((code) => withNumbers({ code }))}
      ways={SHARE_WAYS.map((code) => withNumbers({ code }))
        .filter(({ numbers: { total } }) => total > 0)
        .toSorted((a, b) => b.numbers.total - a.numbers.total)}
      none={counted.none}
      proven={total === null ? 0 : total.count - total.claimed}
      form={state}
    />
  )
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}
