/**
 * The part of Cloudflare's API that a deployment uses, on loopback, over an account that remembers: databases, queues and their
 * consumers, versions and deployments of Workers with their secrets, domains and cron triggers. Names clash as they do there, a binding
 * to what is missing is refused, and a secret stays until it is replaced. What is uploaded runs: see world.ts.
 */
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'

import { type Binding, type ConsumerSettings, startWorld, type Uploaded, type World } from './world.ts'

export const ACCOUNT = 'a'.repeat(32)
const TOKEN = 'test-api-token'
/** Of a temporary account, which is the same one here. */
export const TEMPORARY_TOKEN = 'temporary-api-token'
const SUBDOMAIN = 'bold-harbour'

interface Script {
  /** Whether it has a public URL below workers.dev. */
  isPublic: boolean
  versions: Uploaded[]
  /** Ids of versions, the newest first. */
  deployments: string[]
  crons: string[]
}

interface Queue {
  queue_id: string
  queue_name: string
  jurisdiction: string | null
  retention: number | null
  consumers: (ConsumerSettings & { consumer_id: string; type: 'worker' })[]
}

/** A request, as `POST d1/database`. */
export interface Call {
  method: string
  /** Below the account. */
  path: string
}

export interface FakeCloudflare {
  env: Record<string, string>
  /** Those that the login can use. */
  accounts: { id: string; name: string }[]
  /** What changes something, in order. */
  changes: Call[]
  databases: Map<string, { name: string; jurisdiction: string | null }>
  queues: Map<string, Queue>
  /** By name: the origins whose pages may read it. */
  buckets: Map<string, string[]>
  scripts: Map<string, Script>
  domains: Map<string, string>
  /** Hosts with DNS records of their own. */
  dns: Set<string>
  world: World
  /** Called before a change is made; what it throws is refused, with status 500 unless it is a Refusal. */
  before: (call: Call) => void | Promise<void>
  /** Called after a change was made, and before it is answered. */
  after: (call: Call) => void | Promise<void>
  /** Those that the active version of a Worker has. */
  secretsOf: (script: string) => Record<string, string>
  varsOf: (script: string) => Record<string, string>
  /** After a change of the account by hand. */
  refresh: () => void
  stop: () => Promise<void>
}

