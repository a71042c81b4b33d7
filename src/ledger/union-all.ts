/** SQL for the rows of all these SELECTs: in groups, because D1 takes a limited number of them beside each other. */
import { COMPOUND_SELECT_MAX_TERMS } from '../limits.ts'

export function unionAll(selects: readonly string[]): string {
  if (selects.length <= COMPOUND_SELECT_MAX_TERMS) return selects.join(' UNION ALL ')
  const groups = Array.from({ length: Math.ceil(selects.length / COMPOUND_SELECT_MAX_TERMS) }, (_, group) =>
    selects.slice(group * COMPOUND_SELECT_MAX_TERMS, (group + 1) * COMPOUND_SELECT_MAX_TERMS),
  )
  return unionAll(groups.map((group) => `SELECT * FROM (${group.join(' UNION ALL ')})`))
}
