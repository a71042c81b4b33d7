/** The image of a petition in the console: sent as a form with a file. */
import { env } from 'cloudflare:test'
import { describe, expect, test } from 'vitest'

import { IMAGE_MAX_BYTES } from '../../../src/limits.ts'
import { LOSSY_WEBP, PLAIN } from '../../support/images.ts'
import { startPetition, type TestPetition } from '../fixtures.ts'
import { fetchConsole, member, type Person } from './console.ts'

const pathOf = ({ slug }: TestPetition): string => `/console/p/${slug}/text/image`

interface Sent {
  alt?: string
  file?: Blob
  seenHash?: string
  seenAlt?: string
}

const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

/** As a browser sends it: an empty file where none was chosen. Without what was seen, as the page has it now. */
async function send(
  as: Person | null,
  petition: TestPetition,
  { alt = 'A boat', file, ...seen }: Sent,
): Promise<Response> {
  const page = as === null ? '' : await (await fetchConsole(pathOf(petition), { as })).text()
  const form = new FormData()
  form.append('seenHash', seen.seenHash ?? hidden(page, 'seenHash'))
  form.append('seenAlt', seen.seenAlt ?? hidden(page, 'seenAlt'))
  form.append('alt', alt)
  form.append('file', file ?? new Blob([]), file === undefined ? '' : 'photo')
  const { body, headers } = new Response(form)
  const type = headers.get('content-type') ?? ''
  return fetchConsole(pathOf(petition), {
    as,
    method: 'POST',
    headers: { 'content-type': type },
    body: await new Response(body).arrayBuffer(),
  })
}

const blob = (bytes: Uint8Array, type = 'image/png'): Blob => new Blob([bytes.slice()], { type })
const PNG = blob(PLAIN['image/png'])

async function imageOf({ id }: TestPetition): Promise<{ hash: string; type: string; alt: string } | null> {
  const row = await env.DB.prepare('SELECT image FROM petitions WHERE id = ?')
    .bind(id)
    .first<{ image: string | null }>()
  return row?.image ? JSON.parse(row.image) : null
}

async function scene(): Promise<{ petition: TestPetition; editor: Person }> {
  const petition = await startPetition()
  return { petition, editor: await member(petition.id, 'editor') }
}

