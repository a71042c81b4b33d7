/** Who works on a petition, and with which role. */
import { type ConsoleWords, consoleWords } from '../../i18n/console-catalogue.ts'
import { counts, EndPage } from '../end-page.tsx'
import { type Around, type AroundPetition, Page } from '../layout.tsx'
import { ButtonForm, Choices, ErrorSummary, type FormState, Select, TextField } from '../parts/form.tsx'
import { Back, Consequences, Heading, Tabs } from '../parts/heading.tsx'
import { Notice } from '../parts/notice.tsx'
import { TableHead } from '../parts/table-head.tsx'

export type Role = keyof ConsoleWords['roles']['you']
const ROLES = ['moderator', 'editor', 'owner'] as const satisfies readonly Role[]

export interface Member {
  id: string
  name: string
  /** As the members themselves wrote it; opened for this page only. */
  email: string
  role: Role
  hasPasskey: boolean
  /** In words. */
  seen: string
  isYou: boolean
}

export interface Invitation {
  id: string
  email: string
  role: Role
  /** In words. */
  until: string
}

interface Props {
  around: Around
  petition: AroundPetition
  members: readonly Member[]
  invitations: readonly Invitation[]
  /** Of the reader. */
  role: Role
  form: FormState
}

export const logPath = (slug: string): string => `/console/p/${slug}/team/log`

export const teamTabs = (words: ConsoleWords, slug: string) =>
  [
    [`/console/p/${slug}/team`, words.team.tabs.members],
    [`/console/p/${slug}/team/tokens`, words.team.tabs.tokens],
    [logPath(slug), words.log.title],
  ] as const

export function MembersPage({ around, petition, members, invitations, role, form }: Props) {
  const words = consoleWords(around.locale)
  const { team } = words
  const path = `/console/p/${petition.slug}/team`
  const isOwner = role === 'owner'
  const owners = members.filter((member) => member.role === 'owner')
  return (
    <Page
      around={around}
      title={team.title}
      petition={petition}
      place="team"
      hasErrors={Object.keys(form.errors).length > 0}
    >
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={team.title} />
      <Tabs label={team.title} tabs={teamTabs(words, petition.slug)} current={path} />
      {owners.length === 1 && owners[0]?.isYou === true && (
        <Notice tone="warn">
          <p>{team.oneOwner}</p>
        </Notice>
      )}
      <section class="card">
        <table class="table cards">
          <caption>{team.members}</caption>
          <TableHead columns={[team.name, team.role, team.signsIn, team.seen]} act={words.frame.change} />
          <tbody>
            {members.map((member) => (
              <tr>
                <th scope="row">
                  <bdi>{member.name === '' ? member.email : member.name}</bdi>
                  <span class="sub">
                    <bdi dir="ltr">{member.email}</bdi>
                    {member.isYou && ` · ${team.you}`}
                  </span>
                </th>
                <td data-label={team.role}>{words.roles[member.role]}</td>
                <td data-label={team.signsIn}>{member.hasPasskey ? team.byPasskey : team.byEmail}</td>
                <td data-label={team.seen}>{member.seen}</td>
                <td class="act">
                  {(isOwner || member.isYou) && (
                    <a href={`${path}/${member.id}`}>
                      {member.isYou ? team.leave : team.change(member.name || member.email)}
                    </a>
                  )}
                </td>
              </tr>
            ))}
            {invitations.map((invitation) => (
              <tr>
                <th scope="row">
                  <bdi dir="ltr">{invitation.email}</bdi>
                  <span class="sub">{team.invited(invitation.until)}</span>
                </th>
                <td data-label={team.role}>{words.roles[invitation.role]}</td>
                <td></td>
                <td></td>
                <td class="act">
                  {isOwner && <a href={`${path}/invitations/${invitation.id}/cancel`}>{team.cancelInvitation}</a>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {isOwner && (
        <section class="section card">
          <h2>{team.invite}</h2>
          <form method="post" action={`${path}/invitations`} novalidate>
            <TextField
              {...{ form }}
              name="email"
              label={team.email}
              with={{ inputmode: 'email', autocomplete: 'off', autocapitalize: 'none', spellcheck: false, dir: 'ltr' }}
            />
            <Choices
              {...{ form }}
              name="role"
              label={team.role}
              options={ROLES.map((one) => ({ value: one, label: words.roles[one], hint: team.roleHints[one] }))}
            />
            <button class="button">{team.inviteButton}</button>
          </form>
        </section>
      )}
    </Page>
  )
}

/** One member: another role, or the end. Members see their own, to leave. */
export function MemberPage({
  around,
  petition,
  member,
  made,
  mayChange,
  form,
}: {
  around: Around
  petition: AroundPetition
  member: Member
  /** What this member has made, which ends when the member is no owner any more. */
  made: { tokens: number; invitations: number }
  mayChange: boolean
  form: FormState
}) {
  const words = consoleWords(around.locale)
  const { team, ends } = words
  const back = `/console/p/${petition.slug}/team`
  const path = `${back}/${member.id}`
  const name = member.name === '' ? member.email : member.name
  const ended = counts([made.tokens, ends.tokens], [made.invitations, ends.invitations])
  return (
    <Page around={around} title={name} petition={petition} place="team" hasErrors={Object.keys(form.errors).length > 0}>
      <Back href={back} text={words.frame.back(team.title)} />
      <ErrorSummary words={words} errors={form.errors} />
      <Heading title={name} lead={words.roles[member.role]} />
      {mayChange && (
        <form class="card" method="post" action={`${path}/role`}>
          <Select
            {...{ form }}
            name="role"
            label={team.role}
            options={ROLES.map((role) => [role, words.roles[role]] as const)}
          />
          {ended.length > 0 && (
            <>
              <p>{ends.ifNoOwner}</p>
              <Consequences items={ended} />
            </>
          )}
          <button class="button">{words.account.save}</button>
        </form>
      )}
      <section class="section card">
        <h2>{member.isYou ? team.leave : team.removeTitle(name)}</h2>
        <Consequences items={[team.removeText, ...ended]} />
        <ButtonForm action={`${path}/remove`} label={member.isYou ? team.leave : team.remove(name)} kind="danger" />
      </section>
    </Page>
  )
}

export function CancelInvitationPage({
  around,
  petition,
  invitation,
}: {
  around: Around
  petition: AroundPetition
  invitation: Invitation
}) {
  const { team, ends, roles } = consoleWords(around.locale)
  const path = `/console/p/${petition.slug}/team`
  return (
    <EndPage
      {...{ around }}
      title={ends.invitation.title(invitation.email)}
      so={[`${roles[invitation.role]} · ${team.invited(invitation.until)}`, ends.invitation.text]}
      back={{ href: path, to: team.title }}
      action={`${path}/invitations/${invitation.id}/cancel`}
      label={team.cancelInvitation}
      in={{ petition, place: 'team' }}
    />
  )
}
