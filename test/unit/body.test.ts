/** A body is read within its limits, whether its length is known or not, and whether that is true or not. */
import { describe, expect, test } from 'vitest'

import { readBytes } from '../../src/http/body.ts'

const MAX_BYTES = 20
const SLOW_MS = 10
const MINUTE_MS = 60_000

type Chunk = number | 'never' | 'fails'

/** A body in chunks of so many bytes; `never` is one that does not come. */
function bodyOf(chunks: readonly Chunk[]): ReadableStream<Uint8Array> {
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      const chunk = chunks[at++]
      if (chunk === undefined) return controller.close()
      if (chunk === 'never') return new Promise<never>(() => undefined)
      if (chunk === 'fails') throw new Error('connection lost')
      controller.enqueue(new Uint8Array(chunk).fill(7))
    },
  })
}

const requestOf = (chunks: readonly Chunk[], length: number | null): Request => {
  // Node's own streams have a type of their own.
  const init: RequestInit & { duplex: 'half' } = {
    method: 'POST',
    body: bodyOf(chunks),
    duplex: 'half',
    ...(length === null ? {} : { headers: { 'content-length': String(length) } }),
  }
  return new Request('http://petitions.test/', init)
}

const cases: [string, Chunk[], (number | null)[], object][] = [
  ['nothing', [], [null, 0], { ok: true, value: new Uint8Array() }],
  ['what fits', [10, 10], [null, 20], { ok: true, value: new Uint8Array(20).fill(7) }],
  ['too much', [10, 10, 1], [null, 21, 20, 1], { ok: false, refusal: { code: 'too-large', maxBytes: MAX_BYTES } }],
  ['what never ends', [10, 'never'], [null, 20], { ok: false, refusal: { code: 'malformed', why: 'too-slow' } }],
  ['what breaks off', [10, 'fails'], [null, 20], { ok: false, refusal: { code: 'malformed', why: 'cut-off' } }],
]

describe.each(cases)('%s', (_, chunks, lengths, expected) => {
  test.each(lengths)('with a Content-Length of %s', async (length) => {
    const timeoutMs = chunks.includes('never') ? SLOW_MS : MINUTE_MS
    expect(await readBytes(requestOf(chunks, length), MAX_BYTES, timeoutMs)).toEqual(expected)
  })
})
