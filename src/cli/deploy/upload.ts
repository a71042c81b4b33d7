/**
 * Uploads a Worker, unless what serves is what would be sent: so when a deployment is continued, and when a release or a setting
 * concerns others. The site file has the version that the last upload made, with a digest of all that was sent. A version that
 * anything else has made, such as a secret that was changed in the dashboard, is replaced.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'

import { wrangler } from '../wrangler.ts'
import { writeConfig, type Written } from './config.ts'
import { commitNow, type Deployment, migrationsOf, runOptions, save } from './deployment.ts'
import type { WorkerPart } from './workers.ts'

/** What it did, in a few words. */
export async function uploadWorker(deployment: Deployment, worker: WorkerPart): Promise<string> {
  const { account, directory, site } = deployment
  const written = await writeConfig(worker, site, { directory, migrations: migrationsOf(deployment) })
  const options = { ...runOptions(deployment), config: written.config }
  const bundle = join(directory, 'bundle')
  const bundled = ['--minify', '--outdir', bundle]

  const { uploads = {} } = site
  const last = uploads[worker.name]
  const serves = await account.version(worker.name)
  if (last !== undefined && last.version === serves) {
    await wrangler(['deploy', '--dry-run', ...bundled], options)
    if (takeDigest(written, bundle) === last.digest) {
      // They belong to no version: one that was removed by hand is set again.
      await wrangler(['triggers', 'deploy'], options)
      return `${serves}, unchanged`
    }
  }
  const commit = commitNow()
  const message = `npm run deploy${commit === null ? '' : ` of ${commit.slice(0, 8)}`}`
  const secrets = written.secrets === null ? [] : ['--secrets-file', written.secrets]
  await wrangler(['deploy', '--message', message, ...bundled, ...secrets], options)
  const digest = takeDigest(written, bundle)
  const version = await account.version(worker.name)
  if (version === null) return 'deployed'
  save(deployment, { ...site, uploads: { ...uploads, [worker.name]: { version, digest } } })
  return version
}

/** Of everything that is sent. The site file alone has it: secrets are part of it. The bundle is removed. */
function takeDigest({ config, secrets, assets }: Written, bundle: string): string {
  const hash = createHash('sha256')
  const add = (name: string, path: string): void => {
    const contents = readFileSync(path)
    hash.update(`${name} ${contents.byteLength}\n`).update(contents)
  }
  add('config', config)
  if (secrets !== null) add('secrets', secrets)
  for (const folder of assets === null ? [bundle] : [bundle, assets])
    for (const name of filesOf(folder)) if (!NOT_SENT.test(name)) add(name, join(folder, name))
  rmSync(bundle, { recursive: true })
  return hash.digest('hex')
}

/** What wrangler writes beside a bundle: README.md has the time. */
const NOT_SENT = /^README\.md$|\.map$/

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1))
    .toSorted()
