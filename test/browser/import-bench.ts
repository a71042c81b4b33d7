/**
 * `npm run bench:import -- --rows 100000`: how fast a browser tests and adds an earlier list, and how much memory it takes.
 * Everything is on this machine and shares its cores: `npm start`, Chromium, and what measures.
 */
import { join } from 'node:path'
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

import { newCampaignKey } from '../../src/key-file/keys.ts'
import { startPetition } from '../support/campaign.ts'
import { memoryOf } from '../support/chromium-memory.ts'
import { earlierList } from '../support/earlier-list.ts'
import { start } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { makeOwner, openDatabase } from '../support/seed-contacts.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch } from './browser.ts'
import { Campaigner } from './campaigner.ts'

const SLUG = 'measured'
const POLL_MS = 250
const MARKS = [0.1, 0.5, 1]

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } })
const rows = Number(values.rows)
const directory = temporaryDirectory()
const started = await start({ port: await freePortPair(), stateDir: directory.path })
const browser = await launch()
try {
  const { origin } = started
  const key = await newCampaignKey()
  await startPetition(origin, SLUG, { publicKeys: [key.publicKey] })
  const list = earlierList(rows)
  const file = join(directory.path, 'list.csv')
  writeFileSync(file, list.text)
  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  await new Campaigner(page, origin, 'en').signIn('owner@example.org')
  makeOwner(directory.path, SLUG)
  await page.goto(`${origin}/console/p/${SLUG}/paper/import`)
  const devtools = await page.context().newCDPSession(page)
  await page.locator('#file').setInputFiles(file)
  await page.locator('[data-part=columns]').waitFor({ timeout: 0 })
  console.log(`Before: ${await memoryOf(devtools)}`)

  const measured = async (what: string, isDone: () => Promise<boolean>): Promise<void> => {
    const before = performance.now()
    let marks = MARKS
    for (;;) {
      const done = await isDone()
      const seen = done
        ? rows
        : await page.evaluate(() => document.querySelector('progress')?.value ?? 0).catch(() => 0)
      for (const mark of marks.filter((part) => seen >= part * rows)) {
        console.log(`${what}, ${100 * mark} %: ${await memoryOf(devtools)}`)
      }
      marks = marks.filter((part) => seen < part * rows)
      if (done) break
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
    }
    const seconds = (performance.now() - before) / 1_000
    console.log(`${what}: ${rows} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} a second.`)
  }

  await page.locator('[data-act=test]').click()
  await measured('Tested', () => page.locator('[data-part=result]').isVisible())
  await page.locator('#source').fill('Assembly')
  await page.locator('#lawful').check()
  await page.locator('[data-act=add]').click()
  await measured('Added', () => Promise.resolve(page.url().includes('done=imported')))

  const db = openDatabase(directory.path)
  const stored = Number(db.prepare('SELECT count(*) AS n FROM imported').get()?.['n'])
  db.close()
  console.log(`${stored} of ${rows} rows are stored: ${list.bad} cannot be read, and ${list.twice} are there twice.`)
} finally {
  await browser.close()
  await started.stop()
  directory.remove()
}
