/** A petition with something of everything, and a URL of it for each route of the edge that answers GET. */
import { env } from 'cloudflare:test'

import type { PetitionResponse } from '../../schema/petition.ts'
import { makeLinkToken } from '../../src/crypto/link-token.ts'
import { inboxSender, listInbox } from '../../src/email/inbox.ts'
import { PLAIN } from '../support/images.ts'
import {
  bearer,
  consumeSignatures,
  fetchEdge,
  message,
  ORIGIN,
  postAsCampaign,
  publishUpdate,
  startPetition,
  type TestPetition,
} from './fixtures.ts'

const KEYS = env.TOKEN_KEYS.split(',')

async function seeded() {
  const petition = await startPetition({ confirmation: 'email', reviewRules: null })
  const { slug, id: petitionId, token } = petition
  const signature = message(petition, 1, { sealedEmail: '00' })
  await consumeSignatures([signature])
  await publishUpdate(petition, 'News')
  const { id: webhook } = await (
    await postAsCampaign(petition, 'webhooks', { url: 'https://partner.example.org/hook' })
  ).json<{ id: string }>()
  await postAsCampaign(petition, `webhooks/${webhook}/test`)
  await fetchEdge(`/api/petitions/${slug}/image?alt=A%20boat`, {
    method: 'PUT',
    headers: { ...bearer(token), 'content-type': 'image/png' },
    body: PLAIN['image/png'],
  })
  const { image } = await (await fetchEdge(`/api/petitions/${slug}`)).json<PetitionResponse>()
  const email = { to: 'ann@example.org', subject: 'Confirm', text: '', html: '', headers: {} }
  await inboxSender(env.DB, KEYS, Date.now).send(email)
  const [received] = await listInbox(env.DB, KEYS)
  const target = { petitionId, id: signature.id, signer: signature.signer, proven: true }
  return {
    petition,
    webhook,
    image: image?.url.replace(ORIGIN, '') ?? '',
    email: received?.id ?? '',
    confirm: await makeLinkToken('confirm', target, Date.now() + 3_600_000, KEYS),
    withdraw: await makeLinkToken('withdraw', target, null, KEYS),
  }
}

/** `urls`: by the paths of the routes. */
export async function edgeUrls(): Promise<{ petition: TestPetition; webhook: string; urls: Record<string, string> }> {
  const { petition, webhook, image, email, confirm, withdraw } = await seeded()
  const { slug } = petition
  const api = `/api/petitions/${slug}`
  const urls: Record<string, string> = {
    '/api/petitions/:slug': api,
    '/api/petitions/:slug/count': `${api}/count`,
    '/api/petitions/:slug/signers': `${api}/signers`,
    '/api/petitions/:slug/removals': `${api}/removals`,
    '/api/petitions/:slug/claims': `${api}/claims`,
    '/api/petitions/:slug/partners': `${api}/partners`,
    '/api/petitions/:slug/challenge': `${api}/challenge`,
    '/api/petitions/:slug/updates': `${api}/updates`,
    '/api/petitions/:slug/contacts': `${api}/contacts?status=all`,
    '/api/petitions/:slug/emails': `${api}/emails`,
    '/api/petitions/:slug/review': `${api}/review`,
    '/api/petitions/:slug/webhooks': `${api}/webhooks`,
    '/api/petitions/:slug/webhooks/:id': `${api}/webhooks/${webhook}`,
    '/api/petitions/:slug/webhooks/:id/deliveries': `${api}/webhooks/${webhook}/deliveries`,
    '/confirm/:token': `/confirm/${confirm}`,
    '/withdraw/:token': `/withdraw/${withdraw}`,
    '/dev/inbox': '/dev/inbox',
    '/dev/inbox/:id': `/dev/inbox/${email}`,
    '/openapi.json': '/openapi.json',
    '/docs': '/docs',
    '/api/dead-letters': '/api/dead-letters',
    '/problems/:code': '/problems/not-found',
    '/healthz': '/healthz',
    '/badge/:file': `/badge/${slug}.svg`,
    '/link/:file': `/link/${slug}.html`,
    '/qr/:file': `/qr/${slug}.svg`,
    '/embed/:slug': `/embed/${slug}`,
    '/embed/:slug/sign': `/embed/${slug}/sign`,
    '/embed/:slug/thanks': `/embed/${slug}/thanks`,
    '/embed/:slug/challenge': `/embed/${slug}/challenge`,
    '/oembed': `/oembed?url=${ORIGIN}/p/${slug}`,
    '/:lang/p/:slug/embed': `/en/p/${slug}/embed`,
    '/p/:slug/:rest{(?:embed|links|links-sent|print|poster|thanks|updates|changes|count|report|feed\\.atom)}?': `/p/${slug}/updates`,
    '/p/:slug/changes/:number{[0-9]+}': `/p/${slug}/changes/1`,
    '/:lang/p/:slug/changes': `/en/p/${slug}/changes`,
    '/:lang/p/:slug/changes/:number': `/en/p/${slug}/changes/1`,
    '/api/petitions/:slug/versions': `${api}/versions`,
    '/api/petitions/:slug/versions/:number': `${api}/versions/1`,
    '/:lang/p/:slug': `/en/p/${slug}`,
    '/:lang/p/:slug/print': `/en/p/${slug}/print`,
    '/:lang/p/:slug/poster': `/en/p/${slug}/poster`,
    '/:lang/p/:slug/thanks': `/en/p/${slug}/thanks`,
    '/:lang/p/:slug/links': `/en/p/${slug}/links`,
    '/:lang/p/:slug/links-sent': `/en/p/${slug}/links-sent`,
    '/:lang/p/:slug/updates': `/en/p/${slug}/updates`,
    '/:lang/p/:slug/count': `/en/p/${slug}/count`,
    '/:lang/p/:slug/report': `/en/p/${slug}/report`,
    '/:lang/p/:slug/report/sent': `/en/p/${slug}/report/sent`,
    '/privacy': '/privacy',
    '/:lang/privacy': '/en/privacy',
    '/terms': '/terms',
    '/:lang/terms': '/en/terms',
    '/images/:slug/:hash': image,
    '/:lang/p/:slug/feed.atom': `/en/p/${slug}/feed.atom`,
    '/og/:lang/:slug{.+\\.png}': `/og/en/${slug}.png`,
    '/robots.txt': '/robots.txt',
    '/sitemap.xml': '/sitemap.xml',
    '/sitemaps/:file{[1-9][0-9]{0,5}\\.xml}': '/sitemaps/1.xml',
    '/:lang{[a-z]{2}}': '/en',
    '/': '/',
  }
  return { petition, webhook, urls }
}
