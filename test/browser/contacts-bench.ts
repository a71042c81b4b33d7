/**
 * `npm run bench:contacts -- --rows 100000`: how fast a browser opens contacts that are really encrypted, and how much memory it takes,
 * beside the command line in the same run. Everything is on this machine and shares its cores: `npm start`, Chromium, and what measures.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { writeKeyFile } from '../../src/cli/keygen/key-file.ts'
import { newCampaignKey } from '../../src/key-file/keys.ts'
import { launch } from './browser.ts'
import { Campaigner } from './campaigner.ts'
import { memoryOf } from '../support/chromium-memory.ts'
import { operatorTokenOf, startPetition } from '../support/campaign.ts'
import { rootOf, start } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { makeOwner, seedContacts } from '../support/seed-contacts.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const SLUG = 'measured'
const PASSPHRASE = 'ferry lantern harbour mill otter plum'
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
  const keyFile = join(directory.path, 'measured.campaign-key.json')
  await writeKeyFile(keyFile, [key], PASSPHRASE)
  await startPetition(origin, SLUG, { publicKeys: [key.publicKey] })
  await seedContacts(directory.path, { slug: SLUG, publicKeys: [key.publicKey], rows })

  const page = await (await browser.newContext({ locale: 'en' })).newPage()
  await new Campaigner(page, origin, 'en').signIn('owner@example.org')
  makeOwner(directory.path, SLUG)
  await page.goto(`${origin}/console/p/${SLUG}/contacts`)
  const devtools = await page.context().newCDPSession(page)
  await page.locator('#key-file').setInputFiles(keyFile)
  await page.locator('#passphrase').fill(PASSPHRASE)
  console.log(`Before: ${await memoryOf(devtools)}`)
  const before = performance.now()
  await page.locator('[data-act=unlock]').click()
  let marks = MARKS
  for (;;) {
    const { seen, isDone } = await page.evaluate(() => ({
      seen: document.querySelector('progress')?.value ?? 0,
      isDone: document.querySelector<HTMLElement>('[data-part=opened]')?.hidden === false,
    }))
    const reached = isDone ? rows : seen
    for (const mark of marks.filter((part) => reached >= part * rows)) {
      console.log(`${100 * mark} %: ${await memoryOf(devtools)}`)
    }
    marks = marks.filter((part) => reached < part * rows)
    if (isDone) break
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
  const seconds = (performance.now() - before) / 1_000
  const opened = await page.locator('[data-part=rows]').innerText()
  console.log(`Browser: ${opened} rows in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} a second.`)

  const out = join(directory.path, 'contacts.csv')
  const { status, stderr } = spawnSync(
    process.execPath,
    ['src/cli/export.ts', '--petition', SLUG, '--key', keyFile, '--origin', origin, '--out', out],
    {
      cwd: rootOf(origin),
      encoding: 'utf8',
      env: { ...process.env, UNDERSIGNED_TOKEN: operatorTokenOf(origin), CAMPAIGN_KEY_PASSPHRASE: PASSPHRASE },
    },
  )
  console.log(`Command line (exit ${status}): ${stderr.trim()}`)
} finally {
  await browser.close()
  await started.stop()
  directory.remove()
}
