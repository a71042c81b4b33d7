/**
 * Generates two clients from the API's description, compiles what calls them, and lets them call an instance of the product:
 * `npm run test:clients`. The generators have a package of their own beside this file, which is installed first.
 */
import assert from 'node:assert/strict'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { build } from 'esbuild'

import { operatorTokenOf } from '../support/campaign.ts'
import { start } from '../support/npm-start.ts'
import { CAMPAIGN_KEYS } from '../support/petition-form.ts'
import { freePortPair } from '../support/ports.ts'
import { proofOf } from '../support/proof.ts'
import { run } from '../support/run.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'

const HERE = import.meta.dirname
const GENERATED = join(HERE, 'generated')
const DESCRIPTION = join(GENERATED, 'openapi.json')

/** Of the package beside this file; prints what it says when it fails. */
async function tool(command: string, ...args: string[]): Promise<void> {
  console.log(`${command} ${args.join(' ')}`)
  const env = { NODE_ENV: undefined, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const { code, stdout, stderr } = await run(command, args, { cwd: HERE, env })
  assert.equal(code, 0, `${command} ${args.join(' ')} failed:\n${stdout}${stderr}`)
}

const EXPECTED = {
  created: 201,
  count: 0,
  unchanged: 304,
  signers: 0,
  accepted: 'accepted',
  formPost: 202,
  refused: ['name', 'email'],
  update: 'News',
  webhook: 'whsec_',
  embed: '<blockquote',
  embedXml: true,
  unauthorized: 'unauthorized',
}

/** What the calls found, as a module that Node can run. */
async function call(client: string, origin: string): Promise<unknown> {
  const outfile = join(GENERATED, `${client}.mjs`)
  await build({
    entryPoints: [join(HERE, `calls/${client}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  const { calls } = await import(pathToFileURL(outfile).href)
  const operatorToken = operatorTokenOf(origin)
  return calls({ origin, operatorToken, slug: `by-${client}`, publicKey: CAMPAIGN_KEYS.publicKey, proofOf })
}

await tool('npm', 'ci', '--no-audit', '--no-fund')
rmSync(GENERATED, { recursive: true, force: true })
mkdirSync(GENERATED)
const state = temporaryDirectory()
const started = await start({ port: await freePortPair(), stateDir: state.path })
try {
  const response = await fetch(`${started.origin}/openapi.json`)
  writeFileSync(DESCRIPTION, await response.text())
  await tool('npx', '--no-install', 'redocly', 'lint', DESCRIPTION)
  await tool('npx', '--no-install', 'spectral', 'lint', '--ruleset', 'spectral.yaml', DESCRIPTION)
  await tool('npx', '--no-install', 'openapi-typescript', DESCRIPTION, '-o', 'generated/openapi-typescript.ts')
  const heyApi = ['-c', '@hey-api/client-fetch', '-o', 'generated/hey-api', '--no-log-file']
  await tool('npx', '--no-install', 'openapi-ts', '-i', DESCRIPTION, ...heyApi)
  await tool('npx', '--no-install', 'tsc', '-p', '.')
  assert.deepEqual(await call('openapi-fetch', started.origin), { ...EXPECTED, image: undefined })
  assert.deepEqual(await call('hey-api', started.origin), { ...EXPECTED, image: 1 })
} finally {
  await started.stop()
  state.remove()
}
console.log('Both clients compile, and the product answers them as described.')
