/**
 * Loaded before a command: its requests to the site go to the fake, as if the domain led there, and nothing else leaves this machine.
 */
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'

const SITE = /^https:\/\/[\w.-]+\.(?:internal|workers\.dev)\//
const LOCAL = new Set(['localhost', '127.0.0.1', '::1'])

const { fetch: original } = globalThis
const { lookup } = dns

globalThis.fetch = (input, init) => {
  const request = new Request(input, init)
  if (!SITE.test(request.url)) return original(request)
  const headers = new Headers(request.headers)
  headers.set('x-site-url', request.url)
  const { method, body, signal } = request
  const passed = { method, headers, body, signal, redirect: 'manual', duplex: 'half' } as const
  return original(process.env['FAKE_SITE_URL'] ?? '', passed)
}

/** TXT records by name, as JSON; any other name has none. */
const TXT: Record<string, string[]> = JSON.parse(process.env['FAKE_TXT'] ?? '{}')
dns.promises.resolveTxt = async (name) => {
  const records = TXT[name]
  if (records !== undefined) return records.map((record) => [record])
  throw Object.assign(new Error(`queryTxt ENOTFOUND ${name}`), { code: 'ENOTFOUND' })
}
// For what has imported it by name.
syncBuiltinESMExports()

// Whatever makes a connection by name asks this.
dns.lookup = ((host: string, ...rest: unknown[]) => {
  if (!LOCAL.has(host)) {
    process.stderr.write(`LEFT THIS MACHINE: ${host}\n`)
    throw new Error(`${host} is not on this machine`)
  }
  return Reflect.apply(lookup, dns, [host, ...rest])
}) as typeof lookup