describe('the image', () => {
  test('is set, shown to its team, described anew, replaced and removed', async () => {
    const { petition, editor } = await scene()
    const set = await send(editor, petition, { file: PNG })
    expect(set.headers.get('location')).toBe(`${pathOf(petition)}?done=image-saved`)
    expect(set.headers.get('undersigned-changed')).toBe(`${petition.id}/${petition.slug}`)
    const first = await imageOf(petition)
    expect(first).toMatchObject({ type: 'image/png', alt: 'A boat' })
    const file = await fetchConsole(`${pathOf(petition)}/file/${first?.hash ?? ''}`, { as: editor })
    expect(file.headers.get('content-type')).toBe('image/png')
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(0)

    expect((await send(editor, petition, { alt: 'A boat at night' })).status).toBe(303)
    expect(await imageOf(petition)).toEqual({ ...first, alt: 'A boat at night' })
    await send(editor, petition, { alt: 'The quay', file: blob(LOSSY_WEBP, 'image/webp') })
    const second = await imageOf(petition)
    expect(second).toMatchObject({ type: 'image/webp', alt: 'The quay' })
    expect((await fetchConsole(`${pathOf(petition)}/file/${first?.hash ?? ''}`, { as: editor })).status).toBe(404)

    const page = await (await fetchConsole(`${pathOf(petition)}/remove`, { as: editor })).text()
    expect(page).toContain('is deleted here')
    const seenHash = hidden(page, 'seenHash')
    for (let press = 0; press < 2; press++) {
      const removed = await fetchConsole(`${pathOf(petition)}/remove`, { as: editor, form: { seenHash } })
      expect(removed.headers.get('location')).toBe(`${pathOf(petition)}?done=image-removed`)
    }
    expect(await imageOf(petition)).toBeNull()
    expect(await env.DB.prepare('SELECT 1 FROM images WHERE petition_id = ?').bind(petition.id).first()).toBeNull()
  })

  test.each<[string, Sent, string]>([
    ['no file', {}, 'file'],
    ['no description', { alt: '', file: PNG }, 'alt'],
    ['too long a description', { alt: 'x'.repeat(2_000), file: PNG }, 'alt'],
    ['text that is called an image', { file: blob(new TextEncoder().encode('<svg onload=alert(1)>')) }, 'file'],
    ['another type', { file: blob(new TextEncoder().encode('<svg/>'), 'image/svg+xml') }, 'file'],
    ['a type that is not its own', { file: blob(PLAIN['image/png'], 'image/jpeg') }, 'file'],
    ['broken bytes', { file: blob(PLAIN['image/png'].subarray(0, 40)) }, 'file'],
    ['a file that is too large', { file: blob(new Uint8Array(IMAGE_MAX_BYTES + 1), 'image/jpeg') }, 'file'],
    ['a photo of 6 MB', { file: blob(new Uint8Array(6 * IMAGE_MAX_BYTES), 'image/jpeg') }, 'file'],
  ])('with %s is refused at its field, and what was typed is not lost', async (_, sent, field) => {
    const { petition, editor } = await scene()
    const response = await send(editor, petition, sent)
    const html = await response.text()
    expect(response.status).toBe(422)
    expect(html).toContain(`id="${field}-error"`)
    expect(html).toContain(`value="${sent.alt ?? 'A boat'}"`)
    expect(await imageOf(petition)).toBeNull()
  })

  test('that somebody else has changed meanwhile is shown, and not overwritten', async () => {
    const { petition, editor } = await scene()
    const other = await member(petition.id, 'owner')
    await send(editor, petition, { file: PNG })
    const theirs = await imageOf(petition)
    for (const sent of [{ file: blob(LOSSY_WEBP, 'image/webp') }, {}]) {
      const late = await send(other, petition, { alt: 'Typed late', seenHash: '', seenAlt: '', ...sent })
      const html = await late.text()
      expect(late.status).toBe(412)
      expect(html).toContain('value="Typed late"')
      expect(html).toContain(`/file/${theirs?.hash ?? ''}`)
      expect(await imageOf(petition)).toEqual(theirs)
    }
    // Removed is only what was to be removed.
    const removed = await fetchConsole(`${pathOf(petition)}/remove`, { as: other, form: { seenHash: 'another' } })
    expect(removed.headers.get('location')).toBe(pathOf(petition))
    expect(await imageOf(petition)).toEqual(theirs)
  })

  test('that is sent twice is set once', async () => {
    const { petition, editor } = await scene()
    const sent = { file: PNG, seenHash: '', seenAlt: '' }
    const statuses = (await Promise.all([1, 2].map(() => send(editor, petition, sent)))).map(({ status }) => status)
    expect(statuses).toEqual([303, 303])
    const { results } = await env.DB.prepare(`SELECT 1 FROM audit_log WHERE petition_id = ? AND act = 'image-set'`)
      .bind(petition.id)
      .all()
    expect(results.length).toBe(1)
  })

  test('is cut off, or sent by somebody who is signed out: nothing typed is lost', async () => {
    const { petition, editor } = await scene()
    const body = new TextEncoder().encode('--x\r\nContent-Disposition: form-data; name="alt"\r\n\r\nA bo')
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    expect((await fetchConsole(pathOf(petition), { as: editor, method: 'POST', headers, body })).status).toBe(400)
    const out = await send(null, petition, { alt: 'Typed before', file: blob(new Uint8Array(IMAGE_MAX_BYTES)) })
    expect(out.status).toBe(401)
    expect(await out.text()).toContain('Typed before')
    expect(await imageOf(petition)).toBeNull()
  })
})
