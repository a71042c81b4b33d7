/** Runs tasks that must not stop each other, such as those of a cron trigger. */
export interface Ran {
  /** How much each task did that did not fail, by its name. */
  done: Record<string, number>
  failures: { task: string; error: unknown }[]
}

/** Runs the tasks one after the other, and each whether or not others fail. */
export async function runAll(tasks: Record<string, () => Promise<number>>): Promise<Ran> {
  const ran: Ran = { done: {}, failures: [] }
  for (const [task, run] of Object.entries(tasks)) {
    try {
      ran.done[task] = await run()
    } catch (error) {
      ran.failures.push({ task, error })
    }
  }
  return ran
}
