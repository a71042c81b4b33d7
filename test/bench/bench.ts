/**
 * `npm run bench`: what requests cost and how many there can be, beside a bare Worker, a static one and a naive one, all in one run on
 * one machine: the ratios are what to read. `--json` ends with one line of JSON. `npm run bench -- --rounds 1 --reads 40 --signatures 12`
 * shows that it runs, and no more.
 *
 * Limitation: throughput depends on the load's share of the machine too; processor time of the Workers' process does not.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

import { bundle } from '../../src/local/bundle.ts'
import type { Deliver } from '../../src/local/queue-lane.ts'
import { type Instance, type InstanceOptions, startInstance } from '../support/instance.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { startBaselines } from './baselines.ts'
import { CONSUMER, JSON_EACH, measureConsumers, PETITIONS_MAX as PETITIONS_OF_CONSUMER } from './consumer.ts'
import { measureFreshness } from './freshness.ts'
import { heapsOf, measureSteps } from './inspected.ts'
import {
  coldReads,
  COUNT_PATH,
  EASY_PROOFS,
  linesOf,
  NONE_COUNT_PATH,
  PAGE_PATH,
  signature,
  solvedProofs,
  type Whole,
} from './lines.ts'
import { type Line, measure } from './measure.ts'
import { copyPetition, fill, idsOf, PETITIONS, signInPublic, startPetitions } from './petitions.ts'
import { memoryMiB } from './processor.ts'
import { type Bench, readmeRows, TABLE_BEGIN, TABLE_END, tableOf } from './report.ts'
import { startSlowDatabase } from './slow-database.ts'
import { measureStartUp } from './start-up.ts'
import { surrounded } from './surrounded.ts'

const COMPATIBILITY_DATE = '2026-11-01'
const FRESHNESS_SECONDS = 20
const FIGURES = join(import.meta.dirname, 'figures.json')
const README = join(import.meta.dirname, '../../README.md')
const MINIMAL = join(import.meta.dirname, 'workers/minimal.ts')
const TO_NOBODY = { EMAIL_SENDER: 'cloudflare', EMAIL_FROM: 'petitions@example.org' }
/** Memory that has no count: each reader asks the location's cache. */
const NO_COUNT_IN_MEMORY = { COUNT_FRESH_MS: -1, COUNT_STALE_MS: -1 }

const OF_THE_CONNECTION = new Set(['content-length', 'transfer-encoding', 'connection', 'keep-alive'])

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '3' },
    reads: { type: 'string', default: '8000' },
    signatures: { type: 'string', default: '1600' },
    /** Only lines whose name fits this regular expression, beside the bare Worker. */
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    /** Freshness, the lines again with a million rows, and where the processor time of a signature goes. Some fifteen minutes. */
    full: { type: 'boolean', default: false },
    /** How many more rows that is. */
    rows: { type: 'string', default: '1000000' },
    /** Writes test/bench/figures.json and the table of README.md. */
    save: { type: 'boolean', default: false },
  },
})
const rounds = Number(options.rounds)
const sizes = { reads: Number(options.reads), signatures: Number(options.signatures) }

const wanted = (name: string): boolean => new RegExp(options.only).test(name)

