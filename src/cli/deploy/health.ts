/** The health of a deployed site. */
import { healthResponse, type HealthResponse } from '../../../schema/health.ts'
import { Failure } from '../failure.ts'

const TIMEOUT_MS = 30_000
const SHOWN_MAX_CHARS = 300

/** As the operator sees it, whatever its status is. */
export async function healthOf({ origin, token }: { origin: string; token: string }): Promise<HealthResponse> {
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
