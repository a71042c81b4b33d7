/** Statements under names, run as one D1 batch, which is one transaction. Their rows are read by name. */
export type Row = Record<string, unknown>

/** Statements in the order in which they run; `Name` is those whose rows are read. */
export type Steps<Name extends string> = { readonly [step: string]: D1PreparedStatement } & {
  readonly [step in Name]?: D1PreparedStatement
}

/** The rows that a step returned; none for a step that was left out. */
export type RowsOf<Name extends string> = (step: Name) => Row[]

/** All of `plans` in one transaction, one after the other. Gives a reader of rows for each plan. */
export async function runPlans<Name extends string>(
  db: D1Database,
  plans: readonly Steps<Name>[],
): Promise<RowsOf<Name>[]> {
  const results = await db.batch<Row>(plans.flatMap((steps) => Object.values(steps)))
  return plans.map((steps) => {
    const names = Object.keys(steps)
    const own = results.splice(0, names.length)
    return (step) => own[names.indexOf(step)]?.results ?? []
  })
}

/** One plan. */
export async function runSteps<Name extends string>(
  db: D1Database,
  steps: Readonly<Record<Name, D1PreparedStatement>>,
): Promise<RowsOf<Name>> {
  const [rowsOf = () => []] = await runPlans<Name>(db, [steps])
  return rowsOf
}
