/** Ports on loopback. */
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

/** The first of two neighbouring ports that nobody listens on, as the system chose it. */
export async function freePortPair(): Promise<number> {
  for (let tries = 0; tries < PORT_TRIES_MAX; tries++) {
    const first = await listen(0)
    if (first === null) continue
    const second = await listen(first.port + 1)
    await Promise.all([first.close(), second?.close()])
    if (second !== null) return first.port
  }
  throw new Error('no two neighbouring ports are free')
}

/** Occupies `port` on loopback (0: any); null when it is taken. */
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
