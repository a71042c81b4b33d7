/** Runs tasks that must not stop each other, such as those of a cron trigger. */
import { StatementsSpent, withBudget } from './d1-budget.ts'

export interface Ran {
  /** How much each task did that came to its end, by its name. */
  done: Record<string, number>
  /** Tasks for which there were not enough statements: what is left of them waits for the next run. */
  unfinished: string[]
  failures: { task: string; error: unknown }[]
  /** How many were sent to the database. */
  statements: number
}

export type Tasks = Record<string, (db: D1Database) => Promise<number>>

/**
 * Runs the tasks one after the other, and each whether or not others fail. Each has an equal share of the statements that are
 * left, so that what one does not need is for those after it.
 */
export async function runAll(tasks: Tasks, db: D1Database, statementsMax = Infinity): Promise<Ran> {
  const ran: Ran = { done: {}, unfinished: [], failures: [], statements: 0 }
  let waiting = Object.keys(tasks).length
  for (const [task, run] of Object.entries(tasks)) {
    const share = Math.floor((statementsMax - ran.statements) / waiting--)
    const budget = { left: share }
    try {
      ran.done[task] = await run(withBudget(db, budget))
    } catch (error) {
      if (error instanceof StatementsSpent) ran.unfinished.push(task)
      else ran.failures.push({ task, error })
    }
    if (share < Infinity) ran.statements += share - budget.left
  }
  return ran
}
