import { createClient } from '../generated/hey-api/client/index.ts'
import {
  getApiPetitionsSlugChallenge,
  getApiPetitionsSlugCount,
  getApiPetitionsSlugSigners,
  getOembed,
  patchApiPetitionsSlug,
  postApiPetitions,
  postApiPetitionsSlugSignatures,
  postApiPetitionsSlugUpdates,
  postApiPetitionsSlugWebhooks,
  putApiPetitionsSlugImage,
} from '../generated/hey-api/sdk.gen.ts'
import type { Found, Given } from './api.ts'

/** A picture of one pixel. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export async function calls({ origin, operatorToken, slug, publicKey, proofOf }: Given): Promise<Found> {
  const open = createClient({ baseUrl: origin })
  const as = (token: string) => createClient({ baseUrl: origin, auth: token })
  const to = { client: open, path: { slug } }

  // Fields with a default may be left out.
  const created = await postApiPetitions({
    client: as(operatorToken),
    body: { slug, title: 'A title', addressee: 'The council', starter: 'Ada', body: 'Words.', publicKeys: [publicKey] },
  })
  const campaign = { client: as(created.data?.token ?? ''), path: { slug } }
  const counted = await getApiPetitionsSlugCount(to)
  const again = await getApiPetitionsSlugCount({
    ...to,
    headers: { 'If-None-Match': counted.response?.headers.get('etag') ?? '' },
  })
  const signers = await getApiPetitionsSlugSigners({ ...to, query: { limit: 5 } })
  const { data: challenge } = await getApiPetitionsSlugChallenge(to)
  const proof = await proofOf(challenge)
  const signed = await postApiPetitionsSlugSignatures({
    ...to,
    body: { name: 'Ada Example', email: 'ada@example.org', proof },
  })
  const second = await getApiPetitionsSlugChallenge(to)
  const posted = await postApiPetitionsSlugSignatures({
    ...to,
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: { name: 'Eda Example', email: 'eda@example.org', proof: await proofOf(second.data) },
    bodySerializer: (body) =>
      new URLSearchParams(Object.entries(Object(body)).map(([name, value]) => [name, String(value)])),
  })
  const refused = await postApiPetitionsSlugSignatures({ ...to, body: { name: '', email: 'nobody', proof } })
  const update = await postApiPetitionsSlugUpdates({ ...campaign, body: { title: 'News', body: 'Words.' } })
  const image = await putApiPetitionsSlugImage({
    ...campaign,
    query: { alt: 'A pier' },
    body: new Blob([Uint8Array.from(atob(PNG), (char) => char.charCodeAt(0))], { type: 'image/png' }),
    headers: { 'Content-Type': 'image/png' },
  })
  const webhook = await postApiPetitionsSlugWebhooks({
    ...campaign,
    body: { url: 'https://campaign.example.org/hook' },
  })
  const url = `${origin}/en/p/${slug}`
  const embed = await getOembed({ client: open, query: { url, maxwidth: 400 } })
  // This generator knows the first media type of a response only.
  const { data: xml }: { data?: unknown } = await getOembed({
    client: open,
    query: { url, format: 'xml' },
    parseAs: 'text',
  })
  const unauthorized = await patchApiPetitionsSlug({ ...to, body: { goal: 100 } })
  return {
    created: created.response?.status ?? 0,
    count: counted.data?.count,
    unchanged: again.response?.status ?? 0,
    signers: signers.data?.signers.length,
    accepted: signed.data?.status,
    formPost: posted.response?.status ?? 0,
    refused: refused.error?.errors?.map(({ path }) => path),
    update: update.data?.title,
    image: image.data?.width,
    webhook: webhook.data?.secret.slice(0, 6),
    embed: typeof embed.data === 'object' ? embed.data.html.slice(0, 11) : undefined,
    embedXml: typeof xml === 'string' && xml.startsWith('<?xml'),
    unauthorized: unauthorized.error?.type.split('/').at(-1),
  }
}
