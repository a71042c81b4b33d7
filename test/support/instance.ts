/** Both Workers in the harness, and what a test does with them over HTTP: start petitions, sign, look at the ledger. */
import type { Challenge } from 'altcha-lib/types'

import { passingVars } from '../../src/cli/dev-vars.ts'
import { type RunningWorkers, startWorkers, type WorkerLog, type WorkersOptions } from './harness.ts'
import { petitionForm } from './petition-form.ts'
import { proofOf } from './proof.ts'
import { bearer, jsonPost } from './requests.ts'

export interface Instance extends RunningWorkers {
  /** Everything that was logged so far. */
  logs: WorkerLog[]
  /** What the Workers were started with, to start them again over the same data. */
  vars: Record<string, string>
  /** POSTs JSON to a path of the API under `/api/petitions`. */
  post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>
  /** Starts a petition as the operator and resolves to its campaign token. Throws when that is refused. */
  startPetition: (fields: Parameters<typeof petitionForm>[0]) => Promise<string>
  /** Signs from `ip`. */
  sign: (slug: string, person: Record<string, unknown>, ip: string) => Promise<Response>
  /** A new challenge of the petition, solved. */
  solve: (slug: string) => Promise<string>
  ledgerOf: (slug: string) => Promise<{ counter: number; rows: number } | null>
  /** Changes the web address. */
  rename: (slug: string, to: string) => Promise<void>
}

export type InstanceOptions = Omit<WorkersOptions, 'vars' | 'onLog'> & { vars?: Record<string, string> }

/** Secrets are new ones, and the bot check is off, unless `vars` say otherwise. */
export async function startInstance({ vars = {}, ...options }: InstanceOptions): Promise<Instance> {
  const allVars: Record<string, string> = {
    ...(await passingVars()),
    PUBLIC_ORIGIN: 'http://petitions.test',
    BOT_CHECK: 'off',
    ...vars,
  }
  const logs: WorkerLog[] = []
  const workers = await startWorkers({ ...options, vars: allVars, onLog: (line) => logs.push(line) })
  const post: Instance['post'] = (path, body, headers) =>
    fetch(new URL(`/api/petitions${path}`, workers.url), jsonPost(body, headers))
  return {
    ...workers,
    logs,
    vars: allVars,
    post,
    async startPetition(fields) {
      const response = await post('', petitionForm(fields), bearer(allVars['ADMIN_TOKEN'] ?? ''))
      const text = await response.text()
      if (response.status !== 201) throw new Error(text)
      const { token }: { token: string } = JSON.parse(text)
      return token
    },
    sign: (slug, person, ip) => post(`/${slug}/signatures`, person, { 'cf-connecting-ip': ip }),
    async solve(slug) {
      const challenge: Challenge = await (await fetch(new URL(`/api/petitions/${slug}/challenge`, workers.url))).json()
      return proofOf(challenge)
    },
    async rename(slug, to) {
      const [changed] = await workers.db.batch([
        workers.db.prepare('UPDATE petitions SET public_slug = ?2 WHERE slug = ?1').bind(slug, to),
        workers.db
          .prepare('INSERT INTO slugs (slug, petition_id, created_at) SELECT ?2, id, 1 FROM petitions WHERE slug = ?1')
          .bind(slug, to),
      ])
      if (changed?.meta.changes !== 1) throw new Error(`there is no petition ${slug}`)
    },
    ledgerOf: (slug) =>
      workers.db
        .prepare(
          `SELECT c.n AS counter, (SELECT count(*) FROM signatures AS s WHERE s.petition_id = p.id) AS rows
           FROM petitions AS p JOIN counters AS c ON c.petition_id = p.id WHERE p.slug = ?`,
        )
        .bind(slug)
        .first(),
  }
}