/** What the API refuses with. */
export class Refusal extends Error {
  readonly status: number
  readonly code: number
  constructor(status: number, code: number, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** Those that a Worker has in world.ts, and two that are left out there. */
const BINDINGS = new Set('plain_text secret_text d1 queue r2_bucket service ratelimit assets send_email'.split(' '))

const notFound = (name: string): Refusal =>
  new Refusal(404, 10007, `This Worker does not exist on your account: ${name}`)

export async function startFakeCloudflare(directory: string): Promise<FakeCloudflare> {
  const world = startWorld(directory)
  const databases: FakeCloudflare['databases'] = new Map()
  const queues: FakeCloudflare['queues'] = new Map()
  const buckets: FakeCloudflare['buckets'] = new Map()
  const scripts: FakeCloudflare['scripts'] = new Map()
  const domains: FakeCloudflare['domains'] = new Map()
  const dns = new Set<string>()
  const assets = new Set<string>()
  const changes: Call[] = []

  const server = createServer((request, response) => {
    respond(request)
      .then(({ status = 200, headers = { 'content-type': 'application/json' }, body }) => {
        response.writeHead(status, headers).end(body)
      })
      .catch((error: unknown) => {
        const refusal = error instanceof Refusal ? error : new Refusal(500, 10013, `fake: ${String(error)}`)
        const errors = [{ code: refusal.code, message: refusal.message }]
        response
          .writeHead(refusal.status, { 'content-type': 'application/json' })
          .end(JSON.stringify({ success: false, errors, messages: [], result: null }))
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const fake: FakeCloudflare = {
    env: {
      CLOUDFLARE_API_BASE_URL: `${origin}/client/v4`,
      CLOUDFLARE_API_TOKEN: TOKEN,
      FAKE_SITE_URL: `${origin}/site`,
      NODE_OPTIONS: `--import=${new URL('loopback.ts', import.meta.url).href}`,
      WRANGLER_SEND_METRICS: 'false',
    },
    accounts: [{ id: ACCOUNT, name: 'Test account' }],
    changes,
    databases,
    queues,
    buckets,
    scripts,
    domains,
    dns,
    world,
    before: () => undefined,
    after: () => undefined,
    secretsOf: (script) => bound(script, 'secret_text'),
    varsOf: (script) => bound(script, 'plain_text'),
    refresh: () => refresh(),
    async stop() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
      await world.stop()
    },
  }

  const activeOf = (name: string): Uploaded | undefined => {
    const script = scripts.get(name)
    return script?.versions.find(({ id }) => id === script.deployments[0])
  }

  const bound = (script: string, type: string): Record<string, string> =>
    Object.fromEntries(
      (activeOf(script)?.bindings ?? []).flatMap((it) => (it.type === type ? [[it.name, it.text ?? '']] : [])),
    )

  interface Answer {
    status?: number
    headers?: Record<string, string>
    body: string | Uint8Array
  }

  async function respond(request: IncomingMessage): Promise<Answer> {
    const { method = 'GET', headers } = request
    const url = new URL(request.url ?? '/', origin)
    const body = await buffer(request)
    if (url.pathname === '/site') return site(method, headers, body)
    const tokens = [TOKEN, TEMPORARY_TOKEN].map((token) => `Bearer ${token}`)
    const needsNone = /\/assets\/upload|\/provisioning\/previews/.test(url.pathname)
    if (!needsNone && !tokens.includes(headers.authorization ?? ''))
      throw new Refusal(401, 10000, 'Authentication error')
    const path = url.pathname.replace('/client/v4/', '').replace(`accounts/${ACCOUNT}/`, '')
    const call = { method, path }
    const isChange = method !== 'GET' && !(path.endsWith('/query') && /^\s*(?:SELECT|PRAGMA)/i.test(sqlOf(body)))
    if (isChange) await fake.before(call)
    const result = await route(method, path, url, headers['content-type'] ?? '', body)
    if (isChange) {
      changes.push(call)
      await fake.after(call)
    }
    return { body: JSON.stringify({ success: true, errors: [], messages: [], result, ...pageOf(result) }) }
  }

  /** A request to the site by its public URL, which only a domain makes known, or its name below workers.dev. */
  async function site(method: string, headers: IncomingMessage['headers'], body: Uint8Array): Promise<Answer> {
    const target = new URL(String(headers['x-site-url']))
    const [own = '', ...rest] = target.hostname.split('.')
    const isOwn = rest.join('.') === `${SUBDOMAIN}.workers.dev` && scripts.get(own)?.isPublic === true
    const worker = isOwn ? own : domains.get(target.hostname)
    if (worker === undefined || activeOf(worker) === undefined) return { status: 530, body: 'error code: 1016' }
    const call = {
      method,
      path: `site${target.pathname.replace(/self-test-[^/]+/, '*').replace(/withdraw\/.*/, 'withdraw/*')}`,
    }
    if (method !== 'GET') await fake.before(call)
    const passed = Object.fromEntries(
      Object.entries(headers).filter(
        ([name]) => !['host', 'connection', 'content-length', 'x-site-url'].includes(name),
      ),
    )
    const response = await world.fetch(worker, target.href, {
      method,
      headers: { ...(passed as Record<string, string>), 'cf-connecting-ip': '192.0.2.1' },
      redirect: 'manual',
      ...(body.byteLength === 0 ? {} : { body: Buffer.from(body) }),
    })
    if (method !== 'GET') {
      changes.push(call)
      await fake.after(call)
    }
    return {
      status: response.status,
      headers: Object.fromEntries([...response.headers].filter(([name]) => name !== 'content-encoding')),
      body: new Uint8Array(await response.arrayBuffer()),
    }
  }

  async function route(method: string, path: string, url: URL, type: string, body: Buffer): Promise<unknown> {
    const parts = path.split('/')
    const json =
      type.includes('json') || body.byteLength === 0 || body[0] === 0x7b
        ? () => JSON.parse(body.toString() || '{}')
        : () => ({})
    const key = `${method} ${parts[0]}${parts.length > 1 && ['d1', 'workers'].includes(parts[0] ?? '') ? `/${parts[1]}` : ''}`
    switch (key) {
      case 'GET user':
        return { id: 'u', email: 'operator@petitions.test' }
      case 'GET memberships':
        return fake.accounts.map((account) => ({ id: 'm', account }))
      case 'GET accounts':
        return url.searchParams.get('page') === '2' ? [] : fake.accounts
      case 'GET d1/database':
        return parts[2] === undefined
          ? [...databases].map(([uuid, { name }]) => ({ uuid, name }))
          : { uuid: parts[2], name: databases.get(parts[2])?.name }
      case 'POST provisioning':
        return parts[2] === 'challenge'
          ? { challengeToken: 'challenge', seed: Buffer.alloc(32).toString('base64url'), k: 2, g: 3 }
          : temporaryAccount(json())
      case 'GET workers/subdomain':
        return { subdomain: SUBDOMAIN }
      case 'POST d1/database':
        return parts[3] === 'query' ? query(parts[2] ?? '', sqlOf(body)) : createDatabase(json())
      case 'GET queues':
        return queueList(url.searchParams.getAll('name'))
      case 'POST queues':
        return parts[2] === 'consumers' ? consume(parts[1] ?? '', randomUUID(), json()) : createQueue(json())
      case 'PUT queues':
        return consume(parts[1] ?? '', parts[3] ?? '', json())
      case 'GET r2':
        if (!buckets.has(parts[2] ?? '')) throw new Refusal(404, 10006, 'The specified bucket does not exist.')
        return { name: parts[2] }
      case 'POST r2':
        return createBucket(json())
      case 'PUT r2':
        return allowReading(parts[2] ?? '', json())
      case 'GET workers/services':
        return service(parts[2] ?? '')
      case 'GET workers/workers':
        if (!scripts.has(parts[2] ?? '')) throw notFound(parts[2] ?? '')
        return { id: parts[2], name: parts[2], subdomain: subdomainOf(parts[2] ?? '') }
      case 'GET workers/domains':
        return [...domains].map(([hostname, worker]) => ({ id: hostname, hostname, service: worker }))
      case 'PUT workers/domains':
        return attach(json())
      case 'POST workers/assets':
        return { jwt: 'completion' }
      default:
        if (parts[0] === 'workers' && parts[1] === 'scripts') return script(method, parts.slice(2), type, body)
        throw new Refusal(404, 7003, `the fake has no ${method} ${path}`)
    }
  }

  function temporaryAccount({ acceptTermsOfService, solution }: Record<string, unknown>): unknown {
    if (acceptTermsOfService !== 'yes' || solution === undefined) throw new Refusal(400, 1000, 'terms not accepted')
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
    return {
      account: { id: ACCOUNT, name: SUBDOMAIN, apiToken: TEMPORARY_TOKEN, expiresAt },
      claim: { url: 'https://dash.cloudflare.com/claim-preview?claimToken=claim', expiresAt },
    }
  }

  const subdomainOf = (name: string): object => ({
    enabled: scripts.get(name)?.isPublic ?? false,
    previews_enabled: false,
  })

  function createDatabase({ name, jurisdiction = null }: { name: string; jurisdiction?: string | null }): unknown {
    if ([...databases.values()].some((it) => it.name === name))
      throw new Refusal(400, 7502, `A database with that name already exists: ${name}`)
    const uuid = randomUUID()
    databases.set(uuid, { name, jurisdiction })
    world.databases.add(uuid)
    refresh()
    return { uuid, name }
  }

  async function query(id: string, sql: string): Promise<unknown> {
    if (!databases.has(id)) throw new Refusal(404, 7404, `The database ${id} could not be found`)
    try {
      const results = await world.query(id, sql)
      return results.map((rows) => ({ results: rows, success: true, meta: { duration: 0 } }))
    } catch (error) {
      throw new Refusal(400, 7500, error instanceof Error ? error.message : String(error))
    }
  }

  function createQueue(asked: {
    queue_name: string
    jurisdiction?: string
    settings?: { message_retention_period?: number }
  }) {
    const { queue_name, jurisdiction = null, settings } = asked
    if (queues.has(queue_name)) throw new Refusal(400, 11009, `Queue name '${queue_name}' is already taken.`)
    const retention = settings?.message_retention_period ?? null
    const queue: Queue = { queue_id: randomUUID(), queue_name, jurisdiction, retention, consumers: [] }
    queues.set(queue_name, queue)
    return queue
  }

  function createBucket({ name }: { name: string }): unknown {
    if (buckets.has(name)) throw new Refusal(409, 10004, 'The bucket you tried to create already exists.')
    buckets.set(name, [])
    return { name }
  }

  function allowReading(name: string, { rules }: { rules: { allowed: { origins: string[] } }[] }): unknown {
    if (!buckets.has(name)) throw new Refusal(404, 10006, 'The specified bucket does not exist.')
    buckets.set(
      name,
      rules.flatMap(({ allowed }) => allowed.origins),
    )
    return {}
  }

  const queueList = (names: readonly string[]): unknown[] =>
    [...queues.values()]
      .filter(({ queue_name }) => names.length === 0 || names.includes(queue_name))
      .map((queue) =>
        Object.assign({}, queue, {
          consumers_total_count: queue.consumers.length,
          settings: { message_retention_period: queue.retention },
        }),
      )

  function consume(queueId: string, consumerId: string, asked: ConsumerSettings & { script_name: string }): unknown {
    const queue = [...queues.values()].find(({ queue_id }) => queue_id === queueId)
    if (queue === undefined) throw new Refusal(404, 11000, 'Queue not found')
    const { script_name: name, dead_letter_queue: letters, settings } = asked
    if (!scripts.has(name)) throw new Refusal(404, 10007, `no Worker ${name}`)
    if (letters !== undefined && !queues.has(letters)) throw new Refusal(400, 100127, `no queue ${letters}`)
    const others = queue.consumers.filter(({ consumer_id }) => consumer_id !== consumerId)
    if (others.length > 0) throw new Refusal(400, 11004, `Queue ${queue.queue_name} already has a consumer`)
    const consumer = { consumer_id: consumerId, type: 'worker' as const, script: name, settings }
    queue.consumers = [letters === undefined ? consumer : { ...consumer, dead_letter_queue: letters }]
    refresh()
    return queue.consumers[0]
  }

  function service(name: string): unknown {
    if (!scripts.has(name)) throw notFound(name)
    return {
      id: name,
      default_environment: {
        environment: 'production',
        script: { id: name, tag: name, tags: [], last_deployed_from: 'wrangler' },
      },
    }
  }

  function attach(asked: {
    hostname: string
    service: string
    override_existing_dns_record?: boolean
    override_existing_origin?: boolean
  }) {
    const { hostname, service: worker } = asked
    if (!scripts.has(worker)) throw notFound(worker)
    if (dns.has(hostname) && asked.override_existing_dns_record !== true)
      throw new Refusal(
        409,
        100117,
        `Hostname '${hostname}' already has externally managed DNS records (A, CNAME, etc).`,
      )
    if (domains.has(hostname) && domains.get(hostname) !== worker && asked.override_existing_origin !== true)
      throw new Refusal(409, 100116, `Hostname '${hostname}' is used by another Worker.`)
    dns.delete(hostname)
    domains.set(hostname, worker)
    return { id: hostname, hostname, service: worker }
  }

  async function script(
    method: string,
    [name = '', what = '', id = '']: string[],
    type: string,
    body: Buffer,
  ): Promise<unknown> {
    const known = scripts.get(name)
    if (method === 'PUT' && what === '') return { ...(await upload(name, type, body, true)), startup_time_ms: 1 }
    if (method === 'POST' && what === 'assets-upload-session') {
      const { manifest }: { manifest: Record<string, { hash: string }> } = JSON.parse(body.toString())
      const hashes = Object.values(manifest).map(({ hash }) => hash)
      const missing = [...new Set(hashes)].filter((hash) => !assets.has(hash))
      for (const hash of missing) assets.add(hash)
      return { jwt: 'session', buckets: missing.length === 0 ? [] : [missing] }
    }
    if (known === undefined) throw notFound(name)
    switch (`${method} ${what}`) {
      case 'POST versions':
        return { ...(await upload(name, type, body, false)), startup_time_ms: 1 }
      case 'GET versions': {
        const version = known.versions.find((it) => it.id === id)
        const all = known.versions.map(versionOf)
        return id === '' ? { items: all } : version === undefined ? undefined : versionOf(version)
      }
      case 'GET deployments':
        return { deployments: known.deployments.map(deploymentOf) }
      case 'POST deployments': {
        const { versions }: { versions: { version_id: string }[] } = JSON.parse(body.toString())
        const wanted = versions[0]?.version_id ?? ''
        if (!known.versions.some((it) => it.id === wanted)) throw new Refusal(404, 10007, `no version ${wanted}`)
        known.deployments.unshift(wanted)
        refresh()
        return deploymentOf(wanted)
      }
      case 'GET secrets':
        return Object.keys(bound(name, 'secret_text')).map((secret) => ({ name: secret, type: 'secret_text' }))
      case 'POST subdomain':
        known.isPublic = JSON.parse(body.toString()).enabled === true
        return subdomainOf(name)
      case 'GET subdomain':
        return subdomainOf(name)
      case 'PUT schedules':
        known.crons = JSON.parse(body.toString()).map(({ cron }: { cron: string }) => cron)
        return { schedules: known.crons }
      case 'GET settings':
        // No one can read a secret.
        return {
          bindings: (activeOf(name)?.bindings ?? []).map((it) =>
            it.type === 'secret_text' ? { type: it.type, name: it.name } : it,
          ),
        }
      case 'PATCH script-settings':
        return {}
      default:
        throw new Refusal(404, 7003, `the fake has no ${method} scripts/…/${what}`)
    }
  }

  async function upload(name: string, type: string, body: Buffer, deploy: boolean): Promise<Record<string, unknown>> {
    const form = await new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
    const metadata: {
      main_module: string
      bindings: Binding[]
      keep_bindings?: string[]
      compatibility_date: string
      annotations?: Record<string, string>
    } = JSON.parse(textOf(form.get('metadata')))
    const bindings = metadata.bindings.map((binding) => inherited(name, binding))
    for (const binding of bindings) check(binding)
    const kept = (activeOf(name)?.bindings ?? []).filter(
      ({ type: kind, name: old }) =>
        metadata.keep_bindings?.includes(kind) === true && !bindings.some((it) => it.name === old),
    )
    const modules: Uploaded['modules'] = []
    for (const [path, part] of form) {
      if (typeof part === 'string' || part.type === 'application/source-map') continue
      modules.push({ name: path, type: part.type, contents: new Uint8Array(await part.arrayBuffer()) })
    }
    const version: Uploaded = {
      id: randomUUID(),
      mainModule: metadata.main_module,
      modules,
      bindings: [...bindings, ...kept],
      compatibilityDate: metadata.compatibility_date,
      message: metadata.annotations?.['workers/message'] ?? '',
    }
    const known = scripts.get(name) ?? { isPublic: false, versions: [], deployments: [], crons: [] }
    scripts.set(name, known)
    known.versions.unshift(version)
    if (deploy) known.deployments.unshift(version.id)
    refresh()
    const hex = version.id.replaceAll('-', '')
    return {
      id: deploy ? hex : version.id,
      deployment_id: hex,
      tag: name,
      etag: 'etag',
      resources: { script: { etag: 'etag' } },
    }
  }

  /** wrangler sends so what it has found at the Worker: it stays what it is in the version that was uploaded last. */
  function inherited(script: string, binding: Binding): Binding {
    if (binding.type !== 'inherit') return binding
    const [last] = scripts.get(script)?.versions ?? []
    const known = last?.bindings.find(({ name }) => name === binding.name)
    if (known === undefined) throw new Refusal(400, 10021, `binding ${binding.name} has nothing to inherit from`)
    return known
  }

  function check({ type, name, id = '', queue_name = '', bucket_name = '', service: target = '' }: Binding): void {
    if (!BINDINGS.has(type)) throw new Refusal(400, 10021, `the fake runs no binding of type ${type}, as ${name} is`)
    if (type === 'd1' && !databases.has(id))
      throw new Refusal(400, 10021, `binding ${name} of type d1 must have a valid \`id\` specified`)
    if (type === 'queue' && !queues.has(queue_name)) throw new Refusal(400, 10021, `Queue ${queue_name} does not exist`)
    if (type === 'r2_bucket' && !buckets.has(bucket_name))
      throw new Refusal(400, 10085, `R2 bucket '${bucket_name}' not found. Please use a different name.`)
    if (type === 'service' && !scripts.has(target))
      throw new Refusal(400, 10143, `Could not resolve service binding '${name}'. Target script '${target}' not found.`)
  }

  function refresh(): void {
    const active = new Map<string, Uploaded>()
    for (const name of scripts.keys()) {
      const version = activeOf(name)
      if (version !== undefined) active.set(name, version)
    }
    const consumers = new Map<string, ConsumerSettings>()
    for (const { queue_name, consumers: all } of queues.values())
      if (all[0] !== undefined) consumers.set(queue_name, all[0])
    world.change(active, consumers)
  }

  return fake
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

const sqlOf = (body: Buffer): string => {
  try {
    const { sql }: { sql?: unknown } = JSON.parse(body.toString())
    return textOf(sql)
  } catch {
    return ''
  }
}

const versionOf = ({ id, message }: Uploaded): unknown => ({
  id,
  number: 1,
  metadata: { created_on: '2026-11-27T00:00:00Z', author_email: 'operator@petitions.test', source: 'wrangler' },
  annotations: { 'workers/message': message },
  resources: {
    script: { etag: 'etag', handlers: ['fetch'] },
    bindings: [],
    script_runtime: { usage_model: 'standard' },
  },
})

const deploymentOf = (version: string): unknown => ({
  id: version,
  source: 'wrangler',
  strategy: 'percentage',
  author_email: 'operator@petitions.test',
  created_on: '2026-11-27T00:00:00Z',
  annotations: {},
  versions: [{ version_id: version, percentage: 100 }],
})

const pageOf = (result: unknown): object =>
  Array.isArray(result)
    ? { result_info: { page: 1, per_page: 100, count: result.length, total_count: result.length, total_pages: 1 } }
    : {}
