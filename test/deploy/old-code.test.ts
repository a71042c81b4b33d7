/**
 * The Workers of the release before on the schema of this one: so they run between the migrations and their own replacement, and after
 * `npm run deploy -- --rollback`. They are those of the last commit before the newest migration.
 */
import { join } from 'node:path'

import { afterAll, expect, test } from 'vitest'

import { LATEST_MIGRATION } from '../../schema/latest-migration.ts'
import { passingVars } from '../../src/cli/dev-vars.ts'
import { migrate } from '../../src/cli/migrate.ts'
import type * as Local from '../../src/local/workers.ts'
import { CAMPAIGN_KEYS } from '../support/petition-form.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { build, checkOut, commitBefore } from './release-before.ts'

const TOMLS = ['.', 'workers/consumer', 'workers/console', 'workers/og-image'].map(
  (folder) => `${folder}/wrangler.toml`,
)
const ORIGIN = 'http://petitions.test'

const before = commitBefore()

const directory = temporaryDirectory()
let workers: Local.RunningWorkers | undefined
afterAll(async () => {
  await workers?.dispose()
  directory.remove()
})

test.skipIf('why' in before)(
  'the Workers of before take signatures, confirm and withdraw them, and show pages',
  async () => {
    if ('why' in before) return
    const folder = checkOut(before.commit, join(directory.path, 'before'))
    build(folder)
    const local: typeof Local = await import(join(folder, 'src/local/workers.ts'))
    const vars: Record<string, string> = { ...(await passingVars()), PUBLIC_ORIGIN: ORIGIN, BOT_CHECK: 'off' }
    const errors: string[] = []
    workers = await local.startWorkers({
      configs: await local.readConfigs(TOMLS, directory.path),
      vars: () => vars,
      stateDirectory: join(directory.path, 'state'),
      onLog: ({ level, text }) => {
        if (level === 'error') errors.push(text)
      },
    })
    const db = await workers.db()
    // With the migrations of this checkout.
    expect((await migrate(db)).at(-1)).toBe(LATEST_MIGRATION)

    const base = await workers.url()
    const send = async (path: string, body?: unknown, headers: Record<string, string> = {}) =>
      fetch(new URL(path, base), {
        redirect: 'manual',
        headers: { 'content-type': 'application/json', 'cf-connecting-ip': '192.0.2.7', ...headers },
        ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
      })
    const operator = { authorization: `Bearer ${vars['ADMIN_TOKEN']}` }
    const start = (slug: string, confirmation: string) =>
      send(
        '/api/petitions',
        {
          slug,
          confirmation,
          title: 'Keep the ferry',
          addressee: 'The council',
          starter: 'Noor',
          body: 'Text',
          publicKeys: [CAMPAIGN_KEYS.publicKey],
        },
        operator,
      )
    for (const [slug, confirmation] of [
      ['ferry', 'none'],
      ['quay', 'email'],
    ] as const)
      expect((await start(slug, confirmation)).status).toBe(201)

    const sign = (slug: string, n: number) =>
      send(`/api/petitions/${slug}/signatures`, {
        name: 'Noor Halloran',
        email: `noor${n}@example.org`,
        showName: 'full',
      })
    const links: string[] = []
    for (let n = 0; n < 3; n++) {
      const signed = await sign('ferry', n)
      expect(signed.status).toBe(202)
      const { withdrawUrl }: { withdrawUrl: string } = await signed.json()
      links.push(withdrawUrl)
    }
    const countOf = async (slug: string): Promise<unknown> =>
      await db
        .prepare('SELECT n FROM counters JOIN petitions AS p ON p.id = petition_id WHERE slug = ?')
        .bind(slug)
        .first()
    await expect.poll(() => countOf('ferry')).toEqual({ n: 3 })
    expect((await send(new URL(links[0] ?? '').pathname, {})).status).toBe(202)
    await expect.poll(() => countOf('ferry')).toEqual({ n: 2 })

    expect((await sign('quay', 1)).status).toBe(202)
    const textOf = async (path: string): Promise<string> => (await send(path)).text()
    const firstIn = (text: string, pattern: RegExp): string => pattern.exec(text)?.[0] ?? ''
    const emailPath = async (): Promise<string> => firstIn(await textOf('/dev/inbox'), /\/dev\/inbox\/[\w-]+/)
    await expect.poll(emailPath).not.toBe('')
    const link = firstIn(await textOf(await emailPath()), /\/confirm\/[\w-]+/)
    expect((await send(link, {})).status).toBe(202)
    await expect.poll(() => countOf('quay')).toEqual({ n: 1 })

    for (const path of [
      '/',
      '/en/p/ferry',
      '/console',
      '/healthz',
      '/api/petitions/ferry/count',
      '/api/petitions/ferry/signers',
    ])
      expect([path, (await send(path)).status]).toEqual([path, expect.toBeOneOf([200, 302, 303])])
    await workers.ringCrons()
    expect(errors).toEqual([])
  },
)
