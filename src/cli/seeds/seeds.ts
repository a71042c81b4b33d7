/** The two sample petitions of a new installation. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import type { PetitionForm, PetitionState } from '../../../schema/petition.ts'
import { DEFAULT_MILESTONES } from '../../limits.ts'

export interface Seed {
  form: PetitionForm
  /** The final state. */
  state: PetitionState
  /** Markdown. */
  outcome: string | null
}

const text = (name: string): string => readFileSync(join(import.meta.dirname, `${name}.md`), 'utf8').trim()

export const SEEDS: readonly Seed[] = [
  {
    state: 'closed',
    outcome: text('ali-feruz-outcome'),
    form: {
      slug: 'ali-feruz',
      title: 'Stop the deportation of journalist Ali Feruz, save him from imprisonment and torture!',
      addressee:
        'Olga Evgenievna Kirillova, head of the migration department of the Ministry of Internal Affairs of Russia',
      starter: 'Igor Yasin (Игорь Ясин)',
      starterKind: 'person',
      body: text('ali-feruz'),
      language: 'en',
      goal: null,
      milestones: [...DEFAULT_MILESTONES],
      opensAt: null,
      closesAt: null,
      timeZone: 'UTC',
      state: 'open',
      confirmation: 'none',
      publicKeys: [],
      reviewRules: null,
      emailSubject: 'title',
      claimedCount: 70_438,
      signingLimit: 'standard',
      reminder: true,
      listed: true,
    },
  },
  {
    state: 'open',
    outcome: null,
    form: {
      slug: 'demo',
      title: 'Keep the night ferry to the Lantern Islands',
      addressee: 'The council of Lower Lanternmouth',
      starter: 'Marit Osei',
      starterKind: 'person',
      body: text('demo'),
      language: 'en',
      goal: 500,
      milestones: [10, 50, ...DEFAULT_MILESTONES],
      opensAt: null,
      closesAt: null,
      timeZone: 'UTC',
      state: 'open',
      confirmation: 'email',
      publicKeys: [],
      reviewRules: null,
      emailSubject: 'title',
      claimedCount: 0,
      signingLimit: 'standard',
      reminder: true,
      listed: true,
    },
  },
]
