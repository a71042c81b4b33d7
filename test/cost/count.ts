/** Counts what signing, confirming and reading costs, by letting the Workers do it. Some twenty seconds. */
import { signature, solvedProofs } from '../bench/lines.ts'
import { EMAILS_RETENTION_DAYS, REPEATS_RETENTION_DAYS, REVIEW_RETENTION_DAYS } from '../../src/limits.ts'
import { startCounted } from './counted-instance.ts'
import type { Operations, Steps } from './steps.ts'

/** As in the wrangler.toml of the consumer. */
export const FULL_BATCH = 100
const EMAILS_IN_BATCH = 10
/** Until all that expires after the end of a petition has. */
const LONG_DAYS = 400

const SIGNATURES = 'undersigned-signatures'
const EMAILS = 'undersigned-emails'

/** `directory`: of the database. */
export async function countSteps(directory: string): Promise<Steps> {
  const { counted, delivered, expired, emails, url, ...instance } = await startCounted(directory)
  const asked = async (status: number, path: string, init?: RequestInit): Promise<void> => {
    const response = await fetch(new URL(path, url), init)
    const text = await response.text()
    if (response.status !== status) throw new Error(`${path}: ${response.status} ${text}`)
  }
  /** What the second reader costs: the first one fills the memory. */
  const read = async (path: string): Promise<Operations> => {
    await asked(200, path)
    return counted(1, () => asked(200, path))
  }
  let people = 0
  const sign = async (
    slug: string,
    times: number,
    { first = people, ...more }: { first?: number; showName?: string } = {},
  ) => {
    const proofs = await solvedProofs(times, instance.vars['TOKEN_KEYS'] ?? '', slug)
    return counted(times, async () => {
      for (let n = 0; n < times; n++) {
        const { path, headers, body = '{}' } = signature(slug, people++, first + n, proofs[n])
        const person: Record<string, unknown> = JSON.parse(body)
        await asked(202, path, {
          method: 'POST',
          headers: { ...headers, 'content-type': 'application/json' },
          body: JSON.stringify({ ...person, ...more }),
        })
      }
    })
  }
  const stored = async (times = FULL_BATCH, options: Parameters<typeof delivered>[3] = {}) => {
    // Each batch is the first of its ARRIVALS_SLOT_MS, which writes a row more than the others.
    await instance.db.prepare('DELETE FROM arrivals').run()
    return delivered(SIGNATURES, times, times, options)
  }
  try {
    await instance.startPetition({ slug: 'none', confirmation: 'none', milestones: [1_000], reviewRules: RULES })
    await instance.startPetition({ slug: 'email', confirmation: 'email', milestones: [1_000], reviewRules: RULES })
    const ofReaders = {
      page: await read('/en/p/none'),
      challenge: await read('/api/petitions/none/challenge'),
      count: await read('/api/petitions/none/count'),
    }
    const signed = {
      sign: await sign('none', FULL_BATCH),
      stored: await stored(),
      factsDeleted: await expired(REVIEW_RETENTION_DAYS + 1, FULL_BATCH),
    }
    await sign('none', FULL_BATCH, { showName: 'full' })
    const storedPublicly = await stored()
    await sign('none', FULL_BATCH)
    const storedOfOtherDomain = await stored(FULL_BATCH, { domain: 'other' })
    await sign('none', FULL_BATCH)
    // As if it had been fast for some minutes.
    await instance.db
      .prepare('INSERT INTO static_counts (petition_id, claimed_at, fast_at) SELECT id, 0, 0 FROM petitions')
      .run()
    const storedAndPublished = await stored(FULL_BATCH, { hasBucket: true })
    await sign('none', 1)
    const storedAlone = await stored(1)
    await sign('none', FULL_BATCH, { first: 0 })
    const again = { repeated: await stored(), repeatDeleted: await expired(REPEATS_RETENTION_DAYS + 1, FULL_BATCH) }
    const ofEmails = {
      signToConfirm: await sign('email', FULL_BATCH),
      storedToConfirm: await stored(),
      emailed: await delivered(EMAILS, FULL_BATCH, EMAILS_IN_BATCH),
      confirm: await counted(FULL_BATCH, async () => {
        for (const text of emails) {
          const { pathname } = new URL(/http\S+\/confirm\/\S+/.exec(text)?.[0] ?? '')
          await asked(200, pathname)
          await asked(202, pathname, { method: 'POST' })
        }
      }),
      confirmed: await stored(),
      emailDeleted: await expired(EMAILS_RETENTION_DAYS + 1, FULL_BATCH),
    }
    await instance.db.prepare(`UPDATE petitions SET state = 'closed', closed_at = ?1`).bind(Date.now()).run()
    await expired(REVIEW_RETENTION_DAYS + 1, 1)
    const contactDeleted = await expired(LONG_DAYS, 5 * FULL_BATCH + 1)
    return {
      ...ofReaders,
      ...signed,
      storedPublicly,
      storedOfOtherDomain,
      storedAndPublished,
      storedAlone,
      ...again,
      ...ofEmails,
      contactDeleted,
    }
  } finally {
    await instance.dispose()
  }
}

/** No signature here is held for review. */
const RULES = { networkPerHour: 1_000_000, emailDomainPerHour: 1_000_000, surgePerMinute: 1_000_000 }
