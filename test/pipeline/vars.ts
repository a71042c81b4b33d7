/** Vars for Workers that a test runs through the harness. */
import { passingVars } from '../../src/cli/dev-vars.ts'

export const TEST_VARS: Record<string, string> = {
  ...(await passingVars()),
  PUBLIC_ORIGIN: 'http://petitions.test',
  BOT_CHECK: 'off',
}

/** Whose private half no test needs. */
export const CAMPAIGN_PUBLIC_KEY = 'JIz_M3YEn_zIy7JUaNxi6ygAxiRqK3n_WOjKxcgPPUQ'
