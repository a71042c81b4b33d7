/** An instance with a petition that has everything, and a browser for each font: what the tests of all pages share. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

import { winPetition } from '../support/campaign.ts'
import { start, type Started } from '../support/npm-start.ts'
import { freePortPair } from '../support/ports.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { launch } from './browser.ts'
import type { Font } from './fonts.ts'

export interface Site {
  /** With the petitions `demo`, `ali-feruz` and `won`. */
  started: () => Started
  browserWith: (font: Font) => Browser
  /** The path of a directory for files of the tests. */
  directory: string
}

/** Called in a `describe`: starts the instance and the browsers before its tests, and stops them afterwards. */
export function useSite(): Site {
  const state = temporaryDirectory()
  let running: { started: Started; browsers: Record<Font, Browser> } | undefined
  beforeAll(async () => {
    const [started, noto, dejavu] = await Promise.all([
      start({ port: await freePortPair(), stateDir: state.path }),
      launch('Noto Sans'),
      launch('DejaVu Sans'),
    ])
    running = { started, browsers: { 'Noto Sans': noto, 'DejaVu Sans': dejavu } }
    await winPetition(started.origin, 'won')
  })
  afterAll(async () => {
    const browsers = Object.values(running?.browsers ?? {})
    await Promise.all([running?.started.stop(), ...browsers.map((browser) => browser.close())])
    state.remove()
  })
  const site = () => {
    if (running === undefined) throw new Error('the instance was not started')
    return running
  }
  return { started: () => site().started, browserWith: (font) => site().browsers[font], directory: state.path }
}
