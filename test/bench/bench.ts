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

import { type Instance, type InstanceOptions, startInstance } from '../support/instance.ts'
import type { Deliver } from '../../src/local/queue-lane.ts'
import { temporaryDirectory } from '../support/temporary-directory.ts'
import { startBaselines } from './baselines.ts'
import { CONSUMER, measureConsumer } from './consumer.ts'
import { measureFreshness } from './freshness.ts'
import { load } from './load.ts'
import {
  coldReads,
  COUNT_PATH,
  EASY_PROOFS,
  linesOf,
  NONE_COUNT_PATH,
  PAGE_PATH,
  PETITIONS,
  provenSignatures,
  signature,
  solvedProofs,
} from './lines.ts'
import { type Figure, type Line, measure } from './measure.ts'
import { heapMiB, profiled } from './profile.ts'
import { memoryMiB } from './processor.ts'
import { type Bench, readmeRows, TABLE_BEGIN, TABLE_END, tableOf } from './report.ts'
import { startSlowDatabase } from './slow-database.ts'
import { measureStartUp } from './start-up.ts'
import { surrounded } from './surrounded.ts'

const COMPATIBILITY_DATE = '2026-11-01'
const SHOWN_SIGNERS = 30
const FRESHNESS_SECONDS = 20
const FILL_AT_ONCE = 20_000
/** The number of the first signer of then. */
const FILLED_FROM = 5_000_000
const PROFILED = 1_000
const PROFILE_ROWS = 40
const FIGURES = join(import.meta.dirname, 'figures.json')
const README = join(import.meta.dirname, '../../README.md')
const REVIEW_RULES_OFF = { emailDomainPerHour: 1_000_000, networkPerHour: 1_000_000, surgePerMinute: 1_000_000 }
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
  const edgeAlone = { parts: 'edge', limits: NO_COUNT_IN_MEMORY } as const
  const turns = await startSlowDatabase()
  running.push({ dispose: async () => turns.close() })
  const toNobody = { EMAIL_SENDER: 'cloudflare', EMAIL_FROM: 'petitions@example.org' }
  let deliver: Deliver | undefined
  const whole = started(
    await startInstance({
      stateDirectory: stateDirectory('whole'),
      between: (queue, messages, toConsumer) => {
        deliver = toConsumer
        return toConsumer(queue, messages)
      },
      vars: toNobody,
      prepare: (name, modules) => (name.endsWith('-consumer') ? surrounded(modules) : modules),
    }),
  )
  const slow = started(
    await startInstance({
      stateDirectory: stateDirectory('slow'),
      vars: { ...toNobody, DATABASE_TURNS: turns.url },
      prepare: (_, modules) => surrounded(modules),
    }),
  )
  const alone = started(await startInstance({ stateDirectory: stateDirectory('alone'), ...edgeAlone }))
  const checked = started(
    await startInstance({
      stateDirectory: stateDirectory('checked'),
      parts: 'edge',
      limits: { ...NO_COUNT_IN_MEMORY, ...EASY_PROOFS },
      vars: { BOT_CHECK: 'altcha' },
    }),
  )
  for (const instance of [whole, slow, alone, checked]) await startPetitions(instance)
  await signInPublic(whole)
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
  const lines = linesOf(
    { baselines, whole: serverOf(whole), slow: serverOf(slow), alone: serverOf(alone), checked: serverOf(checked) },
    sizes,
    {
      etag: new Map(responses[COUNT_PATH]?.headers).get('etag') ?? '',
      coldSlugs: await copyPetition(whole, Math.max(50, (rounds + 1) * coldReads(sizes.reads))),
      proofs: await solvedProofs((rounds + 1) * provenSignatures(sizes.signatures), checked.vars['TOKEN_KEYS'] ?? ''),
    },
  )
  const chosen = lines.filter(({ name }, n) => n === 0 || wanted(name))
  const figures = await measure(chosen, rounds)
  if (deliver === undefined) throw new Error('no message was delivered')
  const consumer = { ...serverOf(whole), deliver, petitionIds: await idsOf(whole) }
  const rowsOfConsumer = () =>
    measureConsumer(consumer, baselines.naive, { rounds, batches: Math.ceil(sizes.signatures / 40) })
  const ofConsumer = wanted(CONSUMER) ? await rowsOfConsumer() : []
  const freshness = options.full ? await measureFreshness(serverOf(whole), await steadily(whole)) : null
  const filled = options.full ? await measureFilled(whole, chosen, rowsOfConsumer) : []
  const bench: Bench = {
    at: new Date().toISOString(),
    cores: cpus().length,
    rounds,
    ...sizes,
    lines: Object.fromEntries([...figures, ...ofConsumer, ...filled]),
    memoryMiB: memoryMiB(whole.runtimePid),
    freshness,
    isolates: options.full
      ? {
          startUpMs: await measureStartUp(directory.path, COMPATIBILITY_DATE),
          heapMiB: await heapsOf(stateDirectory('heaps')),
        }
      : null,
  }
  console.log(tableOf(bench))
  if (options.full) console.log(await profileOf(stateDirectory('profiled')))
  if (options.save) save(bench)
  if (options.json) console.log(JSON.stringify(bench))
} finally {
  await Promise.all(running.map((one) => one.dispose()))
  directory.remove()
}

function serverOf({ url, runtimePid: pid, db }: Instance) {
  return { url, pid, db }
}

async function responseOf({ url }: Instance, path: string) {
  const response = await fetch(new URL(path, url))
  const headers = [...response.headers].filter(([name]) => !OF_THE_CONNECTION.has(name))
  return { body: await response.text(), headers }
}

