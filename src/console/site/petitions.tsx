/** Every petition, newest first, with a search in their titles. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { catalogue } from '../../i18n/catalogue.ts'
import { type Around, Page, type ShownState, STATE_TONES } from '../layout.tsx'
import { Heading } from '../parts/heading.tsx'
import { Chip } from '../parts/notice.tsx'
import { FindForm } from './site.tsx'
import { SiteTabs } from '../parts/site-tabs.tsx'
import { TableHead } from '../parts/table-head.tsx'

export interface ListedPetition {
  slug: string
  title: string
  language: string
  starter: string
  state: ShownState
  count: number
  /** In words. */
  started: string
}

interface Props {
  around: Around
  petitions: readonly ListedPetition[]
  /** What was searched for; empty for all. */
  q: string
  /** The path of the next page; null on the last. */
  next: string | null
}

export function SitePetitionsPage({ around, petitions, q, next }: Props) {
  const words = consoleWords(around.locale)
  const { site, operator } = words
  const { number } = catalogue(around.locale)
  return (
    <Page around={around} title={site.petitions} current="site" width="wide">
      <Heading title={site.petitions} />
      <SiteTabs words={words} current="petitions" />
      <section class="card">
        <FindForm words={words} value={q} />
      </section>
      <section class="section">
        {petitions.length === 0 ? (
          <p>{q === '' ? operator.petitionsNone : operator.foundNone}</p>
        ) : (
          <table class="table cards">
            <caption class="visually-hidden">{site.petitions}</caption>
            <TableHead columns={[site.petition, site.state, { number: operator.total }, operator.started]} />
            <tbody>
              {petitions.map(({ slug, title, language, starter, state, count, started }) => (
                <tr>
                  <th scope="row">
                    <a href={`/console/site/petitions/${slug}`} lang={language} dir="auto">
                      {title}
                    </a>
                    <span class="sub">
                      <bdi>{starter}</bdi>
                    </span>
                  </th>
                  <td data-label={site.state}>
                    <Chip tone={STATE_TONES[state]}>{words.places.states[state]}</Chip>
                  </td>
                  <td class="n" data-label={operator.total}>
                    {number(count)}
                  </td>
                  <td data-label={operator.started}>{started}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {next !== null && (
          <p class="section">
            <a href={next}>{q === '' ? operator.older : operator.further}</a>
          </p>
        )}
      </section>
    </Page>
  )
}
