/** Who may call a route, and what it reads, stands in its line: what app.routes lists is checked here. */
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'

import type { Operation } from '../../src/http/openapi/operation.ts'
import { app } from '../../workers/edge/app.ts'
import { requireCampaign } from '../../workers/edge/access.ts'
import { OPERATIONS } from '../../workers/edge/operations.ts'

const CALLERS = new Set(['requireCampaign', 'requireOperator', 'anyone'])
const READERS = new Set(['form', 'query', 'bytes'])
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])
/** All the middleware of `app.use`, and where. Hono registers it for every method, as it does a handler of `app.all`. */
const MIDDLEWARE = new Set([
  '/* secureHeaders',
  '/* referrerPolicy',
  '/* readableRedirects',
  '/* trimTrailingSlash',
  '/* mangledPath',
  '/* methodNotAllowed',
  '/dev/inbox/* developmentOnly',
])

/** The names of a route's handlers in their order, by its method and path. */
function linesOf({ routes }: Pick<typeof app, 'routes'>): Map<string, string[]> {
  const lines = new Map<string, string[]>()
  for (const { method, path, handler } of routes) {
    // Any other handler for all methods changes state, as far as one can tell.
    if (method === 'ALL' && MIDDLEWARE.has(`${path} ${handler.name}`)) continue
    const line = `${method} ${path}`
    lines.set(line, [...(lines.get(line) ?? []), handler.name])
  }
  return lines
}

const undeclared = (routes: Pick<typeof app, 'routes'>): string[] =>
  [...linesOf(routes)]
    .filter(([line]) => !SAFE.has(line.split(' ')[0] ?? ''))
    // First in its line: before the body is read, and before the petition is looked up.
    .filter(([, [first = '']]) => !CALLERS.has(first))
    .map(([line]) => line)

describe('a route', () => {
  test('that changes something declares its caller, first in its line', () => {
    expect(linesOf(app).size).toBeGreaterThan(30)
    expect(undeclared(app)).toEqual([])
  })

  test('that only reads has its caller first as well, if it has one', () => {
    const late = [...linesOf(app)].filter(([, names]) => names.findLastIndex((name) => CALLERS.has(name)) > 0)
    expect(late).toEqual([])
  })

  test('without a caller is found', () => {
    const careless = new Hono()
      .get('/', (c) => c.text(''))
      .use(async function referrerPolicy(_, next) {
        await next()
      })
      .post('/posted', (c) => c.text(''))
      .all('/all', (c) => c.text(''))
      .all('/all/:slug', async (c, next) => (c.req.method === 'DELETE' ? c.text('') : next()))
      .use('/unnamed', async (_, next) => next())
      .delete('/late', async function form(_, next) {
        await next()
      })
      .delete('/late', requireCampaign('all'), (c) => c.text(''))
    expect(undeclared(careless)).toEqual(['POST /posted', 'ALL /all', 'ALL /all/:slug', 'ALL /unnamed', 'DELETE /late'])
  })
})

const described = Object.entries(OPERATIONS)
  .filter(([path]) => path.startsWith('/api/'))
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`, operation] as const,
    ),
  )

/** What an operation says of its caller, by the first handler of its line. */
const DESCRIBED_CALLERS: Record<string, Operation['caller']> = {
  requireCampaign: 'campaign',
  requireOperator: 'operator',
}

test('operations describe callers of both kinds', () => {
  const callers = new Set(described.map(([, { caller }]) => caller))
  expect(callers).toEqual(new Set(['operator', 'campaign', undefined]))
})

test.each(described)('%s is described as it is: caller and body', (line, { caller, body, upload }) => {
  const names = linesOf(app).get(line) ?? []
  expect(DESCRIBED_CALLERS[names[0] ?? '']).toBe(caller)
  // Anyone who signs is limited before the body is read: signatures alone are read by the handler.
  const isForm = body !== undefined && !names.includes('anyone')
  expect(names.filter((name) => READERS.has(name) && name !== 'query')).toEqual([
    ...(isForm ? ['form'] : []),
    ...(upload === undefined ? [] : ['bytes']),
  ])
})
