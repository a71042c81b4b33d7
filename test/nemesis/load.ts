/** People who sign, confirm and withdraw over HTTP, many at once, each doing one thing after the other. */
import { setTimeout as sleep } from 'node:timers/promises'

import { randomAt } from '../replay/random.ts'
import type { History, Kind, Operation } from './history.ts'
import type { Host } from './host-process.ts'
import { type Answer, ask } from './http.ts'
import { addressOf, emailOf, petitionAt, type PetitionPlan } from './petitions.ts'

const PURPOSE = 1
const LANES = 240
const TRIES_MAX = 8
const PAUSE_MS = 250
/** Of all people: they sign in two tabs at the same time. */
const IN_TWO_TABS = 0.03
/** More than this in the queue, and people wait, too. Those that wait for a later attempt, up to an hour, are among them. */
const BACKLOG_MAX = 40_000

export interface EmailedLinks {
  confirm: string
  withdraw: string
}

export interface Load {
  /** Answered with 202, of every kind. */
  accepted: () => number
  /** Withdrawals that were begun, by petition. */
  withdrawals: Map<string, number>
  /** What to do with an email that a signer has got. */
  onEmail: (signer: number, links: EmailedLinks) => void
  backlog: number
  /** Ends when everybody has done what they had begun. */
  stop: () => Promise<void>
}

interface Step {
  signer: number
  petition: PetitionPlan
  work: () => Promise<void>
}

export function startLoad(host: Host, history: History, seed: number): Load {
  let accepted = 0
  let people = 0
  const state = { isOn: true }
  const steps: Step[] = []
  const load: Load = {
    accepted: () => accepted,
    withdrawals: new Map(),
    onEmail: (signer, links) => followEmail(signer, links),
    backlog: 0,
    async stop() {
      state.isOn = false
      await Promise.all(lanes)
    },
  }

  async function operate(
    signer: number,
    petition: string,
    kind: Kind,
    id: string | null,
    path: string,
    body?: object,
  ): Promise<Answer | null> {
    const operation: Operation = { signer, petition, kind, id, invoked: host.now(), answered: null, status: 0 }
    if (kind.startsWith('withdraw')) load.withdrawals.set(petition, (load.withdrawals.get(petition) ?? 0) + 1)
    let answer: Answer | null = null
    try {
      answer = await ask(host.url, {
        method: 'POST',
        path,
        ...(body === undefined ? {} : { body }),
        headers: { 'cf-connecting-ip': addressOf(signer) },
      })
      operation.answered = host.now()
      operation.status = answer.status
      if (answer.status === 202) accepted++
      if (kind === 'sign' && answer.status === 202) operation.id = String(JSON.parse(answer.body).id)
    } catch {
      // Nobody knows whether it was accepted.
    }
    history.add(operation)
    return answer
  }

  /** Until there is an answer that another try would not change; null without one. */
  async function insist(work: () => Promise<Answer | null>): Promise<Answer | null> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const answer = await work()
      if (answer !== null && answer.status !== 503) return answer
      await sleep(PAUSE_MS * (tries + 1))
    }
    return null
  }

  const signs = async (
    signer: number,
    { slug }: PetitionPlan,
    isAgain = false,
  ): Promise<{ id: string; withdrawPath: string } | null> => {
    const form = { name: `Signer ${signer}`, email: emailOf(signer, isAgain) }
    const answer = await insist(() => operate(signer, slug, 'sign', null, `/api/petitions/${slug}/signatures`, form))
    if (answer?.status !== 202) return null
    const { id, withdrawUrl }: { id: string; withdrawUrl: string } = JSON.parse(answer.body)
    return { id, withdrawPath: new URL(withdrawUrl).pathname }
  }

  /** What a new person does, all of it but what an email asks for. */
  async function live(signer: number): Promise<void> {
    const random = randomAt(seed, PURPOSE, signer)
    const petition = petitionAt(random() * 100)
    const [signed] = await Promise.all([
      signs(signer, petition),
      ...(random() < IN_TWO_TABS ? [signs(signer, petition, true)] : []),
    ])
    if (signed === null || petition.confirmation === 'email') return
    if (random() < petition.again) await signs(signer, petition, true)
    if (random() >= petition.withdraw) return
    await insist(() => operate(signer, petition.slug, 'withdraw', signed.id, signed.withdrawPath))
    if (random() < petition.return) await signs(signer, petition, true)
  }

  const emailed = new Set<number>()
  function followEmail(signer: number, links: EmailedLinks): void {
    if (emailed.has(signer)) return
    emailed.add(signer)
    const random = randomAt(seed, PURPOSE + 1, signer)
    const petition = petitionAt(randomAt(seed, PURPOSE, signer)() * 100)
    const follow = (kind: Kind, link: string) =>
      insist(() => operate(signer, petition.slug, kind, null, new URL(link).pathname))
    steps.push({
      signer,
      petition,
      async work() {
        await follow('confirm', links.confirm)
        if (random() >= petition.withdraw) return
        await follow('withdraw-by-email', links.withdraw)
        if (random() < petition.return) await signs(signer, petition, true)
      },
    })
  }

  async function lane(): Promise<void> {
    while (state.isOn || steps.length > 0) {
      const step = steps.shift()
      if (step !== undefined) await step.work()
      else if (load.backlog > BACKLOG_MAX) await sleep(PAUSE_MS)
      else await live(++people)
    }
  }
  const lanes = Array.from({ length: LANES }, lane)
  return load
}
