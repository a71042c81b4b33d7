/** Statements under names, run as one D1 batch, which is one transaction. Their rows are read by name. */
export type Row = Record<string, unknown>

/** Statements in the order in which they run; those with nothing to do are left out. */
export type Steps = Readonly<Record<string, D1PreparedStatement | undefined>>

/** The rows that a step returned; none for a step that was left out. */
export type RowsOf<S extends Steps> = (step: keyof S) => Row[]

export async function runSteps<S extends Steps>(db: D1Database, steps: S): Promise<RowsOf<S>> {
  const present = Object.entries(steps).flatMap(([name, statement]) =>
    statement === undefined ? [] : [{ name, statement }],
  )
  const results = await db.batch<Row>(present.map(({ statement }) => statement))
  const rows = new Map(present.map(({ name }, index) => [name, results[index]?.results ?? []]))
  return (step) => rows.get(String(step)) ?? []
}
