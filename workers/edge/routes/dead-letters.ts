/** Dead letters, for the operator: listed and explained, put back on their queue, deleted. */
import { Hono } from 'hono'

import { type DeadLetterReplayed, deadLettersQuery, type DeadLettersResponse } from '../../../schema/dead-letter.ts'
import { describeDeadLetters } from '../../../src/ledger/dead-letter-facts.ts'
import { type Letter, readLetter, whyNotReplayable } from '../../../src/ledger/dead-letter-message.ts'
import { deleteDeadLetter, findDeadLetter, pageOfDeadLetters } from '../../../src/ledger/dead-letters.ts'
import { QUEUE_SEND_TIMEOUT_MS, UNAVAILABLE_RETRY_AFTER_SECONDS } from '../../../src/limits.ts'
import { withDeadline } from '../../../src/platform/deadline.ts'
import { log } from '../../../src/platform/log.ts'
import { requireOperator } from '../access.ts'
import { query } from '../request.ts'
import { type EdgeContext, PRIVATE, refusal } from '../respond.tsx'

/** Under `/api/dead-letters`. */
export const deadLetterRoutes = new Hono<EdgeContext>()

deadLetterRoutes.get('/', requireOperator, query(deadLettersQuery, 'invalid-query'), async (c) => {
  const { rows, next } = await pageOfDeadLetters(c.env.DB, Number(c.var.query.cursor ?? 0))
  const page: DeadLettersResponse = {
    letters: await describeDeadLetters(c.env.DB, rows, Date.now()),
    cursor: next === null ? null : String(next),
  }
  return c.json(page, 200, PRIVATE)
})

/** It is deleted only once its queue has accepted it: if that fails, it is replayed twice, which changes nothing. */
deadLetterRoutes.post('/:id/replay', requireOperator, async (c) => {
  const { DB } = c.env
  const id = c.req.param('id')
  const row = await findDeadLetter(DB, id)
  if (row === null) return refusal(c, { code: 'not-found' })
  const letter = readLetter(row.body, row.sentAt)
  const response: DeadLetterReplayed = { id, notReplayable: whyNotReplayable(letter, Date.now()) }
  if (letter.to === null || response.notReplayable !== null) return c.json(response, 200, PRIVATE)
  try {
    await withDeadline(queueOf(letter, c.env).send(letter.message), QUEUE_SEND_TIMEOUT_MS)
  } catch (error) {
    log.warn('dead-letters.replay-failed', { id, error })
    return refusal(c, { code: 'unavailable', retryAfterSeconds: UNAVAILABLE_RETRY_AFTER_SECONDS })
  }
  log.info('dead-letters.replayed', { id, to: letter.to })
  await deleteDeadLetter(DB, id)
  return c.json(response, 200, PRIVATE)
})

deadLetterRoutes.delete('/:id', requireOperator, async (c) => {
  const id = c.req.param('id')
  if (!(await deleteDeadLetter(c.env.DB, id))) return refusal(c, { code: 'not-found' })
  log.info('dead-letters.deleted', { id })
  return c.body(null, 204)
})

function queueOf({ to }: Exclude<Letter, { to: null }>, { SIGNATURES, EMAILS, DELIVERIES }: EdgeEnv): Queue {
  switch (to) {
    case 'signatures':
      return SIGNATURES
    case 'emails':
      return EMAILS
    case 'deliveries':
      return DELIVERIES
  }
}
