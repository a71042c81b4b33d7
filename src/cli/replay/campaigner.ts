/** The campaigner's side: starts the petition, registers a webhook, closes it; and what a reader sees of the count. */
import type * as z from 'zod/mini'

import { countAnswer, petitionAnswer, petitionCreated, type PetitionForm } from '../../../schema/petition.ts'
import { webhookCreated } from '../../../schema/webhook.ts'

export interface Campaign {
  slug: string
  milestones: readonly number[]
  /** Resolves to the webhook's secret. */
  registerWebhook: (url: string) => Promise<string>
  close: () => Promise<void>
}

/** What the public is told; each may be some seconds old. */
export interface PublicCounts {
  state: string
  count: number
  petition: number
  page: number
}

/** Starts a petition as the operator. What follows is done with the petition's own token. */
export async function startCampaign(url: URL, adminToken: string, form: Partial<PetitionForm>): Promise<Campaign> {
  const call = <T extends z.ZodMiniType>(path: string, token: string, body: object, answer: T) =>
    post(new URL(`/api/petitions${path}`, url), token, body, answer)
  const { slug, token, milestones } = await call('', adminToken, form, petitionCreated)
  return {
    slug,
    milestones,
    async registerWebhook(endpoint) {
      return (await call(`/${slug}/webhooks`, token, { url: endpoint }, webhookCreated)).secret
    },
    async close() {
      await call(`/${slug}/close`, token, {}, petitionAnswer)
    },
  }
}

export async function readPublicCounts(url: URL, slug: string): Promise<PublicCounts> {
  const get = async (path: string): Promise<Response> => {
    const response = await fetch(new URL(path, url))
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`)
    return response
  }
  const [count, petition, page] = await Promise.all([
    get(`/api/petitions/${slug}/count`).then(async (response) => countAnswer.parse(await response.json())),
    get(`/api/petitions/${slug}`).then(async (response) => petitionAnswer.parse(await response.json())),
    get(`/en/p/${slug}`).then((response) => response.text()),
  ])
  return { state: count.state, count: count.count, petition: petition.count, page: countOnPage(page) }
}

async function post<T extends z.ZodMiniType>(url: URL, token: string, body: object, answer: T): Promise<z.output<T>> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`POST ${url.pathname} answered ${response.status}: ${text}`)
  return answer.parse(JSON.parse(text))
}

/** The number as a reader sees it, `70,438`, not the attribute beside it; NaN when there is none. */
function countOnPage(html: string): number {
  const shown = /<[a-z]+[^>]*\sdata-count="[^"]*"[^>]*>([^<]+)</.exec(html)?.[1]
  return shown === undefined ? NaN : Number(shown.replaceAll(',', ''))
}
