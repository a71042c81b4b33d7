/** The words of the chart and of the lists. The catalogue of the console has them in each language. */
import type { SlotUnit } from './slots.ts'

export interface ChartWords {
  number: (n: number) => string
  /** The day of a time in milliseconds, in UTC: `26 November 2026`. */
  date: (ms: number) => string
  /** “Signatures by day” */
  by: Record<SlotUnit, string>
  /** “Signatures by day, 1 November 2026 to 26 November 2026” */
  from: (by: string, first: string, last: string) => string
  /** “Between 143 and 1,124, most on 12 November 2026.” `most` and `when` are of the same slot. */
  between: (least: number, most: number, when: string) => string
  /** “Milestones: ” followed by a list of `milestoneAt`. */
  milestones: (list: string[]) => string
  /** “1,000 on 3 November 2026” */
  milestoneAt: (threshold: number, when: string) => string
  /** Names of the unit, at the head of a column: “Day”. */
  unit: Record<SlotUnit, string>
  /** “26 November 2026, 14:00” */
  hour: (day: string, time: string) => string
  /** “Week of 23 November 2026” */
  week: (day: string) => string
  /** Heads of columns: signatures in the slot, count at its end, what happened in it. */
  signed: string
  count: string
  events: string
  /** What happened: “1,000 reached”, “Update: The ministry has answered”. */
  reached: (threshold: number) => string
  updated: (title: string) => string
  /** Below the chart. */
  milestone: string
  update: string
  soFar: string
  /** “289 a day, needed for 10,000” */
  needed: (perDay: number, goal: number) => string
  /** “The same as a table” */
  asTable: string
}

export interface SharesWords {
  number: (n: number) => string
  /** “37 others” */
  others: (keys: number) => string
  /** Where it is not known how many the others are: “Others”. */
  rest: string
}
