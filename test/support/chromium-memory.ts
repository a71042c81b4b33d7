/** How much memory a page of Chromium takes. */
import { readdirSync, readFileSync } from 'node:fs'

interface Devtools {
  send: (method: 'Runtime.getHeapUsage') => Promise<{ usedSize: number }>
}

/** The page's heap, and what all processes of Chromium that this one started have in memory. Shared pages are counted in each. */
export async function memoryOf(devtools: Devtools): Promise<string> {
  const { usedSize: heapBytes } = await devtools.send('Runtime.getHeapUsage')
  const ours = descendantsOf(process.pid).filter(({ name }) => name.startsWith('chromium') || name.startsWith('chrome'))
  const rss = ours.reduce((sum, { rssKiB }) => sum + rssKiB, 0)
  return `page heap ${(heapBytes / 2 ** 20).toFixed(1)} MiB, Chromium ${Math.round(rss / 1024)} MiB`
}

function descendantsOf(pid: number): { name: string; rssKiB: number }[] {
  const all = readdirSync('/proc').flatMap((entry) => {
    if (!/^\d+$/.test(entry)) return []
    try {
      const status = readFileSync(`/proc/${entry}/status`, 'utf8')
      const of = (field: string): string => new RegExp(`^${field}:\\s+(.*)$`, 'm').exec(status)?.[1] ?? ''
      return [
        { pid: Number(entry), parent: Number(of('PPid')), name: of('Name'), rssKiB: parseInt(of('VmRSS') || '0') },
      ]
    } catch {
      // It has ended meanwhile.
      return []
    }
  })
  const found: typeof all = []
  for (let parents = [pid]; parents.length > 0;) {
    const children = all.filter(({ parent }) => parents.includes(parent))
    found.push(...children)
    parents = children.map((child) => child.pid)
  }
  return found
}
