/**
 * Run between the runtime and the process that reads its log: stdin to stdout, in memory meanwhile. That process waits for the runtime
 * where Miniflare makes a call synchronous, and reads nothing then. A pipe holds 64 kB; with more, the runtime waits for its log to
 * be read, and each waits for the other.
 */
import { createWriteStream } from 'node:fs'

// `process.stdout` would wait, too: to a pipe it writes synchronously.
const out = createWriteStream('', { fd: 1 })
// Its reader has ended.
out.once('error', () => process.exit())
process.stdin.on('data', (chunk) => void out.write(chunk))
process.stdin.once('end', () => void out.end())
// Signals for the group are for the runtime: what it still says is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined)
