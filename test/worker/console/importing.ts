/** What tests of imports share: a list, as the script of the page sends it. */
import { v7 as uuidv7 } from 'uuid'

import { toBase64Url } from '../../../src/crypto/bytes.ts'
import type { TestPetition } from '../fixtures.ts'
import { fetchConsole, type Person } from './console.ts'

export interface ListRow {
  id: string
  email: string
  country: string | null
  signedAt: number
  contact: string
}

export const listRow = (n: number, fields: Partial<ListRow> = {}): ListRow => ({
  id: uuidv7(),
  email: `earlier.${n}@example.org`,
  country: 'NO',
  signedAt: Date.UTC(2026, 9, 1),
  contact: toBase64Url(new Uint8Array([1, 2, 3])),
  ...fields,
})

export const BEGIN = { source: 'Assembly', collectedOn: '2026-10-31', lawful: 'yes' }

export class Importer {
  readonly petition: TestPetition
  readonly owner: Person
  constructor(petition: TestPetition, owner: Person) {
    this.petition = petition
    this.owner = owner
  }

  readonly path = (rest = ''): string => `/console/p/${this.petition.slug}/paper/import${rest}`

  post(rest: string, form: Record<string, string> = {}, as: Person | null = this.owner): Promise<Response> {
    return fetchConsole(this.path(rest), { as, form })
  }

  json(rest: string, body: unknown, as: Person | null = this.owner): Promise<Response> {
    return fetchConsole(this.path(rest), {
      as,
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
  }

  rows(id: string, from: number, rows: readonly ListRow[], to = from + rows.length): Promise<Response> {
    return this.json(`/${id}/rows`, { from, to, rows })
  }

  /** A whole import in one batch. Returns its id. */
  async import(rows: readonly ListRow[]): Promise<string> {
    const id = uuidv7()
    await this.post(`/${id}/begin`, { ...BEGIN, rows: String(rows.length) })
    await this.rows(id, 0, rows)
    await this.post(`/${id}/finish`)
    return id
  }

  /** What a test says of a list. */
  async test(emails: readonly string[]): Promise<unknown> {
    const id = uuidv7()
    await this.post('/tests', { id, rows: String(emails.length) })
    await this.json(`/${id}/test`, { from: 0, to: emails.length, emails })
    return (await this.post(`/${id}/result`)).json()
  }
}
