/** The campaign from its start to its closing, against running Workers, step by step. */
import { PETITION_STALE_MS, REVIEW_RULE_MAX } from '../../src/limits.ts'
import { generateKeyPair } from '../../src/crypto/key-pairs.ts'
import type { RunningWorkers } from '../support/harness.ts'
import { SEEDS } from '../../src/cli/seeds/seeds.ts'
import { ACCEPTED, outcomeOf } from './responses.ts'
import { type CampaignPlan, planCampaign } from './campaign-plan.ts'
import { type Campaign, openPage, type PublicCounts, readPublicCounts, startCampaign } from './campaign.ts'
import { countPendingDeliveries, readCounter, readLedger } from './ledger.ts'
import type { LogBook } from './log-book.ts'
import type { ReplayOptions } from './options.ts'
import { keepPace } from './pace.ts'
import { showProgress } from './progress.ts'
import { startReceiver } from './receiver.ts'
import { createSender, type Sender } from './sender.ts'
import { until } from '../support/until.ts'
import type { Evidence } from './verify.ts'

export interface Stage {
  workers: RunningWorkers
  adminToken: string
  book: LogBook
}

export interface Play {
  evidence: Evidence
  longestQueue: number
  seconds: { sending: number; draining: number; ending: number }
}

const SLUG = 'ali-feruz-replay'
const DRAIN_TIMEOUT_MS = 180_000
/** The count is cached for some seconds in memory and in the colo's cache, one after the other. */
export const PUBLIC_TIMEOUT_MS = 120_000
/** The failed delivery is retried after 5 s. */
const DELIVERIES_TIMEOUT_MS = 120_000
const LATE_TIMEOUT_MS = PETITION_STALE_MS + 60_000
const FLOOD_MAX_SIGNATURES = 50
const FLOOD_ADDRESS = '192.0.2.1'

export async function play({ signers, seed }: ReplayOptions, stage: Stage): Promise<Play> {
  const { workers, adminToken } = stage
  const receiver = await startReceiver()
  const sender = createSender(workers.url)
  try {
    const campaign = await startCampaign(workers.url, adminToken, await petitionForm(signers))
    receiver.trust(await campaign.registerWebhook(receiver.url))
    const plan = planCampaign(campaign.slug, signers, seed, await openPage(workers.url, campaign.slug))

    const startedAt = performance.now()
    const longestQueue = await sign(plan, sender, campaign, workers.db)
    const sentAt = performance.now()
    const flood = await floodFromOneAddress(plan, sender)
    await drain(sender, flood, stage)
    const drainedAt = performance.now()

    const readPublic = (): Promise<PublicCounts> => readPublicCounts(workers.url, campaign.slug)
    const open = await until(readPublic, ({ count, page }) => count === signers && page === signers, PUBLIC_TIMEOUT_MS)
    await campaign.close()
    const late = await signLate(plan, sender)
    const closed = await until(readPublic, ({ state }) => state === 'closed', PUBLIC_TIMEOUT_MS)
    await until(
      () => countPendingDeliveries(workers.db),
      (pending) => pending === 0,
      DELIVERIES_TIMEOUT_MS,
    )
    await until(
      async () => stage.book.settled.late,
      (settled) => settled >= late.filter((outcome) => outcome === ACCEPTED).length,
      DRAIN_TIMEOUT_MS,
    )

    return {
      evidence: {
        planned: plan,
        responses: sender.responses,
        retried: sender.retried(),
        book: stage.book,
        ledger: await readLedger(workers.db, campaign.slug),
        open,
        closed,
        milestones: campaign.milestones,
        receptions: receiver.receptions,
        flood,
        late,
      },
      longestQueue,
      seconds: {
        sending: (sentAt - startedAt) / 1000,
        draining: (drainedAt - sentAt) / 1000,
        ending: (performance.now() - drainedAt) / 1000,
      },
    }
  } finally {
    sender.close()
    receiver.close()
  }
}

/** The seed's petition, fresh, with a milestone that the last signature reaches and one that nothing does. */
export async function petitionForm(signers: number) {
  const seed = SEEDS.find(({ form }) => form.slug === 'ali-feruz')
  if (seed === undefined) throw new Error('the seed petition ali-feruz is gone')
  const { form } = seed
  const { publicKey } = await generateKeyPair()
  return {
    ...form,
    slug: SLUG,
    publicKeys: [publicKey],
    claimedCount: 0,
    milestones: [...form.milestones, signers, signers + 1],
    // Tens of thousands of signers share a few reserved domains here, which that rule would find.
    reviewRules: { emailDomainPerHour: REVIEW_RULE_MAX },
  }
}

/** Resolves to the greatest length of the queue when every request has its response. */
async function sign(plan: CampaignPlan, sender: Sender, { slug }: Campaign, db: D1Database): Promise<number> {
  const accepted = (): number => sender.responses.accepted.first
  const pace = keepPace(accepted, () => readCounter(db, slug))
  const progress = showProgress(plan.firsts, () => ({ accepted: accepted(), counted: pace.counted() }))
  try {
    await sender.sendAll(plan.submissions(), pace.admit)
  } finally {
    await pace.stop()
    progress.stop()
  }
  return pace.longest()
}

/** Ends at the first refusal. A window of the limit may end in between, so up to twice its number may pass. */
async function floodFromOneAddress(plan: CampaignPlan, sender: Sender): Promise<string[]> {
  const outcomes: string[] = []
  while (outcomes.length < FLOOD_MAX_SIGNATURES && outcomes.at(-1)?.startsWith('429') !== true) {
    outcomes.push(outcomeOf(await sender.send(plan.again().request, FLOOD_ADDRESS)))
  }
  return outcomes
}

/** Waits until the consumer has handled every accepted message, repeats too. */
export async function drain({ responses }: Sender, flood: string[], { book }: Stage): Promise<void> {
  const { first, repeat, flood: flooding } = responses.accepted
  const accepted = first + repeat + flooding + flood.filter((outcome) => outcome === ACCEPTED).length
  await until(
    async () => book.settled.counted + book.settled.quarantined + book.settled.repeated + book.storedDirectly(),
    (settled) => settled >= accepted,
    DRAIN_TIMEOUT_MS,
  )
}

/** Ends when the edge knows of the closing. What it accepts until then must not be counted. */
async function signLate(plan: CampaignPlan, sender: Sender): Promise<string[]> {
  const outcomes: string[] = []
  await until(
    async () => outcomes.push(outcomeOf(await sender.send(plan.latecomer(outcomes.length).request))),
    () => outcomes.at(-1) !== ACCEPTED,
    LATE_TIMEOUT_MS,
  )
  return outcomes
}
