/** Asks the operator, in a terminal. Where there is none, what is missing is named with the option that gives it. */
import { createInterface } from 'node:readline/promises'

import { EXIT_USAGE, Failure } from '../failure.ts'
import { answerProblem, openQuestions, type Question, QUESTIONS, withAnswer } from './settings.ts'
import type { Site } from './site-file.ts'

const EXIT_INTERRUPTED = 130

/** The site with an answer to every question. `say` shows what was wrong with one. */
export async function askOpen(site: Site, say: (line: string) => void): Promise<Site> {
  if (openQuestions(site).length === 0) return site
  if (!process.stdin.isTTY) return complete(withFallbacks(site))
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  terminal.once('SIGINT', () => {
    terminal.close()
    say('\nStopped. Nothing was done.')
    process.exit(EXIT_INTERRUPTED)
  })
  let current = site
  try {
    for (let question = openQuestions(current)[0]; question !== undefined; question = openQuestions(current)[0]) {
      const fallback = question.fallback?.(current) ?? null
      const typed = (await terminal.question(promptOf(question, fallback))).trim() || (fallback ?? '')
      const why = answerProblem(question, typed)
      if (why === null) current = withAnswer(current, question, typed)
      else say(why)
    }
  } finally {
    terminal.close()
  }
  return current
}

/** Whether "yes" is typed, in a terminal. */
export async function agrees(ask: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  terminal.once('SIGINT', () => terminal.close())
  try {
    return (await terminal.question(ask)).trim().toLowerCase() === 'yes'
  } catch {
    // Closed by Ctrl-C.
    return false
  } finally {
    terminal.close()
  }
}

const promptOf = ({ ask, choices }: Question, fallback: string | null): string =>
  `${ask}${choices === undefined ? '' : ` (${choices.join(', ')})`}${fallback === null ? '' : ` [${fallback}]`}: `

/** Without a terminal. */
export function withFallbacks(site: Site): Site {
  let current = site
  for (const question of QUESTIONS) {
    const isOpen = openQuestions(current).includes(question)
    const fallback = question.fallback?.(current) ?? ''
    if (isOpen && fallback !== '') current = withAnswer(current, question, fallback)
  }
  return current
}

/** What only the operator knows, each with the option that gives it. */
export const missingIn = (site: Site): string[] =>
  openQuestions(site)
    .filter(({ fallback }) => (fallback?.(site) ?? null) === null)
    .map(({ flag, name, ask }) => `  ${flag === '' ? `${name}=… (in the environment)` : `--${flag} …`}  ${ask}`)

function complete(site: Site): Site {
  const missing = missingIn(site)
  if (missing.length === 0) return site
  throw new Failure(`No one can be asked here, and something is missing:\n${missing.join('\n')}`, EXIT_USAGE)
}
