/** The health of a deployed site. */
import { setTimeout as sleep } from 'node:timers/promises'

import { healthResponse, type HealthResponse } from '../../../schema/health.ts'
import { Failure } from '../failure.ts'

const TIMEOUT_MS = 30_000
const SHOWN_MAX_CHARS = 300
/** A new domain gets its certificate within minutes. */
const PATIENCE_MS = 300_000
const PAUSE_MS = 3_000

interface Operator {
  origin: string
  token: string
}

/** As the operator sees it, whatever its status is. */
export async function healthOf({ origin, token }: Operator): Promise<HealthResponse> {
  let response: Response
  try {
    response = await fetch(new URL('/healthz', origin), {
      headers: { authorization: `Bearer ${token}` },
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
    throw new Failure(`${origin} does not answer (${cause}).`)
  }
  const text = await response.text()
  try {
    return healthResponse.parse(JSON.parse(text))
  } catch {
    throw new Failure(`${origin}/healthz responded with ${response.status}: ${text.slice(0, SHOWN_MAX_CHARS)}`)
  }
}

/** What it says once every part answers, in a few words. Throws a Failure with what it said last. */
export async function healthy(operator: Operator): Promise<string> {
  let last = ''
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(PAUSE_MS)) {
    try {
      const { status, reasons = [] } = await healthOf(operator)
      if (status === 'up') return 'every part answers'
      last = reasons.join(' ')
      if (status === 'degraded') return `serves, and needs you: ${last}`
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      last = error.message
    }
  }
  throw new Failure(
    `${operator.origin} is not well after ${PATIENCE_MS / 60_000} minutes: ${last}\nA new domain may take a while: run the same command again later. npm run doctor says more.`,
  )
}
