/** Who works on a petition: members and invitations. */
import { Hono } from 'hono'
import * as z from 'zod/mini'

import { emailAddress } from '../../../schema/email-address.ts'
import { ROLES } from '../../../schema/account.ts'
import { addressOf, atAddress } from '../../../src/address.ts'
import { cancelInvitation, listInvitations } from '../../../src/accounts/invitation-list.ts'
import { type InvitationProblem, invite } from '../../../src/accounts/invitations.ts'
import { countMade } from '../../../src/accounts/made.ts'
import { changeRole, listMembers, type MemberProblem, removeMember } from '../../../src/accounts/members.ts'
import { EMPTY_FORM, type FormState } from '../../../src/console/parts/form.tsx'
import {
  CancelInvitationPage,
  type Invitation,
  type Member,
  MemberPage,
  MembersPage,
} from '../../../src/console/team/members.tsx'
import { newSecret } from '../../../src/crypto/secret.ts'
import { LINKS_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import { byAccount, type InPetition, requireRole } from '../access.ts'
import { type ConsoleContext, type RouteContext, servicesOf } from '../context.ts'
import { sendEmails } from '../outbox.ts'
import { check, form, wrong } from '../form.ts'
import { aroundOf, notFound, page, seeOther, wordsOf } from '../respond.tsx'
import { aroundPetitionOf } from '../shown.ts'
import { whenOf } from '../when.ts'

/** Under `/p/:slug/team`. */
export const teamRoutes = new Hono<ConsoleContext>()

type TeamContext = RouteContext & { var: InPetition }

const NEW_INVITATION: FormState = { values: { role: 'moderator' }, errors: {} }
const invitationForm = z.object({ email: emailAddress, role: z.enum(ROLES, { error: 'not-a-choice' }) })
const roleForm = z.object({ role: z.enum(ROLES, { error: 'not-a-choice' }) })

teamRoutes.get('/', requireRole('see'), (c) => membersPage(c, NEW_INVITATION))

teamRoutes.post('/invitations', requireRole('team'), form(), async (c) => {
  const { values, petition, session } = c.var
  const read = check(c, invitationForm, values)
  if (!read.ok) return membersPage(c, read.form)
  const { settings, keys } = await servicesOf(c.env)
  const { email, role } = read.value
  const invited = await invite(c.env.DB, keys, {
    to: { petition: atAddress(petition), role },
    email,
    by: session.account,
    as: 'account',
    locale: c.var.locale,
    origin: settings.publicOrigin,
    token: newSecret(),
    newId: () => crypto.randomUUID(),
    now: Date.now(),
  })
  if (!invited.ok) return membersPage(c, wrong(values, 'email', whyNotInvited(c, invited.why)))
  sendEmails(c, invited.value)
  return seeOther(c, teamPath(c), 'invitation-sent')
})

teamRoutes.get('/invitations/:id/cancel', requireRole('team'), async (c) => {
  const invitation = (await invitationsOf(c)).find(({ id }) => id === c.req.param('id'))
  // Accepted or cancelled already: the list says which there are.
  if (invitation === undefined) return seeOther(c, teamPath(c))
  const petition = aroundPetitionOf(c.var.petition, Date.now())
  return page(c, <CancelInvitationPage around={await aroundOf(c)} {...{ petition, invitation }} />)
})

teamRoutes.post('/invitations/:id/cancel', requireRole('team'), async (c) => {
  const cancelled = await cancelInvitation(c.env.DB, c.var.petition.id, c.req.param('id') ?? '', {
    by: byAccount(c.var),
    now: Date.now(),
  })
  return seeOther(c, teamPath(c), cancelled ? 'invitation-cancelled' : undefined)
})

teamRoutes.get('/:id', requireRole('see'), (c) => memberPage(c, null))

teamRoutes.post('/:id/role', requireRole('team'), form(), async (c) => {
  const read = check(c, roleForm, c.var.values)
  if (!read.ok) return memberPage(c, read.form)
  const changed = await changeRole(c.env.DB, changeOf(c), read.value.role)
  if (!changed.ok) return memberPage(c, problemForm(c, changed.why))
  return seeOther(c, teamPath(c), 'role-changed')
})

// A member may always leave; which others they may remove, the statement decides.
teamRoutes.post('/:id/remove', requireRole('see'), async (c) => {
  const change = changeOf(c)
  const removed = await removeMember(c.env.DB, change)
  if (!removed.ok && removed.why === 'not-a-member') return seeOther(c, teamPath(c))
  if (!removed.ok) return memberPage(c, problemForm(c, removed.why))
  return change.accountId === change.by ? seeOther(c, '/console', 'left') : seeOther(c, teamPath(c), 'member-removed')
})

const teamPath = (c: TeamContext): string => `/console/p/${addressOf(c.var.petition)}/team`

const changeOf = (c: TeamContext) => ({
  petitionId: c.var.petition.id,
  accountId: c.req.param('id') ?? '',
  by: c.var.session.account.id,
  now: Date.now(),
})

const problemForm = (c: TeamContext, why: MemberProblem): FormState =>
  wrong({}, 'role', why === 'last-owner' ? wordsOf(c).team.lastOwner : wordsOf(c).problems.notFound)

function whyNotInvited(c: TeamContext, why: InvitationProblem): string {
  const { team, signIn, problems, roles } = wordsOf(c)
  if (why === 'not-allowed') return problems.forbiddenText(roles.owner)
  if (why === 'too-many-members') return team.full
  return why === 'already-member' ? team.already : signIn.tooMany(LINKS_RETRY_AFTER_SECONDS / 60)
}

async function membersPage(c: TeamContext, state: FormState): Promise<Response> {
  const { petition, role } = c.var
  const [members, invitations] = await Promise.all([membersOf(c), invitationsOf(c)])
  const view = (
    <MembersPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, Date.now())}
      members={members}
      invitations={invitations}
      role={role}
      form={state}
    />
  )
  return page(c, view, Object.keys(state.errors).length === 0 ? 200 : 422)
}

