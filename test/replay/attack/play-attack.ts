/** A campaign under attack, from the first signature to the review that follows. */

import type { ReviewResponse } from '../../../schema/review.ts'
import type { Replies } from '../responses.ts'
import { type Campaign, openPage, type PublicCounts, readPublicCounts, startCampaign } from '../campaign.ts'
import { readCounter } from '../ledger.ts'
import type { LogBook } from '../log-book.ts'
import type { ReplayOptions } from '../options.ts'
import { keepPace } from '../pace.ts'
import { drain, petitionForm, PUBLIC_TIMEOUT_MS, type Stage } from '../play.ts'
import { showProgress } from '../progress.ts'
import { createSender, type Sender } from '../sender.ts'
import type { Submission } from '../submission.ts'
import { until } from '../../support/until.ts'
import { type AttackFacts, readAttackFacts } from './facts.ts'
import { planAttack } from './floods.ts'

/** What the campaign did with one group. */
export interface Decided {
  group: ReviewResponse['groups'][number]
  /** The number from the dry run. */
  previewed: number
  decision: 'remove' | 'release'
  /** The number from the response, and how many of them count now. */
  concerned: number
  counted: number
}

export interface AttackEvidence {
  planned: number
  responses: Replies
  book: LogBook
  /** Before and after the review. */
  flooded: AttackFacts
  reviewed: AttackFacts
  groupsBefore: ReviewResponse
  groupsAfter: ReviewResponse
  decided: Decided[]
  /** The public counts after the review. */
  shown: PublicCounts
}

/** The campaign of the replay removes groups of this size and releases smaller ones. */
const REMOVED_MIN_SIGNATURES = 50

export async function playAttack({ signers, seed }: ReplayOptions, stage: Stage): Promise<AttackEvidence> {
  const { workers, adminToken, book } = stage
  const sender = createSender(workers.url)
  try {
    const form = { ...(await petitionForm(signers)), reviewRules: null }
    const campaign = await startCampaign(workers.url, adminToken, form)
    const { slug } = campaign
    const rendered = await openPage(workers.url, slug)
    await sign(planAttack({ slug, signers, seed, rendered }), sender, slug, workers.db)
    await drain(sender, [], stage)
    const flooded = await readAttackFacts(workers.db, slug)
    const groupsBefore = await campaign.review.groups()
    const decided = await review(campaign, groupsBefore)
    const reviewed = await readAttackFacts(workers.db, slug)
    return {
      planned: signers,
      responses: sender.responses,
      book,
      flooded,
      reviewed,
      groupsBefore,
      groupsAfter: await campaign.review.groups(),
      decided,
      shown: await until(
        () => readPublicCounts(workers.url, slug),
        ({ count, page }) => count === reviewed.counter && page === reviewed.counter,
        PUBLIC_TIMEOUT_MS,
      ),
    }
  } finally {
    sender.close()
  }
}

async function sign(submissions: readonly Submission[], sender: Sender, slug: string, db: D1Database): Promise<void> {
  const accepted = (): number => sender.responses.accepted.first
  const pace = keepPace(accepted, () => readCounter(db, slug))
  const people = submissions.filter(({ kind }) => kind === 'first').length
  const progress = showProgress(people, () => ({ accepted: accepted(), counted: pace.counted() }))
  try {
    await sender.sendAll(submissions.values(), pace.admit)
  } finally {
    await pace.stop()
    progress.stop()
  }
}

async function review({ review }: Campaign, { groups }: ReviewResponse): Promise<Decided[]> {
  const decided: Decided[] = []
  for (const group of groups) {
    const { condition } = group
    const { matches } = await review.preview(condition)
    if (group.signatures >= REMOVED_MIN_SIGNATURES) {
      const removed = await review.remove(condition, matches)
      decided.push({ group, previewed: matches, decision: 'remove', concerned: removed, counted: 0 })
    } else {
      const { released, counted } = await review.release(condition, matches)
      decided.push({ group, previewed: matches, decision: 'release', concerned: released, counted })
    }
  }
  return decided
}
