/** The API's description, OpenAPI 3.1, made from the same zod schemas that check requests and type the answers. */
import * as z from 'zod/mini'

import { contactsLine } from '../../schema/contact.ts'
import {
  countResponse,
  endingForm,
  petitionResponse,
  petitionCreated,
  petitionForm,
  petitionPatch,
  IMAGE_TYPES,
  imageResponse,
} from '../../schema/petition.ts'
import { removalsResponse } from '../../schema/removal.ts'
import {
  reviewResponse,
  reviewDecisionForm,
  reviewPreview,
  reviewPreviewForm,
  reviewReleased,
  reviewRemoved,
} from '../../schema/review.ts'
import { acceptedResponse, signatureForm, signersResponse } from '../../schema/signature.ts'
import { partnersResponse } from '../../schema/partner.ts'
import { updateResponse, updateForm, updatePatch, updatesResponse } from '../../schema/update.ts'
import {
  deliveriesResponse,
  eventPayload,
  webhookResponse,
  webhookCreated,
  webhookForm,
  webhooksResponse,
} from '../../schema/webhook.ts'
import { REFUSAL_STATUS, type RefusalCode } from '../refusal.ts'

type Json = Record<string, unknown>

export interface Operation {
  summary: string
  /** Shown under the summary. */
  description?: string
  campaign?: boolean
  body?: keyof typeof SCHEMAS
  /** A request without a body is taken as well. */
  bodyOptional?: true
  /** Takes bytes of one of these types instead. */
  upload?: readonly string[]
  query?: Record<string, string>
  response: { status: number; schema?: keyof typeof SCHEMAS; type?: string; description: string }
  refusals: readonly RefusalCode[]
}

