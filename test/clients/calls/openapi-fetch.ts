import createClient from 'openapi-fetch'

import type { paths, webhooks } from '../generated/openapi-typescript.ts'
import type { Found, Given } from './api.ts'

/** What a campaign's endpoint receives. */
export type Event = webhooks['event']['post']['requestBody']['content']['application/json']

export async function calls({ origin, operatorToken, slug, publicKey, proofOf }: Given): Promise<Found> {
  const client = createClient<paths>({ baseUrl: origin })
  const as = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })
  const params = { path: { slug } }

  // Fields with a default may be left out.
  const created = await client.POST('/api/petitions', {
    ...as(operatorToken),
    body: { slug, title: 'A title', addressee: 'The council', starter: 'Ada', body: 'Words.', publicKeys: [publicKey] },
  })
  const token = created.data?.token ?? ''
  const counted = await client.GET('/api/petitions/{slug}/count', { params })
  const tag = counted.response.headers.get('etag') ?? ''
  const again = await client.GET('/api/petitions/{slug}/count', {
    params: { ...params, header: { 'If-None-Match': tag } },
  })
  const signers = await client.GET('/api/petitions/{slug}/signers', { params: { ...params, query: { limit: 5 } } })
  const { data: challenge } = await client.GET('/api/petitions/{slug}/challenge', { params })
  const proof = await proofOf(challenge)
  const signed = await client.POST('/api/petitions/{slug}/signatures', {
    params,
    body: { name: 'Ada Example', email: 'ada@example.org', proof },
  })
  const second = await client.GET('/api/petitions/{slug}/challenge', { params })
  const posted = await client.POST('/api/petitions/{slug}/signatures', {
    params,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: { name: 'Eda Example', email: 'eda@example.org', proof: await proofOf(second.data) },
    bodySerializer: (body) => new URLSearchParams(Object.entries(body).map(([name, value]) => [name, String(value)])),
  })
  const refused = await client.POST('/api/petitions/{slug}/signatures', {
    params,
    body: { name: '', email: 'nobody', proof },
  })
  const update = await client.POST('/api/petitions/{slug}/updates', {
    ...as(token),
    params,
    body: { title: 'News', body: 'Words.' },
  })
  const webhook = await client.POST('/api/petitions/{slug}/webhooks', {
    ...as(token),
    params,
    body: { url: 'https://campaign.example.org/hook' },
  })
  const url = `${origin}/en/p/${slug}`
  const embed = await client.GET('/oembed', { params: { query: { url, maxwidth: 400 } } })
  const xml = await client.GET('/oembed', { params: { query: { url, format: 'xml' } }, parseAs: 'text' })
  const unauthorized = await client.PATCH('/api/petitions/{slug}', { params, body: { goal: 100 } })
  return {
    created: created.response.status,
    count: counted.data?.count,
    unchanged: again.response.status,
    signers: signers.data?.signers.length,
    accepted: signed.data?.status,
    formPost: posted.response.status,
    refused: refused.error?.errors?.map(({ path }) => path),
    update: update.data?.title,
    // The generator has no type for bytes: https://openapi-ts.dev/node has a transform for it.
    image: undefined,
    webhook: webhook.data?.secret.slice(0, 6),
    embed: typeof embed.data === 'object' ? embed.data.html.slice(0, 11) : undefined,
    embedXml: typeof xml.data === 'string' && xml.data.startsWith('<?xml'),
    unauthorized: unauthorized.error?.type.split('/').at(-1),
  }
}
