/** What the members of a petition are called for each other. */
import { listMembers } from '../../src/accounts/members.ts'
import type { InPetition } from './access.ts'
import type { RouteContext } from './context.ts'

/** By the ids of their accounts. Of those who have given no name, the email address, which their team sees. */
export async function memberNames(c: RouteContext & { var: InPetition }): Promise<ReadonlyMap<string, string>> {
  const members = await listMembers(c.env.DB, c.var.petition.id)
  const nameless = members.flatMap(({ accountId, name }) => (name === '' ? [accountId] : []))
  const addresses = nameless.length === 0 ? {} : await c.env.ADDRESSES.ofAccounts(nameless)
  return new Map(members.map(({ accountId, name }) => [accountId, name === '' ? (addresses[accountId] ?? '') : name]))
}
