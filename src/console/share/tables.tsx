/** Partners, unknown codes and ways of sharing, with how many signed through each. */
import { catalogue } from '../../i18n/catalogue.ts'
import type { ConsoleWords } from '../../i18n/console-catalogue.ts'
import type { PartnerNumbers } from '../../ledger/tallies.ts'
import { isShareWay, type ShareWay } from '../../pages/share-links.ts'
import type { Around } from '../layout.tsx'
import { ButtonForm } from '../parts/form.tsx'
import { TableHead } from '../parts/table-head.tsx'
import type { ShownPartner } from './kit.tsx'

export type Counted<T> = T & { numbers: PartnerNumbers }

export interface Lists {
  partners: readonly Counted<ShownPartner>[]
  /** Codes of no partner, the most signatures first. */
  unknown: readonly Counted<{ code: string }>[]
  ways: readonly Counted<{ code: string }>[]
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

export function PartnersTable({ words, locale, path, partners }: TableProps & Pick<Lists, 'partners'>) {
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

export function Unknown({ words, locale, path, unknown }: TableProps & Pick<Lists, 'unknown'>) {
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

export function Ways({ words, locale, ways }: Pick<TableProps, 'words' | 'locale'> & Pick<Lists, 'ways'>) {
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
              <th scope="row">{nameOfWay(words, locale, code)}</th>
              <Cells {...{ words, locale, numbers }} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Of a way of sharing; of any other code, the code. */
export const nameOfWay = (words: ConsoleWords, locale: Around['locale'], code: string): string =>
  isShareWay(code) ? wayName(words, code, catalogue(locale).share.email) : code

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