async function memberPage(c: TeamContext, state: FormState | null): Promise<Response> {
  const { petition, role } = c.var
  const member = (await membersOf(c)).find(({ id }) => id === c.req.param('id'))
  if (member === undefined || !(member.isYou || role === 'owner')) return notFound(c)
  const now = Date.now()
  const made = await countMade(c.env.DB, { accountId: member.id, petitionId: petition.id, now })
  const view = (
    <MemberPage
      around={await aroundOf(c)}
      petition={aroundPetitionOf(petition, now)}
      member={member}
      made={made}
      mayChange={role === 'owner'}
      form={{ values: { role: member.role }, errors: (state ?? EMPTY_FORM).errors }}
    />
  )
  return page(c, view, state === null ? 200 : 422)
}

async function invitationsOf(c: TeamContext): Promise<Invitation[]> {
  const { petition } = c.var
  const invitations = await listInvitations(c.env.DB, petition.id, Date.now())
  const addresses = await c.env.ADDRESSES.ofInvitations(invitations.map(({ id }) => id))
  return invitations.flatMap(({ id, role, expiresAt }) =>
    role === null ? [] : [{ id, email: addresses[id] ?? '', role, until: whenOf(c, expiresAt, petition.timeZone) }],
  )
}

async function membersOf(c: TeamContext): Promise<Member[]> {
  const { petition, session } = c.var
  const members = await listMembers(c.env.DB, petition.id)
  const addresses = await c.env.ADDRESSES.ofAccounts(members.map(({ accountId }) => accountId))
  return members.map(({ accountId, name, role, hasPasskey, seenAt }) => ({
    id: accountId,
    name,
    email: addresses[accountId] ?? '',
    role,
    hasPasskey,
    seen: seenAt === null ? '–' : whenOf(c, seenAt, petition.timeZone),
    isYou: accountId === session.account.id,
  }))
}
