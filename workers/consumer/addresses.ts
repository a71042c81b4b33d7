/**
 * What the console asks this Worker for: the email addresses of a team. The private keys are here alone. Only a Worker that is bound
 * to this entrypoint can call it, and it says who may see what.
 */
import { WorkerEntrypoint } from 'cloudflare:workers'

import { addressesOfAccounts, addressesOfInvitations } from '../../src/accounts/addresses.ts'
import { readSealKeys } from '../../src/settings.ts'

export class Addresses extends WorkerEntrypoint<ConsumerEnv> {
  /** By the id of the account. Without those that no key opens. */
  ofAccounts(ids: readonly string[]): Promise<Record<string, string>> {
    return addressesOfAccounts(this.env.DB, readSealKeys(this.env), ids)
  }

  /** By the id of the invitation. */
  ofInvitations(ids: readonly string[]): Promise<Record<string, string>> {
    return addressesOfInvitations(this.env.DB, readSealKeys(this.env), ids)
  }
}
