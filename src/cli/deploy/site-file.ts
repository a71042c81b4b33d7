/**
 * The one file that a site has and git has not: its settings, its secrets, and what was made for it at Cloudflare. Only its owner can
 * read it. It is replaced as a whole, so that an end at any moment leaves the old one or the new one.
 */
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

import * as z from 'zod/mini'

import { Failure } from '../failure.ts'

export const SITE_FILE_DEFAULT = 'undersigned.site.json'

/** Of `--trial`. */
export const TRIAL_FILE_DEFAULT = 'undersigned-trial.site.json'

export const JURISDICTIONS = ['none', 'eu', 'us', 'fedramp'] as const
export const PLANS = ['paid', 'free'] as const

const workers = z.object({
  'undersigned-og-image': z.nullable(z.string()),
  'undersigned-consumer': z.nullable(z.string()),
  'undersigned-console': z.nullable(z.string()),
  undersigned: z.nullable(z.string()),
})
/** The id of the version of each Worker; null where there was none. */
export type Versions = z.output<typeof workers>

/** A temporary account of Cloudflare. */
const trial = z.object({
  apiToken: z.string(),
  /** ISO 8601. Then Cloudflare deletes it with everything in it, unless somebody has claimed it. */
  expiresAt: z.string(),
  /** Who opens it owns the account. */
  claimUrl: z.string(),
})
export type Trial = z.output<typeof trial>

const release = z.object({
  /** ISO 8601. */
  startedAt: z.string(),
  /** Of git; null outside of a checkout. */
  commit: z.nullable(z.string()),
  /** What served before it. */
  before: workers,
  state: z.enum(['started', 'done', 'rolled-back']),
  /** Migrations that only run once the new Workers serve: the release before cannot run after them. */
  contracted: z.array(z.string()),
})
export type Release = z.output<typeof release>

const site = z.object({
  /** Values of [vars] in the wrangler.toml files, by their names. */
  settings: z.record(z.string(), z.string()),
  /** By the names that the Workers know them by. */
  secrets: z.record(z.string(), z.string()),
  cloudflare: z.object({
    plan: z.optional(z.enum(PLANS)),
    jurisdiction: z.optional(z.enum(JURISDICTIONS)),
    /** Whether the host of PUBLIC_ORIGIN is attached to the edge Worker by the deployment, or is that of the Worker at workers.dev. */
    domain: z.optional(z.enum(['attach', 'leave', 'workers.dev'])),
    accountId: z.optional(z.string()),
    databaseId: z.optional(z.string()),
    /** The petition of a self-test that has not ended. */
    selfTest: z.optional(z.string()),
  }),
  /** By the name of a Worker: the version that its last upload made, and a digest of what was sent. */
  uploads: z.optional(z.record(z.string(), z.object({ version: z.string(), digest: z.string() }))),
  /** While the account is a temporary one. */
  trial: z.optional(trial),
  /** The newest last. */
  releases: z.array(release),
})
export type Site = z.output<typeof site>

const OWNER_ONLY = 0o600
const RELEASES_KEPT = 20

const emptySite = (): Site => ({ settings: {}, secrets: {}, cloudflare: {}, releases: [] })

/** A new one where there is no such file. Throws a Failure that says what is wrong with it. */
export function readSite(file: string): Site {
  if (!existsSync(file)) return emptySite()
  const parsed = site.safeParse(jsonOf(file))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new Failure(
    `${file} is not a site file: ${issue?.path.join('.')} is wrong. Correct it, or restore your copy of it. Do not delete it: without its secrets, everyone could sign again.`,
  )
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Failure(
      `${file} cannot be read (${error instanceof Error ? error.message : String(error)}). Restore your copy of it.`,
    )
  }
}

export function writeSite(file: string, value: Site): void {
  const temporary = `${file}.new`
  const text = `${JSON.stringify({ ...value, releases: value.releases.slice(-RELEASES_KEPT) }, null, 2)}\n`
  const open = openSync(temporary, 'w', OWNER_ONLY)
  try {
    writeSync(open, text)
    fsyncSync(open)
  } finally {
    closeSync(open)
  }
  renameSync(temporary, file)
  syncDirectory(dirname(file))
}

/** So that the new name outlives a power failure. Not every system can open a directory. */
function syncDirectory(path: string): void {
  try {
    const open = openSync(path, 'r')
    fsyncSync(open)
    closeSync(open)
  } catch {
    // The file itself is on the disk.
  }
}

/** Whether others than its owner can read it. Windows has no such modes. */
export const isReadableByOthers = (file: string): boolean =>
  process.platform !== 'win32' && existsSync(file) && (statSync(file).mode & 0o077) !== 0
