/** The petition's link, and its partners: who spreads it, and how many signed through each. */
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { PartnerNumbers } from '../../ledger/tallies.ts'
import { isShareWay, shareLinks, type ShareWay } from '../../pages/share-links.ts'
import { type Around, type AroundPetition, Page, wasOpen } from '../layout.tsx'
import { ButtonForm, ErrorSummary, type FormState, TextField } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { Copy } from './copy.tsx'
import { PartnerFields, type ShownPartner } from './kit.tsx'

export type Counted<T> = T & { numbers: PartnerNumbers }

interface Props {
  around: Around
  petition: AroundPetition
  /** Of the petition, for every reader. */
  url: string
  partners: readonly Counted<ShownPartner>[]
  /** Codes of no partner, the most signatures first. */
  unknown: readonly Counted<{ code: string }>[]
  ways: readonly Counted<{ code: string }>[]
  /** Signed without any code, and in all. */
  none: number
  proven: number
  form: FormState
}

export function SharePage(props: Props) {
  const { around, petition, url, partners, unknown, ways, none, proven, form } = props
  const { locale } = around
  const words = consoleWords(locale)
  const { share } = words
  const path = `/console/p/${petition.slug}/share`
  const { state } = petition
  return (
    <Page
      around={around}
      title={share.title}
      petition={petition}
      place="share"
      hasErrors={Object.keys(form.errors).length > 0}
      scripts={['/share.js']}
    >
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={share.title} />
      {!wasOpen(state) && (
        <Notice tone="info">
          <p>{share.notOpen}</p>
        </Notice>
      )}
      <div class="grid copying">
        <p class="visually-hidden" role="status"></p>
        <Link {...{ around, petition, url }} />
        <ForPaper {...{ around, petition }} />
      </div>
      <section class="section card">
        <h2>{share.partners}</h2>
        <p class="note">{share.lead}</p>
        {partners.length === 0 ? (
          <p>{share.none}</p>
        ) : (
          <>
            {proven > 0 && <p>{share.without(none, proven)}</p>}
            <PartnersTable {...{ words, locale, path, partners }} />
          </>
        )}
      </section>
      {unknown.length > 0 && <Unknown {...{ words, locale, path, unknown }} />}
      <section class="section card" id="add">
        <h2>{share.add}</h2>
        <form method="post" action={`${path}#add`} novalidate>
          <TextField
            {...{ form }}
            name="code"
            label={share.code}
            hint={share.codeHint}
            with={{ autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
          />
          <PartnerFields {...{ words, form }} />
          <button class="button">{share.addButton}</button>
        </form>
      </section>
      {ways.length > 0 && <Ways {...{ words, locale, ways }} />}
    </Page>
  )
}

function Link({ around, petition, url }: Pick<Props, 'around' | 'petition' | 'url'>) {
  const { share } = consoleWords(around.locale)
  const { embed, share: site } = catalogue(around.locale)
  return (
    <section class="card">
      <h2>{share.link}</h2>
      <Copy
        id="address"
        label={share.address}
        hint={share.opensInLanguage}
        value={url}
        copy={embed.copy}
        copied={embed.copied}
      />
      <ul class="ways">
        {shareLinks({ url, title: petition.title }, site.email).map(({ id, name, href }) => (
          <li>
            <a
              class="button quiet"
              href={href}
              aria-label={site.by(name)}
              rel="noopener noreferrer nofollow"
              {...(id === 'email' ? {} : { target: '_blank' })}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}

function ForPaper({ around, petition }: Pick<Props, 'around' | 'petition'>) {
  const { share } = consoleWords(around.locale)
  const { share: site, labelled } = catalogue(around.locale)
  const qr = `/qr/${petition.slug}.svg?source=qr`
  const isPublic = wasOpen(petition.state)
  return (
    <section class="card">
      <h2>{share.paper}</h2>
      {isPublic && (
        <p>
          <img class="qr" src={qr} alt={labelled(site.qr, petition.title)} width={160} height={160} />
        </p>
      )}
      <div class="acts">
        <a class="button quiet" href={qr} download={`${petition.slug}.svg`}>
          {share.qr}
        </a>
        <a class="button quiet" href={`/${around.locale}/p/${petition.slug}/print`}>
          {share.sheet}
        </a>
      </div>
    </section>
  )
}

function Cells({ words, locale, numbers }: Pick<TableProps, 'words' | 'locale'> & { numbers: PartnerNumbers }) {
  const { share } = words
  const { number } = catalogue(locale)
  return (
    <>
      <td class="n" data-label={share.total}>
        {number(numbers.total)}
      </td>
      <td class="n" data-label={share.week}>
        {number(numbers.week)}
      </td>
    </>
  )
}

interface TableProps {
  words: ConsoleWords
  locale: Around['locale']
  path: string
}

function PartnersTable({ words, locale, path, partners }: TableProps & Pick<Props, 'partners'>) {
  const { share, frame } = words
  return (
    <table class="table cards">
      <TableHead
        columns={[share.partner, share.code, { number: share.total }, { number: share.week }]}
        act={frame.change}
      />
      <tbody>
        {partners.map(({ code, name, link, numbers }) => (
          <tr>
            <th scope="row">
              <bdi>{name}</bdi>
              {link !== null && (
                <span class="sub">
                  <a href={link} rel="noopener noreferrer nofollow" target="_blank">
                    <bdi dir="ltr">{URL.parse(link)?.host ?? link}</bdi>
                  </a>
                </span>
              )}
            </th>
            <td data-label={share.code}>
              <code>
                <bdi>{code}</bdi>
              </code>
            </td>
            <Cells {...{ words, locale, numbers }} />
            <td class="act">
              <a href={`${path}/${code}`} aria-label={share.kitOf(name)}>
                {share.kitLink}
              </a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Unknown({ words, locale, path, unknown }: TableProps & Pick<Props, 'unknown'>) {
  const { share, frame } = words
  return (
    <section class="section card">
      <h2>{share.unknownTitle}</h2>
      <p class="note">{share.unknownText}</p>
      <table class="table cards">
        <TableHead columns={[share.code, { number: share.total }, { number: share.week }]} act={frame.change} />
        <tbody>
          {unknown.map(({ code, numbers }) => (
            <tr>
              <th scope="row">
                <code>
                  <bdi>{code}</bdi>
                </code>
              </th>
              <Cells {...{ words, locale, numbers }} />
              <td class="act">
                <div class="acts">
                  <a href={`${path}?code=${code}#add`}>{share.adopt(code)}</a>
                  <ButtonForm action={`${path}/dismiss/${code}`} label={share.dismiss(code)} kind="quiet" />
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Ways({ words, locale, ways }: Pick<TableProps, 'words' | 'locale'> & Pick<Props, 'ways'>) {
  const { share } = words
  return (
    <section class="section card">
      <h2>{share.ways}</h2>
      <p class="note">{share.waysText}</p>
      <table class="table cards">
        <TableHead columns={[share.way, { number: share.total }, { number: share.week }]} />
        <tbody>
          {ways.map(({ code, numbers }) => (
            <tr>
              <th scope="row">{isShareWay(code) ? wayName(words, code, catalogue(locale).share.email) : code}</th>
              <Cells {...{ words, locale, numbers }} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Names of services are the same in every language. */
const SERVICES = {
  whatsapp: 'WhatsApp',
  telegram: 'Telegram',
  x: 'X',
  facebook: 'Facebook',
  bluesky: 'Bluesky',
} as const

function wayName({ share }: ConsoleWords, way: ShareWay, email: string): string {
  switch (way) {
    case 'share':
    case 'copy':
    case 'qr':
      return share.waysOwn[way]
    case 'email':
      return email
    case 'whatsapp':
    case 'telegram':
    case 'x':
    case 'facebook':
    case 'bluesky':
      return SERVICES[way]
  }
}
