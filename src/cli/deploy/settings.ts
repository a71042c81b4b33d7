/** What an operator decides about a site: asked once, checked as the Workers check it, and kept in the site file. */
import { PETITIONS_MODES } from '../../../schema/account.ts'
import { isReservedName } from '../../reserved-name.ts'
import {
  readConsoleSettings,
  readDeliverySettings,
  readEmailSettings,
  readLedgerSettings,
  readSettings,
  SettingsError,
} from '../../settings.ts'
import { Failure } from '../failure.ts'
import { varsOf } from './config.ts'
import { JURISDICTIONS, PLANS, type Site } from './site-file.ts'
import { SECRET_NAMES, WORKERS } from './workers.ts'

/** A question whose answer is stored under `name`: a setting, a secret, or about Cloudflare. */
export interface Question {
  name: string
  /** Of `npm run deploy`. */
  flag: string
  ask: string
  kind: 'setting' | 'secret' | 'cloudflare'
  choices?: readonly string[]
  /** Taken where nothing is typed; empty where an answer before it is missing. Without it, or where it is null, something has to be typed. */
  fallback?: (site: Site) => string | null
  /** Whether it is asked of this site. Always, by default. */
  applies?: (site: Site) => boolean
  /** What is wrong with an answer; null for nothing. */
  problem?: (answer: string) => string | null
}

export const QUESTIONS: readonly Question[] = [
  {
    name: 'PUBLIC_ORIGIN',
    flag: 'origin',
    kind: 'setting',
    ask: 'Public URL of the site, for example https://petitions.your-domain.org',
    problem: originProblem,
  },
  { name: 'OPERATOR_NAME', flag: 'operator-name', kind: 'setting', ask: 'Who runs this site? Every page names them' },
  {
    name: 'OPERATOR_CONTACT',
    flag: 'operator-contact',
    kind: 'setting',
    ask: 'Operator’s email address, which gets reports, too; or an https:// URL',
  },
  {
    name: 'plan',
    flag: 'plan',
    kind: 'cloudflare',
    ask: 'Cloudflare Workers plan',
    choices: PLANS,
    fallback: () => 'paid',
  },
  {
    name: 'jurisdiction',
    flag: 'jurisdiction',
    kind: 'cloudflare',
    ask: 'Where the database and the queues must stay (it cannot be changed later)',
    choices: JURISDICTIONS,
    fallback: () => 'none',
    // What is made already stays where it is.
    applies: ({ cloudflare }) => cloudflare.databaseId === undefined,
  },
  {
    name: 'EMAIL_SENDER',
    flag: 'email-sender',
    kind: 'setting',
    ask: 'How emails are sent',
    choices: ['cloudflare', 'smtp'],
    // The free plan sends no emails.
    fallback: ({ cloudflare }) => (cloudflare.plan === 'free' ? 'smtp' : 'cloudflare'),
  },
  {
    name: 'EMAIL_FROM',
    flag: 'email-from',
    kind: 'setting',
    ask: 'Email address that emails come from',
    fallback: ({ settings }) => {
      const host = hostOf(settings['PUBLIC_ORIGIN'] ?? '')
      if (host === '') return ''
      return isWorkersDev(host) ? null : `petitions@${host}`
    },
    problem: (text) =>
      isWorkersDev(text) ? 'Nothing can be sent from workers.dev: use an address in a domain of yours.' : null,
  },
  {
    name: 'SMTP_URL',
    flag: '',
    kind: 'secret',
    ask: 'URL of the email server, like smtps://user:password@mail.your-domain.org:465',
    applies: ({ settings }) => settings['EMAIL_SENDER'] === 'smtp',
  },
  {
    name: 'PETITIONS',
    flag: 'petitions',
    kind: 'setting',
    ask: 'Who may start petitions',
    choices: PETITIONS_MODES,
    fallback: () => 'approval',
  },
]

const hostOf = (origin: string): string => URL.parse(origin)?.hostname ?? ''

/** Of a host, or of an email address. */
const isWorkersDev = (name: string): boolean => name.endsWith('.workers.dev')

/** As the Workers write it. */
const withoutSlash = (origin: string): string => origin.replace(/\/$/, '').toLowerCase()

export function originProblem(text: string): string | null {
  const url = URL.parse(text)
  if (url === null || url.protocol !== 'https:') return 'It must be an https:// URL.'
  if (url.origin !== withoutSlash(text)) return `It must have no path: ${url.origin}`
  if (isReservedName(url.hostname))
    return `${url.hostname} is an example. Use a name in a domain of yours that is on Cloudflare.`
  if (url.port !== '' || !url.hostname.includes('.') || /^[\d.]+$/.test(url.hostname) || url.hostname.startsWith('['))
    return 'It must be the name of a host, without a port.'
  return null
}

export const answerOf = ({ name, kind }: Question, site: Site): string | undefined =>
  ({ setting: site.settings, secret: site.secrets, cloudflare: site.cloudflare as Record<string, string | undefined> })[
    kind
  ][name]

