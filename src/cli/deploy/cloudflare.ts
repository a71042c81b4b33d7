/**
 * Cloudflare's API, for what wrangler has no command for: which account, what there is, queues in a jurisdiction, and a domain that is
 * never taken from anybody. The rest is left to wrangler.
 */
import { Failure } from '../failure.ts'

export interface Account {
  id: string
  name: string
}

export interface Database {
  uuid: string
  name: string
}

export interface QueueFound {
  queue_id: string
  queue_name: string
  consumers_total_count?: number
  consumers?: { script?: string; service?: string; type?: string }[]
  settings?: { message_retention_period?: number }
}

export interface Domain {
  hostname: string
  service: string
}

/** As `wrangler auth token --json` prints it. */
export type Credentials =
  | { type: 'oauth' | 'api_token'; token: string }
  | { type: 'api_key'; key: string; email: string }

/** The API refused. `code` is Cloudflare's. */
export class Refused extends Failure {
  override name = 'Refused'
  readonly status: number
  readonly code: number
  constructor(message: string, { status, code }: { status: number; code: number }) {
    super(message)
    this.status = status
    this.code = code
  }
}

const API = 'https://api.cloudflare.com/client/v4'
const TIMEOUT_MS = 30_000
const PER_PAGE = 100
/** `GET /accounts/…/d1/database/…` and others. */
const NOT_FOUND = 404
const FORBIDDEN = new Set([401, 403])

export interface Cloudflare {
  accounts: () => Promise<Account[]>
  inAccount: (accountId: string) => CloudflareAccount
}

export interface CloudflareAccount {
  databases: () => Promise<Database[]>
  createDatabase: (name: string, jurisdiction: string | null) => Promise<Database>
  /** Rows of one statement that changes nothing. */
  query: (databaseId: string, sql: string) => Promise<Record<string, unknown>[]>
  queues: () => Promise<QueueFound[]>
  createQueue: (
    name: string,
    options: { jurisdiction: string | null; retentionSeconds: number | null },
  ) => Promise<void>
  /** Whether there is a bucket of this name. */
  hasBucket: (name: string) => Promise<boolean>
  createBucket: (name: string) => Promise<void>
  /** Pages of any site may read what is public in the bucket. */
  allowReading: (bucket: string) => Promise<void>
  /** The version that serves; null when there is no such Worker. */
  version: (worker: string) => Promise<string | null>
  /** Names of the secrets; null when there is no such Worker. */
  secrets: (worker: string) => Promise<string[] | null>
  domain: (hostname: string) => Promise<Domain | null>
  /** The account's part of the names of its Workers, as `name` in `worker.name.workers.dev`. */
  subdomain: () => Promise<string>
  /** Throws a Refused when there are records of DNS that it would replace, unless `override`. */
  attachDomain: (hostname: string, worker: string, override: boolean) => Promise<void>
}

const CORS_MAX_AGE_SECONDS = 86_400

