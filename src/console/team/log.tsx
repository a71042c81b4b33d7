/** The audit log: who did what to a petition; and for operators, what they did to all of them. */
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import type { AuditGroup } from '../../../schema/audit.ts'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { type Options, Select } from '../parts/form.tsx'
import { Heading, Tabs } from '../parts/heading.tsx'
import { Icon, type IconName } from '../parts/icons.tsx'
import { SiteTabs } from '../parts/site-tabs.tsx'
import { logPath, teamTabs } from './members.tsx'

export interface ShownEntry {
  /** Null for an act that this release does not know. */
  group: AuditGroup | null
  /** In words, as are all of these. */
  what: string
  facts: readonly string[]
  who: string
  when: string
  /** ISO 8601. */
  at: string
  /** For operators: which petition it was. */
  petition: { slug: string; title: string; language: string } | null
}

const ICONS: Record<AuditGroup, IconName> = {
  words: 'pen',
  state: 'clock',
  review: 'tick',
  claims: 'pen',
  contacts: 'closed',
  reach: 'share',
  access: 'people',
}

interface Listed {
  entries: readonly ShownEntry[]
  /** The path of the page after this one, and that of the first where this is another; null without one. */
  older: string | null
  newest: string | null
}

interface Props extends Listed {
  around: Around
  petition: AroundPetition
  /** What is chosen, by the names of the fields: empty for everyone and everything. */
  chosen: { who: string; what: string }
  people: Options
}

export function LogPage({ around, petition, chosen, people, ...listed }: Props) {
  const words = consoleWords(around.locale)
  const { log, team } = words
  const form = { values: chosen, errors: {} }
  return (
    <Page around={around} title={log.title} petition={petition} place="team">
      <Heading title={team.title} />
      <Tabs label={team.title} tabs={teamTabs(words, petition.slug)} current={logPath(petition.slug)} />
      <p>{log.lead}</p>
      <form class="filters" action={logPath(petition.slug)}>
        <Select {...{ form }} name="who" label={log.who} options={[['', log.everyone], ...people]} />
        <Select
          {...{ form }}
          name="what"
          label={log.what}
          options={[['', log.everything], ...Object.entries(log.groups)]}
        />
        <button class="button quiet">{log.show}</button>
      </form>
      <Entries {...{ words }} {...listed} />
    </Page>
  )
}

export function SiteLogPage({ around, ...listed }: Listed & { around: Around }) {
  const words = consoleWords(around.locale)
  const { ofSite } = words.log
  return (
    <Page around={around} title={ofSite.title} current="site" width="medium">
      <Heading title={ofSite.title} lead={ofSite.lead} />
      <SiteTabs words={words} current="log" />
      <Entries {...{ words }} {...listed} />
    </Page>
  )
}

function Entries({ words, entries, older, newest }: Listed & { words: ConsoleWords }) {
  const { log } = words
  return (
    <section class="card">
      <h2 class="visually-hidden">{log.entries}</h2>
      {entries.length === 0 && <p>{log.none}</p>}
      <ol class="entries">
        {entries.map(({ group, what, facts, who, when, at, petition }) => (
          <li>
            <Icon name={group === null ? 'info' : ICONS[group]} />
            <div>
              <p>
                <strong>{what}</strong>
                {facts.map((fact) => (
                  <>
                    {' · '}
                    <bdi>{fact}</bdi>
                  </>
                ))}
              </p>
              {petition !== null && (
                <p>
                  <a href={`/console/site/petitions/${petition.slug}`} lang={petition.language} dir="auto">
                    {petition.title}
                  </a>
                </p>
              )}
              <p class="note">
                <bdi>{who}</bdi> · <time datetime={at}>{when}</time>
              </p>
            </div>
          </li>
        ))}
      </ol>
      {(older !== null || newest !== null) && (
        <div class="acts">
          {newest !== null && (
            <a class="button quiet" href={newest}>
              {log.newest}
            </a>
          )}
          {older !== null && (
            <a class="button quiet" href={older}>
              {log.older}
            </a>
          )}
        </div>
      )}
    </section>
  )
}
