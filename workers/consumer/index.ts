/** The consumer Worker: takes messages from four queues, each with its own handler; and opens email addresses for the console. */
import { storeArrivedDeadLetters } from './dead-letters.ts'
import { deliverEvents } from './deliveries.ts'
import { sendEmails } from './emails.ts'
import { storeSignatures } from './signatures.ts'

export { Addresses } from './addresses.ts'
export { Counts } from './counts.ts'
export { Installation } from './installation.ts'

export default {
  async queue(batch, env) {
    switch (batch.queue) {
      case 'undersigned-signatures':
        return storeSignatures(batch, env)
      case 'undersigned-deliveries':
        return deliverEvents(batch, env)
      case 'undersigned-emails':
        return sendEmails(batch, env)
      case 'undersigned-dead-letters':
        return storeArrivedDeadLetters(batch, env)
      default:
        throw new Error(`no handler for the queue ${batch.queue}`)
    }
  },
} satisfies ExportedHandler<ConsumerEnv>
