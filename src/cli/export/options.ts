/** The command line of `npm run export`, and what this machine's own settings fill in. */
import { parseArgs } from 'node:util'

import { EXIT_USAGE, Failure } from '../failure.ts'
import type { Download } from './download.ts'
import { type Format, FORMATS } from './open.ts'

export interface ExportOptions extends Download {
  keyFiles: readonly string[]
  format: Format
  bom: boolean
  /** Null for stdout. */
  out: string | null
}

export const USAGE = `npm run export -- --petition SLUG --key FILE [--out FILE] [--since TIME] [--format csv|jsonl] [--bom] [--all]

  --petition SLUG  whose contacts
  --key FILE       what npm run keygen made; again for more, as after a rotation
  --out FILE       a new file that only you can read; stdout if not given
  --since TIME     confirmed, or signed where nothing is to confirm, at this time or later, like 2026-11-01 or 2026-11-01T12:00:00Z
  --format FORMAT  csv, which is the default, or jsonl: one JSON object a line
  --bom            for spreadsheets that take CSV for UTF-8 only with a byte order mark
  --all            those too that wait for their email to be answered or for a review; see the column status
  --after ID       go on after this signature, without a header; with --out the rows are added to FILE
  --origin URL     where the petition is; on this machine what .dev.vars says, or else http://localhost:8787
  --token TOKEN    the petition's; better in the variable UNDERSIGNED_TOKEN, which no other user of this machine sees`

const ORIGIN_DEFAULT = 'http://localhost:8787'
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/** `env` is the process's, `devVars` what .dev.vars has. `help` when that is all that was asked for. Throws a Failure. */
export function readOptions(
  args: string[],
  env: NodeJS.Dict<string>,
  devVars: NodeJS.Dict<string>,
): ExportOptions | 'help' {
  const values = parse(args)
  if (values.help) return 'help'
  const { petition, key: keyFiles = [], bom, all } = values
  if (petition === undefined || petition === '') throw usage('Say whose contacts: --petition SLUG')
  if (keyFiles.length === 0) throw usage('Say which key opens them: --key FILE')
  const format = FORMATS.find((known) => known === values.format)
  if (format === undefined) throw usage(`--format is ${FORMATS.join(' or ')}; it is "${values.format}".`)
  if (bom && format !== 'csv') throw usage('--bom is for CSV.')
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
  try {
    return parseArgs({
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
    }).values
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error))
  }
}

/** A token in plain http could be read on its way. */
function originOf(text: string): string {
  const url = URL.parse(text)
  const sound = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname))
  if (url === null || !sound) throw usage(`--origin must be an https address, or this machine; it is "${text}".`)
  return url.origin
}

function timeOf(text: string): string {
  const time = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/.test(text)
    ? Date.parse(text)
    : NaN
  if (Number.isNaN(time))
    throw usage(`--since is a day or a time with its zone, like 2026-11-01T12:00:00Z; it is "${text}".`)
  return new Date(time).toISOString()
}

function idOf(text: string): string {
  if (!/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) {
    throw usage(`--after is the id of a signature, from the first column; it is "${text}".`)
  }
  return text
}

/** The operator's own token is for this machine alone. */
function tokenOf(given: string | undefined, origin: string, adminToken: string | undefined): string {
  if (given !== undefined && given !== '') return given
  if (adminToken !== undefined && LOOPBACK.has(new URL(origin).hostname)) return adminToken
  throw usage('Give the token of the petition: UNDERSIGNED_TOKEN=… npm run export -- …')
}

const usage = (message: string): Failure => new Failure(`${message}\n\n${USAGE}`, EXIT_USAGE)
