/** The team of a petition in the console: invitations, roles, leaving, tokens. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { bearer, fetchEdge, startPetition, unique } from '../fixtures.ts'
import { fetchConsole, member } from './console.ts'

describe('members', () => {
  test('see each other’s email addresses, which the database does not have in plain text', async () => {
    const petition = await startPetition()
    const [owner, editor] = [await member(petition.id, 'owner'), await member(petition.id, 'editor')]
    const html = await (await fetchConsole(`/console/p/${petition.slug}/team`, { as: editor })).text()
    for (const { email } of [owner, editor]) expect(html).toContain(email)
    const dump: unknown[] = []
    for (const table of ['accounts', 'members', 'sessions', 'sign_in_links', 'account_emails']) {
      dump.push((await env.DB.prepare(`SELECT * FROM ${table}`).all()).results)
    }
    expect(JSON.stringify(dump)).not.toContain('@example.org')
  })

  test('are invited by owners, once to each address', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const path = `/console/p/${petition.slug}/team`
    const email = `${unique('invited')}@example.org`
    const invited = await fetchConsole(`${path}/invitations`, { as: owner, form: { email, role: 'editor' } })
    expect(invited.headers.get('location')).toBe(`${path}?done=invitation-sent`)
    const html = await (await fetchConsole(path, { as: owner })).text()
    expect(html).toContain(email)
    const id = /invitations\/(\w+)\/cancel/.exec(html)?.[1] ?? ''
    await fetchConsole(`${path}/invitations/${id}/cancel`, { method: 'POST', as: owner })
    expect(await (await fetchConsole(path, { as: owner })).text()).not.toContain(email)
    const self = await fetchConsole(`${path}/invitations`, { as: owner, form: { email: owner.email, role: 'editor' } })
    expect(self.status).toBe(422)
  })

  test('leave, but the last owner stays', async () => {
    const petition = await startPetition()
    const [owner, editor] = [await member(petition.id, 'owner'), await member(petition.id, 'editor')]
    const path = `/console/p/${petition.slug}/team`
    const leave = (as: typeof owner) => fetchConsole(`${path}/${as.accountId}/remove`, { method: 'POST', as })
    expect((await leave(owner)).status).toBe(422)
    const demoted = await fetchConsole(`${path}/${owner.accountId}/role`, { as: owner, form: { role: 'editor' } })
    expect(demoted.status).toBe(422)
    expect((await leave(editor)).headers.get('location')).toBe('/console?done=left')
    expect((await fetchConsole(path, { as: editor })).status).toBe(404)
  })

  test('of a lower role change nobody, and remove nobody else', async () => {
    const petition = await startPetition()
    const [owner, moderator] = [await member(petition.id, 'owner'), await member(petition.id, 'moderator')]
    const path = `/console/p/${petition.slug}/team/${owner.accountId}`
    const changed = await fetchConsole(`${path}/role`, { as: moderator, form: { role: 'moderator' } })
    await fetchConsole(`${path}/remove`, { method: 'POST', as: moderator })
    expect(changed.status).toBe(403)
    expect((await fetchConsole(`/console/p/${petition.slug}/team`, { as: owner })).status).toBe(200)
  })
})

describe('a token', () => {
  test('is shown once, does what it was made for, and stops when it is revoked', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const path = `/console/p/${petition.slug}/team/tokens`
    const form = { name: 'Website', months: '6', 'may-updates': 'yes' }
    const html = await (await fetchConsole(path, { as: owner, form })).text()
    const token = /ust_[\w-]{43}/.exec(html)?.[0] ?? ''
    expect(await (await fetchConsole(path, { as: owner })).text()).not.toContain(token)
    const update = (title: string) =>
      fetchEdge(`/api/petitions/${petition.slug}/updates`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...bearer(token) },
        body: JSON.stringify({ title, body: 'Words.' }),
      })
    expect((await update('News')).status).toBe(201)
    const webhooks = await fetchEdge(`/api/petitions/${petition.slug}/webhooks`, { headers: bearer(token) })
    expect(webhooks.status).toBe(403)
    const id = /team\/tokens\/(\w+)"/.exec(html)?.[1] ?? ''
    await fetchConsole(`${path}/${id}/revoke`, { method: 'POST', as: owner })
    expect((await update('More')).status).toBe(401)
  })

  test('needs a name and something that it can do', async () => {
    const petition = await startPetition()
    const owner = await member(petition.id, 'owner')
    const path = `/console/p/${petition.slug}/team/tokens`
    for (const form of [
      { name: '', months: '6', 'may-read': 'yes' },
      { name: 'Website', months: '6' },
      { name: 'Website', months: '7', 'may-read': 'yes' },
    ]) {
      expect((await fetchConsole(path, { as: owner, form })).status).toBe(422)
    }
  })
})
