/** The API's description, OpenAPI 3.1.1, from the schemas that also check requests and type responses. */
import * as z from 'zod/mini'

import { LOCALES } from '../../../schema/locales.ts'
import { REFUSAL_STATUS, type RefusalCode } from '../../refusal.ts'
import { describe, type Operation, type Operations, type QueryParameter } from './operation.ts'
import { SCHEMAS } from './schemas.ts'

type Json = Record<string, unknown>

export function openapi(origin: string, operations: Operations): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Undersigned',
      version: '1',
      description:
        'Create and manage petitions, sign them, read counts, signers and updates, and receive webhooks. Errors are RFC 9457 problem details.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    paths: Object.fromEntries(
      Object.entries(operations).map(([path, methods]) => [
        path,
        Object.fromEntries(
          Object.entries(methods).map(([method, operation]) => [method, described(path, method, operation)]),
        ),
      ]),
    ),
    webhooks: { event: { post: webhook() } },
    components: {
      schemas: Object.fromEntries(Object.entries(SCHEMAS).map(([name, schema]) => [name, jsonSchema(name, schema)])),
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
    },
  }
}

/** Requests are described as they are sent, before defaults and parsing; responses as they arrive. */
const jsonSchema = (name: string, schema: z.ZodMiniType): Json => {
  const { $schema: _, ...json } = z.toJSONSchema(schema, {
    io: /Form|Patch/.test(name) ? 'input' : 'output',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      // openapi-typescript takes a member with a default for one that is always there: in a form it may be left out.
      const { default: otherwise } = jsonSchema
      if (otherwise === undefined) return
      delete jsonSchema.default
      jsonSchema.description = `Default: ${JSON.stringify(otherwise)}`
    },
  })
  return json
}

function described(path: string, method: string, operation: Operation): Json {
  const { summary, description, caller, query = {}, response, refusals, redirect, etag, ifMatch } = operation
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
      name,
      in: 'path',
      required: true,
      schema: name === 'lang' ? { type: 'string', enum: LOCALES } : { type: 'string' },
    })),
    ...Object.entries(query).map(([name, parameter]) => inQuery(name, parameter)),
    ...(ifMatch === true ? [header('If-Match', 'The ETag of the petition as the sender has seen it', false)] : []),
    ...(etag === true ? [header('If-None-Match', 'The ETag of the response that is at hand', false)] : []),
  ]
  return {
    operationId: `${method}${path.replace(/\{(\w+)\}|[^a-z]+/gi, (_, name?: string) => (name === undefined ? '_' : `by_${name}`))}`,
    summary,
    ...(description === undefined ? {} : { description }),
    security: caller === undefined ? [] : [...(caller === 'operator or anyone' ? [{}] : []), { token: [] }],
    ...(parameters.length === 0 ? {} : { parameters }),
    ...requestBodyOf(operation),
    responses: {
      [response.status]: { ...responseOf(response), ...(etag === true ? { headers: { ETag: TEXT } } : {}) },
      ...(response.orStatus === undefined ? {} : { [response.orStatus]: responseOf(response) }),
      ...(redirect === undefined ? {} : { 302: { description: redirect, headers: { Location: TEXT } } }),
      ...(etag === true ? { 304: { description: 'It is as it was', headers: { ETag: TEXT } } } : {}),
      ...refusalsOf(refusals),
    },
  }
}

const TEXT = { schema: { type: 'string' } }

function inQuery(name: string, parameter: QueryParameter): Json {
  const { type = 'string', values, required = false } = typeof parameter === 'string' ? {} : parameter
  const schema = { type, ...(values === undefined ? {} : { enum: values }) }
  return { name, in: 'query', description: describe(parameter), required, schema }
}

const header = (name: string, description: string, required: boolean): Json => ({
  name,
  in: 'header',
  description,
  required,
  ...TEXT,
})

/** What a campaign's endpoint receives: Standard Webhooks (https://www.standardwebhooks.com). */
const webhook = (): Json => ({
  operationId: 'webhook_event',
  summary: 'An event, as it is sent to the webhooks of a petition',
  security: [],
  parameters: [
    header('webhook-id', 'The same for every attempt to deliver the event', true),
    header('webhook-timestamp', 'Of the attempt, in seconds since the epoch', true),
    header('webhook-signature', 'One for each secret that is valid, separated by spaces', true),
  ],
  requestBody: { required: true, content: { 'application/json': reference('Event') } },
  responses: {
    '2XX': { description: 'The event is delivered' },
    410: { description: 'Nothing more is sent to this endpoint' },
  },
})

function requestBodyOf({ body, bodyOptional, formPost, upload }: Operation): Json {
  if (upload !== undefined) {
    return { requestBody: { required: true, content: Object.fromEntries(upload.map((type) => [type, BYTES])) } }
  }
  if (body === undefined) return {}
  const content = {
    'application/json': reference(body),
    ...(formPost === true ? { 'application/x-www-form-urlencoded': reference(body) } : {}),
  }
  return { requestBody: { required: bodyOptional !== true, content } }
}

/** OpenAPI 3.1 has no need of the format, but the generators of clients tell bytes from text by it. */
const BYTES = { schema: { type: 'string', format: 'binary' } }

const reference = (name: string): Json => ({ schema: { $ref: `#/components/schemas/${name}` } })

function responseOf({ schema, type, otherType, description }: Operation['response']): Json {
  if (schema === undefined && type === undefined) return { description }
  const content = {
    [type ?? 'application/json']: schema === undefined ? mediaOf(type ?? '') : reference(schema),
    ...(otherType === undefined ? {} : { [otherType]: TEXT }),
  }
  return { description, content }
}

const mediaOf = (type: string): Json => (/^image\/(?!svg)/.test(type) ? BYTES : TEXT)

const RETRY_AFTER = { headers: { 'Retry-After': { description: 'In seconds', schema: { type: 'integer' } } } }
const saysWhen = (code: RefusalCode): boolean => code === 'too-many-requests' || code === 'unavailable'

/** One entry a status; the codes that share it are named in its description. */
function refusalsOf(codes: readonly RefusalCode[]): Json {
  const byStatus = Map.groupBy(codes, (code) => REFUSAL_STATUS[code])
  return Object.fromEntries(
    [...byStatus].map(([status, sharing]) => [
      status,
      {
        description: sharing.join(', '),
        ...(sharing.some(saysWhen) ? RETRY_AFTER : {}),
        content: { 'application/problem+json': reference('Problem') },
      },
    ]),
  )
}
