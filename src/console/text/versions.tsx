/** The versions of a petition’s words: who changed what and why, and how many signed each. */
import { raw } from 'hono/html'

import { catalogue } from '../../i18n/catalogue.ts'
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { languageName } from '../../i18n/names.ts'
import { renderMarkdown } from '../../markup/markdown.ts'
import type { Version, VersionFacts } from '../../petitions/versions.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { Back, Heading, Tabs } from '../parts/heading.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { textTabs } from './words.tsx'

type Listed = VersionFacts & {
  /** In words. */
  published: string
}

interface Props {
  around: Around
  petition: AroundPetition
  versions: readonly Listed[]
  /** From paper and earlier lists: of no version. */
  claimed: number
}

export function VersionsPage({ around, petition, versions, claimed }: Props) {
  const words = consoleWords(around.locale)
  const { text } = words
  const { number, labelled, sentences } = catalogue(around.locale)
  const path = `/console/p/${petition.slug}/text/versions`
  return (
    <Page {...{ around, petition }} title={text.list} place="text">
      <Heading title={text.title} />
      <Tabs label={text.title} tabs={textTabs(words, petition.slug)} current={path} />
      <section class="card">
        <table class="table cards">
          <caption>{text.list}</caption>
          <TableHead columns={[text.number, text.publishedAt, text.change, { number: text.signedIt }]} />
          <tbody>
            {versions.map((version) => (
              <tr>
                <th scope="row">
                  <a href={`${path}/${version.number}`}>{words.overview.version(version.number)}</a>
                </th>
                <td data-label={text.publishedAt}>{version.published}</td>
                <td data-label={text.change}>
                  {version.translates === null
                    ? text.kinds[version.kind]
                    : labelled(text.kinds[version.kind], languageName(version.language, around.locale))}
                  {version.why !== null && (
                    <span class="sub">
                      <bdi>{version.why}</bdi>
                    </span>
                  )}
                </td>
                <td data-label={text.signedIt} class="n">
                  {number(version.signatures)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="note">{claimed > 0 ? sentences(text.stay, text.claimedNote(claimed)) : text.stay}</p>
    </Page>
  )
}

export function VersionPage({
  around,
  petition,
  version,
}: {
  around: Around
  petition: AroundPetition
  version: Version
}) {
  const words = consoleWords(around.locale)
  const { text, start } = words
  return (
    <Page {...{ around, petition }} title={words.overview.version(version.number)} place="text">
      <Back href={`/console/p/${petition.slug}/text/versions`} text={words.frame.back(text.list)} />
      <Heading title={words.overview.version(version.number)} lead={text.kinds[version.kind]} />
      <article class="card prose" lang={version.language} dir="auto">
        <h2>{version.title}</h2>
        <p>
          {start.words.addressee} <bdi>{version.addressee}</bdi>
        </p>
        {raw(renderMarkdown(version.body, 2))}
      </article>
    </Page>
  )
}
