/** The API's description, OpenAPI 3.1.1, from the schemas that also check requests and type responses. */
import * as z from 'zod/mini'

import { REFUSAL_STATUS, type RefusalCode } from '../../refusal.ts'
import type { Operation, Operations } from './operation.ts'
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
  })
  return json
}

function described(path: string, method: string, operation: Operation): Json {
  const { summary, description, caller, query = {}, response, refusals } = operation
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
    ...(caller === undefined ? {} : { security: [{ token: [] }] }),
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
