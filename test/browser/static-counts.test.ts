/** The whole way of a static count: signed, stored, written to a bucket, read from there by counters on another site. */
import type { Server } from 'node:http'

import type { Browser, Page, Request } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { writeDisposableTable } from '../../src/build/disposable-table.ts'
import { passingVars } from '../../src/cli/dev-vars.ts'
import { migrate } from '../../src/cli/migrate.ts'
import { partnerServer } from '../../src/cli/partner.ts'
import { type PublicBucket, servePublicBucket } from '../../src/local/public-bucket.ts'
import { readConfigs, type RunningWorkers, startWorkers } from '../../src/local/workers.ts'
import { petitionForm } from '../support/petition-form.ts'
import { freePortPair, portOf } from '../support/ports.ts'
import { bearer, jsonPost } from '../support/requests.ts'
import { readCount } from '../support/signer.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch, NO_CHROMIUM, watch } from './browser.ts'

const TOMLS = ['.', 'workers/consumer', 'workers/console', 'workers/og-image'].map((at) => `${at}/wrangler.toml`)
const ALL_IN_SIGHT = { width: 1280, height: 1600 }

describe.skipIf(NO_CHROMIUM)('a static count', () => {
  const state = temporaryDirectory()
  let browser: Browser
  let workers: RunningWorkers
  let bucket: PublicBucket
  let partner: Server
  let origin: string
  let partnerOrigin: string
  beforeAll(async () => {
    const port = await freePortPair()
    origin = `http://localhost:${port}`
    bucket = await servePublicBucket(() => workers.bucket('undersigned-consumer', 'COUNTS'))
    await writeDisposableTable()
    const vars: Record<string, string> = {
      ...(await passingVars()),
      BOT_CHECK: 'off',
      PUBLIC_ORIGIN: origin,
      COUNTS_ORIGIN: bucket.origin,
    }
    const [configs, launched] = await Promise.all([readConfigs(TOMLS, state.path), launch()])
    browser = launched
    workers = await startWorkers({
      configs,
      vars: () => vars,
      buckets: { 'undersigned-consumer': { COUNTS: 'undersigned-counts' } },
      stateDirectory: state.path,
      listen: { host: 'localhost', port },
    })
    await migrate(await workers.db())
    const form = petitionForm({ slug: 'demo', confirmation: 'none' })
    const started = await fetch(`${origin}/api/petitions`, jsonPost(form, bearer(vars['ADMIN_TOKEN'] ?? '')))
    if (started.status !== 201) throw new Error(await started.text())
    partner = partnerServer(origin, bucket.origin).listen(0, 'localhost')
    await new Promise((resolve) => partner.once('listening', resolve))
    partnerOrigin = `http://localhost:${portOf(partner)}`
  })
  afterAll(async () => {
    partner?.close()
    bucket?.close()
    await Promise.all([browser?.close(), workers?.dispose()])
    state.remove()
  })

  let people = 0
  const sign = async (): Promise<void> => {
    const person = { name: 'Somebody', email: `person-${++people}@example.org` }
    const headers = { 'cf-connecting-ip': `192.0.2.${people}` }
    const response = await fetch(`${origin}/api/petitions/demo/signatures`, jsonPost(person, headers))
    expect(response.status).toBe(202)
  }
  const shown = (page: Page): Promise<string[]> =>
    Promise.all(
      [
        page.locator('petition-counter').first(),
        page.frameLocator('iframe >> nth=0').locator('petition-counter'),
        page.frameLocator('iframe >> nth=1').locator('petition-counter'),
      ].map(async (counter) => (await counter.locator('[part=number]').textContent()) ?? ''),
    )
  const all = (n: number): string[] => [n, n, n].map(String)

  test('is read by counters on other sites while many sign, and they do without it once it is gone', async () => {
    const db = await workers.db()
    // As if many had signed a minute ago.
    await db
      .prepare(
        `INSERT INTO tallies (petition_id, dimension, key, n)
         VALUES (1, 'minute', strftime('%Y-%m-%dT%H:%MZ', 'now', '-1 minute'), 50)`,
      )
      .run()
    await sign()
    await expect.poll(async () => (await readCount(origin, 'demo')).staticUrl).toBeDefined()
    const { staticUrl, ...count } = await readCount(origin, 'demo')
    expect(staticUrl).toBe(`${bucket.origin}/counts/demo.json`)
    const response = await fetch(staticUrl ?? '', { headers: { origin: partnerOrigin } })
    expect(await response.json()).toMatchObject({ petition: 'demo', count: count.count, title: count.title })
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'public, max-age=5',
      'content-type': 'application/json',
    })

    const context = await browser.newContext({ viewport: ALL_IN_SIGHT })
    const complaints = await watch(context, [origin, partnerOrigin, bucket.origin])
    const page = await context.newPage()
    const asked = { worker: 0, bucket: 0 }
    page.on('request', (request: Request) => {
      if (request.url().endsWith('/count')) asked.worker++
      if (request.url() === staticUrl) asked.bucket++
    })
    await page.goto(partnerOrigin)
    await expect.poll(() => shown(page)).toEqual(all(1))
    // Each of the four counters once; then from the bucket, which the policies of the page and of our iframes allow.
    const { worker } = asked
    expect(worker).toBe(4)
    // Within five seconds of the last publication: the cron publishes it.
    await sign()
    const minuteLater = async (): Promise<string[]> => {
      await workers.ringCrons(['* * * * *'])
      return shown(page)
    }
    await expect.poll(minuteLater, { interval: 1_000 }).toEqual(all(2))
    expect(asked.worker).toBe(worker)
    expect(asked.bucket).toBeGreaterThanOrEqual(4)
    expect(complaints).toEqual([])

    bucket.close()
    await sign()
    await expect.poll(() => shown(page)).toEqual(all(3))
    expect(asked.worker).toBeGreaterThan(worker)
    await context.close()
  })
})