const directory = temporaryDirectory()
const stateDirectory = (name: string): string => join(directory.path, name)
const running: { dispose: () => Promise<void> }[] = []
const started = <T extends { dispose: () => Promise<void> }>(one: T): T => {
  running.push(one)
  return one
}
try {
  const turns = await startSlowDatabase()
  running.push({ dispose: async () => turns.close() })
  const whole = await startWhole('whole')
  const filled = options.full ? await startWhole('filled') : null
  if (filled !== null) await fill(filled, Number(options.rows))
  const slow = await start('slow', {
    vars: { ...TO_NOBODY, DATABASE_TURNS: turns.url },
    prepare: (_, modules) => surrounded(modules),
  })
  const alone = await start('alone', { parts: 'edge', limits: NO_COUNT_IN_MEMORY })
  const checked = await start('checked', { parts: 'edge', limits: EASY_PROOFS, vars: { BOT_CHECK: 'altcha' } })
  for (const instance of [slow, alone, checked]) await startPetitions(instance)
  const responses = Object.fromEntries(
    await Promise.all([COUNT_PATH, PAGE_PATH].map(async (path) => [path, await responseOf(whole, path)] as const)),
  )
  const baselines = started(
    await startBaselines({
      directory: directory.path,
      compatibilityDate: COMPATIBILITY_DATE,
      responses,
      turns: turns.url,
    }),
  )
  const minimal = await start('minimal', { parts: 'edge', prepare: () => bundle(MINIMAL) })
  const proofs = await solvedProofs((rounds + 1) * sizes.signatures, checked.vars['TOKEN_KEYS'] ?? '')
  const linesWith = async (whole: Whole): Promise<Line[]> =>
    linesOf({ baselines, whole, slow, alone, checked, minimal }, sizes, {
      etag: new Map(responses[COUNT_PATH]?.headers).get('etag') ?? '',
      coldSlugs: await copyPetition(whole, Math.max(PETITIONS_OF_CONSUMER, (rounds + 1) * coldReads(sizes.reads))),
      proofs,
    })
  const stored = `, ${Number(options.rows).toLocaleString('en')} rows`
  // In the same rounds, so that what makes one slower makes the other slower too.
  const ofFilled = filled === null ? [] : (await linesWith(filled)).filter(({ server }) => server === filled)
  for (const line of ofFilled) line.name += stored
  const lines = [...(await linesWith(whole)), ...ofFilled].filter(({ name }, n) => n === 0 || wanted(name))
  const figures = await measure(lines, rounds)
  const petitionIds = await idsOf(whole)
  const consumers = [
    { ...baselines.naive, name: JSON_EACH, suffix: '', petitionIds },
    { ...whole, name: CONSUMER, suffix: '', petitionIds },
  ]
  if (filled !== null) consumers.push({ ...filled, name: CONSUMER, suffix: stored, petitionIds: await idsOf(filled) })
  const ofConsumers = wanted(CONSUMER)
    ? await measureConsumers(consumers, { rounds, batches: Math.ceil(sizes.signatures / 40) })
    : []
  const freshness = options.full ? await measureFreshness(whole, await steadily(whole)) : null
  const bench: Bench = {
    at: new Date().toISOString(),
    cores: cpus().length,
    rounds,
    ...sizes,
    lines: Object.fromEntries([...figures, ...ofConsumers]),
    memoryMiB: memoryMiB(whole.pid),
    freshness,
    isolates: options.full
      ? {
          startUpMs: await measureStartUp(directory.path, COMPATIBILITY_DATE),
          heapMiB: await heapsOf(stateDirectory('heaps')),
          signature: await measureSteps(stateDirectory('steps')),
        }
      : null,
  }
  console.log(tableOf(bench))
  if (options.save) save(bench)
  if (options.json) console.log(JSON.stringify(bench))
} finally {
  await Promise.all(running.map((one) => one.dispose()))
  directory.remove()
}

interface Measured extends Instance {
  pid: number
}

async function start(name: string, options: Omit<InstanceOptions, 'stateDirectory'>): Promise<Measured> {
  const instance = started(await startInstance({ ...options, stateDirectory: stateDirectory(name) }))
  return { ...instance, pid: instance.runtimePid }
}

/** Edge and consumer, with petitions. */
async function startWhole(name: string): Promise<Measured & { deliver: Deliver }> {
  let delivering: Deliver | undefined
  const instance = await start(name, {
    between: (queue, messages, toConsumer) => {
      delivering = toConsumer
      return toConsumer(queue, messages)
    },
    vars: TO_NOBODY,
    prepare: (name, modules) => (name.endsWith('-consumer') ? surrounded(modules) : modules),
  })
  await startPetitions(instance)
  await signInPublic(instance)
  return {
    ...instance,
    deliver(queue, messages) {
      if (delivering === undefined) throw new Error('no message was delivered')
      return delivering(queue, messages)
    },
  }
}

async function responseOf({ url }: Instance, path: string) {
  const response = await fetch(new URL(path, url))
  const headers = [...response.headers].filter(([name]) => !OF_THE_CONNECTION.has(name))
  return { body: await response.text(), headers }
}

/** 500 signatures a second. */
async function steadily({ db }: Instance) {
  const row = await db
    .prepare('SELECT n FROM counters WHERE petition_id = (SELECT id FROM petitions WHERE slug = ?)')
    .bind(PETITIONS.none)
    .first<{ n: number }>()
  const first = (rounds + 1) * sizes.signatures
  const asked = (n: number) => signature(PETITIONS.none, first + n, first + n)
  return { perSecond: 500, seconds: FRESHNESS_SECONDS, base: row?.n ?? 0, asked, countPath: NONE_COUNT_PATH }
}

function save(bench: Bench): void {
  writeFileSync(FIGURES, `${JSON.stringify(bench, null, 2)}\n`)
  const table = readmeRows(bench).map((cells) => `| ${cells.join(' | ')} |`)
  const [head = '', ...rows] = table
  const marked = [TABLE_BEGIN, '', head, '| --- | ---: | ---: | ---: |', ...rows, '', TABLE_END].join('\n')
  const readme = readFileSync(README, 'utf8')
  const [before = '', rest = ''] = readme.split(TABLE_BEGIN)
  writeFileSync(README, before + marked + (rest.split(TABLE_END)[1] ?? ''))
}
