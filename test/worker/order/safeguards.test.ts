/** Each safeguard of the ledger is needed: without it, stories end otherwise than the model. */
import { env } from 'cloudflare:test'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { dbWithPrepare } from '../fixtures.ts'
import { play } from './play.ts'
import { HELD_MEANWHILE, SIDE_BY_SIDE, story } from './story.ts'

/** What each safeguard is in SQL, and what it is without it. */
const SAFEGUARDS: Record<string, readonly [with_: string | RegExp, without: string]> = {
  'what a signer withdrew stays withdrawn': [/w\.at >= message\.value ->> 'signedAt'/g, 'false'],
  'a signature withdrawn by its own link stays withdrawn': [/w\.id = message\.value ->> 'id'/g, 'false'],
  'a withdrawal ends with its time': [/s\.signed_at <= message\.value ->> 'at'/g, 'true'],
  'a link that no email has proven speaks for its own signature alone': [
    /WHERE (?:message\.)?value ->> 'proven'/g,
    'WHERE true',
  ],
  'repeats are kept': [/FROM given\s+WHERE EXISTS/g, 'FROM given WHERE false AND EXISTS'],
  'the first confirmation decides': [/coalesce\((\w+)\.confirmed_at, 0\)/g, '0'],
  'what is confirmed comes first': [/(\w+)\.confirmed_at IS NULL, coalesce/g, '0, coalesce'],
  'the first signature decides while none is confirmed': [/, (\w+)\.signed_at, (\w+)\.id/g, ', -$1.signed_at, $2.id'],
  'one that was signed late does not count': [/pause\.value ->> 0 AND/g, '9e99 AND'],
  'a confirmation that arrives late corrects the time': [
    /confirmed_at IS NULL OR confirmed_at > /g,
    'confirmed_at IS NULL OR 0 > ',
  ],
  'a repeat keeps its confirmation': [
    /UPDATE repeats SET confirmed_at = \(SELECT at/g,
    'UPDATE repeats SET confirmed_at = (SELECT NULL',
  ],
  'the emails of what is withdrawn are deleted': [/AND signature_id IN/g, 'AND false AND signature_id IN'],
  'who is chosen is asked to confirm': [/SET kind = 'confirm'/g, `SET kind = 'already-signed'`],
  'an imported signer who withdrew is not imported again': [
    /w\.petition_id = \?1 AND w\.signer = unhex\(one/g,
    'false AND w.signer = unhex(one',
  ],
  'an imported signer who has signed counts once': [/s\.signer = fresh\.signer/g, 'false'],
  'a removed signer cannot sign again': [/s\.status <> 'removed'/g, 'true'],
  'the version that the signer saw is signed': [/v\.number = message/g, '0 AND v.number = message'],
  'without one, the original that was current is signed': [/>= coalesce\(p\.text_changed_at, 0\)/g, '>= 0'],
  'a decision is about what was held before it': [/s\.held_after < d\.number/g, 'true'],
  'what is held is about the next decision': [/coalesce\(\(SELECT c\.decisions FROM counters[^)]*\), 0\)/g, '0'],
  'the tallies follow a replacement': [/-count\(\*\)/g, '0'],
}

test.each(Object.entries(SAFEGUARDS))('is found to be missing: %s', async (_, [pattern, without]) => {
  let cut = 0
  const DB = dbWithPrepare((sql) => {
    const other = sql.replaceAll(pattern, without)
    if (other !== sql) cut++
    return env.DB.prepare(other)
  })
  const run = await fc.check(
    fc.asyncProperty(
      fc.array(story, { minLength: SIDE_BY_SIDE, maxLength: SIDE_BY_SIDE, size: 'max' }),
      async (stories) => (await play(DB, stories, ['none', 'two-consumers'])).length === 0,
    ),
    { numRuns: 60, endOnFailure: true, seed: 1, examples: [[[HELD_MEANWHILE]]] },
  )
  expect({ cut: cut > 0, found: String(run.errorInstance) }).toEqual({
    cut: true,
    found: 'Error: Property failed by returning false',
  })
})
