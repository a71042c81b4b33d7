/**
 * A stand-in for Upstash: its REST API (https://upstash.com/docs/redis/features/restapi) over a Redis of ours, on loopback.
 * One command a POST as a JSON array, `/pipeline` and `/multi-exec` for several, a bearer token, and base64 where the
 * client asks for it. It keeps what it was sent, so that a test can look for what must not be there.
 *
 * Weakness: only as much of the API as the client uses; numbers come back as numbers and every error is a 400.
 */
import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

import type Redis from 'ioredis'

/** What it does instead of responding as Upstash does. */
export type Fault = 'slow' | 'error' | 'html' | 'wrong-shape' | 'wrong-number' | 'refused-nonsense' | null

export interface UpstashStandIn {
  url: string
  token: string
  fault: Fault
  /** Header lines and body of every request. */
  readonly received: string[]
  stop(): Promise<void>
}

type Command = (string | number)[]
type Reply = { result: unknown } | { error: string }

/** Upstash's own; a Redis refuses a script that begins with it. */
const UPSTASH_FLAG = /^#!lua flags=allow-key-locking\n/

export async function startUpstash(redis: Redis): Promise<UpstashStandIn> {
  const token = 'a-token-of-this-test'
  const received: string[] = []
  // By the hash of the script as the client has it, flag and all.
  const scripts = new Map<string, string>()
  const standIn = { url: '', token, fault: null as Fault, received, stop }

  async function run([name = '', ...args]: Command): Promise<Reply> {
    const command = String(name).toLowerCase()
    const rest = args.map(String)
    try {
      if (command === 'eval' || command === 'evalsha') {
        const [first = '', keys = '0', ...others] = rest
        const script = command === 'eval' ? first.replace(UPSTASH_FLAG, '') : scripts.get(first)
        if (script === undefined) return { error: 'NOSCRIPT No matching script. Please use EVAL.' }
        if (command === 'eval') scripts.set(createHash('sha1').update(first).digest('hex'), script)
        return { result: await redis.eval(script, Number(keys), ...others) }
      }
      return { result: await redis.call(command, ...rest) }
    } catch (error) {
      return { error: error instanceof Error ? error.message : 'ERR' }
    }
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(Buffer.from(chunk))
    const text = Buffer.concat(chunks).toString()
    received.push(`${JSON.stringify(request.headers)}\n${text}`)
    const send = (status: number, body: string, type = 'application/json'): void =>
      void response.writeHead(status, { 'content-type': type }).end(body)

    if (request.headers.authorization !== `Bearer ${token}`) return send(401, '{"error":"Unauthorized"}')
    switch (standIn.fault) {
      case 'slow':
        // Until the client has timed out.
        await new Promise((resolve) => response.once('close', resolve))
        return
      case 'error':
        return send(500, '{"error":"internal error"}')
      case 'html':
        return send(200, '<!doctype html><title>Sign in to the network</title>', 'text/html')
      case 'wrong-shape':
        return send(200, '{"result":{"hello":"world"}}')
      case 'wrong-number':
        return send(200, '{"result":[1000000,5]}')
      case 'refused-nonsense':
        return send(200, '{"result":[-1]}')
      case null:
        break
    }
    const encode = request.headers['upstash-encoding'] === 'base64' ? base64 : (value: unknown) => value
    const wire = (outcome: Reply): Reply => ('result' in outcome ? { result: encode(outcome.result) } : outcome)
    if (request.url === '/pipeline' || request.url === '/multi-exec') {
      const commands: Command[] = JSON.parse(text)
      const outcomes: Reply[] = []
      for (const command of commands) outcomes.push(wire(await run(command)))
      return send(200, JSON.stringify(outcomes))
    }
    const outcome = await run(JSON.parse(text))
    send('error' in outcome ? 400 : 200, JSON.stringify(wire(outcome)))
  }

  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  standIn.url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  return standIn

  async function stop(): Promise<void> {
    server.closeAllConnections()
    await new Promise((resolve) => {
      server.close(resolve)
    })
  }
}

/** Strings inside a response; `OK` and numbers stay as they are. */
function base64(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(base64)
  return typeof value === 'string' && value !== 'OK' ? Buffer.from(value).toString('base64') : value
}
