/**
 * What the console asks this Worker for: the email addresses of a team and of operators, and what reports say. The private keys are
 * here alone. Only a Worker that is bound to this entrypoint can call it, and it says who may see what.
 */
import { WorkerEntrypoint } from 'cloudflare:workers'

import type { SealedReport } from '../../schema/report.ts'
import {
  type AddressBook,
  addressesOfAccounts,
  addressesOfInvitations,
  openedReports,
} from '../../src/accounts/addresses.ts'
import { readSealKeys } from '../../src/settings.ts'

export class Addresses extends WorkerEntrypoint<ConsumerEnv> implements AddressBook {
  ofAccounts(ids: readonly string[]): Promise<Record<string, string>> {
    return addressesOfAccounts(this.env.DB, readSealKeys(this.env), ids)
  }

  ofInvitations(ids: readonly string[]): Promise<Record<string, string>> {
    return addressesOfInvitations(this.env.DB, readSealKeys(this.env), ids)
  }

  ofReports(petitionId: number, ids: readonly string[]): Promise<Record<string, SealedReport>> {
    return openedReports(this.env.DB, readSealKeys(this.env), petitionId, ids)
  }
}
