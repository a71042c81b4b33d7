/** The first five minutes: `npm start` in a fresh directory, a signature, Ctrl-C, and `npm start` again. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { startPetition } from '../support/campaign.ts'
import { rootOf, start, type Started, startToItsEnd } from '../support/npm-start.ts'
import { freePortPair, listen } from '../support/ports.ts'
import { confirmByEmail, readCount, sign } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const state = temporaryDirectory()
afterAll(() => state.remove())

describe('npm start', () => {
  let started: Started
  beforeAll(async () => {
    started = await start({ port: await freePortPair(), stateDir: state.path })
  })
  afterAll(() => started?.stop())

  test('prints the links to open', () => {
    const { origin, partnerOrigin } = started
    const paths = [
      '/en/p/demo',
      '/ar/p/demo',
      '/en/p/ali-feruz',
      '/ru/p/ali-feruz',
      '/en/p/demo/embed',
      '/dev/inbox',
      '/docs',
    ]
    const links = paths.map((path) => origin + path)
    for (const link of [...links, `${partnerOrigin}/`]) expect(started.output()).toMatch(new RegExp(`\\s${link}\\n`))
    expect(started.output()).toContain(state.path)
  })

  test('reports that it is healthy', async () => {
    const response = await fetch(`${started.origin}/healthz`)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ status: 'up' })
  })

  test('serves both seeded petitions', async () => {
    expect(await readCount(started.origin, 'ali-feruz')).toMatchObject({
      petition: 'ali-feruz',
      count: 70_438,
      state: 'closed',
    })
    expect(await readCount(started.origin, 'demo')).toMatchObject({
      petition: 'demo',
      count: 0,
      goal: 500,
      state: 'open',
    })
  })

  test('shows the closed petition in Russian with its total and without a form', async () => {
    const { html, text } = await readPage(`${started.origin}/ru/p/ali-feruz`)
    expect(html).toContain('<html lang="ru" dir="ltr">')
    expect(text).toContain('Петиция закрыта')
    expect(text).toContain('Stop the deportation of journalist Ali Feruz')
    expect(text).toContain('Эта петиция собрала 70 438 подписантов')
    expect(html).not.toContain('<form')
  })

  test('serves a partner page whose three embeds all respond', async () => {
    const { origin, partnerOrigin } = started
    const { html } = await readPage(`${partnerOrigin}/`)
    expect(html).toContain('<petition-counter petition="demo"')
    const embeds: [pattern: RegExp, type: string][] = [
      [/<script type="module" src="([^"]+)"/, 'text/javascript'],
      [/<iframe src="([^"]+)"/, 'text/html'],
      [/<img src="([^"]+)"/, 'image/svg+xml'],
    ]
    for (const [pattern, type] of embeds) {
      const link = pattern.exec(html)?.[1] ?? ''
      expect(new URL(link).origin).toBe(origin)
      const response = await fetch(link)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toContain(type)
    }
  })

  test('serves the counter to any site, immutable under its hash and short-lived without it', async () => {
    const { origin } = started
    const { html } = await readPage(`${origin}/en/p/demo/embed`)
    const [, pinned = ''] = /src=&quot;([^&]+\/widget\/[0-9a-f]{12}\.js)&quot;/.exec(html) ?? []
    const [, integrity = ''] = /integrity=&quot;(sha384-[^&]+)&quot;/.exec(html) ?? []
    const scripts = await Promise.all([pinned, `${origin}/widget.js`].map((url) => fetch(url, { integrity })))
    const words = await fetch(`${origin}/widget/words/ru.json`)
    const frame = await Promise.all(['/embed.js', '/frame.js'].map((path) => fetch(origin + path)))
    for (const { status, headers } of [...scripts, words, ...frame]) {
      expect(status).toBe(200)
      expect(headers.get('access-control-allow-origin')).toBe('*')
      expect(headers.get('cross-origin-resource-policy')).toBe('cross-origin')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
    }
    const FRESH = 'public, max-age=300, stale-while-revalidate=86400'
    expect([...scripts, words, ...frame].map(({ headers }) => headers.get('cache-control'))).toEqual([
      'public, max-age=31536000, immutable',
      FRESH,
      FRESH,
      FRESH,
      FRESH,
    ])
  })

  test('draws a social media image of each petition in each language', async () => {
    const { origin } = started
    await startPetition(origin, 'chinese', { title: '停止将记者驱逐到乌兹别克斯坦' })
    await startPetition(origin, 'arabic', { title: 'أوقفوا ترحيل الصحفي (Ali Feruz)! </text> \u200B🔥' })
    const slugs = ['en/demo', 'ru/demo', 'en/ali-feruz', 'en/chinese', 'en/arabic']
    const images = await Promise.all(
      [...slugs.map((slug) => `/og/${slug}.png`), '/og.png'].map(async (path) => {
        const response = await fetch(origin + path, { redirect: 'error' })
        expect(response.headers.get('content-type')).toBe('image/png')
        return Buffer.from(await response.arrayBuffer())
      }),
    )
    for (const png of images) {
      expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1A\n')
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1_200, 630])
    }
    expect(new Set(images.map((png) => png.toString('base64'))).size).toBe(images.length)
  })

  test('counts signatures once they are confirmed, and shows the number on the page', async () => {
    const { origin } = started
    const page = `${origin}/ru/p/demo`
    expect((await readPage(page)).text).toContain('Marit Osei рассчитывает на вас сегодня.')

    for (const [index, name] of ['Анна Ветрова', 'Ben Okri', 'Chloé Aubert'].entries()) {
      const person = { name, email: `signer-${index}@example.org`, showName: 'full' } as const
      const response = await sign(origin, 'demo', person, `192.0.2.${index + 1}`)
      expect(response.status).toBe(202)
      expect(await response.json()).toMatchObject({ status: 'accepted', next: 'confirm-email' })
    }
    expect((await readCount(origin, 'demo')).count).toBe(0)
    for (const index of [0, 1, 2]) await confirmByEmail(origin, `signer-${index}@example.org`)
    // One of them again, from another network: the same response, and no fourth signature.
    const again = await sign(origin, 'demo', { name: 'Ben', email: 'Signer-1@Example.org' }, '192.0.2.9')
    expect(again.status).toBe(202)

    await expect.poll(async () => (await readCount(origin, 'demo')).count).toBe(3)
    await expect
      .poll(async () => (await readPage(page)).text)
      .toContain('Marit Osei и 2 участника этой кампании рассчитывают на вас сегодня.')
  })

  test('builds again after each change, also where a file is replaced', async () => {
    const { origin } = started
    const catalogue = join(rootOf(origin), 'src/i18n/en/site.ts')
    const original = readFileSync(catalogue, 'utf8')
    const page = async (): Promise<string> => (await fetch(`${origin}/en/nowhere`)).text()
    for (const words of ['Changed once', 'Changed twice']) {
      writeFileSync(`${catalogue}.new`, original.replace("'Page not found'", `'${words}'`))
      renameSync(`${catalogue}.new`, catalogue)
      await expect.poll(() => page().catch(() => '')).toContain(words)
    }
    writeFileSync(catalogue, original)
  })

  test('keeps signatures over a restart, and seeds nothing twice', async () => {
    expect(started.output()).toContain('Seeded: ali-feruz, demo.')
    await started.stop()
    await expect(fetch(`${started.origin}/healthz`)).rejects.toThrow('fetch failed')
    await expect(fetch(started.partnerOrigin)).rejects.toThrow('fetch failed')

    started = await start({ port: await freePortPair(), stateDir: state.path })
    expect(started.output()).not.toMatch(/Seeded|Migrated/)
    await expect.poll(async () => (await readCount(started.origin, 'demo')).count).toBe(3)
    expect(await readCount(started.origin, 'ali-feruz')).toMatchObject({ count: 70_438, state: 'closed' })
    const { html } = await readPage(`${started.origin}/?lang=en`)
    expect(html.match(/href="\/en\/p\/demo"/g)).toHaveLength(1)
  })
})

describe.concurrent('npm start reports the error', () => {
  test.for([
    ['the petitions', 0],
    ['the partner page', 1],
  ] as const)('when the port of %s is in use', async ([, offset]) => {
    const port = await freePortPair()
    const occupant = await listen(port + offset)
    try {
      const { code, output } = await startToItsEnd({ PORT: String(port), STATE_DIR: state.path })
      expect(code).not.toBe(0)
      expect(output).toContain(`Port ${port + offset} is in use.`)
      expect(output).not.toContain('    at ')
    } finally {
      await occupant?.close()
    }
  })

  test.for(['eighty', '65535', '87.5'])('when PORT is %s', async (port) => {
    const { code, output } = await startToItsEnd({ PORT: port, STATE_DIR: state.path })
    expect(code).not.toBe(0)
    expect(output).toMatch(/PORT must be a whole number from 1 to 65534/)
    expect(output).toContain(`"${port}"`)
    expect(output).not.toContain('    at ')
  })
})

/** The page as it is, and as text in which every white space is one blank: `Intl` groups digits with no-break ones. */
async function readPage(url: string): Promise<{ html: string; text: string }> {
  const response = await fetch(url, { headers: { accept: 'text/html' } })
  expect(response.status).toBe(200)
  const html = await response.text()
  return { html, text: html.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') }
}
