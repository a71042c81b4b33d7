/**
 * A signature that goes the whole way, in the deployed site: through the bot check, the queue and the ledger into the count, and out
 * again by its link. Its petition is made for it, in no list, and deleted afterwards.
 */
import { setTimeout as sleep } from 'node:timers/promises'

import { solveChallenge } from 'altcha-lib'
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2'
import type { Challenge } from 'altcha-lib/types'

import { generateKeyPair } from '../../crypto/key-pairs.ts'
import { Failure } from '../failure.ts'
import { reasonOf, unreachable } from '../response.ts'

export interface SelfTest {
  origin: string
  token: string
  /** Of the petition, which must not exist. */
  slug: string
}

const REQUEST_TIMEOUT_MS = 30_000
/** Longer than any cache keeps a petition or a count, and a queue a message. */
const PATIENCE_MS = 120_000
const PAUSE_MS = 1_000
const LOOK_AT = 'Look at npm run doctor, and at the log: npx wrangler tail undersigned-consumer'

export async function signOnce(test: SelfTest): Promise<void> {
  const { origin, slug } = test
  const key = await generateKeyPair()
  await ask(test, 'POST', '/api/petitions', {
    slug,
    title: 'Self-test of this site',
    addressee: 'No one',
    starter: 'The operator of this site',
    starterKind: 'organisation',
    body: 'A petition that tests whether signatures arrive. It is deleted in a minute.',
    milestones: [],
    listed: false,
    confirmation: 'none',
    // No one has its private key: there is nothing to read.
    publicKeys: [key.publicKey],
  })
  // A location that was asked before may not know it yet.
  const challenge = await until(
    `The petition ${slug} was created and is not found.`,
    async (): Promise<Challenge | null> => {
      const response = await send(origin, 'GET', `/api/petitions/${slug}/challenge`)
      return response.ok ? response.json() : null
    },
  )
  const proof = btoa(JSON.stringify({ challenge, solution: await solveChallenge({ challenge, deriveKey }) }))
  const { withdrawUrl } = await ask<{ withdrawUrl: string }>(test, 'POST', `/api/petitions/${slug}/signatures`, {
    name: 'Self Test',
    email: `self-test-${slug}@${new URL(origin).hostname}`,
    showName: 'anonymous',
    proof,
  })
  await becomes(
    test,
    1,
    'A signature was accepted and does not arrive in the count: the consumer Worker does not store it.',
  )
  await ask(test, 'POST', new URL(withdrawUrl).pathname, {})
  await becomes(test, 0, 'A signature was withdrawn and is still in the count.')
}

/** Also of a test that was interrupted. It may never have been made. */
export async function removePetition(test: SelfTest): Promise<void> {
  const response = await send(test.origin, 'DELETE', `/api/petitions/${test.slug}`, { token: test.token })
  if (response.ok || response.status === 404 || response.status === 410) return
  throw new Failure(`The petition ${test.slug} of the self-test was not deleted: ${await reasonOf(response)}`)
}

const becomes = (test: SelfTest, count: number, otherwise: string): Promise<true> =>
  until(`${otherwise} ${LOOK_AT}`, async () => {
    const response = await send(test.origin, 'GET', `/api/petitions/${test.slug}/count`)
    const answer: { count?: number } = response.ok ? await response.json() : {}
    return answer.count === count ? true : null
  })

/** Asks again until there is something. */
async function until<T>(otherwise: string, work: () => Promise<T | null>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(PAUSE_MS)) {
    const result = await work()
    if (result !== null) return result
  }
  throw new Failure(`${otherwise} Waited for ${PATIENCE_MS / 1000} seconds.`)
}

async function ask<T>({ origin, token }: SelfTest, method: string, path: string, body: unknown): Promise<T> {
  const response = await send(origin, method, path, { token, body })
  if (response.ok) return response.json()
  throw new Failure(`${origin} refused ${method} ${path} (${response.status}): ${await reasonOf(response)}`)
}

async function send(
  origin: string,
  method: string,
  path: string,
  { token, body }: { token?: string; body?: unknown } = {},
): Promise<Response> {
  const url = new URL(path, origin)
  try {
    return await fetch(url, {
      method,
      redirect: 'manual',
      headers: {
        accept: 'application/json, application/problem+json',
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  } catch (error) {
    throw new Failure(unreachable(url, error))
  }
}
