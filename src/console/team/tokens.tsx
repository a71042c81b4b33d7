/** Tokens for programs. */
import { catalogue } from '../../i18n/catalogue.ts'
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { listed } from '../../i18n/lists.ts'
import { EndPage } from '../end-page.tsx'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ErrorSummary, type FormState, HiddenFields, Select, TextField, Tick } from '../parts/form.tsx'
import { Heading, Tabs } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'
import { teamTabs } from './members.tsx'

export type Scope = keyof ConsoleWords['team']['tokens']['scope']
export const SHOWN_SCOPES = ['read', 'updates', 'webhooks', 'contacts'] as const satisfies readonly Scope[]
export const TOKEN_MONTHS = [1, 6, 12] as const

export interface ShownToken {
  id: string
  /** Empty for the one from when the petition was started. */
  name: string
  scopes: readonly Scope[]
  /** In words. */
  made: string
  used: string | null
  ends: string | null
}

interface Props {
  around: Around
  petition: AroundPetition
  tokens: readonly ShownToken[]
  form: FormState
  /** Just made: it is not stored. */
  made: string | null
}

export function TokensPage({ around, petition, tokens, form, made }: Props) {
  const words = consoleWords(around.locale)
  const { team } = words
  const path = `/console/p/${petition.slug}/team/tokens`
  return (
    <Page
      around={around}
      title={team.tokens.title}
      petition={petition}
      place="team"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={team.title} />
      <Tabs label={team.title} tabs={teamTabs(words, petition.slug)} current={path} />
      {made !== null && (
        <Notice tone="good" said>
          <p>{team.tokens.madeNotice}</p>
          <p class="secret">
            <input aria-label={team.tokens.title} value={made} readonly dir="ltr" autofocus />
          </p>
        </Notice>
      )}
      <p>{team.tokens.lead}</p>
      {tokens.length === 0 ? (
        <p class="card">{team.tokens.none}</p>
      ) : (
        <Table {...{ words, path, tokens }} locale={around.locale} />
      )}
      <section class="section card">
        <h2>{team.tokens.make}</h2>
        <form method="post" action={path} novalidate>
          <HiddenFields values={{ id: form.values['id'] ?? '' }} />
          <TextField
            {...{ form }}
            name="name"
            label={team.tokens.name}
            hint={team.tokens.nameHint}
            with={{ autocomplete: 'off' }}
          />
          <fieldset class={'may-read' in form.errors ? 'wrong' : ''}>
            <legend>{team.tokens.scopes}</legend>
            {SHOWN_SCOPES.map((scope) => (
              <Tick {...{ form }} name={`may-${scope}`} label={team.tokens.scope[scope]} />
            ))}
          </fieldset>
          <Select
            {...{ form }}
            name="months"
            label={team.tokens.after}
            options={TOKEN_MONTHS.map((months) => [String(months), team.tokens.months(months)] as const)}
          />
          <button class="button">{team.tokens.makeButton}</button>
        </form>
      </section>
    </Page>
  )
}

interface TableProps {
  words: ConsoleWords
  path: string
  tokens: readonly ShownToken[]
  locale: Around['locale']
}

function Table({ words, path, tokens, locale }: TableProps) {
  const { team } = words
  const columns = [team.tokens.for, team.tokens.can, team.tokens.made, team.tokens.used, team.tokens.ends]
  return (
    <section class="card">
      <table class="table cards">
        <TableHead columns={columns} act={words.frame.change} />
        <tbody>
          {tokens.map((token) => {
            const name = token.name === '' ? team.tokens.first : token.name
            return (
              <tr>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                <td data-label={team.tokens.can}>
                  {listed(
                    token.scopes.map((scope) => team.tokens.scope[scope]),
                    locale,
                  )}
                </td>
                <td data-label={team.tokens.made}>{token.made}</td>
                <td data-label={team.tokens.used}>{token.used ?? team.tokens.never}</td>
                <td data-label={team.tokens.ends}>{token.ends ?? team.tokens.never}</td>
                <td class="act">
                  <a href={`${path}/${token.id}`}>{team.tokens.revoke(name)}</a>
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

export function RevokePage({
  around,
  petition,
  token,
}: {
  around: Around
  petition: AroundPetition
  token: ShownToken
}) {
  const { tokens } = consoleWords(around.locale).team
  const path = `/console/p/${petition.slug}/team/tokens`
  const name = token.name === '' ? tokens.first : token.name
  const { labelled } = catalogue(around.locale)
  const scopes = token.scopes.map((scope) => tokens.scope[scope])
  return (
    <EndPage
      {...{ around }}
      title={tokens.revokeTitle(name)}
      so={[
        labelled(tokens.used, token.used ?? tokens.never),
        labelled(tokens.can, listed(scopes, around.locale)),
        tokens.revokeText,
      ]}
      back={{ href: path, to: tokens.title }}
      action={`${path}/${token.id}/revoke`}
      label={tokens.revoke(name)}
      in={{ petition, place: 'team' }}
    />
  )
}
