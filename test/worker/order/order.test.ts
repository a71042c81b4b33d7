/** The ledger's state depends on what people did and when, and on nothing else: see docs/decisions/029. */
import { env } from 'cloudflare:test'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'

import { play } from './play.ts'
import { fault, HELD_MEANWHILE, SIDE_BY_SIDE, story } from './story.ts'

/** About as many stories; the seed is printed with one that ends otherwise than the model. */
const STORIES = Number(env.MODEL_STORIES)
const SEED = env.MODEL_SEED === '' ? {} : { seed: Number(env.MODEL_SEED) }
/** Only to end what hangs: a story takes five milliseconds, and more on a busy machine. */
const PATIENCE_MS = Math.max(600_000, STORIES * 100)

test(
  'promise 1: the ledger is a function of what people did, not of how it arrived',
  { timeout: PATIENCE_MS },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        // As many as that on average; what fails shrinks to one short story.
        fc.array(story, { minLength: 1, maxLength: 2 * SIDE_BY_SIDE, size: 'max' }),
        fc.array(fault, { minLength: 4, maxLength: 4 }),
        async (stories, faults) => {
          expect(await play(env.DB, stories, faults)).toEqual([])
        },
      ),
      { numRuns: Math.ceil(STORIES / SIDE_BY_SIDE), ...SEED, examples: [[[HELD_MEANWHILE], ['none']]] },
    )
  },
)
