/**
 * Whether what was deployed fits together: the migrations, the settings and keys of the three Workers, the public URL, and the cron. A
 * part may answer and the service be useless all the same, when the link in an email is signed with a key that nobody else has.
 */
import { type Installed, installationFacts, type InstallationFacts } from '../../schema/health.ts'
import { isoOrNull } from '../iso-time.ts'
import { HEALTH_CRON_MAX_MS, HEALTH_TIMEOUT_MS } from '../limits.ts'
import { withDeadline } from '../platform/deadline.ts'
import { isReservedName } from '../reserved-name.ts'
import { readState } from './cron.ts'
import type { Installation } from './facts.ts'

/** The bindings that are asked. */
export interface InstallationAsked {
  DB: D1Database
  CONSUMER_INSTALLATION: Installation
  CONSOLE_INSTALLATION: Installation
}

export interface Expected {
  /** Of the edge Worker itself. */
  own: InstallationFacts
  /** Of the request. */
  origin: string
  /** In development, people open a site by several names, and a computer sleeps. */
  isProduction: boolean
  /** In milliseconds. */
  now: number
}

/** Never throws: what does not answer is a problem. `database`: whether that answers. */
export async function readInstallation(
  { DB, CONSUMER_INSTALLATION, CONSOLE_INSTALLATION }: InstallationAsked,
  expected: Expected,
): Promise<Installed> {
  const [state, consumer, console] = await Promise.all([
    withDeadline(readState(DB), HEALTH_TIMEOUT_MS).catch(() => null),
    factsOf(CONSUMER_INSTALLATION),
    factsOf(CONSOLE_INSTALLATION),
  ])
  const problems = problemsOf({ consumer, console, ranAt: state?.ranAt ?? null }, expected)
  return {
    answers: state !== null,
    migrationsPending: state?.migrationsPending ?? false,
    cronRanAt: isoOrNull(state?.ranAt ?? null),
    problems,
  }
}

async function factsOf(worker: Installation): Promise<InstallationFacts | null> {
  try {
    return installationFacts.parse(await withDeadline(worker.facts(), HEALTH_TIMEOUT_MS))
  } catch {
    return null
  }
}

interface Found {
  consumer: InstallationFacts | null
  console: InstallationFacts | null
  /** When the cron last ran; null if that is not known. In milliseconds. */
  ranAt: number | null
}

/** In words, with what to do. */
export function problemsOf(
  { consumer, console, ranAt }: Found,
  { own, origin, isProduction, now }: Expected,
): string[] {
  const problems: string[] = []
  const say = (applies: boolean, text: string): void => void (applies && problems.push(text))
  const [tokenKey = ''] = own.tokenKeys
  const [sealKey = ''] = own.sealKeys

  say(consumer === null, 'The consumer Worker does not answer: deploy it.')
  say(console === null, 'The console Worker does not answer: deploy it.')
  for (const [name, facts] of [
    ['consumer', consumer],
    ['console', console],
  ] as const) {
    if (facts === null) continue
    for (const problem of facts.problems) say(true, `The ${name} Worker: ${problem}`)
    const theirs = facts.publicOrigin
    say(
      theirs !== null && theirs !== own.publicOrigin,
      `PUBLIC_ORIGIN of the ${name} Worker is ${theirs}, and that of the edge Worker is ${own.publicOrigin}.`,
    )
  }
  if (consumer !== null && consumer.tokenKeys.length > 0)
    say(
      !consumer.tokenKeys.includes(tokenKey) || !own.tokenKeys.includes(consumer.tokenKeys[0] ?? ''),
      'TOKEN_KEYS of the consumer Worker and of the edge Worker are not the same: links in emails do not work.',
    )
  if (consumer !== null && consumer.sealKeys.length > 0)
    say(
      !consumer.sealKeys.includes(sealKey),
      'SEAL_PUBLIC_KEY of the edge Worker belongs to none of SEAL_KEYS of the consumer Worker, which cannot read new email addresses.',
    )
  if (console !== null && console.pepper !== null) {
    say(
      console.pepper !== own.pepper,
      'SIGNER_PEPPER of the console Worker is not that of the edge Worker: people cannot sign in.',
    )
    say(
      console.sealKeys[0] !== sealKey,
      'SEAL_PUBLIC_KEY of the console Worker is not that of the edge Worker: emails to teams cannot be sent.',
    )
  }
  if (!isProduction) return problems
  if (isReservedName(URL.parse(own.publicOrigin ?? '')?.hostname ?? ''))
    say(true, `PUBLIC_ORIGIN is ${own.publicOrigin}, an example: npm run deploy -- --origin https://…`)
  else
    say(origin !== own.publicOrigin, `This is ${origin}, and PUBLIC_ORIGIN is ${own.publicOrigin}: links lead there.`)
  say(
    ranAt !== null && now - ranAt > HEALTH_CRON_MAX_MS,
    `The cron has not run since ${isoOrNull(ranAt)}: run npm run deploy, which sets its triggers.`,
  )
  return problems
}
