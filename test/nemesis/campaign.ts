/** What campaigns do in a run: start their petitions, register a webhook, close and reopen one, and change one. */
import { setTimeout as sleep } from 'node:timers/promises'

import { bearer } from '../support/requests.ts'
import type { Closed } from './expectation.ts'
import type { Host } from './host-process.ts'
import { type Answer, ask, insist } from './http.ts'
import type { Endpoint } from './outside.ts'
import { formOf, PETITIONS } from './petitions.ts'

const PAUSED = 'paused'
const EDITED = 'steady'
const PAUSED_MS = 1_000
/** The edge may take a petition for open so long after its closing. */
const STALE_MS = 20_000

export interface Campaign {
  start: (endpoint: Endpoint) => Promise<void>
  /** Closes a petition for a moment. */
  pause: () => Promise<void>
  /** Gives a petition that many people sign another goal. */
  edit: (goal: number) => Promise<void>
  /** When the petition was closed, or may have been taken for closed or open. */
  closed: readonly Closed[]
}

/** `token`: the operator's. */
export function campaignOf(host: Host, token: string): Campaign {
  const closed: Closed[] = []
  const send = (method: 'POST' | 'PATCH', path: string, body: object): Promise<Answer> =>
    ask(host.url, { method, path: `/api/petitions${path}`, body, headers: bearer(token) })
  return {
    closed,
    async start(endpoint) {
      for (const petition of PETITIONS) {
        const { slug } = petition
        created(await send('POST', '', formOf(petition)))
        const webhook = created(await send('POST', `/${slug}/webhooks`, { url: endpoint.url(slug) }))
        endpoint.trust(slug, String(JSON.parse(webhook.body).secret))
      }
    },
    async pause() {
      const from = host.now()
      await insist(() => send('POST', `/${PAUSED}/close`, {}))
      await sleep(PAUSED_MS)
      await insist(() => send('POST', `/${PAUSED}/reopen`, {}))
      closed.push([from, host.now() + STALE_MS])
    },
    async edit(goal) {
      await insist(() => send('PATCH', `/${EDITED}`, { goal }))
    },
  }
}

function created(answer: Answer): Answer {
  if (answer.status !== 201) throw new Error(`${answer.status}: ${answer.body}`)
  return answer
}
