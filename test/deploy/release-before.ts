/** The release before this one: the last commit before the newest migration, in a checkout of its own. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'

import { expect } from 'vitest'

import { LATEST_MIGRATION } from '../../schema/latest-migration.ts'

const ROOT = join(import.meta.dirname, '../..')

const git = (...args: string[]) => spawnSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 2 ** 30 })

/** The last commit before the newest migration; or why there is none here, which is printed. */
export function commitBefore(): { commit: string } | { why: string } {
  const found = lookForCommit()
  if ('why' in found) console.warn(`Not tested: the release before, because ${found.why}.`)
  return found
}

function lookForCommit(): { commit: string } | { why: string } {
  if (git('rev-parse', 'HEAD').status !== 0) return { why: 'this is no checkout of git' }
  const added = git(
    'log',
    '--diff-filter=A',
    '--format=%H',
    '-1',
    '--',
    `schema/migrations/${LATEST_MIGRATION}`,
  ).stdout.trim()
  // One that is not committed yet is newer than everything.
  const commit = git('rev-parse', '--verify', '--quiet', added === '' ? 'HEAD' : `${added}^`).stdout.trim()
  if (commit !== '') return { commit }
  return { why: 'its history is not here: git fetch --unshallow' }
}

/** A checkout of that commit in `folder`, which must not be there. */
export function checkOut(commit: string, folder: string): string {
  mkdirSync(folder)
  const archive = spawnSync('sh', ['-c', `git archive ${commit} | tar -x -C '${folder}'`], {
    cwd: ROOT,
    encoding: 'utf8',
  })
  expect({ status: archive.status, stderr: archive.stderr }).toEqual({ status: 0, stderr: '' })
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'))
  // Ten megabytes that take seconds to make.
  const fonts = 'dist/og-image-assets'
  if (existsSync(join(ROOT, fonts))) cpSync(join(ROOT, fonts), join(folder, fonts), { recursive: true })
  return folder
}

/** The scripts for browsers of a checkout. */
export function build(folder: string): void {
  const built = spawnSync(process.execPath, ['src/build/build.ts'], { cwd: folder, encoding: 'utf8' })
  expect({ status: built.status, stderr: built.stderr }).toMatchObject({ status: 0 })
}
