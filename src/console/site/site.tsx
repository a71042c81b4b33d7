/** For the operator: what waits, whether all parts work, and every petition. */
import { consoleWords } from '../../i18n/console-catalogue.ts'
import { type Around, Page } from '../layout.tsx'
import { type FormState, ErrorSummary, TextField } from '../parts/form.tsx'
import { Heading } from '../parts/heading.tsx'
import { Chip } from '../parts/notice.tsx'

export interface Waiting {
  slug: string
  title: string
  starter: string
  /** In words. */
  sent: string
}

export interface ShownPart {
  name: string
  isUp: boolean
  /** What is wrong and what to do, in English, as in the operator's handbook; null when all is well. */
  reason: string | null
}

interface Props {
  around: Around
  openPetitions: number
  waiting: readonly Waiting[]
  parts: readonly ShownPart[]
  asOf: string
  /** To find a petition. */
  find: FormState
  /** To invite somebody to start one. */
  invite: FormState
}

export function SitePage({ around, openPetitions, waiting, parts, asOf, find, invite }: Props) {
  const words = consoleWords(around.locale)
  const { site, frame } = words
  const errors = { ...find.errors, ...invite.errors }
  return (
    <Page around={around} title={site.title} current="site" width="medium" hasErrors={Object.keys(errors).length > 0}>
      <ErrorSummary words={words} errors={errors} />
      <Heading title={site.title} lead={site.open(openPetitions)}>
        <p class="note">
          {frame.asOf(asOf)} <a href="/console/site">{frame.refresh}</a>
        </p>
      </Heading>
      <section class="card">
        <h2>{site.approvals}</h2>
        {waiting.length === 0 ? (
          <p>{site.approvalsNone}</p>
        ) : (
          <ul class="list">
            {waiting.map(({ slug, title, starter, sent }) => (
              <li>
                <a href={`/console/site/approvals/${slug}`}>{site.read(title)}</a>
                <p class="note">
                  {site.startedBy} <bdi>{starter}</bdi> · {site.sent} {sent}
                </p>
              </li>
            ))}
          </ul>
        )}
      </section>
      <section class="card">
        <table class="table cards">
          <caption>{site.health}</caption>
          <thead>
            <tr>
              <th scope="col">{site.part}</th>
              <th scope="col">{site.state}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map(({ name, isUp, reason }) => (
              <tr>
                <th scope="row" lang="en">
                  {name}
                </th>
                <td data-label={site.state}>
                  {isUp ? <Chip tone="good">{site.ok}</Chip> : <Chip tone="danger">{reason}</Chip>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <section class="section card">
        <h2>{site.find}</h2>
        <form action="/console/site/petitions">
          <TextField
            form={find}
            name="slug"
            label={words.start.words.slug}
            with={{ autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
          />
          <button class="button quiet">{site.find}</button>
        </form>
      </section>
      <section class="section card">
        <h2>{site.inviteNew}</h2>
        <form method="post" action="/console/site/invitations" novalidate>
          <TextField
            form={invite}
            name="email"
            label={words.team.email}
            with={{ inputmode: 'email', autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
          />
          <button class="button quiet">{words.team.inviteButton}</button>
        </form>
      </section>
      <p class="section">
        <a href="/console/site/log">{words.log.ofSite.title}</a>
      </p>
    </Page>
  )
}
