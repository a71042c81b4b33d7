/** What a campaign does with a running `npm start`, by the documented API. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { crc32, deflateSync } from 'node:zlib'

import { rootOf } from './npm-start.ts'
import type { PartnersResponse } from '../../schema/partner.ts'
import { petitionForm } from './petition-form.ts'
import { bearer } from './requests.ts'

const PNG_SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')

export const operatorTokenOf = (origin: string): string =>
  parseEnv(readFileSync(join(rootOf(origin), '.dev.vars'), 'utf8'))['ADMIN_TOKEN'] ?? ''

const operator = (origin: string): Record<string, string> => bearer(operatorTokenOf(origin))

/** A request as the operator. Throws when it is refused. `body` is sent as JSON, or is a PNG. */
async function asOperator(origin: string, method: 'POST' | 'PUT' | 'PATCH', path: string, body: object): Promise<void> {
  const bytes = body instanceof Uint8Array
  const response = await fetch(`${origin}/api/petitions${path}`, {
    method,
    headers: { ...operator(origin), 'content-type': bytes ? 'image/png' : 'application/json' },
    body: bytes ? new Uint8Array(body) : JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${method} ${path} was refused: ${await response.text()}`)
}

/** The partners of a petition, and how many signatures came by each. */
export async function partnersOf(origin: string, slug: string): Promise<PartnersResponse> {
  const response = await fetch(`${origin}/api/petitions/${slug}/partners`, { headers: operator(origin) })
  const body: PartnersResponse = await response.json()
  return body
}

/** Starts a petition whose signatures count at once, unless `fields` say otherwise. */
export async function startPetition(origin: string, slug: string, fields: Record<string, unknown> = {}): Promise<void> {
  await asOperator(origin, 'POST', '', petitionForm({ slug, confirmation: 'none', ...fields }))
}

export const publishUpdate = (origin: string, slug: string, update: { title: string; body: string }): Promise<void> =>
  asOperator(origin, 'POST', `/${slug}/updates`, update)

/** Gives a petition an image, which is a PNG. */
export async function putImage(origin: string, slug: string, png: Uint8Array, alt: string): Promise<void> {
  await asOperator(origin, 'PUT', `/${slug}/image?alt=${encodeURIComponent(alt)}`, png)
}

/** A petition that has ended in victory, with an image, updates and everything else that one can have. */
export async function winPetition(origin: string, slug: string): Promise<void> {
  await startPetition(origin, slug, {
    title: 'Light the pier at night again',
    addressee: 'The harbour office of Lower Lanternmouth',
    starter: 'Noor Halloran',
    body: 'The lamps on the pier have been dark for **two winters**.\n\nWe ask that they burn again, every night of the year.',
    claimedCount: 4_312,
  })
  await putImage(origin, slug, harbourImage(1200, 600), 'A ferry at dusk')
  for (const [title = '', body = ''] of [
    ['A thousand of us', 'In *four days*. Thank you.'],
    [
      'We were on the radio',
      '## What we said\n\nThat a pier without light is a pier without a town.\n\n    The Harbour Hour, Lantern FM 98.4, every Thursday at seven in the evening, and again on Sunday at noon',
    ],
    ['The harbour office has answered', 'It will look into *the price of the lamps*.'],
    ['The council votes on Thursday', 'Come to the **town hall** at six.'],
  ]) {
    await publishUpdate(origin, slug, { title, body })
  }
  await asOperator(origin, 'POST', `/${slug}/victory`, {
    outcome: 'The council voted **nine to two**. The lamps burn again from 1 March.',
  })
}

/** A drawing of a harbour at dusk, as a PNG (W3C, Portable Network Graphics, third edition). */
export function harbourImage(width: number, height: number): Uint8Array {
  const rows = Buffer.alloc(height * (1 + 3 * width))
  const horizon = 0.6
  for (let y = 0; y < height; y++) {
    const down = y / height
    const sky = [30 + (200 * down) / horizon, 40 + (110 * down) / horizon, 90 + 20 * down]
    const water = (down - horizon) / (1 - horizon)
    const sea = [120 - 90 * water, 90 - 60 * water, 110 - 50 * water].map((tone) => tone + 12 * Math.sin(y / 2))
    for (let x = 0; x < width; x++) {
      const [across, above] = [Math.abs(x - width * 0.68) / width, (y - height * horizon) / height]
      const hull = above > -0.02 && above < 0.03 && across < 0.11 - above
      const cabin = above > -0.07 && above <= -0.02 && across < 0.05
      const colour = hull ? [20, 20, 28] : cabin ? [235, 225, 190] : down < horizon ? sky : sea
      rows.set(colour, y * (1 + 3 * width) + 1 + 3 * x)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  // Eight bits a channel, red, green and blue.
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    PNG_SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.of()),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(content), 4)
  return Buffer.concat([frame.subarray(0, 4), content, frame.subarray(4)])
}
