/** The campaign's side: starts the petition, registers a webhook, closes it; and what a reader sees of the count. */
import { setTimeout as sleep } from 'node:timers/promises'

import type * as z from 'zod/mini'

import {
  type ReviewResponse,
  reviewResponse,
  type ReviewCondition,
  reviewPreview,
  type ReviewPreview,
  reviewReleased,
  reviewRemoved,
} from '../../schema/review.ts'
import { countResponse, petitionResponse, petitionCreated, type PetitionForm } from '../../schema/petition.ts'
import { webhookCreated } from '../../schema/webhook.ts'
import { RENDERED_MIN_AGE_MS } from '../../src/limits.ts'

export interface Campaign {
  slug: string
  milestones: readonly number[]
  /** Resolves to the webhook's secret. */
  registerWebhook: (url: string) => Promise<string>
  close: () => Promise<void>
  review: Review
}

/** The held signatures, and the decisions about them. Both decisions resolve to the number of signatures concerned. */
export interface Review {
  groups: () => Promise<ReviewResponse>
  preview: (condition: ReviewCondition) => Promise<ReviewPreview>
  release: (condition: ReviewCondition, expected: number) => Promise<{ released: number; counted: number }>
  remove: (condition: ReviewCondition, expected: number) => Promise<number>
}

/** The public counts; each may be some seconds old. */
export interface PublicCounts {
  state: string
  count: number
  petition: number
  page: number
}

/** Starts a petition as the operator. Everything after that uses the campaign token. */
export async function startCampaign(url: URL, adminToken: string, form: Partial<PetitionForm>): Promise<Campaign> {
  const call = <T extends z.ZodMiniType>(path: string, token: string, body: object, schema: T) =>
    request(new URL(`/api/petitions${path}`, url), token, body, schema)
  const { slug, token, milestones } = await call('', adminToken, form, petitionCreated)
  return {
    slug,
    milestones,
    async registerWebhook(endpoint) {
      return (await call(`/${slug}/webhooks`, token, { url: endpoint }, webhookCreated)).secret
    },
    async close() {
      await call(`/${slug}/close`, token, {}, petitionResponse)
    },
    review: {
      groups: () => request(new URL(`/api/petitions/${slug}/review`, url), token, null, reviewResponse),
      preview: (condition) => call(`/${slug}/review/preview`, token, { condition }, reviewPreview),
      release: (condition, expected) => call(`/${slug}/review/release`, token, { condition, expected }, reviewReleased),
      remove: async (condition, expected) =>
        (await call(`/${slug}/review/remove`, token, { condition, expected }, reviewRemoved)).removed,
    },
  }
}

export async function readPublicCounts(url: URL, slug: string): Promise<PublicCounts> {
  const get = async (path: string): Promise<Response> => {
    const response = await fetch(new URL(path, url))
    if (!response.ok) throw new Error(`GET ${path} responded with ${response.status}: ${await response.text()}`)
    return response
  }
  const [count, petition, page] = await Promise.all([
    get(`/api/petitions/${slug}/count`).then(async (response) => countResponse.parse(await response.json())),
    get(`/api/petitions/${slug}`).then(async (response) => petitionResponse.parse(await response.json())),
    get(`/en/p/${slug}`).then((response) => response.text()),
  ])
  return { state: count.state, count: count.count, petition: petition.count, page: countOnPage(page) }
}

/** A GET when there is no body. */
async function request<T extends z.ZodMiniType>(
  url: URL,
  token: string,
  body: object | null,
  schema: T,
): Promise<z.output<T>> {
  const response = await fetch(url, {
    method: body === null ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === null ? null : JSON.stringify(body),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${url.pathname} responded with ${response.status}: ${text}`)
  return schema.parse(JSON.parse(text))
}

/**
 * The rendering time in the form of the page, returned when it is as old as for a person who has read it; null where
 * there is none.
 */
export async function openPage(url: URL, slug: string): Promise<string | null> {
  const response = await fetch(new URL(`/en/p/${slug}`, url))
  const rendered = /name="rendered" value="([^"]+)"/.exec(await response.text())?.[1] ?? null
  if (rendered !== null) await sleep(RENDERED_MIN_AGE_MS)
  return rendered
}

/** The number as a reader sees it, `70,438`, not the attribute beside it; NaN when there is none. */
function countOnPage(html: string): number {
  const shown = /<[a-z]+[^>]*\sdata-count="[^"]*"[^>]*>([^<]+)</.exec(html)?.[1]
  return shown === undefined ? NaN : Number(shown.replaceAll(',', ''))
}
