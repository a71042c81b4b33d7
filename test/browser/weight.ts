/** The size of a page as a browser downloads it. */
import { brotliCompressSync } from 'node:zlib'

/** The bytes of a page and of every script of ours that it names, each compressed by itself as Cloudflare does. */
export async function weightOf(url: string): Promise<number> {
  const html = await (await fetch(url)).text()
  const scripts = [...html.matchAll(/<script[^>]+src="([^"]+)"/g)].map(([, src]) => src ?? '')
  const bodies = await Promise.all(scripts.map(async (src) => (await fetch(new URL(src, url))).text()))
  return [html, ...bodies].reduce((sum, body) => sum + brotliCompressSync(body).length, 0)
}