export function cloudflare(credentials: Credentials, base = process.env['CLOUDFLARE_API_BASE_URL'] ?? API): Cloudflare {
  const authorization: Record<string, string> =
    credentials.type === 'api_key'
      ? { 'x-auth-key': credentials.key, 'x-auth-email': credentials.email }
      : { authorization: `Bearer ${credentials.token}` }

  const send = (method: string, path: string, body: unknown): Promise<Response> =>
    fetch(`${base}${path}`, {
      method,
      headers: { ...authorization, 'content-type': 'application/json' },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })

  async function request<T>(method: string, path: string, body?: unknown, isRead = method === 'GET'): Promise<T> {
    let response: Response
    try {
      // A connection that was idle may be closed at the other end: what changes nothing is asked again, once.
      response = await send(method, path, body).catch((error: unknown) => {
        if (!isRead) throw error
        return send(method, path, body)
      })
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error)
      throw new Failure(`Cloudflare's API cannot be reached (${cause}). Nothing is lost: run the same command again.`)
    }
    const text = await response.text()
    const answer = parsedAnswer<T>(text)
    if (answer?.success === true) return answer.result
    const [{ code, message } = { code: 0, message: text.slice(0, 200) }] = answer?.errors ?? []
    const cure = FORBIDDEN.has(response.status)
      ? ' Log in again with npx wrangler login, or give the token the rights that docs/operate.md lists.'
      : response.status >= 500 || response.status === 429
        ? ' Nothing is lost: run the same command again later.'
        : ''
    throw new Refused(`Cloudflare refused ${method} ${path}: ${message} [code: ${code}].${cure}`, {
      status: response.status,
      code,
    })
  }

  /** Null where there is none. */
  async function found<T>(path: string): Promise<T | null> {
    try {
      return await request<T>('GET', path)
    } catch (error) {
      if (error instanceof Refused && error.status === NOT_FOUND) return null
      throw error
    }
  }

  async function all<T>(path: string): Promise<T[]> {
    const items: T[] = []
    for (let page = 1; ; page++) {
      const more = await request<T[]>(
        'GET',
        `${path}${path.includes('?') ? '&' : '?'}page=${page}&per_page=${PER_PAGE}`,
      )
      items.push(...more)
      if (more.length < PER_PAGE) return items
    }
  }

  return {
    accounts: () => all<Account>('/accounts'),
    inAccount(accountId) {
      const account = `/accounts/${accountId}`
      return {
        databases: () => all<Database>(`${account}/d1/database`),
        createDatabase: (name, jurisdiction) =>
          request('POST', `${account}/d1/database`, { name, ...(jurisdiction === null ? {} : { jurisdiction }) }),
        async query(databaseId, sql) {
          const [first] = await request<{ results: Record<string, unknown>[] }[]>(
            'POST',
            `${account}/d1/database/${databaseId}/query`,
            { sql },
            true,
          )
          return first?.results ?? []
        },
        queues: () => all<QueueFound>(`${account}/queues`),
        createQueue: (name, { jurisdiction, retentionSeconds }) =>
          request('POST', `${account}/queues`, {
            queue_name: name,
            ...(jurisdiction === null ? {} : { jurisdiction }),
            ...(retentionSeconds === null ? {} : { settings: { message_retention_period: retentionSeconds } }),
          }),
        hasBucket: async (name) => (await found(`${account}/r2/buckets/${name}`)) !== null,
        createBucket: (name) => request('POST', `${account}/r2/buckets`, { name }),
        allowReading: (bucket) =>
          request('PUT', `${account}/r2/buckets/${bucket}/cors`, {
            rules: [{ allowed: { origins: ['*'], methods: ['GET', 'HEAD'] }, maxAgeSeconds: CORS_MAX_AGE_SECONDS }],
          }),
        async version(worker) {
          const list = await found<{ deployments: { versions: { version_id: string }[] }[] }>(
            `${account}/workers/scripts/${worker}/deployments`,
          )
          return list?.deployments[0]?.versions[0]?.version_id ?? null
        },
        async secrets(worker) {
          const list = await found<{ name: string }[]>(`${account}/workers/scripts/${worker}/secrets`)
          return list?.map(({ name }) => name) ?? null
        },
        async domain(hostname) {
          const list = await request<Domain[]>(
            'GET',
            `${account}/workers/domains?hostname=${encodeURIComponent(hostname)}`,
          )
          return list.find((domain) => domain.hostname === hostname) ?? null
        },
        async subdomain() {
          const { subdomain } = await request<{ subdomain: string }>('GET', `${account}/workers/subdomain`)
          return subdomain
        },
        attachDomain: (hostname, worker, override) =>
          request('PUT', `${account}/workers/domains`, {
            hostname,
            service: worker,
            environment: 'production',
            ...(override ? { override_existing_dns_record: true, override_existing_origin: true } : {}),
          }),
      }
    },
  }
}

interface Answer<T> {
  success: boolean
  result: T
  errors?: { code: number; message: string }[]
}

function parsedAnswer<T>(text: string): Answer<T> | null {
  try {
    const answer: Answer<T> = JSON.parse(text)
    return answer
  } catch {
    return null
  }
}
