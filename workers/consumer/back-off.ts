/** How long a message waits before its next attempt. */
import { STORE_RETRY_DELAY_MAX_SECONDS, STORE_RETRY_DELAY_SECONDS } from '../../src/limits.ts'

/** In seconds: twice as long after each attempt, up to an hour. */
export const backOff = (message: Message, leastSeconds = STORE_RETRY_DELAY_SECONDS): number =>
  Math.min(leastSeconds * 2 ** (message.attempts - 1), STORE_RETRY_DELAY_MAX_SECONDS)
