/** A command of an operator, as `npm run` starts it, against the stand-in of Cloudflare. */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { expect } from 'vitest'

import { copyCheckout } from '../support/checkout.ts'
import type { Ran } from '../support/run.ts'
import type { FakeCloudflare } from './fake-cloudflare.ts'

const ROOT = join(import.meta.dirname, '../..')

/** No name of an example, which a deployment refuses, and none that anyone could own: `internal` is kept for private networks. */
export const ORIGIN = 'https://harbour.internal'
export const ANSWERS =
  `--origin=${ORIGIN} --operator-name=Harbour --operator-contact=operator@harbour.internal --jurisdiction=eu`.split(' ')

export interface Running {
  ended: Promise<Ran>
  /** As a loss of power: this process and everything that it started, at once. */
  kill: () => void
}

/** A copy of this checkout beside the site files of a test: what builds and deploys at the same time has one of its own. */
const besides = (site: string): string => join(dirname(site), 'checkout')
export const copyBeside = (site: string): void => copyCheckout(besides(site), { withFonts: true })
const checkoutFor = (site: string): string => (existsSync(besides(site)) ? besides(site) : ROOT)

interface Options {
  command?: string
  env?: Record<string, string | undefined>
  /** Of the checkout that it is of. */
  root?: string
}

/** `site`: path of the site file. */
export function begin(
  fake: Pick<FakeCloudflare, 'env'>,
  site: string,
  args: readonly string[],
  { command = 'deploy', env = {}, root = checkoutFor(site) }: Options = {},
): Running {
  const child = spawn(process.execPath, [`src/cli/${command}.ts`, '--site', site, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: {
      ...process.env,
      NODE_ENV: undefined,
      VITEST: undefined,
      CI: undefined,
      // wrangler is compiled once, and not by each of the hundreds of its runs.
      NODE_COMPILE_CACHE: join(dirname(site), 'compiled'),
      ...fake.env,
      ...env,
    },
  })
  const kill = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL')
    } catch {
      // It has ended.
    }
  }
  process.once('exit', kill)
  const ran: Ran = { code: null, stdout: '', stderr: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => (ran.stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (ran.stderr += text))
  const ended = new Promise<Ran>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (code) => {
      process.off('exit', kill)
      resolve({ ...ran, code })
    })
  })
  return { ended, kill }
}

export const deploy = (
  fake: Pick<FakeCloudflare, 'env'>,
  site: string,
  args: readonly string[] = [],
  options: Options = {},
): Promise<Ran> => begin(fake, site, args, options).ended

/** With everything that it printed, so that a failure says why. */
export const outcomeOf = ({ code, stdout, stderr }: Ran): { code: number | null; output: string } => ({
  code,
  output: stdout + stderr,
})

export const DEPLOYED = { code: 0, output: expect.stringContaining(`${ORIGIN} is deployed.`) }

export interface SiteFile {
  settings: Record<string, string>
  secrets: Record<string, string>
  cloudflare: Record<string, string>
  releases: { state: string; before: Record<string, string | null>; contracted: string[] }[]
}

export const siteFile = (path: string): SiteFile => JSON.parse(readFileSync(path, 'utf8'))