async function startPetitions(instance: Instance): Promise<void> {
  const { still, none, email, shown } = PETITIONS
  await instance.startPetition({ slug: still, claimedCount: 70_438, goal: 100_000 })
  await instance.startPetition({ slug: none, confirmation: 'none', reviewRules: REVIEW_RULES_OFF })
  await instance.startPetition({ slug: email, confirmation: 'email', reviewRules: REVIEW_RULES_OFF })
  const body = Array.from({ length: 12 }, (_, n) => `**Part ${n}.** ${'Words that say why. '.repeat(12)}`).join('\n\n')
  await instance.startPetition({ slug: shown, claimedCount: 70_438, goal: 100_000, body })
}

async function signInPublic(instance: Instance): Promise<void> {
  for (let n = 0; n < SHOWN_SIGNERS; n++) {
    const person = { name: `Signer ${n}`, email: `shown.${n}@example.org`, showName: 'full' }
    if (!(await instance.sign(PETITIONS.shown, person, `192.0.2.${n + 1}`)).ok)
      throw new Error('a signature was refused')
  }
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

/** What the product does without another database, with many more rows, half of them without a public name. */
async function measureFilled(
  instance: Instance,
  lines: readonly Line[],
  rowsOfConsumer: () => Promise<Map<string, Figure>>,
) {
  const rows = Number(options.rows)
  await fill(instance, rows)
  const again = lines.filter(({ server }) => server.url.href === instance.url.href).map(withOtherSigners)
  const figures = await measure(again, rounds)
  const all = [...figures, ...(await rowsOfConsumer())]
  return all.map(([name, figure]) => [`${name}, ${rows.toLocaleString('en')} rows`, figure] as const)
}

function withOtherSigners(line: Line): Line {
  return line.done === undefined ? line : { ...line, asked: (n) => line.asked(n + FILLED_FROM) }
}

async function fill({ db }: Instance, rows: number): Promise<void> {
  for (let from = 0; from < rows; from += FILL_AT_ONCE) {
    await db
      .prepare(
        `WITH RECURSIVE series (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM series WHERE n + 1 < ?1 + ?2)
         INSERT INTO signatures (petition_id, signer, id, public_name, country, locale, status, signed_at, stored_at, confirmed_at, contact)
         SELECT (SELECT id FROM petitions WHERE slug = CASE n / 2 % 2 WHEN 0 THEN ?3 ELSE ?4 END), randomblob(32),
           printf('01980000-0000-7000-8000-%012x', n), CASE n % 2 WHEN 0 THEN 'Signer ' || n END, 'UZ', 'en', 'counted', n, n, n,
           randomblob(320)
         FROM series`,
      )
      .bind(from, FILL_AT_ONCE, PETITIONS.none, PETITIONS.shown)
      .run()
  }
}

/** Where the edge spends the processor time of a signature: functions and microseconds. */
function profileOf(directory: string): Promise<string> {
  return withInspected({ stateDirectory: directory, parts: 'edge' }, async (instance) => {
    await signSome(instance, 0)
    const { total } = await profiled(await instance.inspectorUrl(), () => signSome(instance, PROFILED))
    const rows = [...total].toSorted(([, a], [, b]) => b - a).slice(0, PROFILE_ROWS)
    const lines = rows.map(([name, time]) => `${(time / PROFILED).toFixed(0).padStart(8)} µs  ${name}`)
    return ['', 'A signature on the edge, with what each function calls:', ...lines].join('\n')
  })
}

function heapsOf(directory: string) {
  return withInspected({ stateDirectory: directory }, async (instance) => {
    await signSome(instance, 0)
    return {
      edge: await heapMiB(await instance.inspectorUrl('undersigned')),
      consumer: await heapMiB(await instance.inspectorUrl('undersigned-consumer')),
    }
  })
}

async function withInspected<T>(options: InstanceOptions, work: (instance: Instance) => Promise<T>): Promise<T> {
  const instance = await startInstance({ ...options, inspected: true })
  try {
    await startPetitions(instance)
    return await work(instance)
  } finally {
    await instance.dispose()
  }
}

function signSome({ url }: Instance, first: number): Promise<number> {
  return load({
    url,
    requests: PROFILED,
    sockets: 16,
    status: 202,
    asked: (n) => signature(PETITIONS.none, first + n, first + n),
  })
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

/** Of those that nobody else signs. */
async function idsOf({ db }: Instance): Promise<number[]> {
  const { results } = await db
    .prepare(`SELECT id FROM petitions WHERE slug LIKE 'cold-%' ORDER BY id LIMIT 50`)
    .all<{ id: number }>()
  return results.map(({ id }) => id)
}

/** As many more petitions as `none`, and their slugs. */
async function copyPetition({ db }: Instance, copies: number): Promise<string[]> {
  const { results } = await db.prepare(`SELECT name FROM pragma_table_info('petitions')`).all<{ name: string }>()
  const names = results.map(({ name }) => name).filter((name) => name !== 'id' && name !== 'slug')
  const slugs = Array.from({ length: copies }, (_, n) => `cold-${n}`)
  await db
    .prepare(
      `INSERT INTO petitions (slug, ${names.join(', ')})
       SELECT copy.value, ${names.join(', ')} FROM json_each(?1) AS copy, petitions WHERE slug = '${PETITIONS.still}'`,
    )
    .bind(JSON.stringify(slugs))
    .run()
  await db
    .prepare(`INSERT INTO counters (petition_id, n, "before") SELECT id, 0, 0 FROM petitions WHERE slug LIKE 'cold-%'`)
    .run()
  return slugs
}
