/** The options of `npm run export`, with defaults from the environment and from .dev.vars. */
import { parseArgs } from 'node:util'

import { EXIT_USAGE, Failure, parsed } from '../failure.ts'
import { isLoopback, ORIGIN_DEFAULT, safeOrigin } from '../origin.ts'
import type { Download } from './download.ts'
import { type Format, FORMATS } from './open.ts'

export interface ExportOptions extends Download {
  keyFiles: readonly string[]
  format: Format
  bom: boolean
  /** Null for stdout. */
  out: string | null
}

export const USAGE = `Usage: npm run export -- --petition SLUG --key FILE [options]

Downloads the contacts of a petition, decrypts them on this computer and writes them as CSV or JSON Lines.

  --petition SLUG  the petition, by any slug it has or had (required)
  --key FILE       key file of the petition (required); repeat it for more keys, for example after a rotation. A passphrase
                   is asked for, or read from the environment variable CAMPAIGN_KEY_PASSPHRASE
  --out FILE       write to a new file that only you can read (default: stdout)
  --since TIME     only signatures confirmed at this time or later, for example 2026-11-01 or 2026-11-01T12:00:00Z;
                   if the petition needs no confirmation, signed at this time or later
  --format FORMAT  csv (default) or jsonl (one JSON object per line)
  --bom            start CSV with a byte order mark, which some spreadsheets need to recognise UTF-8
  --all            include signatures that are unconfirmed or held for review; see the status column
  --after ID       resume after this signature, without a header; with --out, rows are appended to FILE
  --origin URL     URL of the petition site (default: PUBLIC_ORIGIN in .dev.vars, or http://localhost:8787)
  --token TOKEN    campaign token (default: the environment variable UNDERSIGNED_TOKEN, which other users of this
                   computer cannot see)`

/** `env` is the environment, `devVars` the content of .dev.vars. Returns `help` for --help. Throws a Failure. */
export function readOptions(
  args: string[],
  env: NodeJS.Dict<string>,
  devVars: NodeJS.Dict<string>,
): ExportOptions | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  const { petition, key: keyFiles = [], bom, all } = values
  if (petition === undefined || petition === '') throw usage('Name the petition: --petition SLUG')
  if (keyFiles.length === 0) throw usage('Name the key file: --key FILE')
  const format = FORMATS.find((known) => known === values.format)
  if (format === undefined) throw usage(`--format must be ${FORMATS.join(' or ')}. It is "${values.format}".`)
  if (bom && format !== 'csv') throw usage('--bom can only be used with CSV.')
  const origin = originOf(values.origin ?? devVars['PUBLIC_ORIGIN'] ?? ORIGIN_DEFAULT)
  return {
    petition,
    keyFiles,
    format,
    bom,
    all,
    out: values.out ?? null,
    since: values.since === undefined ? null : timeOf(values.since),
    after: values.after === undefined ? null : idOf(values.after),
    origin,
    token: tokenOf(values.token ?? env['UNDERSIGNED_TOKEN'], origin, devVars['ADMIN_TOKEN']),
  }
}

function parse(args: string[]) {
  return parsed(
    () =>
      parseArgs({
        args,
        options: {
          petition: { type: 'string' },
          key: { type: 'string', multiple: true },
          out: { type: 'string' },
          since: { type: 'string' },
          format: { type: 'string', default: 'csv' },
          bom: { type: 'boolean', default: false },
          all: { type: 'boolean', default: false },
          after: { type: 'string' },
          origin: { type: 'string' },
          token: { type: 'string' },
          help: { type: 'boolean', default: false },
        },
      }).values,
    usage,
  )
}

function originOf(text: string): string {
  const origin = safeOrigin(text)
  if (origin === null) throw usage(`--origin must be an https URL, or http on this computer. It is "${text}".`)
  return origin
}

function timeOf(text: string): string {
  const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : NaN
  if (Number.isNaN(time))
    throw usage(`--since must be a date, or a time with its zone, for example 2026-11-01T12:00:00Z. It is "${text}".`)
  return new Date(time).toISOString()
}

function idOf(text: string): string {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) {
    throw usage(`--after must be the ID of a signature, from the first column. It is "${text}".`)
  }
  return text
}

/** The operator's token is only used on this computer. */
function tokenOf(given: string | undefined, origin: string, adminToken: string | undefined): string {
  if (given !== undefined && given !== '') return given
  if (adminToken !== undefined && isLoopback(origin)) return adminToken
  throw usage('Set the campaign token: UNDERSIGNED_TOKEN=… npm run export -- …')
}

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)
