/** Ports on loopback. */
import { randomInt } from 'node:crypto'
import { type AddressInfo, createServer, type Server } from 'node:net'

const PORT_TRIES_MAX = 50

export interface Listener {
  port: number
  close(): Promise<void>
}

/** The port that a listening server has. */
export function portOf(server: { address(): AddressInfo | string | null }): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port')
  return address.port
}

/** Below the ports that systems give to outgoing connections, one of which would take it before it is used. */
const PAIRS_FROM = 20_000
const PAIRS = 6_000

/** The first of two neighbouring ports that nobody listens on. */
export async function freePortPair(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES_MAX; tries++) {
    const port = PAIRS_FROM + 2 * randomInt(PAIRS)
    const pair = await Promise.all([listen(port), listen(port + 1)])
    await Promise.all(pair.map(async (listener) => listener?.close()))
    if (!pair.includes(null)) return port
  }
  throw new Error('no two neighbouring ports are free')
}

/** Occupies `port` on loopback (0: one that is free); null when it is taken. */
export function listen(port: number): Promise<Listener | null> {
  return new Promise((resolve) => {
    // Every connection is closed at once, so that nothing holds the port open.
    const server: Server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(null))
    server.listen(port, 'localhost', () =>
      resolve({ port: portOf(server), close: () => new Promise((done) => server.close(() => done())) }),
    )
  })
}