/** As it is stored. */
const valueOf = ({ name }: Question, given: string): string =>
  name === 'PUBLIC_ORIGIN' ? withoutSlash(given.trim()) : given.trim()

/** What is wrong with what was given; null for nothing. */
export function answerProblem(question: Question, given: string): string | null {
  const value = valueOf(question, given)
  const { choices, problem } = question
  if (value === '') return 'It must not be empty.'
  if (choices !== undefined && !choices.includes(value)) return `It must be one of: ${choices.join(', ')}.`
  return problem?.(value) ?? null
}

/** The site with this answer. Throws a Failure that says what is wrong with it. */
export function withAnswer(site: Site, question: Question, given: string): Site {
  const { name, kind, flag } = question
  const value = valueOf(question, given)
  const why = answerProblem(question, given)
  if (why !== null) throw new Failure(`${flag === '' ? name : `--${flag}`} is "${value}". ${why}`)
  if (kind === 'setting') return { ...site, settings: { ...site.settings, [name]: value } }
  if (kind === 'secret') return { ...site, secrets: { ...site.secrets, [name]: value } }
  return { ...site, cloudflare: { ...site.cloudflare, [name]: value } }
}

/** Questions that apply to this site and have no answer. Answering one may bring another. */
export const openQuestions = (site: Site): Question[] =>
  QUESTIONS.filter((question) => (question.applies?.(site) ?? true) && (answerOf(question, site) ?? '') === '')

/** Once the origin is another one, it is no longer that of the edge Worker at workers.dev: its host is attached. */
export function withDomainOf(site: Site): Site {
  const { domain, ...cloudflare } = site.cloudflare
  if (domain !== 'workers.dev' || isWorkersDev(hostOf(site.settings['PUBLIC_ORIGIN'] ?? ''))) return site
  return { ...site, cloudflare }
}

/** `NAME=VALUE` of any var or optional secret. */
export function withSetting(site: Site, assignment: string): Site {
  const at = assignment.indexOf('=')
  const name = assignment.slice(0, at)
  const value = assignment.slice(at + 1)
  if (at < 1) throw new Failure(`--set needs NAME=VALUE. It is "${assignment}".`)
  const question = QUESTIONS.find((it) => it.name === name)
  if (question !== undefined && question.kind === 'setting') return withAnswer(site, question, value)
  if (SECRET_NAMES.includes(name))
    throw new Failure(
      `${name} is a secret, and a command line is seen by others. Write it into "secrets" of the site file, or into the environment: ${name}=… npm run deploy`,
    )
  const known = new Set(WORKERS.flatMap((worker) => Object.keys(varsOf(worker)).concat(worker.settings)))
  for (const own of NOT_TO_SET) known.delete(own)
  if (!known.has(name))
    throw new Failure(`There is no setting ${name}. There are: ${[...known].toSorted().join(', ')}.`)
  const why = name === 'COUNTS_ORIGIN' && value !== '' ? originProblem(value) : null
  if (why !== null) throw new Failure(`${name} is "${value}". ${why}`)
  return { ...site, settings: { ...site.settings, [name]: value } }
}

/** What the plan of the site has not; null for nothing. */
export const planProblem = ({ cloudflare, settings, trial }: Site): string | null =>
  // A trial says beforehand that it sends none.
  trial === undefined && cloudflare.plan === 'free' && settings['EMAIL_SENDER'] === 'cloudflare'
    ? 'The free plan of Cloudflare sends no emails.'
    : null

/** What to do about it. */
export const PLAN_CURE =
  'With an email server of yours: SMTP_URL=smtps://… npm run deploy -- --email-sender smtp. With Workers Paid: npm run deploy -- --plan paid'

/** Decided by the deployment. */
const NOT_TO_SET = ['ENVIRONMENT', 'SEAL_PUBLIC_KEY']

/** Throws a Failure that names what a Worker would refuse. `env`: vars and secrets of a Worker, by its name. */
export function checkSettings(env: (worker: (typeof WORKERS)[number]['name']) => Record<string, string>): void {
  const origin = env('undersigned')['PUBLIC_ORIGIN'] ?? ''
  const why = originProblem(origin)
  const problems = [
    why === null ? null : `PUBLIC_ORIGIN is "${origin}". ${why}`,
    problemOf(() => readSettings(env('undersigned'))),
    problemOf(() => readConsoleSettings(env('undersigned-console'))),
    problemOf(() => readLedgerSettings(env('undersigned-consumer'))),
    problemOf(() => readDeliverySettings(env('undersigned-consumer'))),
    problemOf(() => readEmailSettings(env('undersigned-consumer'))),
  ].filter((problem) => problem !== null)
  if (problems.length > 0) throw new Failure([...new Set(problems)].join('\n'))
}

function problemOf(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    return error.message.replace('Undersigned cannot start. ', '').replace(/ See \.dev\.vars\.example\.$/, '')
  }
}