const problem = z.object({
  type: z.url(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
})

/** ALTCHA v2; made and checked by altcha-lib. */
const challenge = z.object({
  parameters: z.looseObject({
    algorithm: z.string(),
    nonce: z.string(),
    salt: z.string(),
    cost: z.int(),
    keyLength: z.int(),
    keyPrefix: z.string(),
    expiresAt: z.int(),
    data: z.object({ id: z.uuid(), petition: z.string() }),
  }),
  signature: z.string(),
})

/** https://shields.io/badges/endpoint-badge */
const shieldsBadge = z.object({
  schemaVersion: z.literal(1),
  label: z.string(),
  message: z.string(),
  color: z.string(),
  cacheSeconds: z.int(),
})

/** https://oembed.com */
const oembed = z.object({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  title: z.string(),
  author_name: z.string(),
  provider_name: z.string(),
  provider_url: z.url(),
  cache_age: z.int(),
  html: z.string(),
  width: z.int(),
  height: z.int(),
  thumbnail_url: z.optional(z.url()),
  thumbnail_width: z.optional(z.int()),
  thumbnail_height: z.optional(z.int()),
})

/** A link was taken up. */
const taken = z.object({ status: z.literal('accepted') })

const queued = z.object({ event: z.optional(z.string()), delivery: z.string() })

export const SCHEMAS = {
  Accepted: acceptedResponse,
  Challenge: challenge,
  ContactsLine: contactsLine,
  Count: countResponse,
  Deliveries: deliveriesResponse,
  EndingForm: endingForm,
  Event: eventPayload,
  Oembed: oembed,
  Petition: petitionResponse,
  PetitionCreated: petitionCreated,
  PetitionForm: petitionForm,
  PetitionPatch: petitionPatch,
  Image: imageResponse,
  Problem: problem,
  Queued: queued,
  Removals: removalsResponse,
  Review: reviewResponse,
  ReviewDecisionForm: reviewDecisionForm,
  ReviewPreview: reviewPreview,
  ReviewPreviewForm: reviewPreviewForm,
  ReviewReleased: reviewReleased,
  ReviewRemoved: reviewRemoved,
  ShieldsBadge: shieldsBadge,
  SignatureForm: signatureForm,
  Signers: signersResponse,
  Partners: partnersResponse,
  Taken: taken,
  Update: updateResponse,
  UpdateForm: updateForm,
  UpdatePatch: updatePatch,
  Updates: updatesResponse,
  Webhook: webhookResponse,
  WebhookCreated: webhookCreated,
  WebhookForm: webhookForm,
  Webhooks: webhooksResponse,
} as const

const READING = ['malformed', 'too-large', 'unsupported-type'] as const
const CAMPAIGN = ['unauthorized', 'petition-not-found'] as const

/** Every route of the API, by path and method. */
export const OPERATIONS: Record<string, Record<string, Operation>> = {
  '/api/petitions/{slug}': {
    get: {
      summary: 'A petition',
      response: { status: 200, schema: 'Petition', description: 'The petition and its count' },
      refusals: ['petition-not-found'],
    },
    patch: {
      summary: 'Change a petition',
      campaign: true,
      body: 'PetitionPatch',
      response: { status: 200, schema: 'Petition', description: 'The changed petition' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-petition', 'conflict'],
    },
  },
  '/api/petitions/{slug}/count': {
    get: {
      summary: 'The live count',
      description:
        'Readable from any origin, with an ETag. `asOf` says when it was true: some six seconds ago at most, unless the database does not response.',
      response: { status: 200, schema: 'Count', description: 'The count; 304 when it has not changed' },
      refusals: ['petition-not-found'],
    },
  },
  '/api/petitions/{slug}/signers': {
    get: {
      summary: 'Signers who chose to be named, newest first',
      query: { limit: 'Rows a page, 1 to 100', cursor: 'From the page before, as it is: made-up cursors are refused' },
      response: { status: 200, schema: 'Signers', description: 'One page' },
      refusals: ['petition-not-found', 'invalid-query'],
    },
  },
  '/api/petitions/{slug}/removals': {
    get: {
      summary: 'What was taken off the count, and why',
      description:
        'By day (UTC) and reason, never who: withdrawn by the signer, quarantined for review, released from it (these came back), removed after it.',
      response: { status: 200, schema: 'Removals', description: 'The newest days first' },
      refusals: ['petition-not-found'],
    },
  },
  '/api/petitions/{slug}/challenge': {
    get: {
      summary: 'A proof of work to solve',
      description:
        'ALTCHA v2. Its id becomes the id of the signature, so that a solution works once. There is none where the operator ' +
        'has chosen Turnstile.',
      response: { status: 200, schema: 'Challenge', description: 'The challenge' },
      refusals: ['petition-not-found', 'not-found', 'petition-closed', 'unavailable'],
    },
  },
  '/api/petitions/{slug}/signatures': {
    post: {
      summary: 'Sign',
      description:
        'JSON, or a form post. "proof" is the base64 of {challenge, solution}, or the token of Turnstile. The address is kept as a keyed hash, and sealed ' +
        'with the name to the keys of the campaign. With "next":"confirm-email" it counts once the link in an email was ' +
        'confirmed. A repeated signature gets the same response as a first one.',
      body: 'SignatureForm',
      response: { status: 202, schema: 'Accepted', description: 'It is durable and will be counted once' },
      refusals: [
        ...READING,
        'petition-not-found',
        'petition-closed',
        'invalid-signature',
        'bot-check-failed',
        'too-many-requests',
        'unavailable',
      ],
    },
  },
  '/confirm/{token}': link('Confirm a signature', 'It counts within seconds. Doing it again changes nothing.'),
  '/withdraw/{token}': link('Withdraw a signature', 'It is deleted within seconds. Doing it again changes nothing.'),
  '/api/petitions': {
    post: {
      summary: 'Start a petition',
      description: 'With the operator’s token. The response has the campaign’s token, which is shown only now.',
      campaign: true,
      body: 'PetitionForm',
      response: { status: 201, schema: 'PetitionCreated', description: 'The petition and its token' },
      refusals: [...READING, 'unauthorized', 'invalid-petition', 'conflict'],
    },
  },
  '/api/petitions/{slug}/close': ending(
    'Close',
    'What is signed from now on does not count; what was signed before does. "outcome" (Markdown) is what came of it.',
  ),
  '/api/petitions/{slug}/victory': ending(
    'Declare victory',
    'An open petition is closed by it. "outcome" (Markdown) is what came of it.',
  ),
  '/api/petitions/{slug}/reopen': {
    post: {
      summary: 'Open again, or publish a draft',
      description: 'What was signed while it was closed stays uncounted. A closing time that has passed is dropped.',
      campaign: true,
      response: { status: 200, schema: 'Petition', description: 'The petition as it is now' },
      refusals: [...CAMPAIGN, 'conflict'],
    },
  },
  '/api/petitions/{slug}/partners': {
    get: {
      summary: 'Signatures by partner',
      description: 'What "partner" the links said through which signers came. "none" is how many came without.',
      campaign: true,
      response: { status: 200, schema: 'Partners', description: 'The most first' },
      refusals: CAMPAIGN,
    },
  },
  '/api/petitions/{slug}/image': {
    put: {
      summary: 'Set the image',
      description:
        'Its bytes, of at most 1 MB and 4096 pixels a side. Place, time, device and whatever else an image tells besides what it shows is taken out.',
      campaign: true,
      query: { alt: 'What it shows, for those who do not see it' },
      upload: IMAGE_TYPES,
      response: { status: 200, schema: 'Image', description: 'Where it is' },
      refusals: ['malformed', 'too-large', ...CAMPAIGN, 'invalid-petition', 'invalid-image'],
    },
    delete: {
      summary: 'Remove the image',
      campaign: true,
      response: { status: 204, description: 'There is none' },
      refusals: CAMPAIGN,
    },
  },
  '/api/petitions/{slug}/updates': {
    get: {
      summary: 'Updates, newest first',
      query: { limit: 'Rows a page, 1 to 100', cursor: 'From the page before, as it is: made-up cursors are refused' },
      response: { status: 200, schema: 'Updates', description: 'One page' },
      refusals: ['petition-not-found', 'invalid-query'],
    },
    post: {
      summary: 'Publish an update',
      description: 'Shown on the page and in the feed within seconds.',
      campaign: true,
      body: 'UpdateForm',
      response: { status: 201, schema: 'Update', description: 'The update' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-update', 'conflict'],
    },
  },
  '/api/petitions/{slug}/updates/{id}': {
    patch: {
      summary: 'Change an update',
      campaign: true,
      body: 'UpdatePatch',
      response: { status: 200, schema: 'Update', description: 'The changed update' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-update', 'not-found'],
    },
    delete: {
      summary: 'Remove an update',
      campaign: true,
      response: { status: 204, description: 'It is gone' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/contacts': {
    get: {
      summary: 'Signatures with their sealed contacts',
      description:
        'Lines of JSON in the order of their ids. "contact" is what the signer told, sealed to the keys of the campaign; ' +
        'npm run export opens it. The last line is {end, rows, cursor}: without it the response was cut off. As long as ' +
        'its "cursor" is not null there is more to ask for with it. The id of any row is a cursor, too.',
      campaign: true,
      query: {
        since: 'Confirmed (or, where it is not, signed) at this time or later, as 2026-11-01T00:00:00Z',
        cursor: 'What comes after this id',
        status:
          'counted, which is the default, or all: those too that wait for their email to be answered or for a review',
      },
      response: {
        status: 200,
        schema: 'ContactsLine',
        type: 'application/x-ndjson',
        description: 'One of these a line',
      },
      refusals: [...CAMPAIGN, 'invalid-query'],
    },
  },
  '/api/petitions/{slug}/review': {
    get: {
      summary: 'Signatures that wait for review',
      description:
        'In groups by what they have in common: never who signed. The largest groups first. "condition" names a group to the other calls.',
      campaign: true,
      response: { status: 200, schema: 'Review', description: 'The groups' },
      refusals: CAMPAIGN,
    },
  },
  '/api/petitions/{slug}/review/preview': {
    post: {
      summary: 'What a decision would do',
      description: 'Changes nothing. An empty condition means all that wait.',
      campaign: true,
      body: 'ReviewPreviewForm',
      response: { status: 200, schema: 'ReviewPreview', description: 'How many fit the condition' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-condition'],
    },
  },
  '/api/petitions/{slug}/review/release': decision(
    'Release signatures from review',
    'They count, or wait for their email to be answered, which is sent now.',
    'ReviewReleased',
  ),
  '/api/petitions/{slug}/review/remove': decision(
    'Remove signatures after review',
    'For good: name, contact and email are deleted, and the same address cannot sign again.',
    'ReviewRemoved',
  ),
  '/api/petitions/{slug}/webhooks': {
    get: {
      summary: 'Webhooks',
      campaign: true,
      response: { status: 200, schema: 'Webhooks', description: 'All of them' },
      refusals: CAMPAIGN,
    },
    post: {
      summary: 'Register a webhook',
      description: 'Standard Webhooks. The secret is shown only now.',
      campaign: true,
      body: 'WebhookForm',
      response: { status: 201, schema: 'WebhookCreated', description: 'The webhook and its secret' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-webhook', 'conflict'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}': {
    get: {
      summary: 'One webhook',
      campaign: true,
      response: { status: 200, schema: 'Webhook', description: 'The webhook' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
    delete: {
      summary: 'Remove a webhook',
      campaign: true,
      response: { status: 204, description: 'It is gone, with its deliveries' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}/test': {
    post: {
      summary: 'Send a webhook.test event',
      campaign: true,
      response: { status: 202, schema: 'Queued', description: 'It is on its way' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}/rotate': {
    post: {
      summary: 'Make a new secret',
      description: 'For a day both secrets sign.',
      campaign: true,
      response: { status: 200, schema: 'WebhookCreated', description: 'The webhook and its new secret' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}/deliveries': {
    get: {
      summary: 'The newest deliveries of a webhook',
      campaign: true,
      response: { status: 200, schema: 'Deliveries', description: 'Newest first' },
      refusals: [...CAMPAIGN, 'not-found'],
    },
  },
  '/api/petitions/{slug}/webhooks/{id}/deliveries/{delivery}/retry': {
    post: {
      summary: 'Start an ended delivery over',
      campaign: true,
      response: { status: 202, schema: 'Queued', description: 'It is on its way' },
      refusals: [...CAMPAIGN, 'not-found', 'conflict'],
    },
  },
  '/images/{slug}/{hash}': {
    get: {
      summary: 'The image of a petition',
      description: 'Its address is in the petition; another image has another.',
      response: { status: 200, type: 'image/*', description: 'JPEG, PNG or WebP' },
      refusals: ['petition-not-found', 'not-found'],
    },
  },
  '/{lang}/p/{slug}/feed.atom': {
    get: {
      summary: 'A feed of updates, milestones and the end',
      description: 'Atom, with an ETag.',
      response: {
        status: 200,
        type: 'application/atom+xml',
        description: 'The newest 50; 304 when nothing has changed',
      },
      refusals: ['petition-not-found', 'not-found'],
    },
  },
  '/badge/{slug}.svg': {
    get: {
      summary: 'The count as a badge',
      query: { lang: 'Language of the label' },
      response: { status: 200, type: 'image/svg+xml', description: 'An SVG image' },
      refusals: ['petition-not-found'],
    },
  },
  '/badge/{slug}.json': {
    get: {
      summary: 'The count for a badge of shields.io',
      description: 'Its endpoint badge: https://img.shields.io/endpoint?url=… makes the image.',
      query: { lang: 'Language of the label' },
      response: { status: 200, schema: 'ShieldsBadge', description: 'What the badge says' },
      refusals: ['petition-not-found'],
    },
  },
  '/embed/{slug}': {
    get: {
      summary: 'The counter, for a frame',
      description: 'Any site may frame it.',
      query: {
        lang: 'Language of the words',
        theme: 'auto, light or dark',
        size: 'small, medium or large',
        goal: 'A number of signatures, or none',
        'sign-link': 'none to leave out the button',
        partner: 'Code of the partner to credit',
      },
      response: { status: 200, type: 'text/html', description: 'A page with nothing but the counter' },
      refusals: ['petition-not-found'],
    },
  },
  '/og/{lang}/{slug}.png': {
    get: {
      summary: 'The count as an image, 1200 × 630',
      response: {
        status: 200,
        type: 'image/png',
        description: 'The image; 302 to one without a count when it cannot be drawn',
      },
      refusals: ['petition-not-found', 'not-found'],
    },
  },
  '/link/{slug}.html': {
    get: {
      summary: 'The count as a link',
      description: 'One <a> with the title and the count, for pages that a server puts together.',
      query: { lang: 'Language of the words', partner: 'Code of the partner to credit' },
      response: { status: 200, type: 'text/html', description: 'A fragment of HTML' },
      refusals: ['petition-not-found'],
    },
  },
  '/qr/{slug}.svg': {
    get: {
      summary: 'The address of the petition as a QR code',
      query: { source: 'Code of the partner to credit' },
      response: { status: 200, type: 'image/svg+xml', description: 'An SVG image, dark on light' },
      refusals: ['petition-not-found'],
    },
  },
  '/{lang}/p/{slug}/embed': {
    get: {
      summary: 'The page on which a partner sets up the counter',
      query: {
        theme: 'auto, light or dark',
        size: 'small, medium or large',
        language: 'Of the counter; that of the page around it when it is left out',
        goal: 'next or none',
        'sign-link': 'none to leave out the button',
        partner: 'Code of the partner to credit',
      },
      response: { status: 200, type: 'text/html', description: 'The page' },
      refusals: ['petition-not-found', 'not-found'],
    },
  },
  '/oembed': {
    get: {
      summary: 'The counter by oEmbed',
      description: 'oEmbed 1.0, of type "rich". A size that is no positive whole number is taken for none.',
      query: {
        url: 'The address of a petition’s page',
        format: 'json, which is the default, or xml',
        maxwidth: 'In pixels',
        maxheight: 'In pixels',
      },
      response: { status: 200, schema: 'Oembed', description: 'How to embed it' },
      refusals: ['petition-not-found', 'unsupported-format'],
    },
  },
}

function link(summary: string, description: string): Record<string, Operation> {
  return {
    get: {
      summary: `${summary}: the page that asks`,
      description: 'Changes nothing: email scanners follow links.',
      response: { status: 200, type: 'text/html', description: 'A page with one button' },
      refusals: ['link-broken', 'link-expired'],
    },
    post: {
      summary,
      description,
      response: { status: 202, schema: 'Taken', description: 'It is durable; a page for who asks for HTML' },
      refusals: ['link-broken', 'link-expired', 'too-many-requests', 'unavailable'],
    },
  }
}

function decision(
  summary: string,
  description: string,
  schema: 'ReviewReleased' | 'ReviewRemoved',
): Record<string, Operation> {
  return {
    post: {
      summary,
      description: `${description} All that fit the condition, if they are as many as "expected" says.`,
      campaign: true,
      body: 'ReviewDecisionForm',
      response: { status: 200, schema, description: 'How many it were' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-condition', 'conflict'],
    },
  }
}

function ending(summary: string, description: string): Record<string, Operation> {
  return {
    post: {
      summary,
      description,
      campaign: true,
      body: 'EndingForm',
      bodyOptional: true,
      response: { status: 200, schema: 'Petition', description: 'The petition as it is now' },
      refusals: [...READING, ...CAMPAIGN, 'invalid-petition', 'conflict'],
    },
  }
}

export function openapi(origin: string): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Undersigned',
      version: '1',
      description: 'Petitions at the edge: sign, count, show, tell. Errors are RFC 9457 problem details.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    paths: Object.fromEntries(
      Object.entries(OPERATIONS).map(([path, operations]) => [
        path,
        Object.fromEntries(
          Object.entries(operations).map(([method, operation]) => [method, described(path, method, operation)]),
        ),
      ]),
    ),
    components: {
      schemas: Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(name, schema)])),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

/** Requests are described as they are sent, before defaults and parsing; answers as they arrive. */
const jsonSchema = (name: string, schema: z.ZodMiniType): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: /Form|Patch/.test(name) ? 'input' : 'output',
    unrepresentable: 'any',
  })
  return json
}

function described(path: string, method: string, operation: Operation): Json {
  const { summary, description, campaign, query = {}, response, refusals } = operation
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const inQuery = Object.entries(query).map(([name, text]) => ({
    name,
    in: 'query',
    description: text,
    schema: { type: 'string' },
  }))
  return {
    operationId: `${method}${path.replace(/\{(\w+)\}|[^a-z]+/gi, (_, name?: string) => (name === undefined ? '_' : `by_${name}`))}`,
    summary,
    ...(description === undefined ? {} : { description }),
    ...(campaign === true ? { security: [{ token: [] }] } : {}),
    ...(inPath.length + inQuery.length === 0 ? {} : { parameters: [...inPath, ...inQuery] }),
    ...requestBodyOf(operation),
    responses: { [response.status]: responseOf(response), ...refusalsOf(refusals) },
  }
}

function requestBodyOf({ body, bodyOptional, upload }: Operation): Json {
  if (upload !== undefined) {
    return { requestBody: { required: true, content: Object.fromEntries(upload.map((type) => [type, {}])) } }
  }
  if (body === undefined) return {}
  return { requestBody: { required: bodyOptional !== true, content: { 'application/json': reference(body) } } }
}

const reference = (name: string): Json => ({ schema: { $ref: `#/components/schemas/${name}` } })

function responseOf({ schema, type, description }: Operation['response']): Json {
  if (schema !== undefined) return { description, content: { [type ?? 'application/json']: reference(schema) } }
  return type === undefined ? { description } : { description, content: { [type]: {} } }
}

/** One entry a status; the codes that share it are named in its description. */
function refusalsOf(codes: readonly RefusalCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => REFUSAL_STATUS[code])
  return Object.fromEntries(
    [...byStatus].map(([status, sharing]) => [
      status,
      { description: sharing.join(', '), content: { 'application/problem+json': reference('Problem') } },
    ]),
  )
}
